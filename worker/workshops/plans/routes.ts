import { Hono } from 'hono'
import * as z from 'zod'
import { record, recordChange } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import { LARGE_MAX } from '../../platform/body.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { replaceTerms } from '../catchments/queries.ts'
import { termFaults } from '../catchments/rules.ts'
import { faultsIn, notAPartition, planOf } from './answers.ts'
import { claimPlan, planFaults, planParts, planTermFacts, publishPlan, withdrawPlan } from './queries.ts'
import { standing } from './rules.ts'
import { Plan, PlanEdit } from './shapes.ts'

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
  .put(
    '/tiers/:tierId/plan',
    may('workshops:edit'),
    answers(Plan, 'Move units between the workshops of a plan'),
    valid('param', TierId),
    valid('json', PlanEdit, LARGE_MAX),
    async (c) => {
      const { tierId } = c.req.valid('param')
      const { catchments } = c.req.valid('json')
      const { db, holds, actor, now } = c.var
      const [claimed, , , , facts, gaps, overlaps, [tier], ...parts] = await db.write([
        claimPlan(tierId, catchments, { actor, now, holds }),
        record(c, 'plan.edited', tierId, { catchments }),
        ...replaceTerms(c, catchments),
        planTermFacts(tierId, catchments, holds),
        ...planFaults(tierId, catchments, holds),
        ...planParts(tierId, holds),
      ])
      if (!tier) throw new Problem('not-found')
      const plan = planOf(tier, ...parts)
      const seen = standing(catchments, plan.workshops)
      if (claimed.rowsAffected > 0 || seen === 'redrawn') return c.json(plan)
      if (seen !== 'as-seen') throw new Problem(seen)
      const errors = catchments.flatMap((asked, at) => termFaults(asked, facts, `/catchments/${at}`))
      throw errors.length > 0 ? new Problem('invalid', { errors }) : notAPartition(gaps, overlaps)
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
        recordChange(c, 'plan.published', tierId),
        ...planParts(tierId, holds),
      ])
      if (!tier) throw new Problem('not-found')
      const [, , [proof]] = parts
      if (tier.planPublishedAt === null) throw new Problem('not-a-partition', faultsIn(proof))
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
        recordChange(c, 'plan.withdrawn', tierId),
        ...planParts(tierId, holds),
      ])
      if (!tier) throw new Problem('not-found')
      return c.json(planOf(tier, ...parts))
    },
  )
