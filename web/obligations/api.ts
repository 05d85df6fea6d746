import type { InferResponseType } from 'hono/client'
import type { obligations } from '../../worker/obligations/index.ts'
import { client } from '../api.ts'

/** Who must come by his office. */
export const obligationsApi = (organisation: string) =>
  client<typeof obligations>(`/api/o/${encodeURIComponent(organisation)}`)

type Api = ReturnType<typeof obligationsApi>

/** The obligations of a workshop. */
export type Obligations = InferResponseType<Api['workshops'][':workshopId']['obligations']['$get'], 200>

/** One obligation, with how many stand how. */
export type Obligation = Obligations['obligations'][number]

/** One holder of a bound office. */
export type Duty = InferResponseType<
  Api['obligations'][':obligationId']['duties']['$get'],
  200
>['duties'][number]

/** How a duty stands. */
export type DutyState = Duty['state']

/** What one's own office binds one to. */
export type OwnDuty = InferResponseType<Api['me']['obligations']['$get'], 200>['duties'][number]

/** Where what is known of obligations is kept, so that a change reloads all of it at once. */
export const keys = {
  all: (organisation: string) => `${organisation}/obligations/`,
  workshop: (organisation: string, workshop: string) => `${organisation}/obligations/of/${workshop}`,
  duties: (organisation: string, obligation: string, state: string) =>
    `${organisation}/obligations/duties/${obligation}/${state}`,
  mine: (organisation: string) => `${organisation}/obligations/mine`,
}
