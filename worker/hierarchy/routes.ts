import { Hono } from 'hono'
import * as z from 'zod'
import { may } from '../platform/auth.ts'
import type { TenantEnv } from '../platform/env.ts'
import { answers, valid } from '../platform/http.ts'
import { Problem } from '../platform/problem.ts'
import { choosing } from './choosing/routes.ts'
import { editing } from './editing/routes.ts'
import { childrenThen, unitPageThen } from './history.ts'
import { childrenOf, PAGE, pageFrom, topUnits, unitPage } from './queries.ts'
import { foundOf, search } from './search.ts'
import { AsOf, ChildrenAsked, SearchAsked, UnitChildren, UnitPage, UnitsFound } from './shapes.ts'

const UnitId = z.object({ unitId: z.uuid() })

/** The tree of units: walking it, looking at one, finding one by name. */
export const hierarchy = new Hono<TenantEnv>()
  .route('/', choosing)
  .route('/', editing)
  .get(
    '/units',
    may('units:read'),
    answers(UnitChildren, 'Units below a unit'),
    valid('query', ChildrenAsked),
    async (c) => {
      const { parent, after = '', on } = c.req.valid('query')
      const { db, holds, scopes, tops } = c.var
      const below = parent && (on ? childrenThen(parent, after, on, holds) : childrenOf(parent, after, holds))
      const [powers, found] = await db.read([scopes, below || topUnits(tops)])
      if (powers.length === 0) throw new Problem('not-found')
      const units = found.slice(0, PAGE)
      return c.json({ units, after: found.length > PAGE ? (units.at(-1)?.code ?? null) : null })
    },
  )
  .get(
    '/units/search',
    may('units:read'),
    answers(UnitsFound, 'Find units by name'),
    valid('query', SearchAsked),
    async (c) => {
      const { db, scopes, tops, actor, now } = c.var
      const [powers, found] = await db.read([scopes, search(c.req.valid('query'), tops, actor, now)])
      if (powers.length === 0) throw new Problem('not-found')
      return c.json(foundOf(found))
    },
  )
  .get(
    '/units/:unitId',
    may('units:read'),
    answers(UnitPage, "A unit's page"),
    valid('param', UnitId),
    valid('query', AsOf),
    async (c) => {
      const { unitId } = c.req.valid('param')
      const { on } = c.req.valid('query')
      const { db, holds } = c.var
      const shown = pageFrom(await db.read(on ? unitPageThen(unitId, on, holds) : unitPage(unitId, holds)))
      if (!shown) throw new Problem('not-found')
      return c.json(shown)
    },
  )
