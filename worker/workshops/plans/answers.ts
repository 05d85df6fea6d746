import * as z from 'zod'
import { Problem } from '../../platform/problem.ts'
import type { TierRow } from '../../programmes/index.ts'
import { catchmentOf, readSegments } from '../answers.ts'
import type { TermRow } from '../catchments/queries.ts'
import { type NamedUnit, tally } from '../catchments/rules.ts'
import type { WorkshopRow } from '../queries.ts'
import type { Plan } from './shapes.ts'

const Refs = z.array(z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() }))

type OverlapRow = NamedUnit & { workshops: string }

const overlapOf = ({ workshops, ...unit }: OverlapRow) => ({
  unit,
  workshops: Refs.parse(JSON.parse(workshops)),
})

/** The refusal that names every unit that would be left out or served twice, at most 100 of each. */
export const notAPartition = (gaps: readonly NamedUnit[], overlaps: readonly OverlapRow[]) =>
  new Problem('not-a-partition', { gaps, overlaps: overlaps.map(overlapOf) })

/** A plan as it is told. */
export function planOf(
  tier: TierRow,
  workshops: readonly WorkshopRow[],
  terms: readonly TermRow[],
  segments: readonly { units: number; workshops: string }[],
  gaps: NamedUnit[],
  overlaps: readonly OverlapRow[],
): z.infer<typeof Plan> {
  const { universe, gapUnits, overlapUnits, shares, partition } = tally(readSegments(segments))
  const termsOf = Map.groupBy(terms, ({ workshopId }) => workshopId)
  const entry = (w: WorkshopRow) => ({
    id: w.id,
    nameEn: w.nameEn,
    nameHi: w.nameHi,
    startsOn: w.startsOn,
    endsOn: w.endsOn,
    venueEn: w.venueEn,
    venueHi: w.venueHi,
    capacity: w.capacity,
    registered: w.registered,
    publishedAt: w.publishedAt,
    version: w.version,
    units: shares.get(w.id) ?? 0,
    ...catchmentOf(termsOf.get(w.id) ?? []),
  })
  return {
    tierId: tier.id,
    universe,
    workshops: workshops.map(entry),
    gapUnits,
    overlapUnits,
    gaps,
    overlaps: overlaps.map(overlapOf),
    publishable: partition,
    publishedAt: tier.planPublishedAt,
  }
}
