import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Capability } from '../../worker/platform/roles.ts'
import { chance } from '../support/chance.ts'
import { mayThere, type Where } from '../support/powers.ts'
import { type World, world } from '../support/world.ts'
import { peopled } from './peopled.ts'

const SEED = Number(process.env.SEED ?? 1)
const REQUESTS = 400

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const dice = chance(SEED)

/** A request whose answer is 200 for whoever holds the capability there, and 404 for everybody else. */
type Ask = { path: string; capability: Capability; wheres: Where[] }

/** Anything that somebody might ask of it. */
function asksOf({ o, codes, unitOf, people, workshops, tiers }: Awaited<ReturnType<typeof peopled>>) {
  return function ask(): Ask {
    const [unit, person, workshop, tier] = [
      dice.one(codes),
      dice.one(people),
      dice.one(workshops),
      dice.one(tiers),
    ]
    const plain = { wing: null, workshop: null, tier: null }
    const over = [
      { ...plain, unit: unitOf(person.code) },
      { ...plain, unit: unitOf(person.code), wing: person.wing },
    ]
    const hall = [{ unit: unitOf(workshop.code), wing: null, workshop: workshop.id, tier: workshop.tier }]
    const any = { wing: 'any', workshop: 'any', tier: 'any' } as const
    return dice.one<Ask>([
      {
        path: `/units/${o.unitId(unit)}`,
        capability: 'units:read',
        wheres: [{ ...any, unit: unitOf(unit) }],
      },
      { path: `/people/${person.id}`, capability: 'people:read', wheres: over },
      { path: `/people/${person.id}/cards`, capability: 'people:edit', wheres: over },
      { path: `/workshops/${workshop.id}`, capability: 'workshops:read', wheres: hall },
      { path: `/workshops/${workshop.id}/attendance`, capability: 'attendance:mark', wheres: hall },
      { path: `/workshops/${workshop.id}/credentials/offer`, capability: 'credentials:issue', wheres: hall },
      {
        path: `/coverage/${tier.id}?unit=${o.unitId(unit)}`,
        capability: 'coverage:read',
        wheres: [{ ...plain, unit: unitOf(unit), tier: tier.id }],
      },
    ])
  }
}

test(`${REQUESTS} random requests are answered as the words say: 200 to whoever may, 404 to everybody else`, async () => {
  const standing = await peopled(w, dice)
  const { people, facts, now } = standing
  const ask = asksOf(standing)
  const faults: string[] = []
  let yes = 0
  for (let n = 0; n < REQUESTS; n += 1) {
    const who = dice.one(people)
    const { path, capability, wheres } = ask()
    const may = wheres.some((where) => mayThere(facts, who.id, capability, where, now))
    const { status, trips } = await who.get(path)
    if (status !== (may ? 200 : 404) || trips !== 1)
      faults.push(`${capability} ${path}: ${status}, expected ${may}`)
    if (may) yes += 1
  }
  expect(faults, `seed ${SEED}`).toEqual([])
  console.log(`${REQUESTS} requests agree, ${yes} of them yes (seed ${SEED})`)
  expect(yes).toBeGreaterThan(REQUESTS / 20)
})
