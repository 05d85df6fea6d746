import type { Client } from '@libsql/client'
import { v7 } from 'uuid'
import { madhyaPradeshPartyLevels, madhyaPradeshPartyUnits } from '../../db/seed/tables/madhya-pradesh.ts'
import { runPlan } from '../../worker/simulation/model/rules.ts'
import { simulate } from '../../worker/simulation/rules.ts'
import { cutPlan } from '../../worker/simulation/stampings/cutting/rules.ts'
import { staffAll } from '../../worker/simulation/stampings/rules.ts'
import { nationalPlan } from '../support/planned.ts'
import { median, type Say, two } from './figures.ts'
import { founded, onSizes, type Standing } from './sizes.ts'

const ROUNDS = 7
const FLOOR_CHUNK = 200

/** The tree of the largest campaign, or its first tenth: divisions as far as they fit, and what stands below them. */
function* tree(most: number) {
  let booths = 0
  const left = new Set<string>()
  for (const unit of madhyaPradeshPartyUnits()) {
    const { code, parentCode, level } = unit
    if ((parentCode && left.has(parentCode)) || (level === 'mandal' && booths >= most)) left.add(code)
    else {
      if (level === 'booth') booths += 1
      yield unit
    }
  }
}

const TIERS = [
  ['state', 'district', 'guest'],
  ['district', 'mandal', 'credential'],
  ['mandal', 'booth', 'credential'],
] as const

/** An organisation with three tiers and somebody who plans. */
async function fill(db: Client, slug: string, most: number, now: number) {
  const shape = { levels: madhyaPradeshPartyLevels, units: () => tree(most), wings: [], offices: [] }
  const { tenant, ownerId } = await founded(db, slug, shape, now)
  const names = { name_en: 'Bench', name_hi: 'माप' }
  const [programmeId, ids] = [v7(), TIERS.map(() => v7())]
  const dates = { starts_on: '2026-01-01', ends_on: '2030-01-01' }
  await tenant.insert('programmes', [{ id: programmeId, ...names, ...dates, created_at: now }])
  const rules = { minimum: 2, target: 2, maximum: 4, batch_size: 40, days: 1, hours_per_day: 6, pass_days: 1 }
  await tenant.insert(
    'tiers',
    TIERS.map(([host_level_id, trainee_level_id, taught_by], at) => ({
      ...{ id: ids[at] ?? '', programme_id: programmeId, position: at + 1, ...names },
      ...{ host_level_id, trainee_level_id, taught_by, planned: 0, ...rules },
    })),
  )
  await db.executeMultiple(`
    create table bare_workshops (id text primary key, tier_id text, unit_id text, name_en text, starts_on text);
    create table bare_terms (workshop_id text, unit_id text, primary key (workshop_id, unit_id)) without rowid;`)
  return { tenant, programmeId, ids, ownerId }
}

const planOf = (ids: readonly string[]) => ({
  startsOn: '2027-01-04',
  daysPerWeek: 6,
  costs: { traineeDay: 0, trainerDay: 0, hallDay: 0, trip: 0 },
  hops: TIERS.map(([hostLevelId], at) => ({
    ...{ tierId: ids[at], hostLevelId, perUnit: 2, batchSize: 40, hallsPerHost: 1, trainersPerBatch: 2 },
    ...{ trainersPerPool: at === 0 ? 14 : null, finishBy: null },
  })),
})

/** Writing the same workshops and catchments into bare tables, in as large chunks. */
async function bareDrafts(db: Client) {
  const { rows } = await db.execute('select id, tier_id, unit_id, name_en, starts_on from workshops')
  const terms = Map.groupBy(
    (await db.execute('select workshop_id, unit_id from catchment_terms')).rows,
    (row) => String(row.workshop_id),
  )
  const began = performance.now()
  for (let at = 0; at < rows.length; at += FLOOR_CHUNK) {
    const chunk = rows.slice(at, at + FLOOR_CHUNK)
    const own = chunk.flatMap(({ id }) => terms.get(String(id)) ?? [])
    await db.batch(
      [
        {
          sql: `insert into bare_workshops select value ->> 'id', value ->> 'tier_id', value ->> 'unit_id',
            value ->> 'name_en', value ->> 'starts_on' from json_each(?)`,
          args: [JSON.stringify(chunk)],
        },
        {
          sql: "insert into bare_terms select value ->> 'workshop_id', value ->> 'unit_id' from json_each(?)",
          args: [JSON.stringify(own)],
        },
      ],
      'write',
    )
  }
  return performance.now() - began
}

type Call = (method: string, path: string, body?: object) => Promise<Record<string, unknown>>

async function measured(call: Call, times: number, path: string, body: object) {
  const took: number[] = []
  for (let round = 0; round < times; round += 1) {
    const began = performance.now()
    await call('POST', path, body)
    took.push(performance.now() - began)
  }
  return median(took)
}

/** Steps until a stamping has ended; the milliseconds that all took, and the slowest. */
async function through(call: Call, id: string) {
  const steps: number[] = []
  for (;;) {
    const began = performance.now()
    const { state } = await call('POST', `/stampings/${id}/steps`)
    steps.push(performance.now() - began)
    if (state === 'done' || state === 'reverted')
      return { all: steps.reduce((a, b) => a + b, 0), slowest: Math.max(...steps), steps: steps.length }
  }
}

async function measureState(standing: Standing<Awaited<ReturnType<typeof fill>>>, say: Say) {
  const { size, db, call, tenant, programmeId, ids } = standing
  const plan = planOf(ids)
  const booths = tenant.level('booth').length
  const tried = await measured(call, ROUNDS, `/programmes/${programmeId}/simulations`, plan)
  const counting: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now()
    await db.execute(
      "select h.id, k.units from units h join unit_counts k on k.unit_id = h.id where h.level_id = 'mandal' and k.level_id = 'booth'",
    )
    counting.push(performance.now() - began)
  }
  const floorMs = median(counting)
  say({
    bench: `simulator, three hops, ${size}`,
    booths,
    productMs: two(tried),
    floorMs: two(floorMs),
    ratio: two(floorMs / tried),
  })
  const asked = () => ({
    id: v7(),
    caps: { perWeek: 6, inAll: 60, farthest: 6 },
    by: { kind: 'plan', plan, tierIds: ids },
  })
  const body = asked()
  const began = performance.now()
  const { drafts } = await call('POST', `/programmes/${programmeId}/stampings`, body)
  const drawnMs = performance.now() - began
  say({ bench: `drafts drawn up with their trainers, ${size}`, booths, drafts, productMs: two(drawnMs) })
  await call('POST', `/stampings/${body.id}/commitment`)
  const written = await through(call, body.id)
  const bare = await bareDrafts(db)
  say({
    ...{ bench: `drafts written with their catchments, ${size}`, drafts, steps: written.steps },
    ...{
      productPerSecond: Math.round((Number(drafts) / written.all) * 1000),
      slowestStepMs: two(written.slowest),
    },
    ...{ floorPerSecond: Math.round((Number(drafts) / bare) * 1000), ratio: two(bare / written.all) },
  })
  await call('POST', `/stampings/${body.id}/reversion`)
  const back = await through(call, body.id)
  say({
    bench: `drafts taken back, ${size}`,
    drafts,
    productPerSecond: Math.round((Number(drafts) / back.all) * 1000),
    slowestStepMs: two(back.slowest),
  })
}

/** A million booths, by the rules alone: simulated, cut into drafts, and every draft with its trainers. */
function measureNation(say: Say) {
  const sizes = {
    'a tenth': [0.1, false],
    full: [1, false],
    'full, trainers in every other mandal': [1, true],
  } as const
  for (const [size, [share, uneven]] of Object.entries(sizes)) {
    const plan = nationalPlan(share, uneven)
    const times = [performance.now()]
    const { tiers } = simulate(plan)
    times.push(performance.now())
    const cuts = cutPlan(plan)
    times.push(performance.now())
    const hops = plan.hops.map(({ hop, hosts }, at) => ({
      ...{ tierId: hop.tierId, each: hop.trainersPerBatch, cuts: cuts[at] ?? [], candidates: [] },
      expected: hosts.map(({ poolId, poolPath, poolTrainers }) => ({
        ...{ poolId, path: poolPath, trainers: hop.trainersPerPool ?? poolTrainers },
      })),
      ...{ startBy: null, finishBy: null },
    }))
    const told = staffAll(hops, { perWeek: 6, inAll: 60, daysPerWeek: 6, farthest: 8 }, new Map()).map(
      (one) => one.told,
    )
    times.push(performance.now())
    runPlan(plan)
    times.push(performance.now())
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = times
    const sum = (of: (one: (typeof told)[number]) => number) => told.reduce((all, one) => all + of(one), 0)
    say({
      ...{
        bench: `a nation planned, ${size}`,
        booths: tiers.at(-1)?.units,
        drafts: sum((one) => one.drafts),
      },
      ...{ simulatedMs: two(b - a), cutMs: two(c - b), assignedMs: two(d - c), floorMs: two(e - d) },
      ...{ unserved: sum((one) => one.unserved), trainers: sum((one) => one.trainers) },
      ...{ trainersBound: sum((one) => one.trainersBound), travel: sum((one) => one.travel) },
      travelBound: sum((one) => one.travelBound),
    })
  }
}

/** Trying a cascade out and stamping it: a whole state of 65,400 booths and a tenth of it, and a nation by the rules alone. */
export async function measureSimulation(print: Say) {
  measureNation(print)
  await onSizes({ name: 'planned', sizes: { 'a tenth': 6_540, full: 65_400 } }, print, fill, measureState)
}
