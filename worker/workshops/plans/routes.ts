import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { notAPartition, planOf } from './answers.ts'
import { planParts, publishPlan, withdrawPlan } from './queries.ts'
import { Plan } from './shapes.ts'

const TierId = z.object({ tierId: z.uuid() })

/** Plans: the catchments of all workshops of a tier together, and the proof that they leave nobody out. */
export const plans = new Hono<TenantEnv>()
  .get(
    '/tiers/:tierId/plan',
    may('workshops:read'),
    answers(Plan, 'The plan of a tier with its proof'),
    valid('param', TierId),
    async (c) => {
      const { db, holds } = c.var
      const [[tier], ...parts] = await db.read(planParts(c.req.valid('param').tierId, holds))
      if (!tier) throw new Problem('not-found')
      return c.json(planOf(tier, ...parts))
    },
  )
  .post(
    '/tiers/:tierId/plan/publication',
    may('workshops:edit'),
    answers(Plan, 'Publish a plan that leaves no unit out and serves none twice'),
    valid('param', TierId),
    async (c) => {
      const { tierId } = c.req.valid('param')
      const { db, holds, now } = c.var
      const [, , [tier], ...parts] = await db.write([
        publishPlan(tierId, now, holds),
        record(c, 'plan.published', tierId),
        ...planParts(tierId, holds),
      ])
      if (!tier) throw new Problem('not-found')
      const [, , , gaps, overlaps] = parts
      if (tier.planPublishedAt === null) throw notAPartition(gaps, overlaps)
      return c.json(planOf(tier, ...parts))
    },
  )
  .delete(
    '/tiers/:tierId/plan/publication',
    may('workshops:edit'),
    answers(Plan, 'Take a plan back to redraw it'),
    valid('param', TierId),
    async (c) => {
      const { tierId } = c.req.valid('param')
      const { db, holds } = c.var
      const [, , [tier], ...parts] = await db.write([
        withdrawPlan(tierId, holds),
        record(c, 'plan.withdrawn', tierId),
        ...planParts(tierId, holds),
      ])
      if (!tier) throw new Problem('not-found')
      return c.json(planOf(tier, ...parts))
    },
  )
