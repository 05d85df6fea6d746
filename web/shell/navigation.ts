import type { TextKey } from '../text/index.ts'
import type { shell } from '../text/shell.ts'
import type { IconName } from '../ui/icon.tsx'

/** One entry of the navigation. */
export type NavEntry = {
  path: string
  icon: IconName
  label: TextKey<typeof shell.en>
  visible: boolean
}

const PLACES = {
  me: 'person',
  teach: 'teach',
  desk: 'gate',
  workshops: 'hall',
  coverage: 'coverage',
  units: 'units',
  people: 'people',
  programmes: 'programme',
  money: 'money',
  reports: 'report',
  settings: 'settings',
} as const satisfies Record<string, IconName>

/** A place inside an organisation that the navigation can lead to. */
export type Place = keyof typeof PLACES

const NAMES = Object.keys(PLACES) as readonly Place[]

/** The navigation of an organisation, in its fixed order, with the places a person may use visible. */
export const organisationEntries = (organisation: string, may: ReadonlySet<Place>): NavEntry[] =>
  NAMES.map((place) => ({
    path: `/o/${organisation}/${place}`,
    icon: PLACES[place],
    label: `nav.${place}`,
    visible: may.has(place),
  }))

/** Whether an entry is where a path is, or above it. */
export const isWithin = (path: string, entry: NavEntry): boolean =>
  path === entry.path || path.startsWith(`${entry.path}/`)

/** The slug of the organisation a path is inside of; undefined outside of one. */
export const organisationOf = (path: string): string | undefined => path.match(/^\/o\/([^/]+)/)?.[1]
