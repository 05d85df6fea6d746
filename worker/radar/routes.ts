import { Hono } from 'hono'
import * as z from 'zod'
import { unitRef } from '../people/index.ts'
import { holding, may } from '../platform/auth.ts'
import type { TenantEnv } from '../platform/env.ts'
import { answers, valid } from '../platform/http.ts'
import { Problem } from '../platform/problem.ts'
import { childOf, idleOf, leakingOf, pageOf, tierOf } from './answers.ts'
import { childrenAt, idleTeachers, leakingUnits, seenAt, tiersAt, topOf } from './queries.ts'
import {
  ChildrenAsked,
  IdleAsked,
  IdleTeachers,
  LeakingUnits,
  RadarAsked,
  RadarChildren,
  RadarPage,
  UnitsAsked,
} from './shapes.ts'

const NextTier = z.object({ nextTierId: z.uuid() })

/** Leaks of a unit, tier by tier; of its children; the units and the people behind the figures. */
export const routes = new Hono<TenantEnv>()
  .get(
    '/radar',
    may('coverage:read'),
    answers(RadarPage, 'Where the cascade leaks in a unit'),
    valid('query', RadarAsked),
    async (c) => {
      const { unit, days } = c.req.valid('query')
      const { db, holds, scopes, tops, now } = c.var
      const [held, rows] = await db.read([scopes, tiersAt(topOf(unit, tops), { now, days }, holds)])
      const [first] = rows
      if (!first && (unit || held.length === 0)) throw new Problem('not-found')
      return c.json({ unit: first ? unitRef(first.unit) : null, days, tiers: rows.map(tierOf) })
    },
  )
  .get(
    '/radar/:nextTierId',
    may('coverage:read'),
    answers(RadarChildren, 'Where a tier leaks in the children of a unit'),
    valid('param', NextTier),
    valid('query', ChildrenAsked),
    async (c) => {
      const { nextTierId: tierId } = c.req.valid('param')
      const { unit, days, after = '' } = c.req.valid('query')
      const { db, holds, tops, now } = c.var
      const top = topOf(unit, tops)
      const [[seen], rows] = await db.read([
        seenAt(tierId, top, holds),
        childrenAt(tierId, top, after, { now, days }, holds),
      ])
      if (!seen) throw new Problem('not-found')
      const page = pageOf(rows, childOf, (row) => unitRef(row.unit).code)
      return c.json({ unit: unitRef(seen.unit), children: page.shown, after: page.after })
    },
  )
  .get(
    '/radar/:nextTierId/units',
    may('coverage:read'),
    answers(LeakingUnits, 'The units in which a tier leaks'),
    valid('param', NextTier),
    valid('query', UnitsAsked),
    async (c) => {
      const { nextTierId: tierId } = c.req.valid('param')
      const { unit, leak, after } = c.req.valid('query')
      const { db, holds, tops, actor, now } = c.var
      const top = topOf(unit, tops)
      const acts = holding(actor, 'workshops:edit', now)
      const [[seen], rows] = await db.read([
        seenAt(tierId, top, holds),
        leakingUnits({ tierId, top, leak, after }, holds, acts),
      ])
      if (!seen) throw new Problem('not-found')
      const page = pageOf(rows, leakingOf, (row) => row.id)
      return c.json({ units: page.shown, after: page.after })
    },
  )
  .get(
    '/radar/:nextTierId/teachers',
    may('people:read'),
    answers(IdleTeachers, 'Who was trained and never taught'),
    valid('param', NextTier),
    valid('query', IdleAsked),
    async (c) => {
      const { nextTierId: tierId } = c.req.valid('param')
      const { unit, days, after } = c.req.valid('query')
      const { db, holds, tops, now } = c.var
      const top = topOf(unit, tops)
      const [[seen], rows] = await db.read([
        seenAt(tierId, top, holds),
        idleTeachers({ tierId, top, after }, { now, days }, holds),
      ])
      if (!seen) throw new Problem('not-found')
      const page = pageOf(rows, idleOf, (row) => row.credentialId)
      return c.json({ people: page.shown, after: page.after })
    },
  )
