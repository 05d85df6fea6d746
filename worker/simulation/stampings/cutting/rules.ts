// How a simulated plan is cut into drafts: which units each serves, and on which days. Pure.
//
// Units of a host stand in the order of the tree; a host with u of them in n batches gives batch j those from floor(j u / n)
// to before floor((j + 1) u / n): every unit is in exactly one, and batches differ by one unit at most. Where it is known
// at which places a subtree ends, a batch ends at the nearest one that leaves no batch with more than it holds, so that
// its catchment names few units. A pool's batches are
// dealt to its r rounds one after the other (batch i to round i mod r). r is at least ceil(batches / beside), and at least
// ceil(batches of a host / its halls), so that no round has more batches than teams, nor a host more than halls. Linear.
import {
  batchesOf,
  dayAt,
  type Hop,
  type Host,
  type Plan,
  type Run,
  runPlan,
  unitsPerBatch,
} from '../../model/rules.ts'

/** A draft as it is cut: which part of its host's units it serves, and its teaching days, counted from the plan's start. */
export type Cut = {
  hostId: string
  hostPath: string
  poolId: string
  part: number
  parts: number
  /** How many of the host's units come before its own. */
  first: number
  units: number
  /** Units of all parts of the host together. */
  ofUnits: number
  from: number
  until: number
}

/** Which units a part takes, by their place in the order of the tree. */
export const shareOf = (units: number, part: number, parts: number) => {
  const first = Math.floor((part * units) / parts)
  return { first, units: Math.floor(((part + 1) * units) / parts) - first }
}

/** Where each of a host's batches ends, in units: at the break nearest to an even share that keeps all of them small enough. */
export function endsOf(units: number, parts: number, most: number, breaks: readonly number[]): number[] {
  const ends: number[] = []
  let [first, next] = [0, 0]
  for (let left = parts - 1; left > 0; left -= 1) {
    const even = first + (units - first) / (left + 1)
    const [low, high] = [Math.max(first + 1, units - left * most), Math.min(first + most, units - left)]
    let best = Math.min(high, Math.max(low, Math.floor(even)))
    let off = Number.POSITIVE_INFINITY
    while ((breaks[next] ?? units) < low) next += 1
    for (let at = next; (breaks[at] ?? units) <= high && at < breaks.length; at += 1) {
      const place = breaks[at] ?? 0
      if (Math.abs(place - even) >= off) continue
      off = Math.abs(place - even)
      best = place
    }
    ends.push(best)
    first = best
  }
  return [...ends, units]
}

/** Which units each of a host's batches takes. */
function sharesOf(host: Host, hop: Hop, parts: number) {
  const most = unitsPerBatch(hop)
  const even = host.breaks === undefined || host.units > parts * most || parts > host.units
  if (even) return Array.from({ length: parts }, (_, part) => shareOf(host.units, part, parts))
  const ends = endsOf(host.units, parts, most, host.breaks ?? [])
  return ends.map((end, part) => ({ first: ends[part - 1] ?? 0, units: end - (ends[part - 1] ?? 0) }))
}

/** The same plan with a team at least in every pool: who is missing is told, and his batches have their days all the same. */
const staffed = (plan: Plan): Plan => ({
  ...plan,
  hops: plan.hops.map(({ hop, hosts }) => ({
    hop: {
      ...hop,
      trainersPerPool:
        hop.trainersPerPool === null ? null : Math.max(hop.trainersPerPool, hop.trainersPerBatch),
    },
    hosts: hosts.map((host) => ({
      ...host,
      poolTrainers: Math.max(host.poolTrainers, hop.trainersPerBatch),
    })),
  })),
})

const cutHost = (host: Host, hop: Hop) => {
  const parts = batchesOf(host, hop)
  return sharesOf(host, hop, parts).map((share, part) => ({
    hostId: host.id,
    hostPath: host.path,
    poolId: host.poolId,
    part,
    parts,
    ...share,
    ofUnits: host.units,
  }))
}

function cutPool({ pool, begins, rounds }: Run, hop: Hop): Cut[] {
  const all = pool.hosts.flatMap((host) => cutHost(host, hop))
  return all.map((one, at) => {
    const from = begins + (at % Math.max(1, rounds)) * hop.days
    return { ...one, from, until: from + hop.days }
  })
}

/** True when the people of one unit fit into a batch: else no draft could serve it whole. */
export const fits = (hop: Pick<Hop, 'perUnit' | 'batchSize'>) => hop.perUnit <= hop.batchSize

/** The drafts of each hop, in the order of its pools and hosts. */
export const cutPlan = (plan: Plan): Cut[][] =>
  runPlan(staffed(plan)).map((runs, at) => {
    const hop = plan.hops[at]?.hop
    return hop ? runs.flatMap((run) => cutPool(run, hop)) : []
  })

/** How drafts of a template are spread: all on one day, so many a day, or evenly over weeks. */
export type Spread =
  | { way: 'same' }
  | { way: 'daily'; perDay: number }
  | { way: 'weekly'; weeks: number; daysPerWeek: number }

const dayOfPlace = (spread: Spread, place: number, all: number): number => {
  switch (spread.way) {
    case 'same':
      return 0
    case 'daily':
      return Math.floor(place / spread.perDay)
    case 'weekly':
      return Math.floor((place * spread.weeks * spread.daysPerWeek) / all)
  }
}

/** One draft for every host, serving all below it, spread over days. Hosts that train nobody have none. */
export function cutTemplate(hosts: readonly Host[], days: number, spread: Spread): Cut[] {
  const busy = hosts.filter(({ units }) => units > 0)
  return busy.map((host, place) => {
    const from = dayOfPlace(spread, place, busy.length)
    const { id: hostId, path: hostPath, poolId, units } = host
    const whole = { part: 0, parts: 1, first: 0, units, ofUnits: units }
    return { hostId, hostPath, poolId, ...whole, from, until: from + days }
  })
}

/** The calendar days of a draft: its first, and its last with days of rest between. */
export const daysOf = (plan: Pick<Plan, 'startsOn' | 'daysPerWeek'>, { from, until }: Cut) => ({
  startsOn: dayAt(plan, from),
  endsOn: dayAt(plan, Math.max(from, until - 1)),
})

/** A unit of a draft by its path below its host: `<id>/<id>/`, or empty where the host itself is trained. */
export type Served = { id: string; below: string }

/**
 * The fewest units whose subtrees hold exactly these: a subtree stands for its units where they are all there. `counts`
 * tells how many units of the trainee level stand below a unit. Linear in the length of the paths.
 */
export function coverOf(hostId: string, served: readonly Served[], counts: ReadonlyMap<string, number>) {
  const here = new Map<string, number>()
  const chains = served.map(({ id, below }) => [
    ...new Set([hostId, ...below.split('/').filter(Boolean), id]),
  ])
  for (const chain of chains) for (const id of chain) here.set(id, (here.get(id) ?? 0) + 1)
  const whole = (id: string) => here.get(id) === counts.get(id)
  return [...new Set(chains.map((chain) => chain.find(whole) ?? chain.at(-1) ?? hostId))]
}
