import * as z from 'zod'
import { code, cursor, text } from '../platform/text.ts'

/** A unit as it is named in lists. */
export const UnitRef = z.object({
  id: z.string(),
  code: z.string(),
  levelId: z.string(),
  nameEn: z.string(),
  nameHi: z.string(),
})

/** A unit among its siblings, with the number of units right below it. */
export const UnitChild = UnitRef.extend({ parentId: z.string().nullable(), children: z.int() })

/** What a unit was called until the day before a day. */
export const FormerName = z.object({ nameEn: z.string(), nameHi: z.string(), untilOn: z.string() })

/** A unit's page: its place, its ancestors from the root, and how many units of each level it contains. */
export const UnitPage = UnitChild.extend({
  aliases: z.array(z.string()),
  formerly: z.array(FormerName),
  openedOn: z.string().nullable(),
  closedOn: z.string().nullable(),
  ancestors: z.array(UnitRef),
  counts: z.array(z.object({ levelId: z.string(), units: z.int() })),
})

/** Children of a unit in the order of their codes; `after` is the code to go on from, null at the end. */
export const UnitChildren = z.object({ units: z.array(UnitChild), after: z.string().nullable() })

/** Which children to list. Without a parent: the root. `on` asks for those that stood there at the end of a day. */
export const ChildrenAsked = z.object({
  parent: z.uuid().optional(),
  after: cursor(64).optional(),
  on: z.iso.date().optional(),
})

/** As of the end of which day; without one, as it stands. */
export const AsOf = z.object({ on: z.iso.date().optional() })

/** What to search for, and within which unit and level. */
export const SearchAsked = z.object({
  q: text(100),
  within: z.uuid().optional(),
  level: code().optional(),
})

/**
 * Units that were found: the higher levels first, then those closer to where the caller works; each with its ancestors'
 * names, and the name that it had when only that one is found. `guessed`: nothing was found by what was typed, these may
 * be meant.
 */
export const UnitsFound = z.object({
  units: z.array(
    UnitRef.extend({
      trailEn: z.string(),
      trailHi: z.string(),
      formerly: FormerName.nullable(),
      guessed: z.boolean(),
    }),
  ),
})

const name = text(120)
const aliases = z.array(name).max(20)

/** A unit to be added below another; `code` is the organisation's own key of it. */
export const UnitDraft = z.strictObject({
  id: z.uuidv7(),
  code: code(),
  parentId: z.uuid(),
  levelId: code(),
  nameEn: name,
  nameHi: name,
  aliases: aliases.default([]),
  /** The first day of the unit; null for one that was always there. */
  openedOn: z.iso.date().nullable().default(null),
})

/** New names of a unit. */
export const UnitEdit = z.strictObject({ nameEn: name, nameHi: name, aliases })
