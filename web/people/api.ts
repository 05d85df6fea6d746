import type { InferResponseType } from 'hono/client'
import type { people } from '../../worker/people/index.ts'
import { client } from '../api.ts'

/** People of an organisation, and what they hold. */
export const peopleApi = (organisation: string) =>
  client<typeof people>(`/api/o/${encodeURIComponent(organisation)}`)

type Api = ReturnType<typeof peopleApi>

/** A person in a list. */
export type PersonRow = InferResponseType<Api['people']['$get'], 200>['people'][number]

/** A person's page. */
export type PersonPage = InferResponseType<Api['people'][':personId']['$get'], 200>

/** A responsibility as it was given. */
export type Grant = InferResponseType<Api['people'][':personId']['grants']['$get'], 200>['grants'][number]

/** A card as it was just issued, secret and all. */
export type CardPrinted = InferResponseType<Api['people'][':personId']['cards']['$post'], 201>

/** What somebody may do at a place, and why. */
export type Powers = InferResponseType<Api['people'][':personId']['powers']['$get'], 200>

/** Somebody who can see the caller. */
export type Watcher = InferResponseType<Api['me']['watchers']['$get'], 200>['watchers'][number]

/** Two people who may be one, and why. */
export type Lookalikes = InferResponseType<Api['duplicates']['$get'], 200>['pairs'][number]

/** Two people side by side, with what stands against making them one. */
export type Comparison = InferResponseType<Api['people'][':personId']['comparison'][':otherId']['$get'], 200>

/** What became of a person. */
export type PersonStory = InferResponseType<Api['people'][':personId']['story']['$get'], 200>
