import { type Client, createClient } from '@libsql/client'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/libsql'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { scriptFrom } from '../../db/migrate.ts'
import { TENANT_MIGRATIONS } from '../../db/migrations.ts'
import { gapsOf, inCatchment, overlapsOf, segmentsOf } from '../../worker/workshops/catchments/queries.ts'
import { isPartition } from '../../worker/workshops/catchments/resolution.ts'
import { tally } from '../../worker/workshops/catchments/rules.ts'
import { traineeUnit } from '../../worker/workshops/facts.ts'

const LEVELS = ['l0', 'l1', 'l2', 'l3']
const WORKSHOPS = ['w0', 'w1', 'w2']

type Unit = { id: string; parent: number; depth: number; path: string; ancestors: string[]; closed: boolean }
type Terms = { include: string[]; exclude: string[] }

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

/** Terms of each workshop over a tree: each unit is included, excluded or (mostly) not named. */
const termsOver = (units: readonly Unit[]) =>
  fc
    .array(
      fc.array(fc.constantFrom(1, 1, -1, 0, 0, 0, 0), { minLength: units.length, maxLength: units.length }),
      {
        minLength: WORKSHOPS.length,
        maxLength: WORKSHOPS.length,
      },
    )
    .map((signs) => signs.map((row) => pick(units, row)))

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
          .map((u) => u.id),
        exclude: units
          .filter(({ depth }, n) => depth > 1 && choices[n]?.moved && n % 5 === w)
          .map((u) => u.id),
      })),
    )

const pick = (units: readonly Unit[], signs: readonly number[]): Terms => ({
  include: units.filter((_, n) => signs[n] === 1).map(({ id }) => id),
  exclude: units.filter((_, n) => signs[n] === -1).map(({ id }) => id),
})

const serves = ({ include, exclude }: Terms, unit: Unit) =>
  unit.ancestors.some((id) => include.includes(id)) && !unit.ancestors.some((id) => exclude.includes(id))

async function empty(): Promise<Client> {
  const client = createClient({ url: ':memory:' })
  await client.executeMultiple(scriptFrom(0, TENANT_MIGRATIONS, 0))
  await client.batch(
    LEVELS.map((id, depth) => ({ sql: 'insert into levels values (?, ?, ?, ?)', args: [id, depth, id, id] })),
  )
  return client
}

/** Stores the tree, the tier and its workshops with their terms, after forgetting what was there. */
async function store(client: Client, units: readonly Unit[], trainee: string, terms: readonly Terms[]) {
  const forget = ['catchment_terms', 'workshops', 'tiers', 'programmes', 'units', 'unit_counts']
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
        [...include.map((id) => [id, 1] as const), ...exclude.map((id) => [id, -1] as const)].map(
          ([id, sign]) => ({
            sql: 'insert into catchment_terms values (?, ?, ?)',
            args: [WORKSHOPS[w] ?? '', id, sign],
          }),
        ),
      ),
    ],
    'write',
  )
}

const sorted = (ids: readonly string[]) => [...ids].sort()

/** What a plain reading of the definition says. */
function expected(units: readonly Unit[], depth: number, terms: readonly Terms[]) {
  const universe = units.filter((u) => u.depth === depth && !u.closed)
  const served = universe.map((unit) => ({
    unit,
    by: WORKSHOPS.filter((_, w) => serves(terms[w] ?? { include: [], exclude: [] }, unit)),
  }))
  return {
    universe: universe.length,
    gaps: sorted(served.filter(({ by }) => by.length === 0).map(({ unit }) => unit.id)),
    overlaps: Object.fromEntries(
      served.filter(({ by }) => by.length > 1).map(({ unit, by }) => [unit.id, sorted(by)]),
    ),
    shares: WORKSHOPS.map((id) => served.filter(({ by }) => by.includes(id)).length),
    partition: universe.length > 0 && served.every(({ by }) => by.length === 1),
  }
}

const cases = trees.chain((units) =>
  fc.record({
    units: fc.constant(units),
    depth: fc.nat(LEVELS.length - 1),
    before: termsOver(units),
    terms: fc.oneof(termsOver(units), nearPartition(units)),
  }),
)

test('the proof in SQL says what the definition says, for 400 random trees and plans, stored or only proposed', async () => {
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
      const segments = await db.all<{ units: number; workshops: string }>(segmentsOf(question).getSQL())
      const told = tally(segments.map((s) => ({ units: s.units, workshops: JSON.parse(s.workshops) })))
      const gaps = await db.all<{ id: string }>(gapsOf(question).getSQL())
      const overlaps = await db.all<{ id: string; workshops: string }>(overlapsOf(question).getSQL())
      const [proof] = await db.all<{ ok: number }>(sql`select ${isPartition(question)} as ok`)
      const want = expected(units, depth, terms)
      const ids = (list: string) => sorted(JSON.parse(list).map(({ id }: { id: string }) => id))
      expect({
        universe: told.universe,
        gaps: sorted(gaps.map(({ id }) => id)),
        overlaps: Object.fromEntries(overlaps.map(({ id, workshops }) => [id, ids(workshops)])),
        shares: WORKSHOPS.map((id) => told.shares.get(id) ?? 0),
        partition: proof?.ok === 1,
      }).toEqual(want)
      expect(told.partition).toBe(want.partition)
      expect([told.gapUnits, told.overlapUnits]).toEqual([
        want.gaps.length,
        Object.keys(want.overlaps).length,
      ])
      seen[want.partition ? 'partitions' : 'faults'] += 1
    }),
    { numRuns: 400 },
  )
  expect(seen.partitions).toBeGreaterThan(10)
  expect(seen.faults).toBeGreaterThan(100)
}, 60_000)

test('whether one place is served, and which trainee unit it stands for, is what the definition says', async () => {
  const client = await empty()
  const db = drizzle(client)
  await fc.assert(
    fc.asyncProperty(cases, async ({ units, depth, terms }) => {
      await store(client, units, `l${depth}`, terms)
      const rows = await db.all<{ id: string; w0: number; w1: number; stands: string | null }>(sql`
        select u.id, ${inCatchment('w0', sql`u.path`)} as w0, ${inCatchment(sql`'w1'`, sql`u.path`)} as w1,
          ${traineeUnit('t', sql`u.path`)} as stands from units u`)
      const found = new Map(rows.map((row) => [row.id, row]))
      for (const unit of units) {
        const trainee = units.find((u) => u.depth === depth && unit.ancestors.includes(u.id))
        const none = { include: [], exclude: [] }
        expect(found.get(unit.id)).toEqual({
          id: unit.id,
          w0: Number(serves(terms[0] ?? none, unit)),
          w1: Number(serves(terms[1] ?? none, unit)),
          stands: trainee?.id ?? null,
        })
      }
    }),
    { numRuns: 100 },
  )
})
