import type { InferResponseType } from 'hono/client'
import type { organisations } from '../../worker/organisations/index.ts'
import { client, json } from '../api.ts'
import { useQuery } from '../query.ts'

/** The organisation itself: its face and its settings. */
export const organisationApi = (organisation: string) =>
  client<typeof organisations>(`/api/o/${encodeURIComponent(organisation)}`)

/** What anybody may know of an organisation. */
export type Face = InferResponseType<ReturnType<typeof organisationApi>['index']['$get'], 200>

/** The key under which an organisation's face is kept. */
export const faceKey = (organisation: string): string => `${organisation}/face`

/** An organisation's face. */
export const useFace = (organisation: string) =>
  useQuery(faceKey(organisation), (signal) =>
    json(organisationApi(organisation).index.$get(undefined, { init: { signal } })),
  )
