import { Hono } from 'hono'
import { account, open } from '../../platform/auth.ts'
import type { Env } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { knock } from '../../platform/limits.ts'
import { Problem } from '../../platform/problem.ts'
import { mustBeProven } from '../knocking.ts'
import { contactsOf, passkeysOf, proofOf } from '../sessions/queries.ts'
import { SessionOpened } from '../shapes.ts'
import { handOver, newSession } from '../tokens.ts'
import { askToMake, askToSign, challengeIn, madeFor, signedFor } from './ceremony.ts'
import {
  addPasskey,
  namePasskey,
  openWithPasskey,
  passkeyOf,
  rememberChallenge,
  removePasskey,
  takeChallenge,
} from './queries.ts'
import {
  AddingPasskey,
  MakingOptions,
  NamingPasskey,
  PasskeyId,
  Passkeys,
  SigningOptions,
  SigningWithPasskey,
} from './shapes.ts'

const shown = (passkeys: readonly { id: string; name: string; createdAt: number; usedAt: number | null }[]) =>
  passkeys.map(({ id, name, createdAt, usedAt }) => ({ id, name, createdAt, usedAt }))

const among = (passkeys: readonly { id: string }[], passkeyId: string) =>
  passkeys.some(({ id }) => id === passkeyId)

/**
 * Passkeys: signing in with one, adding, naming and removing them. An answer of a browser takes two round trips: its
 * challenge is used up before anything is believed of it.
 */
export const passkeyRoutes = new Hono<Env>()
  .post(
    '/passkey-challenges',
    open,
    answers(SigningOptions, 'What a passkey is asked to sign in with', 201),
    async (c) => {
      await knock(c, 'passkeys')
      const options = await askToSign(c.env)
      await c.var.databases.directory.write(rememberChallenge(options.challenge, null, c.var.now))
      return c.json(options, 201)
    },
  )
  .post(
    '/passkey-sessions',
    open,
    answers(SessionOpened, 'Sign in with a passkey', 201),
    valid('json', SigningWithPasskey),
    async (c) => {
      const { response } = c.req.valid('json')
      await knock(c, 'passkeys', response.id)
      const { databases, now } = c.var
      const [[taken], [passkey]] = await databases.directory.write([
        takeChallenge(challengeIn(response), null, now),
        passkeyOf(response.id),
      ])
      const signed = taken && (await signedFor(c.env, taken.challenge, response, passkey))
      if (!signed) throw new Problem('passkey-wrong')
      const { refreshToken, ...begun } = await newSession(c)
      const opening = { ...begun, passkeyId: response.id, counter: signed.counter }
      const [, , [session]] = await databases.directory.write(openWithPasskey(opening, now))
      if (!session) throw new Problem('passkey-wrong')
      const { accountId, id: sessionId } = session
      return c.json(await handOver(c, { accountId, sessionId, refreshToken, way: 'passkey' }), 201)
    },
  )
  .post(
    '/account/passkey-challenges',
    account,
    answers(MakingOptions, 'What a new passkey is asked for', 201),
    async (c) => {
      const asking = c.var.account
      await knock(c, 'passkeys', asking.accountId)
      const { databases, now } = c.var
      const [[proof], [contact], passkeys] = await databases.directory.read([
        proofOf(asking),
        contactsOf(asking),
        passkeysOf(asking),
      ])
      mustBeProven(proof, now)
      const { accountId } = asking
      const options = await askToMake(c.env, { accountId, called: contact?.value ?? '', passkeys })
      await databases.directory.write(rememberChallenge(options.challenge, accountId, now))
      return c.json(options, 201)
    },
  )
  .post(
    '/account/passkeys',
    account,
    answers(Passkeys, 'Add a passkey', 201),
    valid('json', AddingPasskey),
    async (c) => {
      const { name, response } = c.req.valid('json')
      const asking = c.var.account
      await knock(c, 'passkeys', asking.accountId)
      const { databases, now } = c.var
      const [[taken]] = await databases.directory.write([
        takeChallenge(challengeIn(response), asking.accountId, now),
      ])
      const made = taken && (await madeFor(c.env, taken.challenge, response))
      if (!made) throw new Problem('passkey-wrong')
      const [, [kept], [proof], passkeys] = await databases.directory.write(
        addPasskey(asking, { ...made, name }, now),
      )
      mustBeProven(proof, now)
      if (kept?.owner !== asking.accountId) throw new Problem('passkey-wrong')
      return c.json({ passkeys: shown(passkeys) }, 201)
    },
  )
  .patch(
    '/account/passkeys/:passkeyId',
    account,
    answers(Passkeys, 'Name a passkey'),
    valid('param', PasskeyId),
    valid('json', NamingPasskey),
    async (c) => {
      const { passkeyId } = c.req.valid('param')
      const { name } = c.req.valid('json')
      const [, passkeys] = await c.var.databases.directory.write(namePasskey(c.var.account, passkeyId, name))
      if (!among(passkeys, passkeyId)) throw new Problem('not-found')
      return c.json({ passkeys: shown(passkeys) })
    },
  )
  .delete(
    '/account/passkeys/:passkeyId',
    account,
    answers(Passkeys, 'Remove a passkey'),
    valid('param', PasskeyId),
    async (c) => {
      const { passkeyId } = c.req.valid('param')
      const { databases, now } = c.var
      const [before, , [proof], passkeys] = await databases.directory.write(
        removePasskey(c.var.account, passkeyId, now),
      )
      mustBeProven(proof, now)
      if (!among(before, passkeyId)) throw new Problem('not-found')
      if (among(passkeys, passkeyId)) throw new Problem('last-way-in')
      return c.json({ passkeys: shown(passkeys) })
    },
  )
