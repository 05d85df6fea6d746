import * as z from 'zod'
import { Problem } from '../../platform/problem.ts'
import type { TierRow } from '../../programmes/index.ts'
import { catchmentOf, readSegments } from '../answers.ts'
import type { TermRow } from '../catchments/queries.ts'
import { type NamedUnit, tally } from '../catchments/rules.ts'
import { correctionFor } from '../corrections/answers.ts'
import type { PlaceRow } from '../corrections/queries.ts'
import type { WorkshopRow } from '../queries.ts'
import type { Plan } from './shapes.ts'

const Refs = z.array(z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() }))

const Wings = z.array(z.string())

type GapRow = NamedUnit & { wings: string }
type OverlapRow = GapRow & { workshops: string }

const gapOf = ({ wings, ...unit }: GapRow) => ({ ...unit, wings: Wings.parse(JSON.parse(wings)) })
const overlapOf = ({ workshops, wings, ...unit }: OverlapRow) => ({
  unit,
  workshops: Refs.parse(JSON.parse(workshops)),
  wings: Wings.parse(JSON.parse(wings)),
})

/** The refusal that names every unit that would be left out or served twice, at most 100 of each. */
export const notAPartition = (gaps: readonly GapRow[], overlaps: readonly OverlapRow[]) =>
  new Problem('not-a-partition', { gaps: gaps.map(gapOf), overlaps: overlaps.map(overlapOf) })

/** A plan as it is told. */
export function planOf(
  tier: TierRow,
  workshops: readonly WorkshopRow[],
  terms: readonly TermRow[],
  segments: readonly { units: number; served: string }[],
  gaps: readonly GapRow[],
  overlaps: readonly OverlapRow[],
  places: readonly PlaceRow[],
  reach: Parameters<typeof correctionFor>[4],
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
  const entries = workshops.map(entry)
  return {
    tierId: tier.id,
    universe,
    workshops: entries,
    gapUnits,
    overlapUnits,
    gaps: gaps.map(gapOf),
    overlaps: overlaps.map(overlapOf),
    correction: correctionFor(tier, entries, terms, places, reach),
    publishable: partition,
    publishedAt: tier.planPublishedAt,
  }
}
