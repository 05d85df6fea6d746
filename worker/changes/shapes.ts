import * as z from 'zod'
import { UnitRef } from '../hierarchy/index.ts'
import { code, text } from '../platform/text.ts'
import { TermDrafts } from '../workshops/index.ts'

const day = z.iso.date()
const name = text(120)
const many = z.array(z.uuid()).max(5000)

/** Every change is made under an id of the caller's, so that a retry is the same change, on the organisation's day. */
export const Made = { id: z.uuidv7(), on: day }

/** A catchment that is redrawn along with a change, as it was seen at its `version`. */
const Redrawn = z.strictObject({
  workshopId: z.uuid(),
  version: z.int(),
  include: TermDrafts,
  exclude: TermDrafts,
})

/** Where a unit goes; `catchments` are redrawn in the same step, where a published plan would break otherwise. */
export const MoveAsked = z.strictObject({
  parentId: z.uuid(),
  catchments: z.array(Redrawn).max(50).default([]),
})

/** Into which unit another goes up. */
export const MergeAsked = z.strictObject({ intoId: z.uuid() })

/** A unit as it is made by a split: it stands beside the one that it comes out of. */
export const Offspring = z.strictObject({
  id: z.uuidv7(),
  code: code(),
  nameEn: name,
  nameHi: name,
  aliases: z.array(name).max(20).default([]),
})

/** What goes into a new unit: children, people right in the unit, or both. */
export const SplitAsked = z
  .strictObject({ unit: Offspring, childIds: many, personIds: many })
  .refine(({ childIds, personIds }) => childIds.length + personIds.length > 0, {
    error: 'Nothing would go into the new unit',
    path: ['childIds'],
  })

/** Nothing more is said of a unit that closes. */
export const ClosingAsked = z.strictObject({})

const Named = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })

/** Something that happened to the tree. `undoable` says that the caller can still take it back. */
export const Change = z.object({
  id: z.string(),
  kind: z.enum(['move', 'merge', 'split', 'close', 'open', 'new', 'level', 'level-end', 'undo']),
  on: z.string(),
  at: z.int(),
  unit: UnitRef.nullable(),
  from: UnitRef.nullable(),
  into: UnitRef.nullable(),
  by: Named.nullable(),
  undoneAt: z.int().nullable(),
  undoes: z.string().nullable(),
  undoable: z.boolean(),
})

/** What happened to a unit, the newest first. */
export const Changes = z.object({ changes: z.array(Change) })

const Shifts = z.array(Named.extend({ role: z.string(), units: z.int() }))
const Shifted = z.object({ gains: Shifts, loses: Shifts })

/** How much of each kind follows a change. */
export const Follows = z.object({
  children: z.int(),
  people: z.int(),
  offices: z.int(),
  grants: z.int(),
  nominations: z.int(),
  registrations: z.int(),
  credentials: z.int(),
  trainings: z.int(),
  workshops: z.int(),
})

/** What stands in the units that move; money is that of live registrations. */
export const Load = z.object({
  units: z.int(),
  people: z.int(),
  offices: z.int(),
  workshops: z.array(Named),
  registrations: z.int(),
  dueMinor: z.int(),
  paidMinor: z.int(),
  currency: z.string(),
})

/** A term as it would be asked for: a unit as a whole, or limited to a level or a wing. */
const Asked = z.union([
  z.string(),
  z.object({ unitId: z.string(), each: z.string().nullable(), wing: z.string().nullable() }),
])

/**
 * A published catchment as it could be redrawn along with a move, and which of its terms change: null for one that goes.
 * `each` and `wing` are ids, '' without a limit.
 */
const Redraw = z.object({
  workshopId: z.string(),
  version: z.int(),
  nameEn: z.string(),
  nameHi: z.string(),
  include: z.array(Asked),
  exclude: z.array(Asked),
  changes: z.array(
    z.object({
      unit: UnitRef,
      each: z.string(),
      wing: z.string(),
      sign: z.union([z.literal(1), z.literal(-1)]).nullable(),
    }),
  ),
})

/**
 * What a change would do, found by doing it and taking it back. `load` is what stands in the units that move;
 * `sight` who would see more or fewer units, `catchments` which workshops would serve more or fewer; `gaps` and `overlaps`
 * the faults that published plans would have: with any, the change is refused. `redraws` are then the ways in which a move
 * could redraw them: the unit joins the workshop of its new place, or keeps its own; try one out before making it.
 */
export const Preview = z.object({
  follows: Follows,
  load: Load,
  sight: Shifted,
  catchments: Shifted,
  gaps: z.array(UnitRef),
  overlaps: z.array(z.object({ unit: UnitRef, workshops: z.array(Named) })),
  redraws: z.array(z.object({ way: z.enum(['join', 'keep']), catchments: z.array(Redraw) })),
})
