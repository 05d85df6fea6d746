import { Hono } from 'hono'
import * as z from 'zod'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { cursor } from '../../platform/text.ts'
import { type DisputeRow, disputeList, PAGE } from './queries.ts'
import { DisputeList } from './shapes.ts'

const After = z.object({ after: cursor().optional() })

const json = ({ personId, personEn, personHi, workshopId, workshopEn, workshopHi, ...row }: DisputeRow) => ({
  ...row,
  refundable: row.refundable === 1,
  evidenceSent: row.evidenceSent === 1,
  person: { id: personId, nameEn: personEn, nameHi: personHi },
  workshop: { id: workshopId, nameEn: workshopEn, nameHi: workshopHi },
})

/** Payments that payers' banks want back. */
export const disputes = new Hono<TenantEnv>().get(
  '/disputes',
  may('payments:read'),
  answers(DisputeList, 'Payments that banks want back'),
  valid('query', After),
  async (c) => {
    const { db, holds, scopes } = c.var
    const [powers, rows] = await db.read([scopes, disputeList(c.req.valid('query').after, holds)])
    if (powers.length === 0) throw new Problem('not-found')
    const page = rows.slice(0, PAGE)
    return c.json({ disputes: page.map(json), after: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null })
  },
)
