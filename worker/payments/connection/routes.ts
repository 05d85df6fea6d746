import { Hono } from 'hono'
import type * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { type Actor, type Holds, may } from '../../platform/auth.ts'
import type { Bindings, TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { newId } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { hashSecret } from '../../platform/seal.ts'
import { asProblem, authorizePage, isCodeSpent, isLive, platform } from '../stripe.ts'
import { accountFacts } from './account.ts'
import { type AccountPlace, closeSessions, refreshAccount } from './jobs.ts'
import {
  adopt,
  type ConnectedBy,
  claim,
  disconnect,
  keepFacts,
  type OwnRow,
  ownAccount,
  ownerOf,
  part,
  pause,
} from './queries.ts'
import { type AccountFacts, connectionState, NO_REQUIREMENTS } from './rules.ts'
import { Connection, ConnectionLink, Ending, Returned } from './shapes.ts'
import { comeBack, openWay } from './states.ts'

type C = { env: Bindings; var: TenantEnv['Variables'] & { holds: Holds; actor: Actor } }

const known = (row: OwnRow): AccountFacts | undefined =>
  row.account
    ? {
        id: row.account,
        chargesEnabled: row.chargesEnabled === 1,
        payoutsEnabled: row.payoutsEnabled === 1,
        detailsSubmitted: row.detailsSubmitted === 1,
        cardPayments: row.cardPayments ?? 'unrequested',
        disabledReason: row.disabledReason,
        requirements: row.requirements ? JSON.parse(row.requirements) : NO_REQUIREMENTS,
      }
    : undefined

function connectionJson(env: Bindings, row: OwnRow): z.infer<typeof Connection> {
  const facts = known(row)
  return {
    state: connectionState(facts, row.disconnectedAt !== null),
    account: row.account,
    livemode: row.livemode === null ? isLive(env) : row.livemode === 1,
    way: row.way,
    connectedAt: row.connectedAt,
    disconnectedAt: row.disconnectedAt,
    checkedAt: row.checkedAt,
    charges: facts?.chargesEnabled ?? false,
    payouts: facts?.payoutsEnabled ?? false,
    cards: facts?.cardPayments ?? 'unrequested',
    disabledReason: row.disabledReason,
    requirements: facts?.requirements ?? NO_REQUIREMENTS,
    underWay: { checkouts: row.checkouts, refunds: row.refunds },
    existing: env.STRIPE_CLIENT_ID !== undefined,
  }
}

/** The organisation's account as it is known. @throws Problem `not-found` for whoever may not connect one */
async function own(c: C): Promise<OwnRow> {
  const [[row]] = await c.var.db.read([ownAccount(c.var.holds)])
  if (!row) throw new Problem('not-found')
  return row
}

const placeOf = (c: C, account: string): AccountPlace => {
  const { databases, organisation } = c.var
  return { env: c.env, databases, organisation, account, c }
}

/**
 * Makes an account the organisation's own. The directory first: an event of the account must find its organisation.
 * @throws Problem `account-taken` when it is another's, `state-changed` when another account is in use
 */
async function bind(c: C, facts: AccountFacts, way: ConnectedBy): Promise<void> {
  const { actor, databases, db, now, organisation } = c.var
  const livemode = isLive(c.env)
  const claiming = claim({ account: facts.id, slug: organisation, livemode }, now)
  const [, , , [owner]] = await databases.directory.write(claiming)
  if (owner && owner.slug !== organisation) throw new Problem('account-taken')
  if (owner?.deauthorizedAt !== null) throw new Problem('state-changed')
  await db.write([
    adopt(facts.id, now),
    record(c, 'stripe.connected', facts.id, { way, livemode }),
    ...keepFacts(facts, { livemode, way, personId: actor.personId, fresh: true }, now),
  ])
}

const inUse = (row: OwnRow) => row.account !== null && row.disconnectedAt === null
const stateHash = (c: C, secret: string) => hashSecret(c.env, 'stripe-state', c.var.organisation, secret)

/** Connecting the organisation's own Stripe account, so that fees go to it and to nobody else. */
export const connection = new Hono<TenantEnv>()
  .get(
    '/stripe/connection',
    may('payments:connect'),
    answers(Connection, "How the organisation's Stripe account stands"),
    async (c) => c.json(connectionJson(c.env, await own(c))),
  )
  .post(
    '/stripe/connection',
    may('payments:connect'),
    answers(ConnectionLink, "Go on with Stripe's onboarding", 201),
    async (c) => {
      const row = await own(c)
      const { organisation } = c.var
      const stripe = platform(c.env)
      const about = { slug: organisation, name: row.nameEn, number: row.accounts }
      const account = await (inUse(row) && row.account
        ? stripe.account(row.account)
        : stripe.createAccount(about)
      ).catch(asProblem)
      if (!inUse(row)) await bind(c, accountFacts(account), 'onboarding')
      const page = `${c.env.ORIGIN}/o/${organisation}/money`
      const link = await stripe.onboardingLink(account.id, page).catch(asProblem)
      return c.json({ url: link.url }, 201)
    },
  )
  .post(
    '/stripe/connection/look',
    may('payments:connect'),
    answers(Connection, 'Ask Stripe anew how the account stands', 201),
    async (c) => {
      const row = await own(c)
      if (row.account && inUse(row)) await refreshAccount(placeOf(c, row.account)).catch(asProblem)
      return c.json(connectionJson(c.env, await own(c)), 201)
    },
  )
  .post(
    '/stripe/connection/authorization',
    may('payments:connect'),
    answers(ConnectionLink, 'Go to Stripe and connect an account that exists', 201),
    async (c) => {
      const { actor, db, holds, now, organisation } = c.var
      const secret = newId() + crypto.randomUUID()
      const url = authorizePage(c.env, `${organisation}.${secret}`)
      if (!url) throw new Problem('payments-unavailable')
      const way = openWay(await stateHash(c, secret), actor, now, holds)
      const [[row]] = await db.write([ownAccount(holds), ...way])
      if (!row) throw new Problem('not-found')
      if (inUse(row)) throw new Problem('state-changed')
      return c.json({ url }, 201)
    },
  )
  .post(
    '/stripe/connection/completion',
    may('payments:connect'),
    answers(Connection, 'Come back from Stripe with an account that exists', 201),
    valid('json', Returned),
    async (c) => {
      const { actor, databases, db, holds, now, organisation } = c.var
      const { state, code } = c.req.valid('json')
      const [slug, secret = ''] = state.split('.')
      const hash = await stateHash(c, secret)
      const [[row], [back]] = await db.write([ownAccount(holds), comeBack(hash, actor, now, holds)])
      if (!row) throw new Problem('not-found')
      if (!back || slug !== organisation) throw new Problem('offer-lapsed')
      const stripe = platform(c.env)
      const { stripe_user_id: account = '', livemode } = await stripe
        .connected(code)
        .catch((error: unknown) =>
          isCodeSpent(error) ? Promise.reject(new Problem('offer-lapsed')) : asProblem(error),
        )
      const [[owner]] = await databases.directory.read([ownerOf(account)])
      if (livemode !== isLive(c.env) || (!owner && inUse(row))) {
        // Nobody here uses it: what was just given is given back.
        if (!owner) await stripe.letGo(account).catch(asProblem)
        throw new Problem('payments-unavailable')
      }
      await bind(c, accountFacts(await stripe.account(account).catch(asProblem)), 'oauth')
      return c.json(connectionJson(c.env, await own(c)), 201)
    },
  )
  .post(
    '/stripe/connection/ending',
    may('payments:connect'),
    answers(Connection, 'Disconnect the account; nothing may be under way on it', 201),
    valid('json', Ending),
    async (c) => {
      const { actor, databases, db, holds, now } = c.var
      const { account } = c.req.valid('json')
      const row = await own(c)
      if (row.account !== account) throw new Problem('state-changed')
      const place = placeOf(c, account)
      if (inUse(row)) {
        const busy = { checkouts: row.checkouts, refunds: row.refunds }
        if (busy.refunds > 0) throw new Problem('money-under-way', busy)
        await db.write([pause(account, holds)])
        await closeSessions(place).catch(asProblem)
        const [, , [after]] = await db.write([
          part(account, actor, now, holds),
          record(c, 'stripe.disconnected', account, { by: 'organisation' }),
          ownAccount(holds),
        ])
        if (!after || inUse(after)) {
          await refreshAccount(place).catch(asProblem)
          throw new Problem('money-under-way', { checkouts: after?.checkouts, refunds: after?.refunds })
        }
      }
      await platform(c.env).letGo(account).catch(asProblem)
      await databases.directory.write([disconnect(account, now)])
      return c.json(connectionJson(c.env, await own(c)), 201)
    },
  )
