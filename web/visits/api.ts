import type { InferResponseType } from 'hono/client'
import type { visits } from '../../worker/visits/index.ts'
import { client } from '../api.ts'

/** Field stays of an organisation. */
export const visitsApi = (organisation: string) =>
  client<typeof visits>(`/api/o/${encodeURIComponent(organisation)}`)

type Api = ReturnType<typeof visitsApi>

/** Somebody's stays after a workshop. */
export type Stays = InferResponseType<Api['registrations'][':registrationId']['stays']['$get'], 200>

/** A stay. */
export type Stay = Stays['stays'][number]

/** A stay in the list of a workshop, with who stayed. */
export type StayOfSomebody = InferResponseType<
  Api['workshops'][':workshopId']['stays']['$get'],
  200
>['stays'][number]
