import type { IncomingMessage } from 'node:http'
import type { Database } from './database.ts'
import { Failure } from './failure.ts'
import type { Folder } from './folder.ts'
import { type Reply, readJson } from './http.ts'

const LONGEST_BODY = 4_096

/** Answers `/admin/databases`, `/admin/databases/:name` `/admin/databases/:name/stats` and `/admin/databases/:name/scrub`. */
export async function administer(
  request: IncomingMessage,
  segments: readonly string[],
  folder: Folder,
  closing: (database: Database) => void,
): Promise<Reply> {
  const [, collection, name, part, ...rest] = segments
  if (collection !== 'databases' || rest.length > 0) throw nowhere()
  if (name === undefined) return await collectionReply(request, folder)
  if (part === 'stats') {
    if (request.method !== 'GET') throw notAllowed()
    const stats = folder.stats(name)
    if (stats === undefined)
      throw new Failure('DATABASE_NOT_FOUND', `There is no database named ${name}.`, 404)
    return json(200, stats)
  }
  if (part === 'scrub') {
    if (request.method !== 'POST') throw notAllowed()
    return json(200, { name, scrubbed: await folder.scrub(name) })
  }
  if (part !== undefined) throw nowhere()
  if (request.method !== 'DELETE') throw notAllowed()
  folder.remove(name, closing)
  return json(200, { name })
}

async function collectionReply(request: IncomingMessage, folder: Folder): Promise<Reply> {
  if (request.method === 'GET') return json(200, { databases: folder.names.map((name) => ({ name })) })
  if (request.method !== 'POST') throw notAllowed()
  const body = await readJson(request, LONGEST_BODY)
  const name = typeof body === 'object' && body !== null && 'name' in body ? body.name : undefined
  if (typeof name !== 'string') throw new Failure('DATABASE_NAME_INVALID', 'The body has no name.')
  return json(folder.create(name) ? 201 : 200, { name })
}

function json(status: number, value: unknown): Reply {
  return { status, text: JSON.stringify(value) }
}

/** The failure for an address that leads nowhere. */
export function nowhere(): Failure {
  return new Failure('NOT_FOUND', 'There is nothing at this address.', 404)
}

/** The failure for a method the address does not take. */
export function notAllowed(): Failure {
  return new Failure('METHOD_NOT_ALLOWED', 'This address does not take this method.', 405)
}
