import { Hono } from 'hono'
import { may } from '../../platform/auth.ts'
import { nudge } from '../../platform/desk.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { besideBank, type Part } from '../bank/compare.ts'
import { atRoot } from '../bank/queries.ts'
import { ownAccount } from '../connection/queries.ts'
import { reconciliation as page, type Sum } from './page.ts'
import { Reconciliation, RunAsked, UNSEEN } from './shapes.ts'

const amountOf = (sums: readonly Sum[], account: string) =>
  sums.find((sum) => sum.account === account)?.amountMinor ?? 0

const NONE = { count: 0, amountMinor: 0 }

function statementOf(
  parts: readonly Part[],
  days: { firstDay: string | null; lastDay: string | null } | undefined,
) {
  const part = (of: string) => {
    const found = parts.find(({ kind }) => kind === of)
    return found ? { count: found.count, amountMinor: found.amountMinor } : NONE
  }
  return {
    firstDay: days?.firstDay ?? null,
    lastDay: days?.lastDay ?? null,
    shown: {
      count: part('shown').count - part('unbooked').count,
      amountMinor: part('shown').amountMinor - part('unbooked').amountMinor,
    },
    unbooked: part('unbooked'),
    open: part('open'),
    aside: part('aside'),
    unseen: UNSEEN.map((kind) => ({ kind, ...part(kind) })).filter(({ count }) => count > 0),
  }
}

/** Whether Stripe, the ledger, the bank and the cash in hand say the same. */
export const reconciliation = new Hono<TenantEnv>()
  .get(
    '/reconciliation',
    may('payments:read'),
    answers(Reconciliation, 'Where the money is, and whether Stripe says the same'),
    async (c) => {
      const { db, holds } = c.var
      const [[seen], sums, cash, owed, suspense, runs, [more], parts, [days]] = await db.read([
        ...page(holds),
        ...besideBank(atRoot(holds)),
      ])
      if (!seen || !more) throw new Problem('not-found')
      const owedOf = (kind: string) => owed.find((row) => row.kind === kind)?.amountMinor ?? 0
      return c.json({
        currency: seen.currency,
        stripeMinor: amountOf(sums, 'stripe_balance'),
        bankMinor: amountOf(sums, 'bank'),
        statement: statementOf(parts, days),
        chequesMinor: amountOf(sums, 'cheques'),
        onTheWayMinor: more.onTheWayMinor,
        feesMinor: amountOf(sums, 'stripe_fees'),
        disputeFeesMinor: amountOf(sums, 'dispute_fees'),
        lossMinor: amountOf(sums, 'chargeback_loss'),
        otherMinor: -amountOf(sums, 'stripe_other'),
        payableMinor: -owedOf('payable'),
        disputedMinor: owedOf('disputed'),
        cash: cash.map(({ account, amountMinor, personId, nameEn, nameHi }) => ({
          collector: { id: personId ?? account.slice(5), nameEn: nameEn ?? '', nameHi: nameHi ?? '' },
          amountMinor,
        })),
        suspense,
        runs,
        account: more.ownAccount,
        openExceptions: more.openExceptions,
      })
    },
  )
  .post(
    '/reconciliation/runs',
    may('payments:connect'),
    answers(RunAsked, 'Compare with Stripe now', 201),
    async (c) => {
      const { db, holds, organisation } = c.var
      const [[own]] = await db.read([ownAccount(holds)])
      if (!own) throw new Problem('not-found')
      if (!own.account) throw new Problem('payments-unavailable')
      await nudge(c.env, { kind: 'reconcile', organisation, account: own.account, asked: true })
      return c.json({ account: own.account }, 201)
    },
  )
