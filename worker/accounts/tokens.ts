import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { ACCESS_LIFE, accessCookie, COOKIE, DIRECTORY } from '../platform/auth.ts'
import type { Env } from '../platform/env.ts'
import { newId } from '../platform/id.ts'
import { signToken } from '../platform/keys.ts'
import { note } from '../platform/log.ts'
import { hashSecret } from '../platform/seal.ts'
import { SESSION_LIFE } from './queries.ts'

const REFRESH = '__Host-refresh'

/** Where a token counts and for whom: `personId` only inside an organisation. */
export type Access = {
  audience: string
  accountId: string
  sessionId: string
  personId?: string
  life?: number
}

/** Signs an access token, sets its cookie and returns it. Life is 15 minutes unless given, in seconds. */
export async function grantAccess<E extends Env>(c: Context<E>, access: Access) {
  const { audience, accountId, sessionId, personId, life = ACCESS_LIFE } = access
  const claims = { sub: accountId, sid: sessionId, ...(personId ? { pid: personId } : {}) }
  const token = await signToken(c.env, claims, { audience, now: c.get('now'), life })
  setCookie(c, accessCookie(audience), token, { ...COOKIE, maxAge: life })
  return { accessToken: token, expiresInSeconds: life }
}

/** A new session's id, its refresh token and what is stored of both; `agent` is what the device says of itself. */
export async function newSession<E extends Env>(c: Context<E>) {
  const [sessionId, secret] = [newId(), newSecret()]
  const agent = (c.req.header('user-agent') ?? '').slice(0, 200)
  const refreshHash = await hashSecret(c.env, sessionId, secret)
  return { sessionId, refreshHash, agent, refreshToken: `${sessionId}.${secret}` }
}

/** Hands a session that was opened to its device. */
export async function handOver(
  c: Context<Env>,
  {
    accountId,
    sessionId,
    refreshToken,
    way,
  }: { accountId: string; sessionId: string; refreshToken: string; way: 'code' | 'passkey' },
) {
  note(c, { signedIn: way, accountId, sessionId })
  keepRefresh(c, refreshToken)
  const access = await grantAccess(c, { audience: DIRECTORY, accountId, sessionId })
  return { ...access, refreshToken }
}

/** A secret that nobody guesses. */
export const newSecret = () => crypto.randomUUID() + crypto.randomUUID()

/** Keeps the refresh token on the device. */
export const keepRefresh = <E extends Env>(c: Context<E>, token: string) =>
  setCookie(c, REFRESH, token, { ...COOKIE, maxAge: SESSION_LIFE })

/** The refresh token of the request: from its body or its cookie. */
export const refreshOf = <E extends Env>(c: Context<E>, given: string | undefined) =>
  given ?? getCookie(c, REFRESH)

/** Forgets every token of this device. */
export function forget<E extends Env>(c: Context<E>) {
  for (const name of Object.keys(getCookie(c))) {
    if (name.startsWith('__Host-access') || name === REFRESH) deleteCookie(c, name, COOKIE)
  }
  deleteCookie(c, accessCookie(DIRECTORY), COOKIE)
}
