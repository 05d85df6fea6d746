import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { type Holds, mine } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { searchQuery } from '../names.ts'
import { childrenOf, PAGE, search, topUnits } from '../queries.ts'
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
      const { q: typed, within, level } = c.req.valid('query')
      const match = searchQuery(typed) ?? '""'
      const [units] = await c.var.db.read([search({ match, within, level }, root, anybody)])
      return c.json({ units })
    },
  )
