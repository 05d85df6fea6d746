import { sql } from 'drizzle-orm'
import type { Holds } from '../../platform/auth.ts'
import { q } from '../../platform/sql.ts'
import { rootPath, tiersWhere } from '../../programmes/index.ts'
import { gapsOf, overlapsOf, segmentsOf, termsWhere } from '../catchments/queries.ts'
import { isPartition } from '../catchments/resolution.ts'
import { workshopsWhere } from '../queries.ts'

/** A plan concerns the whole organisation, and one tier `t`. */
const planHere = (holds: Holds) => holds({ path: rootPath, tier: sql`t.id` })

/** The planned tier where the caller holds the capability, as the tier of a question. */
const tierHere = (tierId: string, holds: Holds) => sql`select t.id, t.trainee_level_id from tiers t
  where t.id = ${tierId} and t.planned = 1 and ${planHere(holds)}`

/** Everything that a tier's plan is told from; no tier when it has no plan or does not exist for the caller. */
export function planParts(tierId: string, holds: Holds) {
  const question = { tier: tierHere(tierId, holds) }
  const live = sql`w.tier_id = ${tierId} and w.cancelled_at is null and t.planned = 1 and ${planHere(holds)}`
  return [
    tiersWhere(sql`t.id = ${tierId} and t.planned = 1 and ${planHere(holds)}`),
    workshopsWhere(live),
    termsWhere(live),
    segmentsOf(question),
    gapsOf(question),
    overlapsOf(question),
  ] as const
}

/** Publishes a plan, only if its catchments serve every unit of the trainee level exactly once. */
export const publishPlan = (tierId: string, now: number, holds: Holds) =>
  q.run(sql`update tiers as t set plan_published_at = ${now}, version = version + 1
    where t.id = ${tierId} and t.planned = 1 and t.plan_published_at is null and ${planHere(holds)}
      and ${isPartition({ tier: tierHere(tierId, holds) })}`)

/** Takes a plan back, so that it can be redrawn with faults in between. */
export const withdrawPlan = (tierId: string, holds: Holds) =>
  q.run(sql`update tiers as t set plan_published_at = null, version = version + 1
    where t.id = ${tierId} and t.plan_published_at is not null and ${planHere(holds)}`)
