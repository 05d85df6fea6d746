import type { InferResponseType } from 'hono/client'
import type { coverage } from '../../worker/coverage/index.ts'
import { client, json } from '../api.ts'
import { type Query, useQuery } from '../query.ts'

/** What trainers do in an organisation. */
export const teachingApi = (organisation: string) =>
  client<typeof coverage>(`/api/o/${encodeURIComponent(organisation)}`)

type Api = ReturnType<typeof teachingApi>

/** A tier that one may teach below a unit, with the batches there. */
export type Power = InferResponseType<Api['teaching']['$get'], 200>['teaching'][number]

/** A workshop that one opened or teaches in. */
export type Batch = Power['batches'][number]

type Lacking = InferResponseType<Api['teaching'][':tierId']['lacking']['$get'], 200>

/** A unit below the minimum, with who is nominated there. */
export type LackingUnit = Lacking['units'][number]

/** Somebody of a unit, and how he stands in a tier. */
export type TierPerson = InferResponseType<
  Api['teaching'][':tierId']['people']['$get'],
  200
>['people'][number]

/** Somebody nominated who has no seat yet. */
export type Nominee = InferResponseType<Api['teaching'][':tierId']['nominees']['$get'], 200>['people'][number]

/** Where what is known of teaching is kept; a change anywhere reloads all of it. */
export const teachingKey = (organisation: string): string => `${organisation}/teaching`

/** What one may teach. */
export const useTeaching = (organisation: string): Query<Power[]> =>
  useQuery(teachingKey(organisation), async (signal) => {
    const { teaching } = await json(teachingApi(organisation).teaching.$get(undefined, { init: { signal } }))
    return teaching
  })

/** One's power over a tier, at a unit where one has several. */
export const powerOf = (
  powers: readonly Power[] | undefined,
  tierId: string,
  unitId?: string | undefined,
): Power | undefined =>
  powers?.find(({ tier, unit }) => tier.id === tierId && unit.id === unitId) ??
  powers?.find(({ tier }) => tier.id === tierId)
