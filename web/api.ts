import { hc } from 'hono/client'

/** One fault of an input: the RFC 6901 pointer into what was sent, a stable code, and what is wrong in English. */
export type InputFault = { pointer: string; code: string; detail: string }

/** A refusal of the server (RFC 9457), or slug `network` (status 0) when the server was not reached. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly slug: string
  readonly title: string
  readonly status: number
  readonly detail: string | undefined
  readonly reference: string | undefined
  readonly errors: readonly InputFault[]
  readonly extra: Readonly<Record<string, unknown>>

  constructor(status: number, body: Record<string, unknown>) {
    const { type, title, status: _status, detail, instance, errors, ...extra } = body
    super(text(title) ?? `HTTP ${status}`)
    this.status = status
    this.slug = text(type)?.split(/[/:#]/).at(-1) || `status-${status}`
    this.title = text(title) ?? ''
    this.detail = text(detail)
    this.reference = text(instance)
    this.errors = Array.isArray(errors) ? errors.filter(isFault) : []
    this.extra = extra
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isFault = (value: unknown): value is InputFault =>
  isRecord(value) && ['pointer', 'code', 'detail'].every((name) => typeof value[name] === 'string')

/** What the client does when a request finds the person signed out. */
export type Session = {
  /** Renews the session silently; false when that is impossible. */
  refresh?: () => Promise<boolean>
  /** Sends the person to sign in. */
  signedOut?: () => void
}

let session: Session = {}
let refreshing: Promise<boolean> | undefined

/** Says how sessions are renewed and where the signed-out go; called once, at the start. */
export const keepSession = (next: Session): void => {
  session = next
}

const renewed = (): Promise<boolean> => {
  refreshing ??= (session.refresh?.() ?? Promise.resolve(false))
    .catch(() => false)
    .finally(() => {
      refreshing = undefined
    })
  return refreshing
}

const RETRY_MS = 400
const SIGNED_OUT = 'not-signed-in'

const reach = async (request: Request): Promise<Response> => {
  const again = request.method === 'GET' ? request.clone() : undefined
  try {
    return await fetch(request)
  } catch (cause) {
    if (request.signal.aborted) throw cause
    if (!again) throw unreachable()
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    return fetch(again).catch((second: unknown) => {
      throw request.signal.aborted ? second : unreachable()
    })
  }
}

const unreachable = (): Problem => new Problem(0, { type: 'network', title: 'No connection' })

/** Fetches from our own server: a GET is tried twice when the network fails, a lapsed session is renewed once. */
export const apiFetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
  const request = new Request(input, { credentials: 'same-origin', ...init })
  if (!request.headers.has('accept')) request.headers.set('accept', 'application/json')
  const again = request.clone()
  const response = await reach(request)
  if (response.status !== 401 || session.refresh === undefined) return response
  // A wrong code is a 401 too, and no new session would make it right.
  const { slug } = await refusal(response.clone())
  return slug === SIGNED_OUT && (await renewed()) ? reach(again) : response
}

/** A typed client of one domain: `client<typeof hierarchy>('/api/o/:organisation')`, its type from an `import type`. */
export const client: typeof hc = (base, options) => hc(base, { fetch: apiFetch, ...options })

type Answer = { ok: boolean; status: number; headers: Headers; json: () => Promise<unknown> }

const refusal = async (response: Answer): Promise<Problem> => {
  const body: unknown = await response.json().catch(() => ({}))
  return new Problem(response.status, isRecord(body) ? body : {})
}

/** The JSON of an answer; throws a Problem for anything but success, and sends the signed-out to sign in. */
export const json = async <R extends Answer>(
  answer: R | Promise<R>,
): Promise<Awaited<ReturnType<R['json']>>> => {
  const response = await answer
  if (!response.ok) {
    const problem = await refusal(response)
    if (problem.slug === SIGNED_OUT) session.signedOut?.()
    throw problem
  }
  const empty = response.status === 204 || response.headers.get('content-length') === '0'
  return (empty ? null : await response.json()) as Awaited<ReturnType<R['json']>>
}

/** Like `json`, but tells null instead of asking a signed-out person to sign in; for screens that are also public. */
export const jsonIfSignedIn = async <R extends Answer>(
  answer: R | Promise<R>,
): Promise<Awaited<ReturnType<R['json']>> | null> => {
  const response = await answer
  return response.status === 401 ? null : json(response)
}

/** The version of an answer, to send back as `If-Match` with an edit. */
export const versionOf = (response: { headers: Headers }): string | undefined =>
  response.headers.get('etag') ?? undefined

/** What a request throws, as a Problem; anything else is a fault of ours, reported to the browser and told as `unexpected`. */
export const asProblem = (thrown: unknown): Problem => {
  if (thrown instanceof Problem) return thrown
  reportError(thrown)
  return new Problem(500, { type: 'unexpected' })
}
