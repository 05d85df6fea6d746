import { createMiddleware } from 'hono/factory'
import { claimsOf } from './auth.ts'
import { LARGE_MAX } from './body.ts'
import { present } from './clock.ts'
import type { Env, TenantEnv } from './env.ts'
import { newId } from './id.ts'
import { FORBIDDEN, isForbiddenKey } from './json.ts'
import { Problem } from './problem.ts'
import { openDatabases } from './sql.ts'
import { witnessOf } from './witness.ts'

const SECURITY_HEADERS = Object.entries({
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  'referrer-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
})

/** Gives the request its id, its instant and its databases, and the answer its headers. */
export const everyRequest = createMiddleware<Env>(async function everyRequest(c, next) {
  c.set('requestId', newId())
  c.set('now', await present(c.env))
  c.set('databases', openDatabases(c.env, c.get('requestId')))
  await next()
  const { headers } = c.res
  for (const [name, value] of SECURITY_HEADERS) if (!headers.has(name)) headers.set(name, value)
  headers.set('x-request-id', c.get('requestId'))
})

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** True when a browser says that another site makes the request, or sends our cookies without saying who makes it. */
function foreign(header: (name: string) => string | undefined, home: string): boolean {
  const [origin, site] = [header('origin'), header('sec-fetch-site')]
  if (origin !== undefined && origin !== home) return true
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  const byCookie = header('authorization') === undefined && /__Host-/.test(header('cookie') ?? '')
  return byCookie && origin === undefined && site !== 'same-origin'
}

/** Longest address and path segment, and most header text, in characters. A session in 50 organisations needs 25,000. */
const [ADDRESS_MAX, SEGMENT_MAX, HEADERS_MAX] = [4096, 512, 48 * 1024]
/** Largest body that any route reads; each reads no more than its own bound. */
const ANNOUNCED_MAX = LARGE_MAX

/** An address without escapes and without names that are forbidden is readable. */
const SUSPICIOUS = new RegExp(['%', ...FORBIDDEN].join('|'))

/** Escapes that stand for no UTF-8 text, NUL and other controls, and names that no parameter has. */
function unreadable(url: string): boolean {
  // Taking an address apart costs more than all the rest of this; a plain one has nothing to be found.
  if (!SUSPICIOUS.test(url)) return false
  const address = new URL(url)
  try {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is them that are looked for.
    if (/[\x00-\x1f\x7f]/.test(decodeURIComponent(address.pathname))) return true
    decodeURIComponent(address.search)
  } catch {
    return true
  }
  return address.search !== '' && [...address.searchParams.keys()].some(isForbiddenKey)
}

/** Refuses, before anything is read, writes from other sites and requests that no client of ours makes. */
export const refuseAbuse = createMiddleware<Env>(async function refuseAbuse(c, next) {
  const header = (name: string) => c.req.header(name)
  if (!READS.has(c.req.method) && foreign(header, c.env.ORIGIN)) throw new Problem('foreign-origin')
  const { url } = c.req
  if (url.length > ADDRESS_MAX) throw new Problem('address-too-long')
  // Answering with a redirect would hide that a token has just crossed the network in the open.
  const { ENVIRONMENT, ORIGIN } = c.env
  if (ENVIRONMENT === 'production' && ORIGIN.startsWith('https:') && !url.startsWith('https:'))
    throw new Problem('not-secure')
  const [path = ''] = url.split('?')
  if (path.length > SEGMENT_MAX && path.split('/').some((segment) => segment.length > SEGMENT_MAX))
    throw new Problem('address-too-long')
  if (unreadable(url)) throw new Problem('unparsable')
  let size = 0
  c.req.raw.headers.forEach((value, name) => {
    size += name.length + value.length
  })
  if (size > HEADERS_MAX) throw new Problem('headers-too-large')
  const encoding = header('content-encoding') ?? 'identity'
  if (encoding !== 'identity')
    throw new Problem('wrong-type', { detail: 'Compressed content is not accepted' })
  if (Number(header('content-length') ?? 0) > ANNOUNCED_MAX) throw new Problem('too-large')
  await next()
})

const SLUG = /^[a-z0-9][a-z0-9-]{1,39}$/

/** Opens the organisation's database and reads who is asking. The connection is the tenant. */
export const enterTenant = createMiddleware<TenantEnv>(async function enterTenant(c, next) {
  const slug = c.req.param('organisation') ?? ''
  if (!SLUG.test(slug)) throw new Problem('not-found')
  c.set('organisation', slug)
  c.set('db', c.get('databases').tenant(slug))
  c.set(
    'witness',
    witnessOf(c.env, slug, (name) => c.req.header(name)),
  )
  const claims = await claimsOf(c, slug)
  if (claims?.pid) c.set('actor', { accountId: claims.sub, sessionId: claims.sid, personId: claims.pid })
  await next()
})
