import { Hono } from 'hono'
import * as z from 'zod'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { Named } from '../shapes.ts'
import { dutiesOf, seenAt, tiersAsking } from './queries.ts'
import { Asked } from './shapes.ts'

const Names = z.array(Named)
const Shares = Asked.shape.tiers.element.shape.shares
const one = (json: string) => Named.parse(JSON.parse(json))
const many = (json: string) => Names.parse(JSON.parse(json))

/** What is asked of a unit, by when and of whom. */
export const asked = new Hono<TenantEnv>().get(
  '/units/:unitId/asked',
  may('people:read'),
  answers(Asked, 'What is asked of a unit, by when, and of whom'),
  valid('param', z.object({ unitId: z.uuid() })),
  async (c) => {
    const { unitId } = c.req.valid('param')
    const { db, holds, now } = c.var
    const [[seen], tiers, duties] = await db.read([
      seenAt(unitId, holds),
      tiersAsking(unitId, now, holds),
      dutiesOf(unitId, now, holds),
    ])
    if (!seen) throw new Problem('not-found')
    return c.json({
      tiers: tiers.map(({ programme, tier, here, trainers, shares, needsTrainer, ...counts }) => ({
        ...counts,
        here: here === 1,
        needsTrainer: needsTrainer === 1,
        programme: one(programme),
        tier: one(tier),
        trainers: many(trainers),
        shares: Shares.parse(JSON.parse(shares)),
      })),
      duties: duties.map(({ office, workshop, holders, ...duty }) => ({
        ...duty,
        office: one(office),
        workshop: one(workshop),
        holders: many(holders),
      })),
    })
  },
)
