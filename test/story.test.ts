import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { residentialCamp, subjectSpeakers, zonalWorkshops } from '../db/seed/tables/campaigns.ts'
import { madhyaPradeshPartyUnits } from '../db/seed/tables/madhya-pradesh.ts'
import { addDays, daysBetween } from '../worker/platform/calendar.ts'
import { accountIn } from './support/account.ts'
import { judged, written } from './support/importing.ts'
import { type Answer, type World, world } from './support/world.ts'

// One organisation from nothing to a trained mandal, through the API alone, told in order: each test goes on where the
// one before it ended.

let w: World
beforeAll(async () => {
  w = await world()
  w.clock.now = Date.parse('2025-05-20T05:00:00Z') / 1000
})
afterAll(() => w.close())

type Ref = { id: string; code: string }
const ids = { programme: v7(), camp: v7(), mandals: v7(), workshop: v7(), batch: v7() }
/** Who is who in the organisation, once entered; days pass, so each call brings a fresh token. */
const people: Record<string, string> = {}
const tokenOf = (who: string) => w.token('fifth', people[who] ?? '')
const units = new Map<string, string>()

/** Calls the organisation's API as somebody, and insists on one round trip to its database. */
async function call<T = Record<string, unknown>>(who: string, method: string, path: string, json?: unknown) {
  const answer = await w.call<T>(method, `/o/fifth${path}`, { as: await tokenOf(who), json })
  expect([method, path, answer.trips]).toEqual([method, path, 1])
  return answer
}
const ok = <T>(answer: Answer<T>, status = 200): T => {
  expect([answer.status, answer.text.slice(0, 500)]).toEqual([status, expect.any(String)])
  return answer.body
}
const unit = (code: string) => {
  const id = units.get(code)
  if (!id) throw new Error(`no unit ${code}`)
  return id
}

/** Signs in with a phone as an app would, and becomes the person whom the organisation knows by it. */
async function enter(who: string, phone: string) {
  const account = await accountIn(w, phone)
  const entered = await w.call<{ personId: string; complete: boolean }>('POST', '/o/fifth/entry', {
    as: account,
    json: {},
  })
  expect(entered).toMatchObject({ status: 201, body: { complete: true } })
  people[who] = entered.body.personId
}

const rows = [...madhyaPradeshPartyUnits()].filter(({ level }) => level !== 'booth')
const NAMES = { nameEn: 'Fifth', nameHi: 'पाँचवाँ' }

test('an account founds the organisation with five levels', async () => {
  const levels = ['state', 'division', 'district', 'constituency', 'mandal'].map((id) => ({
    id,
    nameEn: id,
    nameHi: id,
  }))
  const founded = await w.call<{ personId: string }>('POST', '/organisations', {
    as: await accountIn(w, '+919999911111'),
    json: {
      slug: 'fifth',
      ...NAMES,
      kind: 'political_party',
      language: 'hi',
      timeZone: 'Asia/Kolkata',
      currency: 'INR',
      levels,
      rootUnit: { id: v7(), code: 'MP', nameEn: 'Madhya Pradesh', nameHi: 'मध्य प्रदेश' },
      owner: { id: v7(), nameEn: 'Asha Verma', nameHi: 'आशा वर्मा' },
    },
  })
  people.owner = ok(founded, 201).personId
})

/** Brings a table as the owner, whose days pass. */
async function bring(kind: 'units' | 'people', table: string[][]) {
  const as = await tokenOf('owner')
  const send =
    (method: string) =>
    <T>(path: string, json?: unknown) =>
      w.call<T>(method, `/o/fifth${path}`, { as, json })
  const owner = { get: send('GET'), post: send('POST'), put: send('PUT') }
  const top = ok(await owner.get<{ units: Ref[] }>('/units')).units[0]
  const unitId = top?.id ?? ''
  const tried = await judged(owner, { kind, unitId, table })
  return { tried, commit: () => written(owner, tried.id) }
}

test('1,376 units are imported from a table, after a dry run that writes nothing', async () => {
  const { tried, commit } = await bring('units', [
    ['code', 'parent_code', 'level', 'name_en', 'name_hi'],
    ...rows.map((r) => [r.code, r.parentCode ?? '', r.level, r.nameEn, r.nameHi]),
  ])
  expect(tried).toMatchObject({ faults: [], import: { state: 'ready', refused: 0 } })
  expect(ok(await call<{ units: Ref[] }>('owner', 'GET', '/units')).units).toHaveLength(1)
  expect(await commit()).toMatchObject({ state: 'done', kept: 0 })
  expect(rows).toHaveLength(1376)
  const [root] = ok(await call<{ units: Ref[] }>('owner', 'GET', '/units')).units
  const divisions = ok(await call<{ units: Ref[] }>('owner', 'GET', `/units?parent=${root?.id}`)).units
  for (const one of [root, ...divisions]) if (one) units.set(one.code, one.id)
  for (const division of divisions) {
    const { units: districts } = ok(
      await call<{ units: Ref[] }>('owner', 'GET', `/units?parent=${division.id}`),
    )
    for (const one of districts) units.set(one.code, one.id)
  }
  expect(units.size).toBe(1 + 13 + 62)
})

test('people are imported, among them a treasurer, a cashier and the participants of Bhopal', async () => {
  const person = (name: string, code: string, phone: string) => [name, 'नाम', code, phone]
  const { tried, commit } = await bring('people', [
    ['name_en', 'name_hi', 'unit_code', 'phone'],
    person('Tara Treasurer', 'MP', '+919999911113'),
    person('Ravi Bhopal', 'MP-D396N', '+919999911115'),
    person('Meena Bhopal', 'MP-D396N', '+919999911117'),
    person('Mandal Worker', 'MP-A150-M1', '+919999911119'),
  ])
  expect(tried).toMatchObject({ faults: [], import: { added: 4 } })
  expect(await commit()).toMatchObject({ state: 'done', written: 4 })
  const { people } = ok(
    await call<{ people: { id: string; nameEn: string }[] }>('owner', 'GET', '/people?q=Tara'),
  )
  const granted = { id: v7(), personId: people[0]?.id, role: 'treasurer', unitId: unit('MP') }
  expect((await call('owner', 'POST', '/grants', granted)).status).toBe(201)
  await enter('treasurer', '+919999911113')
  await enter('ravi', '+919999911115')
  await enter('meena', '+919999911117')
})

const hop = {
  taughtBy: 'guest',
  planned: true,
  minimum: 2,
  target: 7,
  maximum: 28,
  batchSize: 500,
  days: 1,
  hoursPerDay: 6,
  passDays: 1,
  startBy: null,
  finishBy: null,
  feeMinor: 0,
}

test('a programme with subject speakers is planned: 23 + 20 + 19 = 62, proved', async () => {
  const [programme, tier] = [v7(), v7()]
  const dates = { startsOn: '2026-03-01', endsOn: '2026-12-31', aboutEn: '', aboutHi: '' }
  ok(await call('owner', 'POST', '/programmes', { id: programme, ...NAMES, ...dates }), 201)
  const levels = { hostLevelId: 'state', traineeLevelId: 'district' }
  ok(
    await call('owner', 'POST', `/programmes/${programme}/tiers`, { id: tier, ...NAMES, ...hop, ...levels }),
    201,
  )
  const made: string[] = []
  for (const zone of zonalWorkshops) {
    const id = v7()
    made.push(id)
    const draft = {
      id,
      tierId: tier,
      unitId: unit('MP'),
      nameEn: zone.title.en,
      nameHi: zone.title.hi,
      venueEn: zone.venue.en,
      venueHi: zone.venue.hi,
      startsOn: zone.heldOn,
      endsOn: zone.heldOn,
      opensAt: w.clock.now,
      closesAt: w.clock.now + 86_400,
      capacity: 600,
      feeMinor: 0,
    }
    const { version } = ok(await call<{ version: number }>('owner', 'POST', '/workshops', draft), 201)
    const { include, exclude } = zone.catchment
    ok(
      await call('owner', 'PUT', `/workshops/${id}/catchment`, {
        version,
        include: include.map(unit),
        exclude: exclude.map(unit),
      }),
    )
  }
  type Plan = {
    universe: number
    publishable: boolean
    workshops: { id: string; units: number; version: number }[]
  }
  const plan = ok(await call<Plan>('owner', 'GET', `/tiers/${tier}/plan`))
  const sizes = made.map((id) => plan.workshops.find((one) => one.id === id)?.units)
  expect([plan.universe, plan.publishable, ...sizes]).toEqual([62, true, 23, 20, 19])
  ok(await call('owner', 'POST', `/tiers/${tier}/plan/publication`))

  const bhopal = plan.workshops.find(({ id }) => id === made[0])
  const without = {
    version: bhopal?.version,
    include: zonalWorkshops[0]?.catchment.include.map(unit),
    exclude: [],
  }
  type Refused = { overlaps: { unit: { nameEn: string; nameHi: string } }[] }
  const refused = await call<Refused>('owner', 'PUT', `/workshops/${made[0]}/catchment`, without)
  expect(refused).toMatchObject({ status: 409, body: { type: '/problems/not-a-partition' } })
  expect(refused.body.overlaps.map(({ unit: one }) => `${one.nameEn} ${one.nameHi}`).sort()).toEqual([
    'Ashoknagar अशोकनगर',
    'Guna गुना',
  ])
  expect(ok(await call<Plan>('owner', 'GET', `/tiers/${tier}/plan`)).publishable).toBe(true)
  expect(subjectSpeakers.quotaPerDistrict.min).toBe(2)
})

test('a camp of seven days with a fee is announced, and the tier below it', async () => {
  const { startsOn, endsOn, fee, title } = residentialCamp
  const dates = { startsOn, endsOn: '2025-12-31', aboutEn: '', aboutHi: '' }
  ok(
    await call('owner', 'POST', '/programmes', {
      id: ids.programme,
      nameEn: title.en,
      nameHi: title.hi,
      ...dates,
    }),
    201,
  )
  const tier = (over: object) => ({ ...NAMES, ...hop, ...over })
  const camp = tier({
    id: ids.camp,
    hostLevelId: 'state',
    traineeLevelId: 'district',
    planned: false,
    days: 7,
    passDays: 6,
    feeMinor: fee.amountMinor,
  })
  ok(await call('owner', 'POST', `/programmes/${ids.programme}/tiers`, camp), 201)
  const mandals = tier({
    id: ids.mandals,
    hostLevelId: 'district',
    traineeLevelId: 'mandal',
    taughtBy: 'credential',
    planned: false,
    minimum: 1,
    target: 2,
    maximum: 6,
    batchSize: 60,
  })
  ok(await call('owner', 'POST', `/programmes/${ids.programme}/tiers`, mandals), 201)
  ok(await call('owner', 'POST', `/programmes/${ids.programme}/publication`))
  const draft = {
    id: ids.workshop,
    tierId: ids.camp,
    unitId: unit('MP'),
    nameEn: title.en,
    nameHi: title.hi,
    venueEn: null,
    venueHi: null,
    startsOn,
    endsOn,
    opensAt: w.clock.now,
    closesAt: Date.parse('2025-06-15T12:00:00Z') / 1000,
    capacity: 300,
    feeMinor: fee.amountMinor,
  }
  const { version } = ok(await call<{ version: number }>('owner', 'POST', '/workshops', draft), 201)
  ok(
    await call('owner', 'PUT', `/workshops/${ids.workshop}/catchment`, {
      version,
      include: [unit('MP')],
      exclude: [],
    }),
  )
  ok(await call('owner', 'POST', `/workshops/${ids.workshop}/publication`))
  const seen = await w.call<{ workshops: { id: string }[] }>('GET', '/o/fifth/public/workshops')
  expect(seen.body.workshops.map(({ id }) => id)).toContain(ids.workshop)
})

test('Stripe is connected through its own pages', async () => {
  const { url } = ok(
    await w.call<{ url: string }>('POST', '/o/fifth/stripe/connection', { as: await tokenOf('treasurer') }),
    201,
  )
  expect(url).toMatch(/onboard/)
  await fetch(url, {
    method: 'POST',
    body: new URLSearchParams({ act: 'finish', name: 'Fifth' }),
    redirect: 'manual',
  })
  await w.settled()
  await expect
    .poll(async () =>
      ok(await w.call('GET', '/o/fifth/stripe/connection', { as: await tokenOf('treasurer') })),
    )
    .toMatchObject({ state: 'ready' })
})

type Registration = { id: string; code: string }
const registrations: Record<string, Registration> = {}

async function register(who: string, workshop: string) {
  const { offer } = ok(await call<{ offer: string }>(who, 'GET', `/workshops/${workshop}/offer`))
  return ok(await call<Registration>(who, 'POST', '/registrations', { offer }), 201)
}

test('Ravi and Meena register in one read and one write each', async () => {
  registrations.ravi = await register('ravi', ids.workshop)
  registrations.meena = await register('meena', ids.workshop)
  expect(registrations.ravi.code).not.toBe(registrations.meena.code)
})

test('Ravi pays at the hosted page, Meena in cash at the desk; the treasurer sees both', async () => {
  const path = `/registrations/${registrations.ravi?.id}`
  const { url } = ok(
    await w.call<{ url: string }>('POST', `/o/fifth${path}/checkout`, {
      as: await tokenOf('ravi'),
      json: {},
    }),
    201,
  )
  await w.stripe.sim.pay(/\/pay\/(cs_\w+)/.exec(url)?.[1] ?? '')
  await w.settled()
  await expect
    .poll(async () => (await w.call('GET', `/o/fifth${path}/payment`, { as: await tokenOf('ravi') })).body)
    .toMatchObject({ state: 'paid', owedMinor: 0 })
  const cash = {
    id: v7(),
    registrationId: registrations.meena?.id,
    provider: 'cash',
    amountMinor: residentialCamp.fee.amountMinor,
  }
  const taken = ok(await call<{ receiptNumber: string }>('treasurer', 'POST', '/payments', cash), 201)
  expect(JSON.stringify(taken)).toMatch(/FIF\/25-26\/00000[12]/)
  const { payments } = ok(
    await call<{ payments: { amountMinor: number; receiptNumber: string }[] }>(
      'treasurer',
      'GET',
      '/payments',
    ),
  )
  expect(payments.map(({ receiptNumber }) => receiptNumber).sort()).toEqual([
    'FIF/25-26/000001',
    'FIF/25-26/000002',
  ])
  expect(payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(300_000)
})

test('on seven mornings the camp is checked in: Ravi comes seven times, Meena twice', async () => {
  const { startsOn, endsOn } = residentialCamp
  for (const [at, dayOn] of daysBetween(startsOn, endsOn).entries()) {
    w.clock.now = Date.parse(`${dayOn}T04:00:00Z`) / 1000
    // Stripe pays out as days go by; its letters are not to be counted among our trips.
    await w.settled()
    for (const who of at < 2 ? ['ravi', 'meena'] : ['ravi']) {
      const mark = { id: v7(), code: registrations[who]?.code, dayOn, way: 'qr' }
      ok(await call('owner', 'POST', `/workshops/${ids.workshop}/marks`, mark), 201)
    }
  }
})

test('who was there on six days gets a credential; the others do not', async () => {
  type Offer = { offer: string; trainees: { standing: string }[] }
  const path = `/workshops/${ids.workshop}/credentials`
  const offered = ok(await call<Offer>('owner', 'GET', `${path}/offer`))
  ok(await call('owner', 'POST', path, { offer: offered.offer }), 201)
  const { rows: issued } = await w.database('o-fifth').execute('select count(*) as n from credentials')
  expect(issued[0]?.n).toBe(1)
  const [credential] = await w
    .database('o-fifth')
    .execute('select code, generation from credentials')
    .then(({ rows: found }) => found)
  const shown = await w.call('GET', `/o/fifth/public/credentials/${credential?.code}`)
  expect(shown).toMatchObject({
    status: 200,
    trips: 1,
    body: { valid: true, credential: { nameEn: 'Ravi Bhopal', generation: 1 } },
  })
})

const coverageOf = async (code: string) =>
  ok(
    await call<{ unit: Record<string, number> }>(
      'owner',
      'GET',
      `/coverage/${ids.mandals}?unit=${unit(code)}`,
    ),
  ).unit

test('the credential makes Ravi a trainer at once: he opens a batch, and coverage moves up to the state', async () => {
  const { teaching } = ok(
    await call<{ teaching: { tierId?: string; tier: Ref }[] }>('ravi', 'GET', '/teaching'),
  )
  expect(teaching).toHaveLength(1)
  const startsOn = addDays(residentialCamp.endsOn, 3)
  const batch = {
    id: ids.batch,
    tierId: ids.mandals,
    unitId: unit('MP-D396N'),
    ...NAMES,
    startsOn,
    capacity: 40,
  }
  ok(await call('ravi', 'POST', '/batches', batch), 201)
  const { units: found } = ok(await call<{ units: Ref[] }>('ravi', 'GET', '/units/search?q=MP-A150-M1'))
  const [worker] = ok(
    await call<{ people: { id: string }[] }>(
      'ravi',
      'GET',
      `/teaching/${ids.mandals}/people?unit=${found[0]?.id}`,
    ),
  ).people
  ok(await call('ravi', 'POST', '/nominations', { id: v7(), tierId: ids.mandals, personId: worker?.id }), 201)
  const { offer } = ok(
    await call<{ offer: string }>('ravi', 'GET', `/workshops/${ids.batch}/offer?person=${worker?.id}`),
  )
  const seat = ok(await call<Registration>('ravi', 'POST', '/registrations', { offer }), 201)
  expect(await coverageOf('MP')).toMatchObject({ nominated: 1, registered: 1, trained: 0 })

  w.clock.now = Date.parse(`${startsOn}T05:00:00Z`) / 1000
  ok(
    await call('ravi', 'POST', `/workshops/${ids.batch}/marks`, {
      id: v7(),
      registrationId: seat.id,
      dayOn: startsOn,
      way: 'name',
    }),
    201,
  )
  const offered = ok(
    await call<{ offer: string }>('ravi', 'GET', `/workshops/${ids.batch}/credentials/offer`),
  )
  ok(await call('ravi', 'POST', `/workshops/${ids.batch}/credentials`, { offer: offered.offer }), 201)
  for (const code of ['MP', 'MP-BPL', 'MP-D396N']) {
    expect(await coverageOf(code)).toMatchObject({ nominated: 1, registered: 1, trained: 1, unitsMet: 1 })
  }
})

test('the lineage of the mandal worker leads to the camp, and every ledger posting sums to zero', async () => {
  const db = w.database('o-fifth')
  const {
    rows: [last],
  } = await db.execute('select id, generation from credentials order by generation desc limit 1')
  const lineage = ok(await call<object>('owner', 'GET', `/credentials/${last?.id}/lineage`))
  expect(JSON.stringify(lineage)).toContain('Ravi Bhopal')
  expect(last?.generation).toBe(2)
  const sums = await db.execute(
    'select posting_key from ledger_entries group by posting_key having sum(amount_minor) <> 0',
  )
  expect(sums.rows).toEqual([])
  const { rows: audit } = await db.execute('select distinct action from audit')
  expect(audit.length).toBeGreaterThan(10)
})
