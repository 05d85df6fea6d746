import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'
import { code } from '../../platform/text.ts'

const Named = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })

const counts = {
  seats: z.int(),
  /** Registered in it; of these, `held` still wait for their fee. */
  taken: z.int(),
  held: z.int(),
  offered: z.int(),
  waiting: z.int(),
}

/**
 * A cell: seats that are kept for whoever is of a unit or below it, of a wing, or of a wing there. `inside` names the cell
 * that encloses it, null the hall. `free` are its seats that nobody has and others do not get before they are released.
 */
export const Cell = z.object({
  id: z.string(),
  unit: UnitRef.nullable(),
  wing: Named.nullable(),
  inside: z.string().nullable(),
  ...counts,
  free: z.int(),
  releaseOn: z.string().nullable(),
  releasedAt: z.int().nullable(),
})

/**
 * Seats of a workshop by cell. The rest is for everybody: `seats` of it no cell keeps or fills, its counts are of those who have
 * none, and `free` is what anybody finds now. No cells, no rest: then seats go to whoever comes first.
 */
export const Quotas = z.object({
  workshop: Named.extend({
    startsOn: z.string(),
    capacity: z.int(),
    version: z.int(),
    tierId: z.string(),
    traineeLevelId: z.string(),
  }),
  cells: z.array(Cell),
  rest: z.object({ ...counts, free: z.int() }).nullable(),
})

/** Which level's units are asked for. */
export const StampAsked = z.object({ levelId: code() })

/** Units of a level that a workshop serves, each with how many units of the next level stand below it. */
export const StampUnits = z.object({ units: z.array(z.object({ unit: UnitRef, below: z.int() })) })

const key = (cell: { unitId: string | null; wingId: string | null }) => `${cell.unitId}:${cell.wingId}`

/** All cells of a workshop as it was seen at `version`; those left out are given up, none at all ends the quotas. */
export const QuotasEdit = z.strictObject({
  version: z.int().positive(),
  cells: z
    .array(
      z
        .strictObject({
          unitId: z.uuid().nullable(),
          wingId: code().nullable(),
          seats: z.int().min(0).max(1_000_000),
          releaseOn: z.iso.date().nullable(),
        })
        .refine((cell) => cell.unitId !== null || cell.wingId !== null, {
          error: 'The rest for everybody is what no cell keeps',
        }),
    )
    .max(1_500)
    .refine((cells) => new Set(cells.map(key)).size === cells.length, { error: 'A cell stands there twice' }),
})

/** Which cells are let go now, by what they are for; without any, all. */
export const ReleaseAsked = z.strictObject({
  cells: z
    .array(z.strictObject({ unitId: z.uuid().nullable(), wingId: code().nullable() }))
    .min(1)
    .max(1_500)
    .optional(),
})
