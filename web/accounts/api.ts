import type { InferResponseType } from 'hono/client'
import type { accounts } from '../../worker/accounts/index.ts'
import type { people } from '../../worker/people/index.ts'
import { client, json, jsonIfSignedIn } from '../api.ts'
import { useQuery } from '../query.ts'

/** Signing in and out, outside of any organisation. */
export const accountApi = client<typeof accounts>('/api')

/** The door of an organisation, and who one is inside. */
export const entryApi = (organisation: string) =>
  client<typeof people>(`/api/o/${encodeURIComponent(organisation)}`)

/** The signed-in account; its data is null when nobody is signed in. */
export const useAccount = () =>
  useQuery('account', (signal) => jsonIfSignedIn(accountApi.account.$get(undefined, { init: { signal } })))

/** Every way in of the account, and where it is signed in. */
export type Access = InferResponseType<typeof accountApi.account.access.$get, 200>

/** The ways in and the devices of the signed-in account; whoever is not signed in is asked to. */
export const useAccess = () =>
  useQuery('account/access', (signal) =>
    json(accountApi.account.access.$get(undefined, { init: { signal } })),
  )
