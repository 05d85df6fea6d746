import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterAll, expect, test } from 'vitest'
import { type Built, builders, everywhere } from '../changes/in-process.ts'
import { chance } from '../support/chance.ts'
import { happenings } from './ledger.events.ts'
import { kept, recounted, told } from './ledger.support.ts'
import { stand } from './ledger.world.ts'

const SEED = Number(process.env.SEED ?? 37)
const WORLDS = 4
const BEFORE = 250
const guard = everywhere({ path: sql`1` })
const { recounting, recounts, keeping } = await builders()
const folder = mkdtempSync(join(tmpdir(), 'prashikshan-recounts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A world in which something has happened, and hands that count it anew. */
function lived(seed: number) {
  const roll = chance(seed)
  const world = stand(join(folder, `${v7()}.db`), roll)
  const { told: about, clock, happen } = happenings(world, roll)
  const run = (statement: unknown) => world.db.run(statement as Built)
  const goOn = (events: number) => {
    for (let n = 0; n < events; n += 1) {
      clock.now += 1800 + roll.below(3600)
      happen()
    }
    about.now = clock.now
    run(keeping.expire(clock.now))
  }
  const begin = (mend: boolean) => {
    const id = v7()
    run(recounts.begin({ id, tierId: about.tierId, mend }, { personId: 'x', now: clock.now }, guard))
    return id
  }
  /** One step as a transaction; with `killed` it ends in the middle of it. */
  const step = (id: string, killed: boolean) => {
    const statements = recounting.step({ id, guard }, { people: 11, units: 4 }, clock.now)
    const last = killed ? roll.below(statements.length) : statements.length
    world.db.exec('begin immediate')
    statements.slice(0, last).forEach(run)
    world.db.exec(killed ? 'rollback' : 'commit')
  }
  const standing = (id: string) => run(recounts.recountOf(id, guard))[0] ?? {}
  const figures = () => told(kept(world.db, about.tierId))
  const right = () => told(recounted(world.db, about))
  goOn(BEFORE)
  return { ...world, roll, goOn, begin, step, standing, figures, right }
}
type Lived = ReturnType<typeof lived>

/** Figures that no fact stands behind: of units, of wings and subjects, and of who counts by prior training or in a subject. */
function spoil({ db, roll }: Lived) {
  const some = (table: string, change: string) => {
    for (let n = 0; n < 4; n += 1)
      db.exec(`update ${table} set ${change} where (tier_id, unit_id) in (
        select tier_id, unit_id from ${table} limit 1 offset ${roll.below(20)})`)
  }
  some('coverage', 'trained = trained + 2, units_one = 7')
  some('coverage', 'nominated = 0, registered = 0, trained = 0, taught = 0, valid = 0')
  some('coverage_cells', 'trained = trained + 1, on_time = 3')
  db.exec('delete from prior_counted where person_id in (select person_id from prior_counted limit 3)')
  db.exec('delete from subject_counted where person_id in (select person_id from subject_counted limit 3)')
}

test('spoilt figures are right in the end, wherever a recount is broken off and whatever happens while it goes on', () => {
  let [broken, anew, mended] = [0, 0, 0]
  for (let seed = SEED; seed < SEED + WORLDS; seed += 1) {
    const life = lived(seed)
    spoil(life)
    expect([seed, life.figures()]).not.toEqual([seed, life.right()])
    const id = life.begin(true)
    for (let steps = 0; life.standing(id).stage !== 'done'; steps += 1) {
      expect([seed, steps < 2000]).toEqual([seed, true])
      const killed = life.roll.maybe(0.3)
      if (killed) broken += 1
      life.step(id, killed)
      if (life.roll.maybe(0.5)) life.goOn(1 + life.roll.below(2))
    }
    life.goOn(1)
    expect([seed, ...life.figures()]).toEqual([seed, ...life.right()])
    anew += Number(life.standing(id).anew)
    mended += Number(life.standing(id).wrongUnits)
    life.db.close()
  }
  expect([broken > 10, anew > 0, mended > 10]).toEqual([true, true, true])
})

test('a check changes nothing and names the first unit that differs, from the lowest level up', () => {
  for (let seed = SEED; seed < SEED + WORLDS; seed += 1) {
    const life = lived(seed)
    const { db, roll, figures } = life
    const check = () => {
      const id = life.begin(false)
      while (life.standing(id).stage !== 'done') life.step(id, false)
      return life.standing(id)
    }
    expect(check()).toMatchObject({ units: 39, wrongUnits: 0, wrongPeople: 0, firstUnit: null })
    const spoilt = roll.one(db.rows('select unit_id from coverage'))?.unit_id
    db.rows('update coverage set valid = valid + 1 where unit_id = ? returning 1', spoilt)
    const before = figures()
    const { firstUnit, wrongUnits } = check()
    expect([seed, JSON.parse(`${firstUnit}`).id]).toEqual([seed, spoilt])
    // And the unit above it, whose sum is now another; the highest has none above.
    expect(Number(wrongUnits)).toBeLessThanOrEqual(2)
    expect(figures()).toEqual(before)
    db.close()
  }
})
