import type { hierarchy } from '../../worker/hierarchy/index.ts'
import { client } from '../api.ts'

/** The tree of units of an organisation. */
export const hierarchyApi = (organisation: string) =>
  client<typeof hierarchy>(`/api/o/${encodeURIComponent(organisation)}`)

/** A unit as lists name it. */
export type Unit = { id: string; code: string; levelId: string; nameEn: string; nameHi: string }

/** A unit among its siblings; `children` counts the units right below it. */
export type UnitChild = Unit & { parentId: string | null; children: number }

/** What a unit was called until the day before `untilOn`. */
export type FormerName = { nameEn: string; nameHi: string; untilOn: string }

/** A unit that was found, with its ancestors' names, and the name that it had when that is what was found. */
export type UnitFound = Unit & {
  trailEn: string
  trailHi: string
  formerly: FormerName | null
  guessed: boolean
}

/** A unit's page. */
export type UnitPage = UnitChild & {
  aliases: string[]
  formerly: FormerName[]
  openedOn: string | null
  closedOn: string | null
  ancestors: Unit[]
  counts: { levelId: string; units: number }[]
}
