import { json } from '../api.ts'
import { type Query, useQuery } from '../query.ts'
import { type ProgrammePage, programmesApi, type Tier } from './api.ts'

/** A tier with the programme that it belongs to. */
export type TierOf = { programme: ProgrammePage; tier: Tier }

const readAll = async (slug: string, signal: AbortSignal): Promise<ProgrammePage[]> => {
  const api = programmesApi(slug).programmes
  const { programmes } = await json(api.$get({ query: {} }, { init: { signal } }))
  return Promise.all(
    programmes.map(({ id }) =>
      json(api[':programmeId'].$get({ param: { programmeId: id } }, { init: { signal } })),
    ),
  )
}

/** The programmes with their tiers, the latest programme first; for choosing a tier. */
export const useTiers = (slug: string): Query<ProgrammePage[]> =>
  useQuery(`${slug}/programmes/tiers`, (signal) => readAll(slug, signal))

/** All tiers of some programmes, in order. */
export const tiersOf = (programmes: readonly ProgrammePage[]): TierOf[] =>
  programmes.flatMap((programme) => programme.tiers.map((tier) => ({ programme, tier })))
