// How long a cascade lasts and what it needs. Pure; linear in the number of hosts.
//
// The model: every hop is taught at the units of one level, its hosts; people of the units below come there, those of one
// unit together (so that a batch serves whole units, and can become a workshop with a catchment of its own). Trainers
// stand in pools: the units that the hop above trained, or the hosts themselves, whichever are higher in the tree. Batches
// of one hop last equally long, so that a pool with b batches, p of which run side by side, needs ceil(b / p) rounds,
// and a host with b of its own and h halls at least ceil(b / h): the larger of the two is the optimum. A pool begins
// when the whole of the host that trained its trainers has finished. Time is counted in teaching days from the start.
import { addDays } from '../../platform/calendar.ts'

/** A hop as it is asked about. Counts of people, days and halls. */
export type Hop = {
  tierId: string
  days: number
  /** People that each unit of the trainee level sends. */
  perUnit: number
  batchSize: number
  hallsPerHost: number
  trainersPerBatch: number
  /** Trainers of every pool when they are given; null: those whom the hop above trains, or has trained already. */
  trainersPerPool: number | null
  /** Levels of the tree between host and trainees: how many hops each one travels. */
  travel: number
  finishBy: string | null
}

/** A host of a hop, and what stands below it. */
export type Host = {
  id: string
  path: string
  /** Units of the trainee level below it. */
  units: number
  /** Places in the order of the tree at which the units above the trainees end; where batches are best cut. */
  breaks?: readonly number[]
  poolId: string
  poolPath: string
  /** Trainers in its pool: trained already, or to be trained by the hop above. */
  poolTrainers: number
}

/** What things cost, in minor units of the organisation's currency. */
export type Costs = { traineeDay: number; trainerDay: number; hallDay: number; trip: number }

/** A plan: its hops from the top, each with its hosts. */
export type Plan = {
  startsOn: string
  /** Days of a week on which is taught, 1 to 7. */
  daysPerWeek: number
  costs: Costs
  hops: readonly { hop: Hop; hosts: readonly Host[] }[]
}

/** Trainers who stand together, and the hosts that they teach at. */
export type Pool = {
  id: string
  path: string
  trainers: number
  halls: number
  hosts: Host[]
  batches: number
  /** Rounds that the fullest host needs in its own halls. */
  fullest: number
}

/** A pool as it was run: from teaching day `begins` to before `ends`; null when nobody can teach there. */
export type Run = { pool: Pool; begins: number; ends: number | null; rounds: number; beside: number }

/** How many units a batch takes in, at least one; where one sends more than a batch holds, it has several of its own. */
export const unitsPerBatch = (hop: Pick<Hop, 'perUnit' | 'batchSize'>) =>
  Math.max(1, Math.floor(hop.batchSize / hop.perUnit))

/** The batches of a host: its units, whole, in as few as hold them. */
export const batchesOf = (host: Pick<Host, 'units'>, hop: Pick<Hop, 'perUnit' | 'batchSize'>) =>
  Math.ceil(host.units / unitsPerBatch(hop)) * Math.ceil(hop.perUnit / hop.batchSize)

/** The pools of a hop's trainers, each with its hosts. */
export function poolsOf(hop: Hop, hosts: readonly Host[]): Pool[] {
  const pools = new Map<string, Pool>()
  for (const host of hosts) {
    const pool = pools.get(host.poolId) ?? {
      id: host.poolId,
      path: host.poolPath,
      trainers: hop.trainersPerPool ?? host.poolTrainers,
      halls: 0,
      hosts: [],
      batches: 0,
      fullest: 0,
    }
    const batches = batchesOf(host, hop)
    pool.hosts.push(host)
    pool.batches += batches
    pool.halls += hop.hallsPerHost
    pool.fullest = Math.max(pool.fullest, Math.ceil(batches / hop.hallsPerHost))
    pools.set(host.poolId, pool)
  }
  return [...pools.values()]
}

/** How many batches of a pool run side by side. */
const beside = (pool: Pool, hop: Hop) =>
  Math.min(pool.halls, Math.floor(pool.trainers / hop.trainersPerBatch))

/** The rounds that a pool needs; null when it has batches and nobody to teach them. */
function roundsOf(pool: Pool, parallel: number): number | null {
  if (pool.batches === 0) return 0
  return parallel === 0 ? null : Math.max(Math.ceil(pool.batches / parallel), pool.fullest)
}

const idsOn = (path: string) => path.split('/').filter(Boolean)

/** When each unit's people are trained by a hop: that of the host over it, or of the last host below it. */
function readiness(runs: readonly Run[]): (path: string) => number | null {
  const at = new Map<string, number | null>()
  const over = new Map<string, number | null>()
  for (const { pool, ends } of runs)
    for (const host of pool.hosts) {
      at.set(host.id, ends)
      for (const id of idsOn(host.path)) {
        const known = over.get(id)
        over.set(id, known === null || ends === null ? null : Math.max(known ?? 0, ends))
      }
    }
  return (path) => {
    const ids = idsOn(path).reverse()
    const host = ids.find((id) => at.has(id))
    const [self = ''] = ids
    return host === undefined ? (over.get(self) ?? 0) : (at.get(host) ?? null)
  }
}

/** Runs a hop after the one above it. */
function runHop(hop: Hop, hosts: readonly Host[], above: readonly Run[] | undefined): Run[] {
  const ready = above ? readiness(above) : () => 0
  return poolsOf(hop, hosts).map((pool) => {
    // Whoever is given from outside waits for nobody.
    const begins = hop.trainersPerPool === null ? ready(pool.path) : 0
    const parallel = beside(pool, hop)
    const rounds = roundsOf(pool, parallel)
    const ends = begins === null || rounds === null ? null : begins + rounds * hop.days
    return { pool, begins: begins ?? 0, ends, rounds: rounds ?? 0, beside: parallel }
  })
}

/** The calendar day of a teaching day, counted from 0 at the plan's start. */
export const dayAt = (plan: Pick<Plan, 'startsOn' | 'daysPerWeek'>, teachingDay: number): string =>
  addDays(plan.startsOn, Math.floor(teachingDay / plan.daysPerWeek) * 7 + (teachingDay % plan.daysPerWeek))

/** Teaching days of a plan before the end of a calendar day. */
export function teachingDaysUntil(plan: Pick<Plan, 'startsOn' | 'daysPerWeek'>, day: string): number {
  const calendar = (Date.parse(day) - Date.parse(plan.startsOn)) / 86_400_000 + 1
  if (calendar <= 0) return 0
  return Math.floor(calendar / 7) * plan.daysPerWeek + Math.min(calendar % 7, plan.daysPerWeek)
}

/** When the last of some pools ends; null when one never does. */
export const lastOf = (runs: readonly Run[]): number | null =>
  runs.reduce<number | null>(
    (last, { ends }) => (last === null || ends === null ? null : Math.max(last, ends)),
    0,
  )

/** Runs every hop of a plan after the one above it. */
export function runPlan(plan: Plan): Run[][] {
  const all: Run[][] = []
  for (const { hop, hosts } of plan.hops) all.push(runHop(hop, hosts, all.at(-1)))
  return all
}

/** When a plan ends, in teaching days; null when a part of it never does. */
export const endOf = (plan: Plan) =>
  runPlan(plan).reduce<number | null>((last, runs) => {
    const ends = lastOf(runs)
    return last === null || ends === null ? null : Math.max(last, ends)
  }, 0)
