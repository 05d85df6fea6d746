import { isUtf8 } from 'node:buffer'
import { hash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Failure, failureJson } from './failure.ts'

/** What goes back: JSON text and a status. */
export type Reply = { readonly status: number; readonly text: string }

/** Reads a JSON body whole; a larger, unreadable or cut off one is refused. */
export async function readJson(request: IncomingMessage, longestBody: number): Promise<unknown> {
  const bytes = await readBody(request, longestBody)
  if (!isUtf8(bytes)) throw new Failure('BODY_INVALID', 'The body is not UTF-8.')
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    throw new Failure(
      'BODY_INVALID',
      `The body is not JSON: ${error instanceof Error ? error.message : error}`,
    )
  }
}

function readBody(request: IncomingMessage, longestBody: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > longestBody)
    return Promise.reject(tooLarge(longestBody))
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length > longestBody) {
        request.removeAllListeners('data')
        reject(tooLarge(longestBody))
      } else {
        chunks.push(chunk)
      }
    })
    request.on('end', () =>
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)),
    )
    request.on('close', () => {
      if (!request.complete) reject(new Failure('BODY_CUT_OFF', 'The body was cut off.'))
    })
  })
}

function tooLarge(longestBody: number): Failure {
  return new Failure('BODY_TOO_LARGE', `The body is larger than ${longestBody} bytes.`, 413)
}

/** Sends a reply; the rest of a body nobody read is thrown away. */
export function send(request: IncomingMessage, response: ServerResponse, { status, text }: Reply): void {
  const unread = !request.complete
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...(unread ? { connection: 'close' } : {}),
  })
  response.end(text)
  if (unread) request.resume()
}

/** The reply that tells of a failure of the whole request. */
export function refusal(failure: Failure): Reply {
  return { status: failure.status, text: failureJson(failure) }
}

/** A bearer token to compare with, in a time that tells nothing about it. */
export class Token {
  readonly #digest: Buffer

  constructor(token: string) {
    this.#digest = digest(`Bearer ${token}`)
  }

  /** Refuses a request that does not carry the token. */
  demand(request: IncomingMessage): void {
    if (timingSafeEqual(digest(request.headers.authorization ?? ''), this.#digest)) return
    throw new Failure('UNAUTHORIZED', 'The request carries no valid token.', 401)
  }
}

function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer')
}
