import type { InferRequestType, InferResponseType } from 'hono/client'
import type { simulation } from '../../worker/simulation/index.ts'
import { client } from '../api.ts'
import type { ProgrammePage, Tier } from '../planning/api.ts'

/** Trying cascades out. */
export const simulationApi = (slug: string) =>
  client<typeof simulation>(`/api/o/${encodeURIComponent(slug)}`).programmes[':programmeId'].simulations

/** Plans that are kept. */
export const keepingApi = (slug: string) => client<typeof simulation>(`/api/o/${encodeURIComponent(slug)}`)

/** A plan that is kept under a name. */
export type Kept = InferResponseType<
  ReturnType<typeof keepingApi>['programmes'][':programmeId']['kept-plans']['$get'],
  200
>['plans'][number]

/** One of the two plans on the screen; `kept` when it is one that is kept (and perhaps changed since). */
export type Side = { plan: Asked; kept?: Kept | undefined }

type Post = ReturnType<typeof simulationApi>['$post']

/** A plan as it is asked about. */
export type Asked = InferRequestType<Post>['json']

/** A hop of a plan as it is asked about. */
export type HopAsked = Asked['hops'][number]

/** What a plan comes to. */
export type Outcome = InferResponseType<Post, 200>

/** What a hop of a plan comes to. */
export type HopOutcome = Outcome['tiers'][number]

const hopOf = (tier: Tier, first: boolean): HopAsked => ({
  tierId: tier.id,
  hostLevelId: tier.hostLevel.id,
  perUnit: tier.target,
  batchSize: tier.batchSize,
  hallsPerHost: 1,
  trainersPerBatch: 2,
  // Nobody above trains the teachers of the first hop: they are called.
  trainersPerPool: first ? 10 : null,
  finishBy: tier.finishBy,
})

/** The plan that a programme's own rules make. */
export const planOf = (programme: ProgrammePage, startsOn: string): Asked => ({
  startsOn,
  daysPerWeek: 6,
  costs: { traineeDay: 25_000, trainerDay: 100_000, hallDay: 500_000, trip: 10_000 },
  hops: programme.tiers.map((tier, at) => hopOf(tier, at === 0)),
})

/** The same with every hop after the first held one level higher, where there is one: the other plan to weigh. */
export const higherPlan = (plan: Asked, levels: readonly { id: string; depth: number }[]): Asked => ({
  ...plan,
  hops: plan.hops.map((hop, at) => {
    const depth = levels.find(({ id }) => id === hop.hostLevelId)?.depth ?? 0
    const above = levels.find((level) => level.depth === depth - 1)
    return at === 0 || !above ? hop : { ...hop, hostLevelId: above.id, hallsPerHost: 4 }
  }),
})
