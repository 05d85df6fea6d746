import { Hono } from 'hono'
import * as z from 'zod'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { cursor } from '../../platform/text.ts'
import { PAGE, payoutList } from './queries.ts'

const After = z.object({ after: cursor().optional() })

const Payout = z.object({
  id: z.string(),
  amountMinor: z.int(),
  currency: z.string(),
  /** Stripe's word. */
  status: z.string(),
  /** Only what Stripe pays out by itself can be matched line by line. */
  automatic: z.boolean(),
  arrivesAt: z.int(),
  madeAt: z.int(),
  failedAt: z.int().nullable(),
  failure: z.string().nullable(),
  matchedAt: z.int().nullable(),
  /** What the lines in it come to, and how many they are. */
  matchedMinor: z.int().nullable(),
  lines: z.int().nullable(),
})

const PayoutList = z.object({ payouts: z.array(Payout), after: z.string().nullable() })

/** What Stripe sends to the organisation's bank. */
export const payouts = new Hono<TenantEnv>().get(
  '/payouts',
  may('payments:read'),
  answers(PayoutList, 'What Stripe sends to the bank'),
  valid('query', After),
  async (c) => {
    const { db, holds, scopes } = c.var
    const [powers, rows] = await db.read([scopes, payoutList(c.req.valid('query').after, holds)])
    if (powers.length === 0) throw new Problem('not-found')
    const page = rows.slice(0, PAGE).map((row) => ({ ...row, automatic: row.automatic === 1 }))
    return c.json({ payouts: page, after: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null })
  },
)
