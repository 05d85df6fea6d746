import type { Capability } from '../../worker/platform/roles.ts'
import type { IconName } from '../ui/icons.ts'

/** One entry of the navigation. */
export type NavEntry = {
  path: string
  icon: IconName
  label: `nav.${Place}`
  visible: boolean
  /** How many things wait there. */
  count?: number | undefined
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
  approvals: 'check',
  audit: 'eye',
  'privacy-desk': 'lock',
  settings: 'settings',
} as const satisfies Record<string, IconName>

/** A place inside an organisation that the navigation can lead to. */
export type Place = keyof typeof PLACES

/** Whoever asks a second person for something, or is one. */
const ASKS = [
  'approvals:decide',
  'privacy:manage',
  'waivers:request',
  'refunds:request',
] as const satisfies readonly Capability[]

const NEEDS: Record<Place, readonly Capability[]> = {
  me: [],
  teach: ['workshops:open'],
  desk: ['attendance:mark', 'payments:record'],
  workshops: ['workshops:read'],
  coverage: ['coverage:read'],
  units: ['units:read'],
  people: ['people:read'],
  programmes: ['programmes:read'],
  money: ['payments:read', 'payments:connect'],
  approvals: ASKS,
  audit: ['audit:read'],
  'privacy-desk': ['privacy:manage'],
  settings: ['organisation:edit', 'grants:edit'],
}

const NAMES = Object.keys(PLACES) as readonly Place[]

/** The navigation of an organisation, in its fixed order, with the places a person may use visible. */
export const organisationEntries = (
  organisation: string,
  may: ReadonlySet<Place>,
  counts: Partial<Record<Place, number>> = {},
): NavEntry[] =>
  NAMES.map((place) => ({
    path: `/o/${organisation}/${place}`,
    icon: PLACES[place],
    label: `nav.${place}`,
    visible: may.has(place),
    count: counts[place],
  }))

/** The places that some capabilities lead a signed-in person to; his own card is always among them. */
export const placesOf = (holds: ReadonlySet<Capability>): ReadonlySet<Place> =>
  new Set(NAMES.filter((place) => place === 'me' || NEEDS[place].some((needed) => holds.has(needed))))

/** Whether an entry is where a path is, or above it. */
export const isWithin = (path: string, entry: NavEntry): boolean =>
  path === entry.path || path.startsWith(`${entry.path}/`)

/** The slug of the organisation a path is inside of; undefined outside of one. */
export const organisationOf = (path: string): string | undefined => path.match(/^\/o\/([^/]+)/)?.[1]
