import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import { nudge } from '../../platform/desk.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { pageOf, receiptFor, tellPaidFor } from '../queries.ts'
import { reviewRefusal } from '../rules.ts'
import {
  answer,
  foreignCards,
  openReviews,
  type ReviewRow,
  review,
  ruleOf,
  setForeignCards,
} from './queries.ts'
import { ForeignCards, Review, ReviewAnswer, Reviews } from './shapes.ts'

const AttemptId = z.object({ attemptId: z.uuid() })

const json = (row: ReviewRow) => {
  const { personId, personEn, personHi, workshopId, workshopEn, workshopHi, ...rest } = row
  return {
    ...rest,
    person: { id: personId, nameEn: personEn, nameHi: personHi },
    workshop: { id: workshopId, nameEn: workshopEn, nameHi: workshopHi },
  }
}

/** Money that came online and does not fit: looking at it, accepting it, giving it back. */
export const reviews = new Hono<TenantEnv>()
  .get(
    '/reviews',
    may('payments:read'),
    answers(Reviews, "What waits for the treasurer's word"),
    async (c) => {
      const { db, holds, scopes } = c.var
      const [powers, rows, [rule]] = await db.read([scopes, openReviews(holds), foreignCards()])
      if (powers.length === 0 || !rule) throw new Problem('not-found')
      return c.json({ reviews: rows.map(json), ...rule })
    },
  )
  .put(
    '/reviews/rule',
    may('payments:connect'),
    answers(ForeignCards, 'Say what a card from abroad comes to'),
    valid('json', ForeignCards),
    async (c) => {
      const { db, holds } = c.var
      const { foreignCards: value } = c.req.valid('json')
      const [, , [rule]] = await db.write([
        setForeignCards(value, holds),
        record(c, 'foreign-cards.ruled', 'organisation', { foreignCards: value }),
        ruleOf(holds),
      ])
      if (!rule) throw new Problem('not-found')
      return c.json(rule)
    },
  )
  .post(
    '/attempts/:attemptId/review',
    may('refunds:request'),
    answers(Review, 'Accept money that did not fit, or give it back', 201),
    valid('param', AttemptId),
    valid('json', ReviewAnswer),
    async (c) => {
      const { actor, db, holds, now, organisation } = c.var
      const { attemptId } = c.req.valid('param')
      const { outcome, worthMinor = null } = c.req.valid('json')
      const meant = sql`p.attempt_id = ${attemptId}`
      const [, , , , , , [row]] = await db.write([
        ...answer({ attemptId, outcome, worthMinor }, actor, c, holds),
        receiptFor(meant, organisation, now),
        tellPaidFor(meant, pageOf(c), now),
        review(attemptId, holds),
      ])
      if (!row) throw new Problem('not-found')
      const refusal = reviewRefusal({ ...row, asked: outcome, offeredMinor: worthMinor })
      if (refusal === 'invalid')
        throw new Problem('invalid', {
          errors: [{ pointer: '/worthMinor', code: 'custom', detail: 'Say what it is worth' }],
        })
      if (refusal) throw new Problem(refusal)
      if (outcome === 'refunded') await nudge(c.env, { kind: 'open-refunds', organisation })
      return c.json(json(row), 201)
    },
  )
