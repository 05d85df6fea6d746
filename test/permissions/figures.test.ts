import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Capability } from '../../worker/platform/roles.ts'
import { chance } from '../support/chance.ts'
import { mayThere, type Where } from '../support/powers.ts'
import { session, subject, trained } from '../support/trained.ts'
import { type World, world } from '../support/world.ts'
import { CODES, peopled } from './peopled.ts'

const SEED = Number(process.env.SEED ?? 1)
const REQUESTS = 600
const LEARNERS = 14

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const dice = chance(SEED)
const parentOf = new Map(CODES.map((text) => [text.split('<')[0] ?? '', text.split('<')[1]]))
const above = (code: string): string[] => {
  const parent = parentOf.get(code)
  return parent === undefined ? [] : [parent, ...above(parent)]
}

/** Things to have figures of: people who learnt, of whom some taught others, some never, some run out; signatures, samples. */
async function figured() {
  const standing = await peopled(w, dice)
  const { o, now, codes, programme, tiers, people } = standing
  const booths = codes.filter((code) => code.startsWith('B'))
  const learners: string[] = []
  const [home = '', ...places] = codes
  for (let n = 0; n < LEARNERS; n += 1)
    learners.push((await o.person(`L${n}`, { unit: dice.one(booths) })).id)
  const [one = '', two = ''] = [
    await subject(o, programme.programmeId, 1),
    await subject(o, programme.programmeId, 2),
  ]
  const credentials: { id: string; code: string; tier: string; workshop: string; person: string }[] = []
  for (const [n, personId] of learners.entries()) {
    const tier = 2 + (n % 2)
    const code = dice.one(n % 2 ? booths : [...places, home])
    const workshopId = await programme.workshop({ tier, unit: dice.one(['D1', 'D2', 'B1']) })
    await session(o, workshopId, n % 3 ? one : two)
    const taughtBy = credentials.filter((c) => c.tier === programme.tierId(tier - 1)).slice(-1)
    const id = await trained(o, programme, { workshopId, personId, unit: code, issuedAt: now - 86_400 * n })
    for (const { id: by, person } of taughtBy)
      await o.db.execute({ sql: 'insert into lineage values (?, ?, ?)', args: [id, person, by] })
    credentials.push({ id, code, tier: programme.tierId(tier), workshop: workshopId, person: personId })
    if (n % 4 === 0)
      await o.db.execute({ sql: 'update credentials set valid_until = ? where id = ?', args: [now - 1, id] })
    const nominated =
      'insert into nominations (id, tier_id, person_id, unit_id, nominated_at) values (?, ?, ?, ?, ?)'
    await o.db.execute({
      sql: nominated,
      args: [v7(), programme.tierId(2), personId, o.unitId(dice.one(booths)), now],
    })
    if (n % 3 === 0)
      await o.db.execute({
        sql: 'insert into wing_members values (?, ?) on conflict do nothing',
        args: [personId, 'youth'],
      })
  }
  await o.db.execute('update expiries set over = 1')
  for (const code of codes)
    await o.db.execute({
      sql: `insert into sign_offs (id, tier_id, unit_id, on_day, units, nominated, registered, trained, units_one, units_more,
          on_time, toward, below, below_signed, signed_by, signed_at)
        values (?, ?, ?, '2026-11-20', 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, ?, ?)`,
      args: [v7(), dice.one(tiers).id, o.unitId(code), people[0]?.id ?? '', now],
    })
  const owner = await o.person('Owner', { grants: ['owner@ST'] })
  return { ...standing, owner, credentials }
}
type Figured = Awaited<ReturnType<typeof figured>>

/** A figure, and where it is: whoever holds the capability there is told what the owner is told, all others nothing. */
type Figure = { path: string; unit: string; capability: Capability; where: Where }

function figuresOf({ o, codes, unitOf, tiers, programme, credentials }: Figured): Figure[] {
  const plain = { wing: null, workshop: null, tier: null }
  const inUnits = codes.flatMap((unit) => {
    const id = o.unitId(unit)
    const at = { ...plain, unit: unitOf(unit) }
    const over = (path: string, capability: Capability, where: Where = at): Figure => ({
      path,
      unit,
      capability,
      where,
    })
    const ofTier = tiers.flatMap(({ id: tier, position }) => {
      const there = { ...at, tier }
      const read = (path: string) => over(path, 'coverage:read', there)
      return [
        read(`/coverage/${tier}?unit=${id}`),
        read(`/coverage/${tier}?unit=${id}&on=2026-11-18`),
        ...['cells', 'course', 'picture', 'signatures'].map((what) =>
          read(`/coverage/${tier}/${what}?unit=${id}`),
        ),
        over(`/tiers/${tier}/renewals?unit=${id}`, 'registrations:read', there),
        over(`/tiers/${tier}/fidelity?unit=${id}`, 'fidelity:sample', there),
        ...(position === 1
          ? []
          : [
              read(`/radar/${tier}?unit=${id}`),
              read(`/radar/${tier}/units?leak=no-trainer&unit=${id}`),
              read(`/radar/${tier}/units?leak=subject&unit=${id}`),
              over(`/radar/${tier}/teachers?days=0&unit=${id}`, 'people:read', there),
            ]),
      ]
    })
    return [
      ...ofTier,
      over(`/programmes/${programme.programmeId}/flow?unit=${id}`, 'coverage:read'),
      over(`/fidelity?unit=${id}`, 'coverage:read'),
      over(`/units/${id}/standing`, 'people:read'),
      over(`/units/${id}/asked`, 'people:read'),
    ]
  })
  const counted = credentials.map(
    ({ id, code, tier, workshop }): Figure => ({
      path: `/credentials/${id}/descendants`,
      unit: code,
      capability: 'registrations:read',
      where: { unit: unitOf(code), wing: null, workshop, tier },
    }),
  )
  return [...inUnits, ...counted]
}

/** What is told alike to everybody who may see it: not when it was counted, nor whether the caller himself may act. */
const plainly = (text: string) =>
  JSON.parse(text, (key, value) => (['countedAt', 'mayAct'].includes(key) ? undefined : value)) as unknown

/** A path without what it asks about. */
const kindOf = (path: string) => path.replace(/[0-9a-f-]{36}/g, ':id').replace(/\?.*/, '')

/** What the owner is told of a figure, asked once; of other units it names at most those above, whose trainers could be sent. */
function ownersView({ o, owner }: Figured, faults: string[]) {
  const known = new Map<string, string>()
  return async ({ path, unit }: Figure) => {
    const before = known.get(path)
    if (before !== undefined) return before
    const { text, status } = await owner.get(path)
    known.set(path, text)
    const within = (code: string) => code === unit || above(code).includes(unit) || above(unit).includes(code)
    const named = [...parentOf.keys()].filter((code) => text.includes(o.unitId(code)))
    if (status !== 200 || !named.every(within)) faults.push(`${status} ${path} of ${unit} tells of ${named}`)
    return text
  }
}

test(`of ${REQUESTS} random figures each is told whole to whoever may see it, and to nobody else at all`, async () => {
  const standing = await figured()
  const { people, facts, now } = standing
  const kinds = [...Map.groupBy(figuresOf(standing), ({ path }) => kindOf(path)).values()]
  const faults: string[] = []
  const whole = ownersView(standing, faults)
  const told = new Map<string, number>()
  for (let n = 0; n < REQUESTS; n += 1) {
    const [who, figure] = [dice.one(people), dice.one(dice.one(kinds))]
    const { path, capability, where } = figure
    const may = mayThere(facts, who.id, capability, where, now)
    const [owners, { status, trips, text }] = [await whole(figure), await who.get(path)]
    if (status !== (may ? 200 : 404) || trips !== 1)
      faults.push(`${capability} ${path}: ${status}, expected ${may}`)
    if (!may || status !== 200) continue
    expect([path, plainly(text)]).toEqual([path, plainly(owners)])
    const what = kindOf(path)
    told.set(what, (told.get(what) ?? 0) + 1)
  }
  expect(faults, `seed ${SEED}`).toEqual([])
  // Nearly every kind of figure was seen by somebody: what nobody may see would prove little.
  expect(told.size, `seed ${SEED}: ${[...told]}`).toBeGreaterThanOrEqual(kinds.length - 2)
})

test('who names no unit is told of where his powers begin', async () => {
  const { o, people, facts, tiers, codes, unitOf, now } = await figured()
  type Page = { unit: { unit: { id: string } } | null; children: { unit: { id: string } }[] }
  const begins = ({ unit, children }: Page) => (unit ? [unit] : children).map((one) => one.unit.id).sort()
  for (const who of people)
    for (const { id: tier } of tiers) {
      const may = (code: string) => {
        const where = { unit: unitOf(code), wing: null, workshop: null, tier }
        return mayThere(facts, who.id, 'coverage:read', where, now)
      }
      const tops = codes.filter((code) => may(code) && !above(code).some(may)).map(o.unitId)
      const { status, body } = await who.get<Page>(`/coverage/${tier}`)
      expect([status, status === 200 ? begins(body) : []]).toEqual([tops.length > 0 ? 200 : 404, tops.sort()])
    }
})

test('a whole radar tells only of the tiers that its reader may read there', async () => {
  const { o, people, facts, codes, unitOf, owner, now } = await figured()
  type Radar = { tiers: { tier: { id: string } }[] }
  for (const who of people) {
    const code = dice.one(codes)
    const all = await owner.get<Radar>(`/radar?unit=${o.unitId(code)}`)
    const part = all.body.tiers.filter(({ tier }) => {
      const where = { unit: unitOf(code), wing: null, workshop: null, tier: tier.id }
      return mayThere(facts, who.id, 'coverage:read', where, now)
    })
    const { status, body } = await who.get<Radar>(`/radar?unit=${o.unitId(code)}`)
    expect([status, status === 200 ? body.tiers : []]).toEqual([part.length > 0 ? 200 : 404, part])
  }
})
