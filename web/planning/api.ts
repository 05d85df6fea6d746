import type { InferResponseType } from 'hono/client'
import type { coverage } from '../../worker/coverage/index.ts'
import type { hierarchy } from '../../worker/hierarchy/index.ts'
import type { people } from '../../worker/people/index.ts'
import type { programmes } from '../../worker/programmes/index.ts'
import type { workshops } from '../../worker/workshops/index.ts'
import { client } from '../api.ts'

const base = (slug: string) => `/api/o/${encodeURIComponent(slug)}`

/** The programmes of an organisation. */
export const programmesApi = (slug: string) => client<typeof programmes>(base(slug))

/** The workshops, catchments and plans of an organisation. */
export const workshopsApi = (slug: string) => client<typeof workshops>(base(slug))

/** The tree of an organisation's units. */
export const unitsApi = (slug: string) => client<typeof hierarchy>(base(slug))

/** The people of an organisation. */
export const peopleApi = (slug: string) => client<typeof people>(base(slug))

/** How far the tiers of an organisation have come. */
export const coverageApi = (slug: string) => client<typeof coverage>(base(slug))

type Programmes = ReturnType<typeof programmesApi>['programmes']
type Workshops = ReturnType<typeof workshopsApi>['workshops']

/** A programme in a list. */
export type Programme = InferResponseType<Programmes['$get'], 200>['programmes'][number]

/** A programme with its syllabus and its tiers. */
export type ProgrammePage = InferResponseType<Programmes[':programmeId']['$get'], 200>

/** One hop of a programme's cascade. */
export type Tier = ProgrammePage['tiers'][number]

/** A subject of a syllabus. */
export type Subject = ProgrammePage['subjects'][number]

/** A workshop in a member's list. */
export type Workshop = InferResponseType<Workshops['$get'], 200>['workshops'][number]

/** A workshop as those who run it see it. */
export type WorkshopPage = InferResponseType<Workshops[':workshopId']['$get'], 200>

/** One sitting of a timetable. */
export type Session = WorkshopPage['sessions'][number]

/** A unit as it is named in lists. */
export type UnitRef = Workshop['host']

/** The plan of a tier with its proof. */
export type Plan = InferResponseType<ReturnType<typeof workshopsApi>['tiers'][':tierId']['plan']['$get'], 200>

/** A workshop of a plan with the units it serves. */
export type PlanWorkshop = Plan['workshops'][number]

/** A workshop as anybody may see it. */
export type PublicWorkshop = InferResponseType<
  ReturnType<typeof workshopsApi>['public']['workshops'][':workshopId']['$get'],
  200
>

/** Coverage of a unit and its children. */
export type CoveragePage = InferResponseType<
  ReturnType<typeof coverageApi>['coverage'][':tierId']['$get'],
  200
>

/** Coverage of one unit's subtree. */
export type UnitCoverage = CoveragePage['children'][number]

/** A guest expert's link to his session. */
export type GuestLink = InferResponseType<
  Workshops[':workshopId']['guest-links']['$get'],
  200
>['links'][number]

/** The same just made, with its whole address. */
export type GuestLinkMade = GuestLink & { link: string }

/** What a guest expert sees of his session. */
export type GuestSession = InferResponseType<ReturnType<typeof workshopsApi>['guest']['$post'], 200>
