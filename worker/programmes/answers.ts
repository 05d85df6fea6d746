import type * as z from 'zod'
import type { TierRow } from './queries.ts'
import { type Programme, type ProgrammePage, type Subject, Tier } from './shapes.ts'

/** A tier as it is told. */
export const tierOf = (row: TierRow): z.infer<typeof Tier> => {
  const {
    hostLevelId,
    hostDepth,
    hostEn,
    hostHi,
    traineeLevelId,
    traineeDepth,
    traineeEn,
    traineeHi,
    ...rest
  } = row
  return {
    ...rest,
    planned: row.planned === 1,
    shares: Tier.shape.shares.parse(JSON.parse(row.shares)),
    hostLevel: { id: hostLevelId, depth: hostDepth, nameEn: hostEn, nameHi: hostHi },
    traineeLevel: { id: traineeLevelId, depth: traineeDepth, nameEn: traineeEn, nameHi: traineeHi },
  }
}

/** A programme's page as it is told. */
export const pageOf = (
  programme: z.infer<typeof Programme>,
  subjects: z.infer<typeof Subject>[],
  tiers: readonly TierRow[],
): z.infer<typeof ProgrammePage> => ({ ...programme, subjects, tiers: tiers.map(tierOf) })
