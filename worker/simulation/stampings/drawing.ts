import * as z from 'zod'
import { newId } from '../../platform/id.ts'
import type { InputError } from '../../platform/problem.ts'
import { planOf } from '../answers.ts'
import { type Plan, teachingDaysUntil } from '../model/rules.ts'
import type { HopRow, HostRow } from '../queries.ts'
import type { SimulationAsked } from '../shapes.ts'
import type { Span } from './assigning/diary/rules.ts'
import { type Cut, cutPlan, cutTemplate, daysOf, fits } from './cutting/rules.ts'
import type { TierFact } from './facts.ts'
import type { DraftRow } from './queries.ts'
import { type Hop, type Staffed, staffAll } from './rules.ts'
import { DRAFTS_MAX, type StampingAsked } from './shapes.ts'

type Asked = z.infer<typeof StampingAsked>
type By = Asked['by']
type Template = Extract<By, { kind: 'template' }>

/** What is asked for as a plan to be simulated: a template is one hop whose hosts each have one batch. */
export const planAsked = (by: By): { plan: z.infer<typeof SimulationAsked>; tierIds: readonly string[] } =>
  by.kind === 'plan' ? by : { plan: templatePlan(by), tierIds: [by.tierId] }

const templatePlan = (t: Template): z.infer<typeof SimulationAsked> => ({
  startsOn: t.startsOn,
  daysPerWeek: t.daysPerWeek,
  costs: { traineeDay: 0, trainerDay: 0, hallDay: 0, trip: 0 },
  hops: [
    {
      tierId: t.tierId,
      hostLevelId: t.hostLevelId,
      perUnit: 1,
      batchSize: t.capacity,
      hallsPerHost: 1,
      trainersPerBatch: t.trainersPerBatch,
      trainersPerPool: null,
      finishBy: null,
    },
  ],
})

const Able = z.array(z.tuple([z.int(), z.string(), z.string()]))
const Busy = z.array(z.tuple([z.string(), z.string(), z.string()]))

/** Everything that was read to draw a stamping up. */
export type Facts = {
  hops: readonly HopRow[]
  hosts: readonly HostRow[]
  tiers: readonly TierFact[]
  taken: readonly (readonly { hostId: string; units: number }[])[]
  people: { able: string; busy: string }
  /** Of each hop and host, how many units stand below the units right above them, in the order of the tree. */
  breaks: string
  /** Path of the unit below which a template stamps. */
  under: string | undefined
}

/** Why a plan cannot be stamped as it is. */
export function stampFaults(by: By, { tiers }: Facts): InputError[] {
  const { plan, tierIds } = planAsked(by)
  const at = by.kind === 'plan' ? '/by/plan/hops' : '/by'
  const pointer = (hop: number, field: string) =>
    by.kind === 'plan' ? `${at}/${hop}/${field}` : `${at}/${field}`
  const lost = tierIds.flatMap((id, n) =>
    plan.hops.some(({ tierId }) => tierId === id)
      ? []
      : [{ pointer: `/by/tierIds/${n}`, code: 'custom', detail: 'The plan has no such hop' }],
  )
  const hops = plan.hops.flatMap((hop, n) => {
    if (!tierIds.includes(hop.tierId)) return []
    const elsewhere = (tiers.find((tier) => tier.at === n)?.elsewhere ?? 0) > 0
    return [
      ...(fits(hop)
        ? []
        : [
            {
              pointer: pointer(n, 'batchSize'),
              code: 'batch-size',
              detail: 'A unit’s people do not fit into a batch',
            },
          ]),
      ...(elsewhere
        ? [
            {
              pointer: pointer(n, 'hostLevelId'),
              code: 'held-elsewhere',
              detail: 'Workshops that stay are held at another level',
            },
          ]
        : []),
    ]
  })
  return [...lost, ...hops]
}

const Breaks = z.array(z.tuple([z.int(), z.string(), z.int()]))

/** Of each hop, at which places of a host's units a unit above them ends. */
function breaksIn(packed: string) {
  const ends = new Map<string, number[]>()
  for (const [at, host, units] of Breaks.parse(JSON.parse(packed))) {
    const own = ends.get(`${at} ${host}`) ?? []
    own.push((own.at(-1) ?? 0) + units)
    ends.set(`${at} ${host}`, own)
  }
  return ends
}

/** The plan with its hosts, less what workshops serve that stay, and only those below the unit asked for. */
function planLeft(by: By, facts: Facts): Plan {
  const { plan } = planAsked(by)
  const whole = planOf(plan, facts.hops, facts.hosts)
  const { under } = facts
  const breaks = breaksIn(facts.breaks)
  return {
    ...whole,
    hops: whole.hops.map(({ hop, hosts }, at) => {
      const taken = new Map(facts.taken[at]?.map(({ hostId, units }) => [hostId, units]))
      return {
        hop,
        hosts: hosts
          .filter(({ path }) => under === undefined || path.startsWith(under))
          .map((host) => {
            const gone = taken.get(host.id) ?? 0
            const ends = gone === 0 ? breaks.get(`${at} ${host.id}`) : undefined
            return { ...host, units: Math.max(0, host.units - gone), ...(ends ? { breaks: ends } : {}) }
          }),
      }
    }),
  }
}

const cutsOf = (by: By, plan: Plan): Cut[][] => {
  if (by.kind === 'plan') return cutPlan(plan)
  const { spread, daysPerWeek } = by
  return plan.hops.map(({ hop, hosts }) => {
    const inOrder = hosts.toSorted((a, b) => (a.path < b.path ? -1 : 1))
    return cutTemplate(inOrder, hop.days, spread.way === 'weekly' ? { ...spread, daysPerWeek } : spread)
  })
}

/** Teaching days that two calendar days take up. */
const spanOf = (plan: Plan, startsOn: string, endsOn: string): Span => ({
  from: startsOn < plan.startsOn ? 0 : Math.max(0, teachingDaysUntil(plan, startsOn) - 1),
  until: teachingDaysUntil(plan, endsOn),
})

/** Trainers who have no names yet, by pool: those whom the plan gives or the hop above is to train. */
const expectedOf = ({ hop, hosts }: Plan['hops'][number]) => [
  ...new Map(
    hosts.map(({ poolId, poolPath, poolTrainers }) => [
      poolId,
      { poolId, path: poolPath, trainers: hop.trainersPerPool ?? poolTrainers },
    ]),
  ).values(),
]

function staffedHops(asked: Asked, facts: Facts, plan: Plan) {
  const able = Map.groupBy(Able.parse(JSON.parse(facts.people.able)), ([at]) => at)
  const busy = Map.groupBy(Busy.parse(JSON.parse(facts.people.busy)), ([id]) => id)
  const cuts = cutsOf(asked.by, plan)
  const { tierIds } = planAsked(asked.by)
  const hops = plan.hops.flatMap((one, at): (Hop & { at: number })[] => {
    const tier = facts.tiers.find((fact) => fact.at === at)
    if (!tier || !tierIds.includes(tier.tierId)) return []
    const day = (on: string | null) => (on === null ? null : teachingDaysUntil(plan, on))
    return [
      {
        at,
        tierId: tier.tierId,
        each: one.hop.trainersPerBatch,
        cuts: cuts[at] ?? [],
        candidates: (able.get(at) ?? []).map(([, personId, path]) => ({ personId, path })),
        expected: expectedOf(one),
        startBy: day(tier.startBy),
        finishBy: day(one.hop.finishBy ?? tier.finishBy),
      },
    ]
  })
  const spans = new Map(
    [...busy].map(([id, rows]) => [id, rows.map(([, first, last]) => spanOf(plan, first, last))]),
  )
  const caps = { ...asked.caps, daysPerWeek: plan.daysPerWeek }
  const made = staffAll(hops, caps, spans)
  return hops.map(({ at }, n) => ({ at, made: made[n] }))
}

const rowOf = (plan: Plan, at: number, tierId: string, one: Staffed): DraftRow => {
  const { hostId, part, parts, first, units, ofUnits, people, awaited, lacking } = one
  return {
    workshopId: newId(),
    tierId,
    unitId: hostId,
    ...{ part, parts, first, units, ofUnits, people, awaited, lacking },
    ...daysOf(plan, one),
    capacity: plan.hops[at]?.hop.batchSize ?? units,
  }
}

/** The drafts of a stamping and what is told of them; undefined when there would be too many. */
export function draw(asked: Asked, facts: Facts) {
  const plan = planLeft(asked.by, facts)
  if (cutsOf(asked.by, plan).flat().length > DRAFTS_MAX) return undefined
  const hops = staffedHops(asked, facts, plan)
  const drafts = hops.flatMap(({ at, made }) =>
    made ? made.rows.map((one) => rowOf(plan, at, made.told.tierId, one)) : [],
  )
  const told = hops.flatMap(({ at, made }) => {
    if (!made) return []
    const own = drafts.filter(({ tierId }) => tierId === made.told.tierId)
    const days = own.flatMap(({ startsOn, endsOn }) => [startsOn, endsOn]).sort()
    const { outside = 0, replaces = 0, stays = 0 } = facts.tiers.find((fact) => fact.at === at) ?? {}
    const taken = (facts.taken[at] ?? []).reduce((sum, { units }) => sum + units, 0)
    const on = { firstOn: days[0] ?? null, lastOn: days.at(-1) ?? null }
    return [{ ...made.told, ...on, taken, outside, replaces, stays }]
  })
  return { drafts, told }
}
