import type { InferRequestType, InferResponseType } from 'hono/client'
import type { simulation } from '../../worker/simulation/index.ts'
import { client } from '../api.ts'

/** Stamping plans and templates into drafts. */
export const stampApi = (slug: string) => client<typeof simulation>(`/api/o/${encodeURIComponent(slug)}`)

type Api = ReturnType<typeof stampApi>
type Draw = Api['programmes'][':programmeId']['stampings']['$post']

/** What is to be stamped, as it is asked. */
export type StampAsked = InferRequestType<Draw>['json']

/** What may be asked of one trainer. */
export type Caps = StampAsked['caps']

/** A template as it is asked. */
export type Template = Extract<StampAsked['by'], { kind: 'template' }>

/** A stamping and how far it has come. */
export type Stamping = InferResponseType<Draw, 201>

/** What is told of one tier of a stamping. */
export type TierTold = Stamping['tiers'][number]

/** A draft of a stamping. */
export type StampDraft = InferResponseType<
  Api['stampings'][':stampingId']['drafts']['$get'],
  200
>['drafts'][number]

/** States in which a stamping goes on by steps. */
export const isGoing = ({ state }: Pick<Stamping, 'state'>) =>
  state === 'clearing' || state === 'writing' || state === 'reverting'
