import { Hono } from 'hono'
import type * as z from 'zod'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { Connection, ConnectionLink } from '../shapes.ts'
import { asProblem, isLive, platform } from '../stripe.ts'
import { accountFacts, refreshAccount } from './jobs.ts'
import { type AccountFacts, adopt, connect, isReady, ownAccount, ownerOf } from './queries.ts'

const stateOf = (facts: AccountFacts): z.infer<typeof Connection>['state'] => {
  if (isReady(facts)) return 'ready'
  return facts.detailsSubmitted ? 'disabled' : 'started'
}

/** Connecting the organisation's own Stripe account, so that fees go to it and to nobody else. */
export const connection = new Hono<TenantEnv>()
  .post(
    '/stripe/connection',
    may('payments:connect'),
    answers(ConnectionLink, "Go on with Stripe's onboarding", 201),
    async (c) => {
      const { databases, db, holds, now, organisation } = c.var
      const [[own]] = await db.read([ownAccount(holds)])
      if (!own) throw new Problem('not-found')
      const stripe = platform(c.env)
      const account = own.account
        ? await stripe.account(own.account).catch(asProblem)
        : await stripe.createAccount({ slug: organisation, name: own.nameEn }).catch(asProblem)
      const facts = accountFacts(account)
      // The directory first: an event of the account must find its organisation.
      await databases.directory.write([...connect(facts, organisation, isLive(c.env), now)])
      await db.write([adopt(facts.id, isReady(facts))])
      const page = `${c.env.ORIGIN}/o/${organisation}/money`
      const link = await stripe.onboardingLink(facts.id, page).catch(asProblem)
      return c.json({ url: link.url }, 201)
    },
  )
  .get(
    '/stripe/connection',
    may('payments:connect'),
    answers(Connection, "How the organisation's Stripe account stands"),
    async (c) => {
      const { databases, db, holds, now, organisation } = c.var
      const [[own]] = await db.read([ownAccount(holds)])
      if (!own) throw new Problem('not-found')
      const { account } = own
      if (!account) return c.json({ state: 'none' as const, account: null, disabledReason: null })
      const [[owner]] = await databases.directory.read([ownerOf(account)])
      if (owner?.slug !== organisation || owner.deauthorizedAt !== null)
        return c.json({ state: 'disconnected' as const, account, disabledReason: null })
      const facts = await refreshAccount({ env: c.env, databases, organisation, account, now }).catch(
        asProblem,
      )
      return c.json({ state: stateOf(facts), account, disabledReason: facts.disabledReason })
    },
  )
