import { Hono } from 'hono'
import * as z from 'zod'
import { account } from '../../platform/auth.ts'
import type { Env } from '../../platform/env.ts'
import { answers, nothing, valid } from '../../platform/http.ts'
import { newId } from '../../platform/id.ts'
import { knock } from '../../platform/limits.ts'
import { Problem } from '../../platform/problem.ts'
import { openDatabases } from '../../platform/sql.ts'
import { CODE_LIFE, sendCode } from '../codes.ts'
import { shutEnded } from '../entries.ts'
import { contactIn, hashCode, mustBeStored, newCode } from '../knocking.ts'
import { CodeSent } from '../shapes.ts'
import { forget } from '../tokens.ts'
import { contactsOf, endMany, endOne, isOwn, prove, waysIn } from './queries.ts'
import { deviceOf } from './rules.ts'
import { Access, AskingForProof, Ending, Proven, Proving, SessionId } from './shapes.ts'

/** The devices on which somebody is signed in, and the fresh proof that changing the ways in needs. */
export const sessionRoutes = new Hono<Env>()
  .get('/account/access', account, answers(Access, 'Every way to sign in, and every device'), async (c) => {
    const asking = c.var.account
    const [[proof], contacts, passkeys, sessions] = await c.var.databases.directory.read(
      waysIn(asking, c.var.now),
    )
    return c.json({
      provenUntil: proof?.provenUntil ?? 0,
      contacts,
      passkeys: passkeys.map(({ transports: _hint, ...passkey }) => passkey),
      sessions: sessions.map(({ agent, ...session }) => ({
        ...session,
        ...deviceOf(agent),
        current: session.id === asking.sessionId,
      })),
    })
  })
  .delete(
    '/account/sessions/:sessionId',
    account,
    answers(z.null(), 'Sign one device out', 204),
    valid('param', SessionId),
    async (c) => {
      const { sessionId } = c.req.valid('param')
      const [, known] = await c.var.databases.directory.write(endOne(c.var.account, sessionId, c.var.now))
      if (known.length === 0) throw new Problem('not-found')
      // Whoever ends his own session shuts the gate of this request's directory behind him.
      await shutEnded(openDatabases(c.env, c.var.requestId), c.var.now, { sessionId })
      if (sessionId === c.var.account.sessionId) forget(c)
      return nothing(c)
    },
  )
  .post(
    '/account/sign-outs',
    account,
    answers(z.null(), 'Sign out everywhere', 204),
    valid('json', Ending),
    async (c) => {
      const { which } = c.req.valid('json')
      const asking = c.var.account
      await c.var.databases.directory.write([endMany(asking, which, c.var.now)])
      await shutEnded(openDatabases(c.env, c.var.requestId), c.var.now, { accountId: asking.accountId })
      if (which === 'all') forget(c)
      return nothing(c)
    },
  )
  .post(
    '/account/proof-codes',
    account,
    answers(CodeSent, 'Send a code that confirms who holds this session', 202),
    valid('json', AskingForProof),
    async (c) => {
      const { contact: typed, language } = c.req.valid('json')
      const asking = c.var.account
      const contact = contactIn(typed)
      await knock(c, 'proofs', asking.accountId)
      const use = { purpose: 'proof', contact, accountId: asking.accountId } as const
      const { databases, now } = c.var
      const [, , stored, [full], own] = await databases.directory.write([
        ...sendCode(await newCode(c, use, language), now, isOwn(asking, contact)),
        contactsOf(asking),
      ])
      if (!own.some(({ value }) => value === contact.value)) throw new Problem('not-found')
      mustBeStored(stored, full?.nextAt, now)
      await c.env.JOBS?.send({ kind: 'deliver' })
      return c.json({ expiresInSeconds: CODE_LIFE }, 202)
    },
  )
  .post(
    '/account/proofs',
    account,
    answers(Proven, 'Confirm with a fresh code who holds this session', 201),
    valid('json', Proving),
    async (c) => {
      const { contact: typed, code } = c.req.valid('json')
      const { accountId } = c.var.account
      const contact = contactIn(typed)
      await knock(c, 'proofs', accountId)
      const hash = await hashCode(c, { purpose: 'proof', contact, accountId }, code)
      const [, , , [proof]] = await c.var.databases.directory.write(
        prove(c.var.account, contact, hash, newId(), c.var.now),
      )
      if (!proof) throw new Problem('code-wrong')
      return c.json(proof, 201)
    },
  )
