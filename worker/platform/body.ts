import { Problem } from './problem.ts'

/** Largest JSON that is read unless a route says more, bytes. */
export const JSON_MAX = 256 * 1024
/** Largest table, and largest JSON of the few routes that carry a whole plan or hall, bytes. */
export const LARGE_MAX = 2 * 1024 * 1024

/** Largest announced body that is waited for as one piece, bytes: most are. */
const PIECE_MAX = 64 * 1024

/** How long a body may rest between two parts, and take as a whole, milliseconds. */
const [REST_MS, WHOLE_MS] = [10_000, 60_000]

/** Rings once by rejecting with `too-slow`, unless it is stopped. */
function alarm(afterMs: number) {
  let stop = () => {}
  const rung = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(new Problem('too-slow')), afterMs)
    stop = () => clearTimeout(timer)
  })
  return { rung, stop: () => stop() }
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.byteLength
  }
  return all
}

/**
 * All bytes of a stream: what counts is what arrives, whatever its sender announced.
 * @throws Problem `too-large` past `max` bytes, `too-slow` when it rests or lasts too long
 */
export async function bytesOf(
  stream: ReadableStream<Uint8Array>,
  max: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader()
  const whole = alarm(WHOLE_MS)
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for (;;) {
      const rest = alarm(REST_MS)
      const { done, value } = await Promise.race([reader.read(), rest.rung, whole.rung]).finally(rest.stop)
      if (done) return joined(parts, size)
      size += value.byteLength
      if (size > max) throw new Problem('too-large')
      parts.push(value)
    }
  } catch (refused) {
    // Nothing more of it is wanted; a sender that is gone already cannot be told.
    reader.cancel().catch(() => {})
    throw refused
  } finally {
    whole.stop()
  }
}

type Asked = { req: { raw: Request; header(name: string): string | undefined } }

/** A body of announced length, which the runtime holds its sender to. @throws Problem `too-slow` */
async function inOnePiece(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const rest = alarm(REST_MS)
  return new Uint8Array(await Promise.race([request.arrayBuffer(), rest.rung]).finally(rest.stop))
}

/** The bytes of a request's body. @throws Problem `too-large` or `too-slow` */
export async function bodyOf({ req }: Asked, max: number): Promise<Uint8Array<ArrayBuffer>> {
  const announced = Number(req.header('content-length') ?? 0)
  if (announced > max) throw new Problem('too-large')
  if (!req.raw.body) return new Uint8Array()
  return announced > 0 && announced <= PIECE_MAX ? inOnePiece(req.raw) : bytesOf(req.raw.body, max)
}

/** Bytes as the UTF-8 text that they must be. @throws Problem `unparsable` */
export function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new Problem('unparsable', { detail: 'This is not UTF-8 text' })
  }
}

/** Requires the body to be announced as one of these media types, in UTF-8 where it names a charset. @throws Problem `wrong-type` */
export function mustBe({ req }: Asked, types: readonly string[], charsets: readonly string[] = ['utf-8']) {
  const [type = '', ...parameters] = (req.header('content-type') ?? '').toLowerCase().split(';')
  const charset = parameters
    .map((each) => /^\s*charset\s*=\s*"?([^"\s]+)"?\s*$/.exec(each)?.[1])
    .find(Boolean)
  if (!types.includes(type.trim()) || (charset && !charsets.includes(charset)))
    throw new Problem('wrong-type', { detail: `Send ${types.join(' or ')}` })
}
