import { Hono } from 'hono'
import * as z from 'zod'
import { rootPath } from '../organisations/index.ts'
import { may } from '../platform/auth.ts'
import type { TenantEnv } from '../platform/env.ts'
import { answers, valid } from '../platform/http.ts'
import { Problem } from '../platform/problem.ts'
import { coverageThen } from './history.ts'
import { coverageNow, PAGE, rowsOf } from './queries.ts'
import { counting, rebuild } from './recount.ts'
import { pageOf } from './rules.ts'
import { CoverageAsked, CoveragePage, Rebuilding, Rebuilt } from './shapes.ts'

const TierId = z.object({ tierId: z.uuid() })

/** How far a tier has come, and counting it anew. */
export const routes = new Hono<TenantEnv>()
  .post(
    '/coverage/rebuild',
    may('organisation:edit'),
    answers(Rebuilt, 'Count the coverage of a tier anew', 201),
    valid('json', Rebuilding),
    async (c) => {
      const { tierId } = c.req.valid('json')
      const { db, holds, now } = c.var
      const guard = holds({ path: rootPath })
      const [, , [found]] = await db.write([...counting(tierId, now, guard), ...rebuild(tierId, guard)])
      if (!found) throw new Problem('not-found')
      return c.json(found, 201)
    },
  )
  .get(
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
