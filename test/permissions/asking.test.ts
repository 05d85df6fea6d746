import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Capability, ROLE_NAMES } from '../../worker/platform/roles.ts'
import { cascade } from '../support/cascade.ts'
import { chance } from '../support/chance.ts'
import {
  type Facts,
  type GrantFact,
  mayThere,
  type TierFact,
  type UnitFact,
  type Where,
} from '../support/powers.ts'
import { type World, world } from '../support/world.ts'

const SEED = Number(process.env.SEED ?? 1)
const REQUESTS = 400

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const CODES = ['ST', 'D1<ST', 'D2<ST', 'B1<D1', 'B2<D1', 'B3<D2', 'B4<D2']
const dice = chance(SEED)

/** A request whose answer is 200 for whoever holds the capability there, and 404 for everybody else. */
type Ask = { path: string; capability: Capability; wheres: Where[] }

/** An organisation with random powers, in the database and in plain words. */
async function peopled() {
  const o = await w.organisation({ units: CODES })
  const { now } = w.clock
  const units = new Map<string, UnitFact>()
  for (const text of CODES) {
    const [code = '', parent = ''] = text.split('<')
    units.set(code, { id: o.unitId(code), parent: units.get(parent) ?? null })
  }
  const codes = [...units.keys()]
  const unitOf = (code: string) => units.get(code) ?? { id: '', parent: null }
  const programme = await cascade(o)
  const tiers = [1, 2, 3].map(
    (position): TierFact => ({
      id: programme.tierId(position),
      programme: 'one',
      position,
      taughtBy: position === 1 ? 'guest' : 'credential',
    }),
  )
  const wings = ['youth', 'women']
  for (const wing of wings)
    await o.db.execute({ sql: 'insert into wings values (?, ?, ?)', args: [wing, wing, wing] })
  const workshops: { id: string; code: string; tier: string }[] = []
  for (let n = 0; n < 6; n += 1) {
    const [code, tier] = [dice.one(codes), 1 + dice.below(3)]
    workshops.push({ id: await programme.workshop({ tier, unit: code }), code, tier: programme.tierId(tier) })
  }
  const facts: Facts = { units: [...units.values()], tiers, grants: [], credentials: [] }
  const people: (Awaited<ReturnType<typeof o.person>> & { code: string; wing: string | null })[] = []
  for (let n = 0; n < 16; n += 1) {
    const code = dice.one(codes)
    const person = await o.person(`Person ${n}`, { unit: code })
    const wing = dice.maybe(0.5) ? dice.one(wings) : null
    if (wing) await o.db.execute({ sql: 'insert into wing_members values (?, ?)', args: [person.id, wing] })
    people.push({ ...person, code, wing })
  }

  /** Gives a role as a row; what the database's own rules refuse is not a fact. */
  async function give({ id: personId }: { id: string }) {
    const [code, limited] = [dice.one(codes), dice.below(8)]
    const grant: GrantFact = {
      personId,
      role: dice.one(ROLE_NAMES.filter((role) => role !== 'owner')),
      unit: unitOf(code),
      wing: limited === 1 ? dice.one(wings) : null,
      workshop: limited === 2 ? dice.one(workshops).id : null,
      tier: limited === 3 ? dice.one(tiers).id : null,
      from: now + dice.one([-60, -60, -60, 0, 1]),
      until: dice.one([null, null, now + 1, now]),
    }
    const { role, unit, wing, workshop, tier, from, until } = grant
    const stored = await o.db
      .execute({
        sql: `insert into grants (id, person_id, role, unit_id, wing_id, workshop_id, tier_id, from_at, until_at, given_at)
          values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        args: [v7(), personId, role, unit.id, wing, workshop, tier, from, until, from],
      })
      .then(
        () => true,
        (error: Error) => !/problem:duties-conflict/.test(error.message),
      )
    if (stored) facts.grants.push(grant)
  }

  /** Lets somebody pass a tier for his unit. */
  async function pass({ id: personId, code }: { id: string; code: string }) {
    const tier = dice.one(tiers)
    const workshop = workshops.find((one) => one.tier === tier.id)
    if (!workshop) return
    const { id: registrationId } = await programme.register(workshop.id, personId, code)
    const revoked = dice.maybe(0.3) ? now : null
    await o.db.execute({
      sql: `insert into credentials (id, code, registration_id, person_id, tier_id, workshop_id, unit_id, generation,
        issued_by, issued_at, signature, revoked_at) values (?, ?, ?, ?, ?, ?, ?, 1, 'x', ?, 'x', ?)`,
      args: [v7(), v7(), registrationId, personId, tier.id, workshop.id, o.unitId(code), now - 60, revoked],
    })
    facts.credentials.push({ personId, tier, unit: unitOf(code), issued: now - 60, revoked })
  }
  for (const person of people) {
    for (let n = 1 + dice.below(2); n > 0; n -= 1) await give(person)
    if (dice.maybe(0.4)) await pass(person)
  }

  function ask(): Ask {
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
  return { people, facts, ask, now }
}

test(`${REQUESTS} random requests are answered as the words say: 200 to whoever may, 404 to everybody else`, async () => {
  const { people, facts, ask, now } = await peopled()
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
