import { Hono } from 'hono'
import { comeIn, contactsAndMemberships, grantAccess } from '../../accounts/index.ts'
import { account, open } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { newId } from '../../platform/id.ts'
import { knock } from '../../platform/limits.ts'
import { note } from '../../platform/log.ts'
import { Problem } from '../../platform/problem.ts'
import { hashCard, typedCode } from '../cards/secret.ts'
import { knownBy, tryCard } from './queries.ts'
import { whoIs } from './rules.ts'
import { CardShown, Entered, Entering } from './shapes.ts'

/** Life of the access that a card gives, seconds: a day's work, since a card cannot renew it. */
const CARD_LIFE = 12 * 3600

/** The door of an organisation: with an account, or with a printed card. */
export const entry = new Hono<TenantEnv>()
  .post(
    '/entry',
    account,
    answers(Entered, 'Enter the organisation with an account', 201),
    valid('json', Entering),
    async (c) => {
      const { personId: asked, asNew } = c.req.valid('json')
      const { databases, db, now, organisation } = c.var
      const { accountId, sessionId } = c.var.account
      const [contacts, memberships] = await databases.directory.read(contactsAndMemberships(c.var.account))
      if (contacts.length === 0) throw new Problem('not-signed-in')
      const entered = memberships.filter(({ slug }) => slug === organisation).map(({ personId }) => personId)
      const values = contacts.map(({ value }) => value)
      const [known] = await db.read([knownBy(values, entered)])
      const answer = whoIs({ known, entered, asked, asNew })
      if ('refusal' in answer) throw new Problem(answer.refusal)
      if ('choose' in answer) {
        const nobody = { accessToken: null, expiresInSeconds: 0, personId: null, complete: false }
        return c.json({ ...nobody, choose: [...answer.choose] }, 201)
      }
      const { personId = newId(), complete } = answer.enter
      await comeIn(databases, { slug: organisation, accountId, sessionId, personId }, now)
      const access = await grantAccess(c, { audience: organisation, accountId, sessionId, personId })
      return c.json({ ...access, personId, complete, choose: [] }, 201)
    },
  )
  .post(
    '/card-entry',
    open,
    answers(Entered, 'Enter the organisation with a printed card', 201),
    valid('json', CardShown),
    async (c) => {
      const { number: typed, secret, bornYear } = c.req.valid('json')
      const { db, now, organisation } = c.var
      const sessionId = newId()
      const number = typedCode(typed)
      await knock(c, 'cards', `${organisation}/${number}`)
      const hash = await hashCard(c.env, organisation, number, typedCode(secret))
      const [, , , [card]] = await db.write(tryCard({ number, hash, bornYear, sessionId, now }))
      if (!card) throw new Problem('code-wrong')
      const { personId } = card
      const holder = { accountId: `card:${card.id}`, sessionId, personId, life: CARD_LIFE }
      note(c, { signedIn: 'card', organisation, sessionId, personId })
      const access = await grantAccess(c, { audience: organisation, ...holder })
      return c.json({ ...access, personId, complete: true, choose: [] }, 201)
    },
  )
