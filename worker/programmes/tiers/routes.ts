import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { isEdited, rootPath } from '../../organisations/index.ts'
import { record, recordChange } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { tierOf } from '../answers.ts'
import { levelFacts, page, tiersWhere } from '../queries.ts'
import { tierFaults } from '../rules.ts'
import { Tier, TierDraft, TierEdit } from '../shapes.ts'
import { addTier, editTier } from './queries.ts'

const ProgrammeId = z.object({ programmeId: z.uuid() })
const TierId = z.object({ tierId: z.uuid() })

/** The tiers of a programme: the hops of its cascade, from the top. */
export const tiers = new Hono<TenantEnv>()
  .post(
    '/programmes/:programmeId/tiers',
    may('programmes:edit'),
    answers(Tier, 'Add a tier below the last one', 201),
    valid('param', ProgrammeId),
    valid('json', TierDraft),
    async (c) => {
      const { programmeId } = c.req.valid('param')
      const draft = c.req.valid('json')
      const { db, holds } = c.var
      const [, , levels, [programme], , found] = await db.write([
        addTier(programmeId, draft, holds),
        record(c, 'tier.added', draft.id, { programmeId, ...draft }),
        levelFacts(),
        ...page(programmeId, holds({ path: rootPath })),
      ])
      if (!programme) throw new Problem('not-found')
      const tier = found.find(({ id }) => id === draft.id)
      if (tier) return c.json(tierOf(tier), 201)
      const errors = tierFaults(draft, levels, found.length === 0)
      throw errors.length > 0 ? new Problem('invalid', { errors }) : new Problem('not-found')
    },
  )
  .patch(
    '/tiers/:tierId',
    may('programmes:edit'),
    answers(Tier, 'Change a tier'),
    valid('param', TierId),
    valid('json', TierEdit),
    async (c) => {
      const { tierId } = c.req.valid('param')
      const edit = c.req.valid('json')
      const { db, holds, now } = c.var
      const [written, , levels, [row]] = await db.write([
        editTier(tierId, edit, now, holds),
        recordChange(c, 'tier.edited', tierId, edit),
        levelFacts(),
        tiersWhere(sql`t.id = ${tierId} and ${holds({ path: rootPath, tier: sql`t.id` })}`),
      ])
      if (!row) throw new Problem('not-found')
      const tier = tierOf(row)
      const stored = { ...tier, hostLevelId: row.hostLevelId, traineeLevelId: row.traineeLevelId }
      if (written.rowsAffected > 0 || isEdited(edit, stored)) return c.json(tier)
      if (row.version !== edit.version) throw new Problem('version-changed')
      const errors = tierFaults(edit, levels, row.position === 1)
      throw errors.length > 0 ? new Problem('invalid', { errors }) : new Problem('state-changed')
    },
  )
