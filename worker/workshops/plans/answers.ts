import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { TierRow } from '../../programmes/index.ts'
import { catchmentOf } from '../answers.ts'
import type { TermRow } from '../catchments/queries.ts'
import type { NamedUnit } from '../catchments/rules.ts'
import { correctionFor } from '../corrections/answers.ts'
import type { WorkshopRow } from '../queries.ts'
import type { ProofRow } from './proof.ts'
import { Plan } from './shapes.ts'

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

const Shares = z.array(z.tuple([z.string(), z.int()]))
const Gaps = z.array(Plan.shape.gaps.element)
const Overlaps = z.array(Plan.shape.overlaps.element)
const Places = z.array(
  UnitRef.extend({
    parentId: z.string().nullable(),
    leaf: z.int(),
    parts: z.int(),
    partUnits: z.string().nullable(),
  }),
)
const Reached = z.array(z.object({ unitId: z.string(), each: z.string(), id: z.string() }))

const NOTHING: ProofRow = {
  ...{ universe: 0, gapUnits: 0, overlapUnits: 0 },
  ...{ shares: '[]', gaps: '[]', overlaps: '[]', places: '[]', reach: '[]' },
}

/** The faults that a proof names. */
export const faultsIn = ({ gaps, overlaps }: ProofRow = NOTHING) => ({
  gaps: Gaps.parse(JSON.parse(gaps)),
  overlaps: Overlaps.parse(JSON.parse(overlaps)),
})

/** A plan as it is told. */
export function planOf(
  tier: TierRow,
  workshops: readonly WorkshopRow[],
  terms: readonly TermRow[],
  [proof = NOTHING]: readonly ProofRow[],
): z.infer<typeof Plan> {
  const { universe, gapUnits, overlapUnits } = proof
  const shares = new Map(Shares.parse(JSON.parse(proof.shares)))
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
  const [places, reach] = [Places.parse(JSON.parse(proof.places)), Reached.parse(JSON.parse(proof.reach))]
  return {
    tierId: tier.id,
    universe,
    workshops: entries,
    gapUnits,
    overlapUnits,
    ...faultsIn(proof),
    correction: correctionFor(tier, entries, terms, places, reach),
    publishable: universe > 0 && gapUnits + overlapUnits === 0,
    publishedAt: tier.planPublishedAt,
  }
}
