import { madhyaPradeshPartyUnits } from '../../db/seed/tables/madhya-pradesh.ts'
import type { Hop, Host, Plan } from '../../worker/simulation/model/rules.ts'

type Unit = { code: string; level: string; path: string; below: Record<string, number> }

/** The tree of Madhya Pradesh's largest campaign, each unit with how many of each level stand below it. */
export function stateTree() {
  const units = new Map<string, Unit>()
  for (const { code, parentCode, level } of madhyaPradeshPartyUnits()) {
    const parent = parentCode ? units.get(parentCode) : undefined
    const unit = { code, level, path: `${parent?.path ?? '/'}${code}/`, below: {} }
    units.set(code, unit)
    for (const id of unit.path.split('/').filter(Boolean)) {
      const above = units.get(id)
      if (above) above.below[level] = (above.below[level] ?? 0) + 1
    }
  }
  const at = (level: string) => [...units.values()].filter((unit) => unit.level === level)
  /** Hosts of a level that train another; each is a pool of its own. */
  const hosts = (level: string, trained: string, poolTrainers = 0): Host[] =>
    at(level).map(({ code, path, below }) => ({
      ...{ id: code, path, poolId: code, poolPath: path, poolTrainers },
      units: below[trained] ?? 0,
    }))
  return { at, hosts }
}

type Tree = ReturnType<typeof stateTree>

const hop = (over: Partial<Hop> & Pick<Hop, 'tierId'>): Hop => ({
  days: 1,
  perUnit: 2,
  batchSize: 40,
  hallsPerHost: 1,
  trainersPerBatch: 2,
  trainersPerPool: null,
  travel: 1,
  finishBy: null,
  ...over,
})
const costs = { traineeDay: 25_000, trainerDay: 100_000, hallDay: 500_000, trip: 10_000 }

/** Subject speakers: two of every district in three zonal halls, who teach the mandals, whose people teach the booths. */
export const speakersPlan = ({ hosts }: Tree): Plan => ({
  startsOn: '2026-03-06',
  daysPerWeek: 6,
  costs,
  hops: [
    {
      hop: hop({
        tierId: 'zone',
        batchSize: 50,
        hallsPerHost: 3,
        trainersPerBatch: 14,
        trainersPerPool: 42,
        travel: 2,
      }),
      hosts: hosts('state', 'district'),
    },
    { hop: hop({ tierId: 'mandal', travel: 2 }), hosts: hosts('district', 'mandal', 2) },
    { hop: hop({ tierId: 'booth' }), hosts: hosts('mandal', 'booth', 2) },
  ],
})

/** Booth workers: two of every booth, taught by office-bearers at division or at state headquarters. */
export function workersPlan({ hosts }: Tree, at: 'division' | 'state'): Plan {
  const own = {
    division: { halls: 2, trainers: 20, travel: 4 },
    state: { halls: 4, trainers: 60, travel: 5 },
  }[at]
  const asked = { batchSize: 500, trainersPerBatch: 10, finishBy: '2023-02-28', travel: own.travel }
  return {
    startsOn: '2022-11-15',
    daysPerWeek: 6,
    costs,
    hops: [
      {
        hop: hop({ tierId: 'workers', ...asked, hallsPerHost: own.halls, trainersPerPool: own.trainers }),
        hosts: hosts(at, 'booth'),
      },
    ],
  }
}

/**
 * A nation of a million booths, or a share of it: thirty states, their districts and mandals, taught level by level.
 * `uneven`: every other mandal has no trainers, and its neighbour four, so that somebody has to travel.
 */
export function nationalPlan(share: number, uneven: boolean): Plan {
  const districts = Array.from({ length: Math.round(700 * share) }, (_, d) => `/n/s${d % 30}/d${d}/`)
  const of = (path: string, units: number, poolTrainers: number): Host => {
    const id = path.split('/').at(-2) ?? ''
    return { id, path, units, poolId: id, poolPath: path, poolTrainers }
  }
  const mandals = districts.flatMap((path, d) => Array.from({ length: 23 }, (_, m) => `${path}m${d}-${m}/`))
  return {
    startsOn: '2026-11-02',
    daysPerWeek: 6,
    costs,
    hops: [
      {
        hop: hop({ tierId: 'nation', trainersPerPool: 100, hallsPerHost: 10, travel: 2 }),
        hosts: [of('/n/', districts.length, 0)],
      },
      { hop: hop({ tierId: 'district' }), hosts: districts.map((path) => of(path, 23, 2)) },
      {
        hop: hop({ tierId: 'mandal' }),
        hosts: mandals.map((path, m) => of(path, 63, uneven ? (m % 2) * 4 : 2)),
      },
    ],
  }
}
