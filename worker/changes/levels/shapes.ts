import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'
import { code, text } from '../../platform/text.ts'
import { Load } from '../shapes.ts'

const id = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/)
const name = text(120)
const Names = { nameEn: name, nameHi: name }

/** A level, how many open units it has, and which levels may stand right above it: null for every higher one. */
export const Level = z.object({
  id: z.string(),
  depth: z.int(),
  nameEn: z.string(),
  nameHi: z.string(),
  units: z.int(),
  parentIds: z.array(z.string()).nullable(),
})

/** The levels from the top. */
export const Levels = z.object({ levels: z.array(Level) })

/** New names of a level, and which levels may stand right above it. */
export const LevelEdit = z.strictObject({ ...Names, parentIds: z.array(id).max(30).nullable() })

/** A unit of the new level, below an existing one, and which of that one's children it takes. */
const Grouped = z.strictObject({
  id: z.uuidv7(),
  code: code(),
  ...Names,
  parentCode: code(),
  childCodes: z.array(code()).max(5000),
})

/**
 * Which units the new level begins with: none; one for `each` unit that has lower ones right below it, named after it,
 * with its code and a suffix; or those of a table.
 */
const Beginning = z.discriminatedUnion('way', [
  z.strictObject({ way: z.literal('none') }),
  z.strictObject({ way: z.literal('each'), suffix: z.string().regex(/^[A-Za-z0-9]{1,8}$/) }),
  z.strictObject({ way: z.literal('table'), units: z.array(Grouped).min(1).max(5000) }),
])

/** A level to be inserted right above another; with null, below all. */
export const LevelDraft = z.strictObject({
  level: z.strictObject({ id, ...Names }),
  aboveId: id.nullable(),
  beginning: Beginning,
})

/** How many units a new level would begin with, how many would move below them, the first of them, and what stands in those that move. */
export const LevelPreview = z.object({
  units: z.int(),
  moves: z.int(),
  examples: z.array(
    z.object({
      code: z.string(),
      nameEn: z.string(),
      nameHi: z.string(),
      parent: UnitRef,
      children: z.int(),
    }),
  ),
  load: Load,
})
