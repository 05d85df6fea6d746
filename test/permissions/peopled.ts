import { v7 } from 'uuid'
import { ROLE_NAMES } from '../../worker/platform/roles.ts'
import { cascade } from '../support/cascade.ts'
import type { Chance } from '../support/chance.ts'
import type { Facts, GrantFact, TierFact, UnitFact } from '../support/powers.ts'
import type { World } from '../support/world.ts'

/** The units of which it is made. */
export const CODES = ['ST', 'D1<ST', 'D2<ST', 'B1<D1', 'B2<D1', 'B3<D2', 'B4<D2']

/** An organisation with random powers, in the database and in plain words. */
export async function peopled(w: World, dice: Chance) {
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
  return { o, now, codes, unitOf, programme, tiers, wings, workshops, facts, people }
}
