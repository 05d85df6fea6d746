import * as z from 'zod'
import { text } from '../../platform/text.ts'
import { PeopleFilters } from '../shapes.ts'

/** How many people a list has; `more` says that they are more than are counted. */
export const PeopleCount = z.object({ people: z.int(), more: z.boolean() })

/** Filters under a name, to be saved. `shared`: whoever may read people of the list's unit sees it too. */
export const ListDraft = z.strictObject({ name: text(80), filters: PeopleFilters, shared: z.boolean() })

/** A saved list. `own`: it is the caller's, who may change and drop it. */
export const SavedList = z.object({
  id: z.string(),
  name: z.string(),
  filters: PeopleFilters,
  shared: z.boolean(),
  own: z.boolean(),
  ownerEn: z.string(),
  ownerHi: z.string(),
  savedAt: z.int(),
})

/** The lists that the caller may use: his own, and those that others share, by name. */
export const SavedLists = z.object({ lists: z.array(SavedList) })
