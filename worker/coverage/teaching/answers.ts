import type * as z from 'zod'
import { unitRef } from '../../people/index.ts'
import type { BatchRow } from './queries.ts'
import { lackingOf, type PowerRow, within } from './rules.ts'
import type { Batch, Teaching } from './shapes.ts'

/** A batch as it is told. */
export const batchOf = ({ hostPath: _path, unit, ...rest }: BatchRow): z.infer<typeof Batch> => ({
  ...rest,
  unit: unitRef(unit),
})

/** What somebody may teach, as it is told. */
export const teachingOf = (
  powers: readonly PowerRow[],
  batches: readonly BatchRow[],
): z.infer<typeof Teaching>['teaching'] =>
  powers.map((row) => ({
    programme: { id: row.programmeId, nameEn: row.programmeEn, nameHi: row.programmeHi },
    tier: {
      id: row.tierId,
      nameEn: row.tierEn,
      nameHi: row.tierHi,
      hostLevelId: row.hostLevelId,
      traineeLevelId: row.traineeLevelId,
      minimum: row.minimum,
      target: row.target,
      maximum: row.maximum,
      batchSize: row.batchSize,
      days: row.tierDays,
      passDays: row.passDays,
      startBy: row.startBy,
      finishBy: row.finishBy,
    },
    unit: unitRef(row.unit),
    opensBatches: row.planned === 0,
    units: row.units,
    lacking: lackingOf(row),
    nominated: row.nominated,
    registered: row.registered,
    trained: row.trained,
    batches: within(row, batches).map(batchOf),
  }))
