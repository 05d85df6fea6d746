import type { InferResponseType } from 'hono/client'
import type { radar } from '../../worker/radar/index.ts'
import { client } from '../api.ts'

/** Leaks, assignments, samples and what is left of the training, in an organisation. */
export const radarApi = (slug: string) => client<typeof radar>(`/api/o/${encodeURIComponent(slug)}`)

type Api = ReturnType<typeof radarApi>

/** Leaks of a unit, tier by tier. */
export type RadarPage = InferResponseType<Api['radar']['$get'], 200>

/** Leaks of one tier in a unit. */
export type TierLeaks = RadarPage['tiers'][number]

/** A unit that leaks. */
export type LeakingUnit = InferResponseType<
  Api['radar'][':nextTierId']['units']['$get'],
  200
>['units'][number]

/** Somebody who was trained and never taught. */
export type IdleTeacher = InferResponseType<
  Api['radar'][':nextTierId']['teachers']['$get'],
  200
>['people'][number]

/** A spare trainer for a unit. */
export type Proposal = InferResponseType<
  Api['radar'][':nextTierId']['proposals']['$get'],
  200
>['proposals'][number]

/** What is left of the training. */
export type FidelityPage = InferResponseType<Api['fidelity']['$get'], 200>

/** One remove from the first hall. */
export type Generation = FidelityPage['generations'][number]

/** What is left of a trainer's teaching. */
export type TrainerLeft = InferResponseType<
  Api['tiers'][':tierId']['fidelity']['$get'],
  200
>['trainers'][number]

/** A refresher that was called. */
export type Refresher = InferResponseType<Api['refreshers']['$get'], 200>['refreshers'][number]

/** Somebody for whom a workshop of a refresher is. */
export type Called = InferResponseType<
  Api['refreshers']['workshops'][':refreshingId']['$get'],
  200
>['people'][number]

/** A sample with its questions and its people. */
export type SamplingPage = InferResponseType<Api['samplings'][':samplingId']['$get'], 200>

/** The four leaks. */
export type Leak = 'idle' | 'no-trainer' | 'no-batch' | 'subject'

/** What of the radar is shown: of one unit or where one's powers begin, one hop or all, one leak opened. */
export type RadarAsked = {
  unit?: string | undefined
  days?: number | undefined
  tier?: string | undefined
  leak?: string | undefined
}

/** The address of the radar. */
export const radarLink = (slug: string, { unit, days, tier, leak }: RadarAsked = {}): string => {
  const asked = new URLSearchParams({
    ...(unit ? { unit } : {}),
    ...(days === undefined ? {} : { days: String(days) }),
    ...(tier ? { tier } : {}),
    ...(leak ? { leak } : {}),
  }).toString()
  return `/o/${slug}/radar${asked ? `?${asked}` : ''}`
}
