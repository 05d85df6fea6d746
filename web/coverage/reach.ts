import { json } from '../api.ts'
import { peopleApi } from '../planning/api.ts'
import type { TierOf } from '../planning/tiers.ts'
import { useQuery } from '../query.ts'

/** Keeps the tiers whose coverage the caller may read anywhere; all of them until his powers are known. */
export const useReadable = (slug: string) => {
  const me = useQuery(`${slug}/reach`, (signal) => json(peopleApi(slug).me.$get({}, { init: { signal } })))
  return (all: readonly TierOf[]): readonly TierOf[] | undefined => {
    if (me.data === undefined) return me.problem ? all : undefined
    const powers = me.data.powers.filter(
      ({ capabilities, wingId, workshopId }) =>
        capabilities.includes('coverage:read') && wingId === null && workshopId === null,
    )
    return all.filter(({ tier }) => powers.some(({ tierId }) => tierId === null || tierId === tier.id))
  }
}
