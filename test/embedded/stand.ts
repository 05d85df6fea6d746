import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Client, createClient, type IntMode } from '@libsql/client/web'
import { onTestFinished } from 'vitest'
import { type EmbeddedOptions, serveEmbedded } from '../../db/embedded/server.ts'

export const TOKEN = 'data-token'
export const ADMIN_TOKEN = 'admin-token'

/** A folder of its own for the test under way. */
export function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'embedded-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A server in this process with one database named `one`. */
export async function stand(options: Partial<EmbeddedOptions> = {}) {
  const server = await serveEmbedded({
    folder: ownFolder(),
    token: TOKEN,
    adminToken: ADMIN_TOKEN,
    ...options,
  })
  onTestFinished(() => server.close())
  const callers = callersOf(server.url)
  await callers.create('one')
  return { ...callers, server }
}

/** The ways to call a server at this address. */
export function callersOf(url: string) {
  const admin = async (method: string, path: string, body?: unknown, token = ADMIN_TOKEN) => {
    const response = await fetch(`${url}/admin/databases${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }
  const post = async (path: string, body: string | Uint8Array<ArrayBuffer>, token = TOKEN) => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body,
    })
    return { status: response.status, body: await response.json() }
  }
  return {
    url,
    admin,
    post,
    create: (name: string) => admin('POST', '', { name }),
    client: (name = 'one', intMode: IntMode = 'number'): Client =>
      createClient({ url: `${url}/${name}/`, authToken: TOKEN, intMode }),
    pipeline: async (requests: unknown[], baton?: string, name = 'one') =>
      (await post(`/${name}/v2/pipeline`, JSON.stringify({ baton, requests }))).body,
  }
}

/** An `execute` request as a client writes it. */
export function execute(sql: string, args: unknown[] = []) {
  return { type: 'execute', stmt: { sql, args, named_args: [], want_rows: true } }
}

/** Runs the command line program; `lines` collects what it writes to stderr. */
export function launch(env: Record<string, string>) {
  const node = join(import.meta.dirname, '../../db/embedded/main.ts')
  const child = spawn(process.execPath, [node], {
    env: { PATH: process.env.PATH, EMBEDDED_TOKEN: TOKEN, EMBEDDED_ADMIN_TOKEN: ADMIN_TOKEN, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  const ended = new Promise<{ code: number | null; errors: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, errors }))
  })
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { child, ended, ready: readyUrl(child, ended) }
}

async function readyUrl(child: ChildProcess, ended: Promise<unknown>): Promise<string> {
  if (child.stdout === null) throw new Error('no stdout')
  const lines = createInterface({ input: child.stdout })
  const line = await Promise.race([new Promise<string>((resolve) => lines.once('line', resolve)), ended])
  return typeof line === 'string' ? JSON.parse(line).url : ''
}
