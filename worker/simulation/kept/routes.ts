import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, nothing, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { SimulationAsked } from '../shapes.ts'
import { everywhere } from '../stampings/queries.ts'
import { change, forget, type KeptRow, keep, keptAt, keptOf, programmeSeen } from './queries.ts'
import { KeptDraft, KeptEdit, KeptPlan, KeptPlans } from './shapes.ts'

const ProgrammeId = z.object({ programmeId: z.uuid() })
const PlanId = z.object({ planId: z.uuid() })

const keptFrom = ({ asked, ...row }: KeptRow): z.infer<typeof KeptPlan> => ({
  ...row,
  plan: SimulationAsked.parse(JSON.parse(asked)),
})

/** Plans that are kept under a name, so that they are there tomorrow and for others who plan. */
export const kept = new Hono<TenantEnv>()
  .get(
    '/programmes/:programmeId/kept-plans',
    may('workshops:read'),
    answers(KeptPlans, 'Plans that are kept for a programme'),
    valid('param', ProgrammeId),
    async (c) => {
      const { programmeId } = c.req.valid('param')
      const { db, holds } = c.var
      const seen = everywhere(holds)
      const [[programme], plans] = await db.read([
        programmeSeen(programmeId, seen),
        keptOf(programmeId, seen),
      ])
      if (!programme) throw new Problem('not-found')
      return c.json({ plans: plans.map(keptFrom) })
    },
  )
  .post(
    '/programmes/:programmeId/kept-plans',
    may('workshops:edit'),
    answers(KeptPlan, 'Keep a plan under a name', 201),
    valid('param', ProgrammeId),
    valid('json', KeptDraft),
    async (c) => {
      const { programmeId } = c.req.valid('param')
      const draft = c.req.valid('json')
      const { db, holds, actor, now } = c.var
      const seen = everywhere(holds)
      const [, , [row], [programme]] = await db.write([
        keep(programmeId, draft, { personId: actor.personId, now }, seen),
        record(c, 'plan.kept', draft.id, { programmeId }),
        keptAt(draft.id, seen),
        programmeSeen(programmeId, seen),
      ])
      if (!programme) throw new Problem('not-found')
      if (!row) throw new Problem('state-changed')
      return c.json(keptFrom(row), 201)
    },
  )
  .put(
    '/kept-plans/:planId',
    may('workshops:edit'),
    answers(KeptPlan, 'Change a plan that is kept'),
    valid('param', PlanId),
    valid('json', KeptEdit),
    async (c) => {
      const { planId } = c.req.valid('param')
      const edit = c.req.valid('json')
      const { db, holds } = c.var
      const seen = everywhere(holds)
      const [written, , [row]] = await db.write([
        change(planId, edit, seen),
        record(c, 'plan.kept', planId, { version: edit.version + 1 }),
        keptAt(planId, seen),
      ])
      if (!row) throw new Problem('not-found')
      const same =
        row.asked === JSON.stringify(edit.plan) && row.nameEn === edit.nameEn && row.nameHi === edit.nameHi
      if (written.rowsAffected === 0 && row.version !== edit.version && !same)
        throw new Problem('version-changed')
      if (written.rowsAffected === 0 && !same) throw new Problem('state-changed')
      return c.json(keptFrom(row))
    },
  )
  .delete(
    '/kept-plans/:planId',
    may('workshops:edit'),
    answers(z.null(), 'Forget a plan; drafts made of it stay', 204),
    valid('param', PlanId),
    async (c) => {
      const { planId } = c.req.valid('param')
      const { db, holds } = c.var
      const seen = everywhere(holds)
      const [[row]] = await db.write([
        keptAt(planId, seen),
        forget(planId, seen),
        record(c, 'plan.forgotten', planId),
      ])
      if (!row) throw new Problem('not-found')
      return nothing(c)
    },
  )
