import { type Client, createClient } from '@libsql/client'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/libsql'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { scriptFrom } from '../../db/migrate.ts'
import { TENANT_MIGRATIONS } from '../../db/migrations.ts'
import { gapsOf, overlapsOf, segmentsOf } from '../../worker/workshops/catchments/queries.ts'
import { isPartition } from '../../worker/workshops/catchments/resolution.ts'
import { tally } from '../../worker/workshops/catchments/rules.ts'
import { inCatchment, wronglyServed } from '../../worker/workshops/catchments/serving.ts'
import { traineeUnit } from '../../worker/workshops/facts.ts'

const LEVELS = ['l0', 'l1', 'l2', 'l3']
const WORKSHOPS = ['w0', 'w1', 'w2']
const WINGS = ['youth', 'women']

type Unit = { id: string; parent: number; depth: number; path: string; ancestors: string[]; closed: boolean }
type Term = { unitId: string; each?: string; wing?: string }
type Terms = { include: Term[]; exclude: Term[] }

/** Trees of up to 25 units in which a child stands one or more levels below its parent. */
const trees = fc
  .array(
    fc.record({ id: fc.uuid(), parent: fc.nat(), skip: fc.nat(1), closed: fc.nat(9).map((n) => n === 0) }),
    {
      minLength: 1,
      maxLength: 25,
    },
  )
  .filter((rows) => new Set(rows.map(({ id }) => id)).size === rows.length)
  .map((rows) => {
    const units: Unit[] = []
    for (const [at, row] of rows.entries()) {
      const above = units.filter(({ depth }) => depth < LEVELS.length - 1)
      const parent = above[row.parent % Math.max(above.length, 1)]
      const depth = parent ? Math.min(parent.depth + 1 + row.skip, LEVELS.length - 1) : 0
      units.push({
        id: row.id,
        parent: parent ? units.indexOf(parent) : -1,
        depth,
        path: `${parent?.path ?? '/'}${row.id}/`,
        ancestors: [...(parent?.ancestors ?? []), row.id],
        closed: at > 0 && (row.closed || parent?.closed === true),
      })
    }
    return units
  })

/** A unit as a term: as a whole, or (seldom) only the units of a level there, or only the people of a wing. */
const asTerm = (u: Unit, depth: number, n: number): Term => {
  const level = u.depth + (n % 5) <= depth && n % 3 === 1 ? { each: `l${u.depth + (n % 5)}` } : {}
  return { unitId: u.id, ...level, ...(n % 7 < 2 ? { wing: WINGS[n % 7] ?? '' } : {}) }
}

/** Terms of each workshop over a tree: each unit is included, excluded or (mostly) not named. */
const termsOver = (units: readonly Unit[], depth: number) =>
  fc
    .array(
      fc.array(fc.record({ sign: fc.constantFrom(1, 1, -1, 0, 0, 0, 0), n: fc.nat(104) }), {
        minLength: units.length,
        maxLength: units.length,
      }),
      { minLength: WORKSHOPS.length, maxLength: WORKSHOPS.length },
    )
    .map((rows) => rows.map((row) => pick(units, depth, row)))

/** Terms that come near a partition: every child of the root goes to one workshop, a few units are moved. */
const nearPartition = (units: readonly Unit[]) =>
  fc
    .array(fc.record({ to: fc.nat(WORKSHOPS.length - 1), moved: fc.nat(7).map((n) => n === 0) }), {
      minLength: units.length,
      maxLength: units.length,
    })
    .map((choices) =>
      WORKSHOPS.map((_, w) => ({
        include: units
          .filter(({ parent }, n) => parent === 0 && choices[n]?.to === w && !choices[n]?.moved)
          .map((u) => ({ unitId: u.id })),
        exclude: units
          .filter(({ depth }, n) => depth > 1 && choices[n]?.moved && n % 5 === w)
          .map((u) => ({ unitId: u.id })),
      })),
    )

/** A partition by wing: one workshop serves a wing of everybody, another all the others. */
const byWing = (units: readonly Unit[]): fc.Arbitrary<Terms[]> =>
  fc.constantFrom(...WINGS).map((wing) => {
    const root = units[0]?.id ?? ''
    return [
      { include: [{ unitId: root }], exclude: [{ unitId: root, wing }] },
      { include: [{ unitId: root, wing }], exclude: [] },
      { include: [], exclude: [] },
    ]
  })

const pick = (units: readonly Unit[], depth: number, row: readonly { sign: number; n: number }[]): Terms => {
  const of = (sign: number) =>
    units.flatMap((u, at) => (row[at]?.sign === sign ? [asTerm(u, depth, row[at]?.n ?? 0)] : []))
  return { include: of(1), exclude: of(-1) }
}

/** Whether a term reaches the people of a wing ('' is none) in a unit, by the plain words of its definition. */
const reaches = (units: readonly Unit[], unit: Unit, wing: string) => (term: Term) =>
  unit.ancestors.includes(term.unitId) &&
  (!term.each || units.some((u) => unit.ancestors.includes(u.id) && `l${u.depth}` === term.each)) &&
  (!term.wing || term.wing === wing)

const serves = (units: readonly Unit[], { include, exclude }: Terms, unit: Unit, wing: string) =>
  include.some(reaches(units, unit, wing)) && !exclude.some(reaches(units, unit, wing))

/** The wings that count in a plan: those that are named, and '' for everybody else. */
const classesOf = (terms: readonly Terms[]) => [
  ...new Set([
    '',
    ...terms.flatMap(({ include, exclude }) => [...include, ...exclude]).flatMap((t) => t.wing ?? []),
  ]),
]

async function empty(): Promise<Client> {
  const client = createClient({ url: ':memory:' })
  await client.executeMultiple(scriptFrom(0, TENANT_MIGRATIONS, 0))
  await client.batch([
    ...LEVELS.map((id, depth) => ({
      sql: 'insert into levels values (?, ?, ?, ?)',
      args: [id, depth, id, id],
    })),
    ...WINGS.map((id) => ({ sql: 'insert into wings values (?, ?, ?)', args: [id, id, id] })),
  ])
  return client
}

/** Stores the tree, the tier and its workshops with their terms, after forgetting what was there. */
async function store(client: Client, units: readonly Unit[], trainee: string, terms: readonly Terms[]) {
  const forget = [
    'catchment_terms',
    'catchment_history',
    'workshops',
    'tiers',
    'programmes',
    'units',
    'unit_counts',
  ]
  await client.batch(
    [
      'pragma defer_foreign_keys = on',
      ...forget.map((table) => `delete from ${table}`),
      `insert into programmes (id, name_en, name_hi, starts_on, ends_on, created_at) values ('p', 'p', 'p', 'd', 'd', 0)`,
      `insert into tiers (id, programme_id, position, name_en, name_hi, host_level_id, trainee_level_id, taught_by, planned,
        minimum, target, maximum, batch_size, days, hours_per_day, pass_days)
        values ('t', 'p', 1, 't', 't', 'l0', '${trainee}', 'guest', 1, 1, 1, 1, 1, 1, 1, 1)`,
      ...units.map((u, n) => ({
        sql: `insert into units (id, code, parent_id, level_id, path, name_en, name_hi, search_text, closed_on, created_at)
          values (?, ?, ?, ?, ?, 'n', 'n', 'n', ?, 0)`,
        args: [
          u.id,
          `c${n}`,
          units[u.parent]?.id ?? null,
          `l${u.depth}`,
          u.path,
          u.closed ? '2026-01-01' : null,
        ],
      })),
      ...WORKSHOPS.map((id) => ({
        sql: `insert into workshops (id, tier_id, unit_id, name_en, name_hi, starts_on, ends_on, capacity, fee_minor,
          currency, opens_at, closes_at, created_at) values (?, 't', ?, 'w', 'w', 'd', 'd', 1, 0, 'INR', 0, 1, 0)`,
        args: [id, units[0]?.id ?? ''],
      })),
      ...terms.flatMap(({ include, exclude }, w) =>
        [...include.map((term) => [term, 1] as const), ...exclude.map((term) => [term, -1] as const)].map(
          ([{ unitId, each = '', wing = '' }, sign]) => ({
            sql: 'insert into catchment_terms (workshop_id, unit_id, level_id, wing_id, sign) values (?, ?, ?, ?, ?)',
            args: [WORKSHOPS[w] ?? '', unitId, each, wing, sign],
          }),
        ),
      ),
    ],
    'write',
  )
}

const sorted = (ids: readonly string[]) => [...ids].sort()

/** What a plain reading of the definition says, person by person. */
function expected(units: readonly Unit[], depth: number, terms: readonly Terms[]) {
  const classes = classesOf(terms)
  const universe = units.filter((u) => u.depth === depth && !u.closed)
  const cells = universe.flatMap((unit) =>
    classes.map((wing) => ({
      unit,
      wing,
      by: WORKSHOPS.filter((_, w) => serves(units, terms[w] ?? { include: [], exclude: [] }, unit, wing)),
    })),
  )
  const told = (bad: typeof cells) =>
    sorted(bad.map(({ unit, wing, by }) => [unit.id, wing, ...sorted(by)].join(' ')))
  return {
    universe: universe.length,
    gaps: told(cells.filter(({ by }) => by.length === 0)),
    overlaps: told(cells.filter(({ by }) => by.length > 1)),
    shares: WORKSHOPS.map(
      (id) => new Set(cells.filter(({ by }) => by.includes(id)).map(({ unit }) => unit.id)).size,
    ),
    faulty: [
      new Set(cells.filter(({ by }) => by.length === 0).map(({ unit }) => unit.id)).size,
      new Set(cells.filter(({ by }) => by.length > 1).map(({ unit }) => unit.id)).size,
    ],
    partition: universe.length > 0 && cells.every(({ by }) => by.length === 1),
  }
}

const cases = fc.tuple(trees, fc.nat(LEVELS.length - 1)).chain(([units, depth]) =>
  fc.record({
    units: fc.constant(units),
    depth: fc.constant(depth),
    before: termsOver(units, depth),
    terms: fc.oneof(termsOver(units, depth), nearPartition(units), byWing(units)),
  }),
)

test('the proof in SQL says what the definition says, for 300 random trees and plans by unit, level and wing, stored or only proposed', async () => {
  const client = await empty()
  const db = drizzle(client)
  const tier = sql`select id, trainee_level_id from tiers where id = 't'`
  const seen = { partitions: 0, faults: 0 }
  await fc.assert(
    fc.asyncProperty(cases, fc.boolean(), async ({ units, depth, before, terms }, onlyProposed) => {
      await store(client, units, `l${depth}`, onlyProposed ? before : terms)
      const proposed = WORKSHOPS.map((workshopId, w) => ({
        workshopId,
        ...(terms[w] ?? { include: [], exclude: [] }),
      }))
      const question = onlyProposed ? { tier, proposed } : { tier }
      const segments = await db.all<{ units: number; served: string }>(segmentsOf(question).getSQL())
      const told = tally(segments.map((s) => ({ units: s.units, served: JSON.parse(s.served) })))
      const gaps = await db.all<{ id: string; wings: string }>(gapsOf(question).getSQL())
      const overlaps = await db.all<{ id: string; wings: string; workshops: string }>(
        overlapsOf(question).getSQL(),
      )
      const [proof] = await db.all<{ ok: number }>(sql`select ${isPartition(question)} as ok`)
      const want = expected(units, depth, terms)
      const classes = classesOf(terms)
      const each = (wings: string): string[] => (wings === '[]' ? classes : JSON.parse(wings))
      const ids = (list: string) => sorted(JSON.parse(list).map(({ id }: { id: string }) => id))
      expect({
        universe: told.universe,
        gaps: sorted(gaps.flatMap(({ id, wings }) => each(wings).map((wing) => `${id} ${wing}`))),
        overlaps: sorted(
          overlaps.flatMap((o) => each(o.wings).map((wing) => [o.id, wing, ...ids(o.workshops)].join(' '))),
        ),
        shares: WORKSHOPS.map((id) => told.shares.get(id) ?? 0),
        faulty: [told.gapUnits, told.overlapUnits],
        partition: proof?.ok === 1,
      }).toEqual(want)
      expect(told.partition).toBe(want.partition)
      seen[want.partition ? 'partitions' : 'faults'] += 1
    }),
    { numRuns: 300 },
  )
  expect(seen.partitions).toBeGreaterThan(20)
  expect(seen.faults).toBeGreaterThan(100)
}, 120_000)

test('whether one place is served, and which trainee unit it stands for, is what the definition says', async () => {
  const client = await empty()
  const db = drizzle(client)
  await fc.assert(
    fc.asyncProperty(cases, async ({ units, depth, terms }) => {
      await store(client, units, `l${depth}`, terms)
      const rows = await db.all<{
        id: string
        w0: number
        w1: number
        wrong: number
        stands: string | null
      }>(sql`
        select u.id, ${inCatchment('w0', sql`u.path`)} as w0, ${inCatchment(sql`'w1'`, sql`u.path`)} as w1,
          ${wronglyServed(sql`'t'`, sql`u.path`)} as wrong, ${traineeUnit('t', sql`u.path`)} as stands from units u`)
      const found = new Map(rows.map((row) => [row.id, row]))
      const classes = classesOf(terms)
      const of = (w: number) => terms[w] ?? { include: [], exclude: [] }
      for (const unit of units.filter((u) => u.depth >= depth)) {
        const trainee = units.find((u) => u.depth === depth && unit.ancestors.includes(u.id))
        if (!trainee) continue
        const by = (wing: string) => WORKSHOPS.filter((_, w) => serves(units, of(w), unit, wing)).length
        expect(found.get(unit.id)).toEqual({
          id: unit.id,
          w0: Number(classes.some((wing) => serves(units, of(0), unit, wing))),
          w1: Number(classes.some((wing) => serves(units, of(1), unit, wing))),
          wrong: Number(classes.some((wing) => by(wing) !== 1)),
          stands: trainee.id,
        })
      }
    }),
    { numRuns: 60 },
  )
}, 60_000)
