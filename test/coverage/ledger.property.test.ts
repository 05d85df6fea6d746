import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { dayOf } from '../../worker/platform/calendar.ts'
import { type Built, builders, everywhere } from '../changes/in-process.ts'
import { chance } from '../support/chance.ts'
import { happenings } from './ledger.events.ts'
import { kept, recounted, type Sums, told } from './ledger.support.ts'
import { stand } from './ledger.world.ts'

const EVENTS = Number(process.env.LEDGER_EVENTS ?? 10_000)
const EPISODE = 1000
const SEED = Number(process.env.SEED ?? 11)
const ZONE = 'Asia/Kolkata'
const { recounting, recounts, keeping } = await builders()

/** Sums without those of wings, which keep no day of their own. */
const withoutWings = ({ units, cells }: Sums) => ({
  units,
  cells: new Map([...cells].filter(([key]) => key.endsWith(' '))),
})

/** A thousand events in a world of their own; answers what happened, and how often all was counted and compared. */
function episode(file: string, seed: number) {
  const roll = chance(seed)
  const world = stand(file, roll)
  const { told: about, clock, happen, seen } = happenings(world, roll)
  /** Writes down what has run out until an instant, as the job does; whoever compares does it first. */
  const timeIs = (now: number) => {
    about.now = Math.max(about.now, now)
    world.db.run(keeping.expire(about.now) as unknown as Built)
  }
  const right = () => recounted(world.db, about)
  const days = new Map<string, string[]>()
  let compared = 0
  for (let n = 0; n < EPISODE; n++) {
    clock.now += 1800 + roll.below(3600)
    happen()
    if (n % 5 === 0 || n > EPISODE - 20) {
      timeIs(clock.now)
      expect([seed, n, ...told(kept(world.db, about.tierId))]).toEqual([seed, n, ...told(right())])
      compared += 1
    }
    // The next event may be on the next day: this one is remembered as it ends.
    const today = dayOf(clock.now, ZONE)
    if (dayOf(clock.now + 5400, ZONE) !== today) {
      timeIs(Math.floor(Date.parse(`${today}T18:29:59Z`) / 1000))
      days.set(today, told(withoutWings(right())))
    }
  }
  for (const [day, then] of days)
    expect([seed, day, ...told(withoutWings(kept(world.db, about.tierId, day)))]).toEqual([
      seed,
      day,
      ...then,
    ])
  const [id, guard] = [v7(), everywhere({ path: sql`1` })]
  const run = (statement: unknown) => world.db.run(statement as Built)
  run(recounts.begin({ id, tierId: about.tierId, mend: false }, { personId: 'x', now: clock.now }, guard))
  for (let steps = 0; steps < 20; steps += 1)
    recounting.step({ id, guard }, recounting.CHUNK, clock.now).forEach(run)
  expect(run(recounts.recountOf(id, guard))).toMatchObject([
    { stage: 'done', people: 90, units: 39, wrongPeople: 0, wrongUnits: 0, firstUnit: null },
  ])
  world.db.close()
  return { seen, compared, days: days.size }
}

test(`after ${EVENTS} random events, with moves, merges, revocations and their undoing, every figure is what counting person by person says`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'prashikshan-ledger-'))
  const told = Array.from({ length: Math.ceil(EVENTS / EPISODE) }, (_, n) =>
    episode(join(folder, `${n}.db`), SEED + n),
  )
  rmSync(folder, { recursive: true, force: true })
  const sum = (of: (one: (typeof told)[number]) => number) => told.reduce((all, one) => all + of(one), 0)
  expect(sum(({ compared }) => compared)).toBeGreaterThan(EVENTS / 6)
  expect(sum(({ days }) => days)).toBeGreaterThan(EVENTS / 40)
  // Nothing that is refused nearly always would be tested by this.
  const often = [
    'merge',
    'part',
    'undoMove',
    'moveFacts',
    'moveDistrict',
    'certify',
    'revoke',
    'leave',
    'finishBy',
    'renew',
  ]
  for (const kind of often)
    expect([kind, sum(({ seen }) => seen[kind] ?? 0) > EVENTS / 500]).toEqual([kind, true])
}, 300_000)
