import { Hono } from 'hono'
import * as z from 'zod'
import { may } from '../platform/auth.ts'
import type { TenantEnv } from '../platform/env.ts'
import { answers, valid } from '../platform/http.ts'
import { Problem } from '../platform/problem.ts'
import { coverageThen } from './history.ts'
import { coverageNow, PAGE, rowsOf } from './queries.ts'
import { pageOf } from './rules.ts'
import { CoverageAsked, CoveragePage } from './shapes.ts'

const TierId = z.object({ tierId: z.uuid() })

/** How far a tier has come. */
export const routes = new Hono<TenantEnv>().get(
  '/coverage/:tierId',
  may('coverage:read'),
  answers(CoveragePage, 'Coverage of a unit and of its children'),
  valid('param', TierId),
  valid('query', CoverageAsked),
  async (c) => {
    const { tierId } = c.req.valid('param')
    const { unit, after = '', on } = c.req.valid('query')
    const { db, holds, tops, now } = c.var
    const asked = { tierId, unitId: unit, after }
    const [answer] = await db.read([
      on ? coverageThen(asked, on, tops, holds) : coverageNow(asked, tops, holds),
    ])
    const rows = rowsOf(answer)
    if (rows.length === 0) throw new Problem('not-found')
    return c.json({ tierId, countedAt: now, ...pageOf(rows, PAGE) })
  },
)
