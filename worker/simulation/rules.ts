// What a simulated plan comes to, what holds it up and what would relieve it. Pure; linear in the number of hosts.
import {
  dayAt,
  endOf,
  type Hop,
  type Host,
  lastOf,
  type Plan,
  poolsOf,
  type Run,
  runPlan,
  teachingDaysUntil,
} from './model/rules.ts'

/** What limits a hop: trainers, halls, both alike, or nothing (every batch runs in the first round). */
export type Binding = 'trainers' | 'halls' | 'both' | 'nothing'

const sum = <T>(items: readonly T[], of: (item: T) => number) =>
  items.reduce((total, item) => total + of(item), 0)

/** Trainers that a pool would need to end by the hop's own day; null when there is no such day, or no time left. */
function needed({ pool, begins }: Run, hop: Hop, plan: Plan): number | null {
  if (hop.finishBy === null || pool.batches === 0) return null
  const rounds = Math.floor((teachingDaysUntil(plan, hop.finishBy) - begins) / hop.days)
  return rounds < Math.max(1, pool.fullest) ? null : Math.ceil(pool.batches / rounds) * hop.trainersPerBatch
}

/** Trainers of a pool who teach at once when it is busiest. */
const atOnce = ({ pool, beside }: Run, hop: Hop) => Math.min(beside, pool.batches) * hop.trainersPerBatch

/** What limits the pool that ends last. */
function bindingOf(runs: readonly Run[], hop: Hop): Binding {
  const last = runs.reduce<Run | undefined>(
    (a, b) => (a && (a.ends ?? 1e9) >= (b.ends ?? 1e9) ? a : b),
    undefined,
  )
  if (!last || (last.rounds <= 1 && last.ends !== null)) return 'nothing'
  const byTrainers = Math.floor(last.pool.trainers / hop.trainersPerBatch)
  const byHalls = Math.max(Math.ceil(last.pool.batches / last.pool.halls), last.pool.fullest)
  const rounds = byTrainers === 0 ? Number.POSITIVE_INFINITY : Math.ceil(last.pool.batches / byTrainers)
  if (rounds === byHalls) return 'both'
  return rounds > byHalls ? 'trainers' : 'halls'
}

/** How many trainers teach in each week of the plan, at its busiest. */
function weeksOf(runs: readonly Run[], hop: Hop, daysPerWeek: number): number[] {
  const weeks: number[] = []
  for (const { pool, begins, rounds, beside: parallel } of runs) {
    if (rounds === 0) continue
    const last = begins + rounds * hop.days - 1
    const inLastRound = pool.batches - (rounds - 1) * parallel
    for (let week = Math.floor(begins / daysPerWeek); week * daysPerWeek <= last; week++) {
      const onlyLastRound = week * daysPerWeek >= begins + (rounds - 1) * hop.days
      const batches = onlyLastRound ? Math.max(0, inLastRound) : Math.min(parallel, pool.batches)
      weeks[week] = (weeks[week] ?? 0) + batches * hop.trainersPerBatch
    }
  }
  return Array.from(weeks, (busy) => busy ?? 0)
}

const HELD_UP = 20

/** What a hop comes to. */
function outcomeOf(runs: readonly Run[], hop: Hop, plan: Plan) {
  const units = sum(runs, ({ pool }) => sum(pool.hosts, (host) => host.units))
  const batches = sum(runs, ({ pool }) => pool.batches)
  const trainees = units * hop.perUnit
  const ends = lastOf(runs)
  const asked = runs.map((run) => {
    const least = run.pool.batches > 0 ? hop.trainersPerBatch : 0
    const need = Math.max(least, needed(run, hop, plan) ?? atOnce(run, hop))
    const there = run.pool.trainers
    return { unitId: run.pool.id, needed: need, there, missing: Math.max(0, need - there) }
  })
  const short = asked.filter((one) => one.missing > 0).sort((a, b) => b.missing - a.missing)
  const { costs } = plan
  return {
    tierId: hop.tierId,
    hosts: sum(runs, ({ pool }) => pool.hosts.length),
    pools: runs.length,
    units,
    trainees,
    batches,
    trainersAvailable: sum(runs, ({ pool }) => pool.trainers),
    trainersNeeded: sum(asked, (one) => one.needed),
    trainersMissing: sum(short, (one) => one.missing),
    shortUnits: short.length,
    short: short.slice(0, HELD_UP),
    traineeDays: trainees * hop.days,
    trainerDays: batches * hop.trainersPerBatch * hop.days,
    hallDays: batches * hop.days,
    trips: trainees * hop.travel,
    costMinor:
      trainees * hop.days * costs.traineeDay +
      batches * hop.days * (hop.trainersPerBatch * costs.trainerDay + costs.hallDay) +
      trainees * hop.travel * costs.trip,
    finishesOn: ends === null ? null : dayAt(plan, Math.max(0, ends - 1)),
    late: hop.finishBy !== null && (ends === null || ends > teachingDaysUntil(plan, hop.finishBy)),
    binding: bindingOf(runs, hop),
    trainersByWeek: weeksOf(runs, hop, plan.daysPerWeek),
  }
}

/** What could be added to a hop. */
export type Relief = 'trainer' | 'hall' | 'batch'

const RELIEVED: Record<Relief, (hop: Hop, host: Host) => [Hop, Host]> = {
  trainer: (hop, host) => [
    hop.trainersPerPool === null ? hop : { ...hop, trainersPerPool: hop.trainersPerPool + 1 },
    { ...host, poolTrainers: host.poolTrainers + 1 },
  ],
  hall: (hop, host) => [{ ...hop, hallsPerHost: hop.hallsPerHost + 1 }, host],
  batch: (hop, host) => [{ ...hop, batchSize: Math.ceil(hop.batchSize * 1.25) }, host],
}

/** The same plan with one hop relieved: one more trainer in each pool, one more hall at each host, batches a quarter larger. */
function relieved(plan: Plan, at: number, relief: Relief): Plan {
  const hops = plan.hops.map(({ hop, hosts }, index) => {
    if (index !== at) return { hop, hosts }
    const changed = hosts.map((host) => RELIEVED[relief](hop, host))
    return { hop: changed[0]?.[0] ?? hop, hosts: changed.map(([, host]) => host) }
  })
  return { ...plan, hops }
}

/** What each addition would gain, best first; only those that let the plan end earlier, or end at all. */
function reliefsOf(plan: Plan, end: number | null) {
  const all = plan.hops.flatMap(({ hop }, at) =>
    (Object.keys(RELIEVED) as Relief[]).map((relief) => ({
      tierId: hop.tierId,
      relief,
      end: endOf(relieved(plan, at, relief)),
    })),
  )
  return all
    .filter((one) => one.end !== null && (end === null || one.end < end))
    .sort((a, b) => (a.end ?? 0) - (b.end ?? 0))
    .map((one) => ({
      tierId: one.tierId,
      relief: one.relief,
      finishesOn: dayAt(plan, Math.max(0, (one.end ?? 0) - 1)),
      teachingDaysSaved: end === null ? null : end - (one.end ?? 0),
    }))
}

/** The same plan with as many trainers and halls as it could use: every batch runs in the first round. */
function unlimited(plan: Plan): Plan {
  const hops = plan.hops.map(({ hop, hosts }) => ({
    hop: {
      ...hop,
      hallsPerHost: LIMITLESS,
      trainersPerPool: hop.trainersPerPool === null ? null : LIMITLESS,
    },
    hosts: hosts.map((host) => ({ ...host, poolTrainers: LIMITLESS })),
  }))
  return { ...plan, hops }
}

const LIMITLESS = 1e9

/**
 * No arrangement ends earlier: at some hop all trainers and halls of the organisation together teach all its batches,
 * from the moment at which its first pool could begin if nothing above were scarce. In teaching days.
 */
export function lowerBound(plan: Plan): number {
  const free = runPlan(unlimited(plan))
  return plan.hops.reduce(
    (most, { hop, hosts }, at) => {
      const pools = poolsOf(hop, hosts)
      const batches = sum(pools, (pool) => pool.batches)
      if (batches === 0) return most
      const trainers = sum(pools, (pool) => pool.trainers)
      const halls = sum(pools, (pool) => pool.halls)
      const parallel = Math.max(1, Math.min(halls, Math.floor(trainers / hop.trainersPerBatch)))
      const waiting = (free[at] ?? []).filter(({ pool }) => pool.batches > 0).map(({ begins }) => begins)
      return Math.max(
        most,
        waiting.reduce((a, b) => Math.min(a, b), LIMITLESS) + Math.ceil(batches / parallel) * hop.days,
      )
    },
    free.reduce((last, runs) => Math.max(last, lastOf(runs) ?? 0), 0),
  )
}

/** What a plan comes to: each hop, the whole, what holds it up, what would relieve it, and the earliest end thinkable. */
export function simulate(plan: Plan) {
  const runs = runPlan(plan)
  const end = endOf(plan)
  const tiers = runs.map((of, at) => {
    const { hop } = plan.hops[at] as Plan['hops'][number]
    return outcomeOf(of, hop, plan)
  })
  return {
    startsOn: plan.startsOn,
    finishesOn: end === null ? null : dayAt(plan, Math.max(0, end - 1)),
    teachingDays: end,
    lowerBoundDays: lowerBound(plan),
    personDays: sum(tiers, (tier) => tier.traineeDays + tier.trainerDays),
    sessions: sum(tiers, (tier) => tier.batches),
    costMinor: sum(tiers, (tier) => tier.costMinor),
    tiers,
    reliefs: reliefsOf(plan, end).slice(0, 6),
  }
}
