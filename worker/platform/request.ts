import { createMiddleware } from 'hono/factory'
import { claimsOf } from './auth.ts'
import { present } from './clock.ts'
import type { Env, TenantEnv } from './env.ts'
import { newId } from './id.ts'
import { Problem } from './problem.ts'
import { openDatabases } from './sql.ts'

/** Largest body that is read, bytes. */
const BODY_MAX = 2 * 1024 * 1024

const SECURITY_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Gives the request its id, its instant and its databases; refuses writes from other sites and oversized bodies. */
export const everyRequest = createMiddleware<Env>(async function everyRequest(c, next) {
  c.set('requestId', newId())
  c.set('now', await present(c.env))
  c.set('databases', openDatabases(c.env))
  const origin = c.req.header('origin')
  if (!READS.has(c.req.method) && origin && origin !== c.env.ORIGIN) throw new Problem('foreign-origin')
  if (Number(c.req.header('content-length') ?? 0) > BODY_MAX) throw new Problem('too-large')
  await next()
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
    if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  }
  c.res.headers.set('x-request-id', c.get('requestId'))
})

const SLUG = /^[a-z0-9][a-z0-9-]{1,39}$/

/** Opens the organisation's database and reads who is asking. The connection is the tenant. */
export const enterTenant = createMiddleware<TenantEnv>(async function enterTenant(c, next) {
  const slug = c.req.param('organisation') ?? ''
  if (!SLUG.test(slug)) throw new Problem('not-found')
  c.set('organisation', slug)
  c.set('db', c.get('databases').tenant(slug))
  const claims = await claimsOf(c, slug)
  if (claims?.pid) c.set('actor', { accountId: claims.sub, sessionId: claims.sid, personId: claims.pid })
  await next()
})
