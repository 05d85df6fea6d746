import { Hono } from 'hono'
import * as z from 'zod'
import { account, claimsOf, DIRECTORY, open } from '../platform/auth.ts'
import type { Env } from '../platform/env.ts'
import { answers, nothing, valid } from '../platform/http.ts'
import { newId } from '../platform/id.ts'
import { knock } from '../platform/limits.ts'
import { Problem } from '../platform/problem.ts'
import { hashSecret } from '../platform/seal.ts'
import { CODE_LIFE, sendCode } from './codes.ts'
import { contactRoutes } from './contacts/routes.ts'
import { shutEnded } from './entries.ts'
import { contactIn, hashCode, mustBeStored, newCode } from './knocking.ts'
import { passkeyRoutes } from './passkeys/routes.ts'
import { contactsAndMemberships, endSession, openSession, rotate } from './queries.ts'
import { sessionRoutes } from './sessions/routes.ts'
import { AccountView, AskingForCode, CodeSent, Refreshing, SessionOpened, SigningIn } from './shapes.ts'
import { forget, grantAccess, handOver, keepRefresh, newSecret, newSession, refreshOf } from './tokens.ts'

const door = new Hono<Env>()
  .post(
    '/codes',
    open,
    answers(CodeSent, 'Send a one-time code', 202),
    valid('json', AskingForCode),
    async (c) => {
      const { contact: typed, language } = c.req.valid('json')
      const contact = contactIn(typed)
      await knock(c, 'codes', contact.value)
      const ask = await newCode(c, { purpose: 'sign-in', contact }, language)
      const { databases, now } = c.var
      const [, , stored, [full]] = await databases.directory.write(sendCode(ask, now))
      mustBeStored(stored, full?.nextAt, now)
      await c.env.JOBS?.send({ kind: 'deliver' })
      return c.json({ expiresInSeconds: CODE_LIFE }, 202)
    },
  )
  .post(
    '/sessions',
    open,
    answers(SessionOpened, 'Sign in with a code', 201),
    valid('json', SigningIn),
    async (c) => {
      const { contact: typed, code } = c.req.valid('json')
      const contact = contactIn(typed)
      await knock(c, 'sessions', contact.value)
      const { refreshToken, ...begun } = await newSession(c)
      const codeHash = await hashCode(c, { purpose: 'sign-in', contact }, code)
      const opening = { ...begun, accountId: newId(), contact, codeHash }
      const { databases, now } = c.var
      const [, , , , , [session]] = await databases.directory.write(openSession(opening, now))
      if (!session) throw new Problem('code-wrong')
      const { accountId, id: sessionId } = session
      return c.json(await handOver(c, { accountId, sessionId, refreshToken, way: 'code' }), 201)
    },
  )
  .post(
    '/session/refresh',
    open,
    answers(SessionOpened, 'Renew the session', 201),
    valid('json', Refreshing),
    async (c) => {
      const token = refreshOf(c, c.req.valid('json').refreshToken)
      // Somebody with a printed card has no such token, and keeps what the card gave.
      if (!token) throw new Problem('not-signed-in')
      const [sessionId = '', secret = ''] = token.split('.')
      const next = newSecret()
      const [oldHash, newHash] = [
        await hashSecret(c.env, sessionId, secret),
        await hashSecret(c.env, sessionId, next),
      ]
      const { databases, now } = c.var
      const [, , [session], memberships] = await databases.directory.write(
        rotate(sessionId, oldHash, newHash, now),
      )
      if (!session || !(session.rotated || session.raced)) {
        // A replayed token has just ended the session everywhere.
        await shutEnded(databases, now, { sessionId })
        forget(c)
        throw new Problem('not-signed-in')
      }
      const refreshToken = session.rotated ? `${sessionId}.${next}` : `${sessionId}.${secret}`
      if (session.rotated) keepRefresh(c, refreshToken)
      const { accountId } = session
      for (const { slug, personId } of memberships)
        await grantAccess(c, { audience: slug, accountId, sessionId, personId })
      const access = await grantAccess(c, { audience: DIRECTORY, accountId, sessionId })
      return c.json({ ...access, refreshToken }, 201)
    },
  )
  .delete('/session', open, answers(z.null(), 'Sign out of this device', 204), async (c) => {
    const [kept = '', secret = ''] = (refreshOf(c, undefined) ?? '').split('.')
    const claims = await claimsOf(c, DIRECTORY)
    const sessionId = claims?.sid ?? kept
    // Whoever has only a printed card has no session, and leaves by forgetting its token.
    if (sessionId) {
      const proof = { accountId: claims?.sub, refreshHash: await hashSecret(c.env, sessionId, secret) }
      await c.var.databases.directory.write([endSession(sessionId, proof, c.var.now)])
      await shutEnded(c.var.databases, c.var.now, { sessionId })
    }
    forget(c)
    return nothing(c)
  })
  .get('/account', account, answers(AccountView, 'The signed-in account'), async (c) => {
    const [contacts, organisations] = await c.var.databases.directory.read(
      contactsAndMemberships(c.var.account),
    )
    if (contacts.length === 0) throw new Problem('not-signed-in')
    return c.json({ accountId: c.var.account.accountId, contacts, organisations })
  })

/** Signing in and out, and the ways to sign in, outside any organisation. */
export const accounts = new Hono<Env>()
  .route('/', door)
  .route('/', passkeyRoutes)
  .route('/', sessionRoutes)
  .route('/', contactRoutes)
