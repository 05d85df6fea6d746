import type { InferResponseType } from 'hono/client'
import type { credentials } from '../../worker/credentials/index.ts'
import { client, json } from '../api.ts'

/** Certificates of an organisation. */
export const credentialsApi = (organisation: string) =>
  client<typeof credentials>(`/api/o/${encodeURIComponent(organisation)}`)

type Api = ReturnType<typeof credentialsApi>

/** A certificate. */
export type Credential = InferResponseType<Api['credentials'][':credentialId']['$get'], 200>

/** Who has passed a workshop, and who not yet. */
export type CredentialOffer = InferResponseType<
  Api['workshops'][':workshopId']['credentials']['offer']['$get'],
  200
>

/** Somebody registered for a workshop, and how he stands. */
export type Trainee = CredentialOffer['trainees'][number]

/** A certificate in the line of who taught whom. */
export type Link = InferResponseType<
  Api['credentials'][':credentialId']['lineage']['$get'],
  200
>['chain'][number]

/** What anybody is told of a code. */
export type Verified = InferResponseType<Api['public']['credentials'][':code']['$get'], 200>

/** Reads every certificate of a workshop, page after page; `onCount` tells how many are there so far. */
export const readCredentials = async (
  organisation: string,
  workshopId: string,
  signal: AbortSignal,
  onCount?: (count: number) => void,
): Promise<Credential[]> => {
  const route = credentialsApi(organisation).workshops[':workshopId'].credentials
  const found: Credential[] = []
  for (let after: string | null | undefined; ; ) {
    const query = after ? { after } : {}
    const page = await json(route.$get({ param: { workshopId }, query }, { init: { signal } }))
    found.push(...page.credentials)
    onCount?.(found.length)
    after = page.after
    if (after === null) return found
  }
}
