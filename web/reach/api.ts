import type { InferResponseType } from 'hono/client'
import { coverageApi } from '../planning/api.ts'

type Api = ReturnType<typeof coverageApi>
type Tier = Api['coverage'][':tierId']

/** Coverage by wing and subject. */
export type Cell = InferResponseType<Tier['cells']['$get'], 200>['cells'][number]
/** What is asked of a wing or a subject, and what came of it. */
export type Asked = InferResponseType<Tier['cells']['$get'], 200>['asked'][number]
/** Coverage day by day, with what is foretold. */
export type Course = InferResponseType<Tier['course']['$get'], 200>
/** A unit of the picture. */
export type Spot = InferResponseType<Tier['picture']['$get'], 200>['units'][number]
/** A tier in the flow. */
export type FlowTier = InferResponseType<
  Api['programmes'][':programmeId']['flow']['$get'],
  200
>['tiers'][number]
/** A unit with its latest signature. */
export type SignedUnit = InferResponseType<Tier['signatures']['$get'], 200>['units'][number]

export { coverageApi }

/** The address of the view from above, of a unit or where one's powers begin. */
export const overviewLink = (slug: string, tierId: string, unit?: string, on?: string): string =>
  `/o/${slug}/coverage/overview?tier=${tierId}${unit ? `&unit=${unit}` : ''}${on ? `&on=${on}` : ''}`
