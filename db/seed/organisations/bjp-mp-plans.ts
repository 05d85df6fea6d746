import { v7 } from 'uuid'
import type { Tier } from '../book.ts'
import type { Ask } from '../product.ts'
import { boothWorkers, subjectSpeakers } from '../tables/campaigns.ts'

const costs = { traineeDay: 25_000, trainerDay: 100_000, hallDay: 500_000, trip: 10_000 }
/** What may be asked of one trainer. */
export const CAPS = { perWeek: 6, inAll: 30, farthest: 4 }

type Hop = {
  batchSize: number
  hallsPerHost: number
  trainersPerBatch: number
  trainersPerPool: number | null
  finishBy: string | null
}

const hop = (tierId: string, hostLevelId: string, over: Partial<Hop> = {}) => ({
  ...{ tierId, hostLevelId, perUnit: 2, batchSize: 40, hallsPerHost: 1, trainersPerBatch: 2 },
  ...{ trainersPerPool: null, finishBy: null, ...over },
})

const plan = (startsOn: string, hops: object[]) => ({ startsOn, daysPerWeek: 6, costs, hops })

/** Both ways of reaching the booth workers: at every division's headquarters, or at the state's. */
export const workersPlans = (tier: Tier) =>
  boothWorkers.plans.map(({ taughtAt, title }) => {
    const [hallsPerHost, trainersPerPool] = taughtAt === 'state' ? [4, 60] : [2, 20]
    const asked = {
      batchSize: 500,
      trainersPerBatch: 10,
      finishBy: '2023-02-28',
      hallsPerHost,
      trainersPerPool,
    }
    return {
      ...{ id: v7(), nameEn: title.en, nameHi: title.hi },
      plan: plan(boothWorkers.startBy, [hop(tier.id, taughtAt, asked)]),
    }
  })

/** The speakers' way down: the booths are taught at the mandals, or at the seats of the constituencies. */
export function speakersPlans([zone, mandal, booth]: readonly Tier[]) {
  if (!zone || !mandal || !booth) return []
  const hall = { batchSize: 50, hallsPerHost: 3, trainersPerBatch: 14, trainersPerPool: 42 }
  const [first, second, third] = subjectSpeakers.tiers
  const by = (tier: typeof first) => ({ finishBy: tier?.finishBy ?? null })
  const above = [hop(zone.id, 'state', { ...hall, ...by(first) }), hop(mandal.id, 'district', by(second))]
  const named = (nameEn: string, nameHi: string, last: object) => ({
    ...{ id: v7(), nameEn, nameHi },
    plan: plan(first?.startBy ?? '2026-03-06', [...above, last]),
  })
  return [
    named('Booths taught in their mandal', 'बूथ का प्रशिक्षण मंडल में', hop(booth.id, 'mandal', by(third))),
    named(
      'Booths taught at the constituency',
      'बूथ का प्रशिक्षण विधानसभा केंद्र पर',
      hop(booth.id, 'constituency', { hallsPerHost: 2, batchSize: 100, ...by(third) }),
    ),
  ]
}

/** Keeps plans of a programme. */
export async function keep(ask: Ask, programmeId: string, plans: readonly object[]) {
  for (const one of plans) await ask('POST', `/programmes/${programmeId}/kept-plans`, one)
}

/** One template for every unit of a level: a hop of one batch a unit, its venue named after it. */
export const template = (
  tierId: string,
  hostLevelId: string,
  of: {
    startsOn: string
    weeks: number
    capacity: number
    underId: string | null
    venueEn: string
    venueHi: string
  },
) => {
  const { weeks, ...rest } = of
  return {
    id: v7(),
    caps: CAPS,
    by: {
      ...{ kind: 'template', tierId, hostLevelId, daysPerWeek: 6, trainersPerBatch: 2, ...rest },
      spread: { way: 'weekly', weeks },
    },
  }
}
