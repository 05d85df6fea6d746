import { Hono } from 'hono'
import * as z from 'zod'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { officesIn, seenAt, tiersIn } from './queries.ts'
import { UnitStanding } from './shapes.ts'

const Holders = UnitStanding.shape.offices.element.shape.holders
const Tier = UnitStanding.shape.tiers.element.shape

/** Who holds which office in a unit, who is trained, and what is missing. */
export const standing = new Hono<TenantEnv>().get(
  '/units/:unitId/standing',
  may('people:read'),
  answers(UnitStanding, 'Offices, trained people and gaps of a unit'),
  valid('param', z.object({ unitId: z.uuid() })),
  async (c) => {
    const { unitId } = c.req.valid('param')
    const { db, holds } = c.var
    const [[seen], offices, tiers] = await db.read([
      seenAt(unitId, holds),
      officesIn(unitId, holds),
      tiersIn(unitId, holds),
    ])
    if (!seen?.seen) throw new Problem('not-found')
    return c.json({
      offices: offices.map(({ holders, ...kind }) => ({ kind, holders: Holders.parse(JSON.parse(holders)) })),
      tiers: tiers.map(({ tier, programme, people, shares, here, ...counts }) => ({
        ...counts,
        here: here === 1,
        tier: Tier.tier.parse(JSON.parse(tier)),
        programme: Tier.programme.parse(JSON.parse(programme)),
        shares: Tier.shares.parse(JSON.parse(shares)),
        people: Tier.people.parse(JSON.parse(people)),
      })),
    })
  },
)
