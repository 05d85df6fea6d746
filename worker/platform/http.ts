import type { Context, ErrorHandler, MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { validator } from 'hono/validator'
import * as z from 'zod'
import { bodyOf, JSON_MAX, mustBe, utf8 } from './body.ts'
import type { Env, TenantEnv } from './env.ts'
import { jsonOf, KEYS_MAX, LARGE_KEYS_MAX } from './json.ts'
import { log, note } from './log.ts'
import { pointerOf } from './pointer.ts'
import { type InputError, isProblemType, Problem, type ProblemType, problemResponse } from './problem.ts'

type Target = 'json' | 'query' | 'param'

/** A fault that a check of ours found names itself; zod calls all of those `custom`. */
const codeOf = (issue: z.core.$ZodIssue): string =>
  issue.code === 'custom' && typeof issue.params?.code === 'string' ? issue.params.code : issue.code

/** What zod found wrong, as located input errors. */
export const inputErrors = (issues: readonly z.core.$ZodIssue[]): InputError[] =>
  issues.map((issue) => ({ pointer: pointerOf(issue.path), code: codeOf(issue), detail: issue.message }))

type Validated<T extends Target, S extends z.ZodType> = MiddlewareHandler<
  Env,
  string,
  { in: { [K in T]: z.input<S> }; out: { [K in T]: z.output<S> } }
>

function shaped<S extends z.ZodType>(shape: S, value: unknown): z.output<S> {
  const result = shape.safeParse(value)
  if (!result.success) throw new Problem('invalid', { errors: inputErrors(result.error.issues) })
  return result.data
}

/** Reads the body itself: what Hono would parse has no bound and hides doubled keys. */
const validJson = (shape: z.ZodType, max: number) =>
  createMiddleware<Env>(async function jsonBody(c, next) {
    mustBe(c, ['application/json'])
    const text = utf8(await bodyOf(c, max))
    const value = shaped(shape, jsonOf(text, max > JSON_MAX ? LARGE_KEYS_MAX : KEYS_MAX))
    c.req.addValidatedData('json', Object(value))
    await next()
  })

/**
 * Accepts a part of the request only in this shape; otherwise `invalid` with a pointer to each fault. JSON of at most
 * `max` bytes is read.
 */
export const valid = <T extends Target, S extends z.ZodType>(target: T, shape: S, max = JSON_MAX) => {
  const check =
    target === 'json' ? validJson(shape, max) : validator(target, (value: unknown) => shaped(shape, value))
  // Hono derives the same types from the function; a generic shape is beyond its inference.
  return Object.assign(check as unknown as Validated<T, S>, { accepts: { target, shape } })
}

/** Declares what a route answers. In tests every answer is held against it. */
export const answers = (shape: z.ZodType, summary: string, status: 200 | 201 | 202 | 204 = 200) =>
  Object.assign(
    createMiddleware<Env>(async function keepsItsWord(c, next) {
      await next()
      if (c.env.ENVIRONMENT !== 'test' || c.res.status !== status || status === 204) return
      const result = shape.safeParse(await c.res.clone().json())
      if (!result.success) throw new Error(`${c.req.method} ${c.req.path}: ${z.prettifyError(result.error)}`)
    }),
    { promises: { shape, summary, status } },
  )

/** A response without content. */
export const nothing = (c: Context) => c.body(null, 204)

const migrationHints = /no such (table|column)/
/** What workerd and the database client say when the database does not answer. */
const unreachable = /Network connection lost|fetch failed|ECONNREFUSED|ECONNRESET/

/** Refusals that somebody who attacks runs into; what a signed-in person may not see is one too. */
const WATCHED: ReadonlySet<ProblemType> = new Set([
  'foreign-origin',
  'signature-invalid',
  'not-signed-in',
  'code-wrong',
  'passkey-wrong',
  'proof-needed',
  'not-secure',
  'beyond-own-powers',
  'two-people',
  'duties-conflict',
  'too-slow',
  'too-large',
  'address-too-long',
  'headers-too-large',
  'wrong-type',
  'unparsable',
  'too-many-requests',
])

/** Answers a problem, and notes in the log who was refused what, where it may be an attack. */
function refusal(problem: Problem, c: Context<Env>): Response {
  // Inside an organisation these are set; outside it they are not.
  const { organisation, actor } = c.var as Partial<TenantEnv['Variables']>
  const telling = WATCHED.has(problem.type) || (problem.type === 'not-found' && actor)
  if (telling)
    note(c, {
      refused: problem.type,
      organisation,
      personId: actor?.personId,
      sessionId: actor?.sessionId,
    })
  return problemResponse(problem)
}

/** Turns whatever was thrown into a problem response; what is not a Problem is logged once and tells nothing. */
export const onError: ErrorHandler<Env> = (error, c) => {
  if (error instanceof Problem) return refusal(error, c)
  const message = error instanceof Error ? error.message : String(error)
  const refused = /problem:([a-z-]+)/.exec(message)?.[1]
  if (refused && isProblemType(refused)) return refusal(new Problem(refused), c)
  if (missingDatabase(error)) return problemResponse(new Problem('not-found'))
  // Text that the engine cannot hold, such as NUL or half a surrogate pair, is the caller's fault.
  if (/ARGS_INVALID/.test(message)) return problemResponse(new Problem('invalid'))
  log('error', { requestId: c.get('requestId'), path: c.req.path, message, stack: error.stack })
  if (migrationHints.test(message)) return problemResponse(new Problem('migrating'))
  if (unreachable.test(message)) return problemResponse(new Problem('provider-unavailable'))
  const detail = c.env.ENVIRONMENT === 'test' ? { detail: message } : {}
  return problemResponse(new Problem('unexpected', { ...detail, instance: c.get('requestId') }))
}

/** True for the database server's answer that no such database exists. */
function missingDatabase(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  const of = (e: unknown) => (e instanceof Error ? `${(e as { code?: string }).code} ${e.message}` : '')
  return /DATABASE_NOT_FOUND|SERVER_ERROR.*404/.test(of(error)) || /404/.test(of(cause))
}
