import { sql } from 'drizzle-orm'
import { rootPath } from '../../organisations/index.ts'
import type { Actor, Holds } from '../../platform/auth.ts'
import { jsonList, q } from '../../platform/sql.ts'
import { tiersWhere } from '../../programmes/index.ts'
import { fits, gapsOf, overlapsOf, termsWhere } from '../catchments/queries.ts'
import { isPartition, ownPlan, type Proposal, termsOf } from '../catchments/resolution.ts'
import type { TermFact } from '../catchments/rules.ts'
import { workshopsWhere } from '../queries.ts'
import { proofOf } from './proof.ts'

/** A plan concerns the whole organisation, and one tier `t`. */
const planHere = (holds: Holds) => holds({ path: rootPath, tier: sql`t.id` })

/** The planned tier where the caller holds the capability, as the tier of a question. */
const tierHere = (tierId: string, holds: Holds) => sql`select t.id, t.trainee_level_id from tiers t
  where t.id = ${tierId} and t.planned = 1 and ${planHere(holds)}`

/** Everything that a tier's plan is told from; no tier when it has no plan or does not exist for the caller. */
export function planParts(tierId: string, holds: Holds) {
  const question = { tier: tierHere(tierId, holds) }
  const live = sql`w.tier_id = ${tierId} and w.cancelled_at is null and t.planned = 1 and ${ownPlan} and ${planHere(holds)}`
  return [
    tiersWhere(sql`t.id = ${tierId} and t.planned = 1 and ${planHere(holds)}`),
    workshopsWhere(live),
    termsWhere(live),
    proofOf(question),
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

/** Terms of new catchments whose unit, level and wing there are. */
const nameable = (tierId: string, proposals: readonly Proposal[]) => sql`
  from json_each(${jsonList(proposals.flatMap(termsOf))}) i cross join units u on u.id = i.value ->> 'unitId'
    join levels l on l.id = u.level_id, tiers t join levels n on n.id = t.trainee_level_id
    left join levels x on x.id = i.value ->> 'levelId'
  where t.id = ${tierId} and u.closed_on is null and ${fits}`

/** Those of the terms that a plan may name, and whether their unit stands too low for it. */
export const planTermFacts = (tierId: string, proposals: readonly Proposal[], holds: Holds) =>
  q.all<TermFact>(
    sql`select u.id, i.value ->> 'levelId' as each, i.value ->> 'wingId' as wing, l.depth > n.depth as below
      ${nameable(tierId, proposals)} and ${planHere(holds)}`,
  )

type Redrawn = Proposal & { version: number }
type By = { actor: Actor; now: number; holds: Holds }

/** The published plan of a tier, where the caller holds the capability, as the tier of a question. */
const publishedHere = (tierId: string, holds: Holds) =>
  sql`${tierHere(tierId, holds)} and t.plan_published_at is not null`

/** Takes new catchments over if every workshop is as it was seen and a published plan stays whole; all or none. */
export const claimPlan = (tierId: string, catchments: readonly Redrawn[], { actor, now, holds }: By) =>
  q.run(sql`with seen (id, version) as materialized (
      select value ->> 'workshopId', value ->> 'version' from json_each(${jsonList(
        catchments.map(({ workshopId, version }) => ({ workshopId, version })),
      )}))
    update workshops set version = version + 1, catchment_at = ${now}, catchment_by = ${actor.personId}
    where id in (select id from seen) and exists (${tierHere(tierId, holds)})
      and (select count(*) from seen s join workshops w on w.id = s.id and w.version = s.version
        where w.tier_id = ${tierId} and w.cancelled_at is null and ${ownPlan}) = ${catchments.length}
      and (select count(*) ${nameable(tierId, catchments)} and l.depth <= n.depth) = ${catchments.flatMap(termsOf).length}
      and (not exists (${publishedHere(tierId, holds)})
        or ${isPartition({ tier: publishedHere(tierId, holds), proposed: catchments })})`)

/** The faults that a published plan would have with new catchments. */
export function planFaults(tierId: string, proposed: readonly Proposal[], holds: Holds) {
  const question = { tier: publishedHere(tierId, holds), proposed }
  return [gapsOf(question), overlapsOf(question)] as const
}
