import { type SQL, sql } from 'drizzle-orm'
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'
import { expect, test } from 'vitest'
import { type Holds, holding, type Place, powersTable } from '../../worker/platform/auth.ts'
import { CAPABILITIES, type Capability } from '../../worker/platform/roles.ts'
import { type Chance, chance } from '../support/chance.ts'
import { type Asked, type Facts, mayThere, powersOf, type Where } from '../support/powers.ts'
import { emptyTenant, factsOf, INSTANTS, PEOPLE, pathOf, store, WINGS, WORKSHOPS } from './facts.ts'

const DECISIONS = 120_000
const PLACES = 150
const SEED = Number(process.env.SEED ?? 1)

const dialect = new SQLiteAsyncDialect({ casing: 'snake_case' })
type Way = 'unasked' | 'named' | 'any'
/** One person's question about many places: how each limit is asked about is the same for all of them. */
type Question = {
  personId: string
  capability: Capability
  now: number
  ways: { wing: Way; workshop: Way; tier: Way }
}

function questionOf(dice: Chance): Question {
  const way = () => dice.one(['unasked', 'named', 'named', 'any'] as const)
  return {
    personId: dice.one([...PEOPLE, 'nobody']),
    capability: dice.one(CAPABILITIES),
    now: dice.one(INSTANTS) + dice.one([-1, 0, 1]),
    ways: { wing: way(), workshop: way(), tier: way() },
  }
}

/** A place: a unit of the tree or one that is not there, with or without a wing, a workshop and a tier. */
function whereOf(dice: Chance, facts: Facts, { ways }: Question): Where {
  const asked = (way: Way, list: readonly string[]): Asked =>
    way === 'any' ? 'any' : way === 'unasked' || dice.maybe(0.2) ? null : dice.one(list)
  return {
    unit: dice.maybe(0.03) ? null : dice.one(facts.units),
    wing: asked(ways.wing, WINGS),
    workshop: asked(ways.workshop, WORKSHOPS),
    tier: asked(
      ways.tier,
      facts.tiers.map(({ id }) => id),
    ),
  }
}

/** The place of a row of `tried_places`, as a statement of the product would name it. */
function placeOf({ ways }: Question): Place {
  const limit = (name: 'wing' | 'workshop' | 'tier') => {
    if (ways[name] === 'any') return { [name]: 'any' as const }
    return ways[name] === 'named' ? { [name]: sql.raw(`tried_places.${name}`) } : {}
  }
  return { path: sql`tried_places.path`, ...limit('wing'), ...limit('workshop'), ...limit('tier') }
}

const tellOf = ({ unit, ...where }: Where) => ({ unit: unit?.id ?? null, ...where })

test(`the database decides as the words say, on ${DECISIONS} decisions in random organisations`, () => {
  const dice = chance(SEED)
  const db = emptyTenant()
  db.exec('create table tried_places (n integer primary key, path text, wing text, workshop text, tier text)')
  const run = (statement: SQL) => {
    const { sql: text, params } = dialect.sqlToQuery(statement)
    return db.prepare(text).all(...params) as Record<string, number | string>[]
  }
  const seen = { decisions: 0, yes: 0 }
  while (seen.decisions < DECISIONS) {
    const facts = factsOf(dice)
    db.exec('begin')
    store(db, facts)
    for (let asked = 0; asked < 20; asked += 1) {
      const question = questionOf(dice)
      const wheres = Array.from({ length: PLACES }, () => whereOf(dice, facts, question))
      const rows = wheres.map(({ unit, wing, workshop, tier }, n) => [
        n,
        unit && pathOf(unit),
        wing,
        workshop,
        tier,
      ])
      db.exec('delete from tried_places')
      run(sql`insert into tried_places select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4
        from json_each(${JSON.stringify(rows)})`)
      const { personId, capability, now } = question
      const actor = { accountId: 'a', sessionId: 's', personId }
      const common = powersTable(actor, capability, now, 'asked_powers')
      const here = (holds: Holds) => holds(placeOf(question))
      const answers = run(sql`with ${common.table}
        select ${here(holding(actor, capability, now))} as one, ${here(common.holds)} as many from tried_places order by n`)
      const tops = new Set(run(sql`with ${common.table} ${common.tops}`).map(({ path }) => path))
      const expected = wheres.map((where) => Number(mayThere(facts, personId, capability, where, now)))
      const first = wheres.find((_, n) => answers[n]?.one !== expected[n] || answers[n]?.many !== expected[n])
      expect(first && { seed: SEED, ...question, ...tellOf(first) }).toBeUndefined()
      expect(tops, `seed ${SEED}`).toEqual(
        new Set(powersOf(facts, personId, capability, now).map(({ unit }) => pathOf(unit))),
      )
      seen.decisions += PLACES
      seen.yes += expected.reduce((sum, one) => sum + one, 0)
    }
    db.exec('commit')
  }
  db.close()
  console.log(`${seen.decisions} decisions agree, ${seen.yes} of them yes (seed ${SEED})`)
  // Random questions that are all refused would prove little.
  expect(seen.yes / seen.decisions).toBeGreaterThan(0.03)
}, 60_000)
