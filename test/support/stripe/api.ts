import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { actingAccount } from './accounts.ts'
import { checkExpand, expanded } from './expand.ts'
import { invalid, StripeFailure } from './failure.ts'
import type { Fault, Faults } from './faults.ts'
import { claim, type InFlight } from './idempotency.ts'
import type { Call } from './operation.ts'
import { route } from './operations.ts'
import { decodeForm } from './params.ts'
import { API_VERSION, newId, type Stand } from './stand.ts'

/** One API request as it was answered. */
export interface RequestLine {
  id: string
  method: string
  path: string
  account: string | null
  key: string | null
  /** The status sent, or what was done instead of answering. */
  status: number | 'cut' | 'hang_up'
}

/** What the API keeps beside the stand-in's state. */
export interface ApiDesk {
  stand: Stand
  faults: Faults
  inFlight: InFlight
  log: RequestLine[]
}

/** How many answered requests are remembered. */
const MOST_LINES = 10_000

interface Reply {
  status: number
  body: string
  headers?: Record<string, string>
}

const header = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

const secretDigest = (text: string) => createHash('sha256').update(text).digest()

/** Whether a request carries the secret key as its bearer token. */
export const bears = (request: IncomingMessage, secret: string): boolean =>
  timingSafeEqual(secretDigest(header(request, 'authorization') ?? ''), secretDigest(`Bearer ${secret}`))

function checkKey(request: IncomingMessage, stand: Stand): void {
  if (bears(request, stand.secretKey)) return
  const given = (header(request, 'authorization') ?? '').replace(/^Bearer /, '')
  const message =
    given === ''
      ? "You did not provide an API key. Provide it in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
      : `Invalid API Key provided: ${given.slice(0, 8)}****`
  throw new StripeFailure(401, 'invalid_request_error', message, { executed: false })
}

function checkVersion(request: IncomingMessage): void {
  const version = header(request, 'stripe-version')
  if (version !== undefined && version !== API_VERSION)
    throw invalid(`Invalid Stripe API version: ${version}. This stand-in speaks ${API_VERSION} only.`)
}

function checkForm(request: IncomingMessage, body: string): void {
  const type = header(request, 'content-type') ?? ''
  if (body !== '' && !type.startsWith('application/x-www-form-urlencoded'))
    throw invalid('Invalid request (check that your POST content type is application/x-www-form-urlencoded).')
}

/** Answers one request to `/v1`. */
export async function answerApi(
  desk: ApiDesk,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  body: string,
): Promise<void> {
  const id = newId('req', 14)
  const account = header(request, 'stripe-account')
  const key = header(request, 'idempotency-key')
  response.setHeader('request-id', id)
  response.setHeader('stripe-version', header(request, 'stripe-version') ?? API_VERSION)
  if (account) response.setHeader('stripe-account', account)
  if (key) response.setHeader('idempotency-key', key)
  const line: RequestLine = {
    id,
    method: request.method ?? '',
    path: url.pathname,
    account: account ?? null,
    key: key ?? null,
    status: 0,
  }
  desk.log.push(line)
  if (desk.log.length > MOST_LINES) desk.log.shift()
  const fault = bears(request, desk.stand.secretKey)
    ? desk.faults.hit(line.method, line.path, account ?? desk.stand.state.platform)
    : null
  const reply = await attempt(desk, request, url, body, line, fault)
  const operation = route(line.method, line.path)?.operation
  if (desk.stand.wire && operation && !fault && reply.status > 0)
    desk.stand.wire.exchange(
      line.method,
      operation.path,
      line.method === 'POST' ? body : url.search.slice(1),
      reply.status,
      reply.body,
    )
  write(response, reply, fault, line)
}

async function attempt(
  desk: ApiDesk,
  request: IncomingMessage,
  url: URL,
  body: string,
  line: RequestLine,
  fault: Fault | null,
): Promise<Reply> {
  try {
    checkKey(request, desk.stand)
    checkVersion(request)
    const book = actingAccount(desk.stand, header(request, 'stripe-account'))
    const found = route(line.method, line.path)
    if (!found)
      throw new StripeFailure(
        404,
        'invalid_request_error',
        `Unrecognized request URL (${line.method}: ${line.path}).`,
        { executed: false },
      )
    const call: Call = { stand: desk.stand, account: book.account.id, book, id: found.id }
    if (line.method === 'POST') checkForm(request, body)
    const form = line.method === 'POST' ? body : url.search.slice(1)
    const { expand, run } = found.operation.prepare(call, decodeForm(form))
    checkExpand(found.operation.path, expand)
    const execute = () => ({ status: 200, body: json(expanded(call, run(), expand)) })
    if (line.method !== 'POST' || !line.key) return await executed(desk, line, fault, execute)
    return await once(desk, call, line, `${line.path}?${form}`, fault, execute)
  } catch (error) {
    return failed(error)
  }
}

/** Runs a request under its idempotency key, or repeats the first answer. */
async function once(
  desk: ApiDesk,
  call: Call,
  line: RequestLine,
  what: string,
  fault: Fault | null,
  execute: () => Reply,
): Promise<Reply> {
  const fingerprint = createHash('sha256').update(what).digest('base64url')
  const claimed = claim(desk.stand, desk.inFlight, call.account, line.key ?? '', fingerprint)
  if (claimed.kind === 'repeat') {
    const { status, body, requestId } = claimed.reply
    return { status, body, headers: { 'idempotent-replayed': 'true', 'original-request': requestId } }
  }
  let kept: Reply | null = null
  try {
    const reply = await executed(desk, line, fault, () => {
      kept = remembered(execute)
      return kept
    })
    if (fault?.remembered) kept = reply
    return reply
  } finally {
    const { status, body }: Reply = kept ?? { status: 0, body: '' }
    if (status > 0) claimed.keep({ requestId: line.id, status, body })
    else claimed.release()
  }
}

/** An executed operation's answer, its refusals included; a refusal before execution is thrown on. */
function remembered(execute: () => Reply): Reply {
  try {
    return execute()
  } catch (error) {
    if (error instanceof StripeFailure && error.detail.executed !== false)
      return { status: error.status, body: json(error.body()) }
    throw error
  }
}

async function executed(
  desk: ApiDesk,
  line: RequestLine,
  fault: Fault | null,
  execute: () => Reply,
): Promise<Reply> {
  if (fault?.kind === 'slow') await wait(fault.waitMs ?? 1000)
  const wrong = fault ? wrongReply(fault) : null
  if (wrong && !fault?.executed && fault?.kind !== 'cut') return wrong
  desk.stand.cause = { id: line.id, idempotency_key: line.key }
  try {
    const right = execute()
    return wrong ?? right
  } finally {
    desk.stand.cause = null
  }
}

/** What a fault answers instead; null where the right answer is made (and perhaps spoilt in writing). */
function wrongReply(fault: Fault): Reply | null {
  const headers = fault.shouldRetry === undefined ? {} : { 'stripe-should-retry': String(fault.shouldRetry) }
  if (fault.kind === 'html')
    return { status: fault.status ?? 502, body: '<html><h1>Bad gateway</h1></html>', headers }
  if (fault.kind === 'hang_up') return { status: 0, body: '' }
  if (fault.kind !== 'status') return null
  const status = fault.status ?? 500
  const failure =
    status === 429
      ? new StripeFailure(429, 'invalid_request_error', 'Too many requests.', { code: 'rate_limit' })
      : new StripeFailure(status, 'api_error', 'An unknown error occurred')
  return { status, body: json(failure.body()), headers }
}

function failed(error: unknown): Reply {
  if (error instanceof StripeFailure) return { status: error.status, body: json(error.body()) }
  console.error(error)
  const failure = new StripeFailure(500, 'api_error', `The stand-in itself failed: ${String(error)}`)
  return { status: 500, body: json(failure.body()) }
}

const json = (value: object) => JSON.stringify(value, null, 2)

function write(response: ServerResponse, reply: Reply, fault: Fault | null, line: RequestLine): void {
  if (fault?.kind === 'hang_up') {
    line.status = 'hang_up'
    response.destroy()
    return
  }
  line.status = fault?.kind === 'cut' ? 'cut' : reply.status
  const bytes = Buffer.from(reply.body)
  response.writeHead(reply.status, {
    'content-type': fault?.kind === 'html' ? 'text/html' : 'application/json',
    'content-length': bytes.length,
    ...reply.headers,
  })
  if (fault?.kind !== 'cut') response.end(bytes)
  else response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy())
}
