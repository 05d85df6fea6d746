import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { type Holds, mine } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { childrenOf, PAGE, topUnits } from '../queries.ts'
import { foundOf, search } from '../search.ts'
import { ChildrenAsked, SearchAsked, UnitChildren, UnitsFound } from '../shapes.ts'

/** The names of units are no secret from anybody who entered the organisation: he must be able to name his own. */
const anybody: Holds = () => sql`true`
const root = sql`select path from units where parent_id is null`

/** Choosing one's own unit, without any power. */
export const choosing = new Hono<TenantEnv>()
  .get(
    '/unit-names',
    mine,
    answers(UnitChildren, 'Names of the units below a unit'),
    valid('query', ChildrenAsked),
    async (c) => {
      const { parent, after = '' } = c.req.valid('query')
      const [found] = await c.var.db.read([parent ? childrenOf(parent, after, anybody) : topUnits(root)])
      const units = found.slice(0, PAGE)
      return c.json({ units, after: found.length > PAGE ? (units.at(-1)?.code ?? null) : null })
    },
  )
  .get(
    '/unit-names/search',
    mine,
    answers(UnitsFound, 'Find the name of a unit'),
    valid('query', SearchAsked),
    async (c) => {
      const { db, actor, now } = c.var
      const [found] = await db.read([search(c.req.valid('query'), root, actor, now)])
      return c.json(foundOf(found))
    },
  )
