import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Lacking = {
  minimum: number
  after: string | null
  units: { unit: { code: string }; people: { id: string }[]; trained: number }[]
}

async function district() {
  const org = await w.organisation()
  const made = await cascade(org)
  const trainer = await org.person('Trainer', { unit: 'D1' })
  await org.db.execute({
    sql: `insert into grants (id, person_id, role, unit_id, tier_id, from_at, given_at) values (?, ?, 'trainer', ?, ?, 0, 0)`,
    args: [v7(), trainer.id, org.unitId('D1'), made.tierId(2)],
  })
  const nominate = (personId: string, id = v7(), tier = 2) =>
    trainer.post<{ id: string }>('/nominations', { id, tierId: made.tierId(tier), personId })
  const lacking = () => trainer.get<Lacking>(`/teaching/${made.tierId(2)}/lacking?unit=${org.unitId('D1')}`)
  return { org, trainer, nominate, lacking, ...made }
}

const live = 'select person_id, unit_id from nominations where withdrawn_at is null'

test('a trainer nominates somebody of his subtree, once, for the trainee unit that the person stands for', async () => {
  const { org, nominate } = await district()
  const asha = await org.person('Asha', { unit: 'B1' })
  const first = await nominate(asha.id)
  expect(first).toMatchObject({ status: 201, trips: 1, body: { personId: asha.id, unit: { code: 'B1' } } })
  expect((await nominate(asha.id)).body.id).toBe(first.body.id)
  expect((await nominate(asha.id, first.body.id)).text).toBe(first.text)
  expect(await org.rows(live)).toEqual([{ person_id: asha.id, unit_id: org.unitId('B1') }])
  expect(await org.rows(`select * from audit where action = 'nomination.made'`)).toHaveLength(1)
})

test('a person below the trainee level stands for the trainee unit above, one above it for none', async () => {
  const org = await w.organisation({
    levels: ['state', 'district', 'booth', 'street'],
    units: ['ST', 'D1<ST', 'B1<D1', 'S1<B1'],
  })
  const { tierId } = await cascade(org)
  const owner = await org.person('Owner', { grants: ['owner@ST'] })
  const asha = await org.person('Asha', { unit: 'S1' })
  const nominate = (personId: string) => owner.post('/nominations', { id: v7(), tierId: tierId(2), personId })
  expect((await nominate(asha.id)).body).toMatchObject({ unit: { code: 'B1' } })
  expect((await nominate(owner.id)).body).toMatchObject({ type: '/problems/outside-catchment' })
  expect(await org.rows(live)).toEqual([{ person_id: asha.id, unit_id: org.unitId('B1') }])
})

test('a unit with a maximum of four proposes four and not a fifth, even when six are proposed at once', async () => {
  const { org, nominate } = await district()
  const people = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => org.person(`Person ${n}`, { unit: 'B1' })))
  const outcomes = await Promise.all(people.map(({ id }) => nominate(id)))
  expect(outcomes.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 409, 409])
  expect(outcomes.find(({ status }) => status === 409)?.body).toMatchObject({ type: '/problems/quota-full' })
  expect(await org.rows(live)).toHaveLength(4)
})

test('a nomination that is taken back frees its place and can be made anew', async () => {
  const { org, nominate, trainer } = await district()
  const asha = await org.person('Asha', { unit: 'B1' })
  const { body } = await nominate(asha.id)
  expect(await trainer.delete(`/nominations/${body.id}`)).toMatchObject({ status: 204, trips: 1 })
  expect((await trainer.delete(`/nominations/${body.id}`)).status).toBe(204)
  expect(await org.rows(live)).toEqual([])
  expect(await org.rows(`select * from audit where action = 'nomination.withdrawn'`)).toHaveLength(1)
  const again = await nominate(asha.id)
  expect(again.status).toBe(201)
  expect(again.body.id).not.toBe(body.id)
})

test('nobody is nominated outside the subtree or for another tier: the same 404 as for nobody', async () => {
  const { org, nominate, trainer } = await district()
  const far = await org.person('Far', { unit: 'B3' })
  const near = await org.person('Near', { unit: 'B1' })
  const owner = await org.person('Owner', { grants: ['owner@ST'] })
  const missing = await nominate(v7())
  expect(missing.status).toBe(404)
  expect((await nominate(far.id)).text).toBe(missing.text)
  expect((await nominate(near.id, v7(), 3)).text).toBe(missing.text)
  const theirs = v7()
  const tier = await org.rows('select id from tiers where position = 2')
  await owner.post('/nominations', { id: theirs, tierId: tier[0]?.id, personId: far.id })
  expect((await trainer.delete(`/nominations/${theirs}`)).text).toBe(missing.text)
  expect(await org.rows(live)).toHaveLength(1)
})

test('lacking units are those below the minimum, with who is nominated there; a unit that met it is gone', async () => {
  const { org, nominate, lacking, workshop, register, mark, trainer, tierId } = await district()
  const [asha, ravi] = [await org.person('Asha', { unit: 'B1' }), await org.person('Ravi', { unit: 'B1' })]
  await nominate(asha.id)
  const before = await lacking()
  expect(before).toMatchObject({ status: 200, trips: 1, body: { minimum: 2, after: null } })
  expect(before.body.units.map(({ unit }) => unit.code)).toEqual(['B2', 'B1'])
  expect(before.body.units[1]?.people).toEqual([
    {
      id: asha.id,
      nameEn: 'Asha',
      nameHi: 'Asha',
      nominationId: expect.any(String),
      registered: false,
      trained: false,
    },
  ])
  const batch = await workshop({ tier: 2, unit: 'D1', faculty: [trainer.id] })
  for (const person of [asha, ravi]) {
    const { id } = await register(batch, person.id, 'B1')
    await mark(id, 7)
  }
  expect((await lacking()).body.units[1]?.people).toMatchObject([{ registered: true, trained: false }])
  const path = `/workshops/${batch}/credentials`
  const { body } = await trainer.get<{ offer: string }>(`${path}/offer`)
  await trainer.post(path, { offer: body.offer })
  expect((await lacking()).body.units.map(({ unit }) => unit.code)).toEqual(['B2'])
  expect((await trainer.get('/teaching')).body).toMatchObject({
    teaching: [{ units: 2, lacking: 1, trained: 2 }],
  })
  const people = await trainer.get<{ people: { id: string }[] }>(
    `/teaching/${tierId(2)}/people?unit=${org.unitId('B1')}`,
  )
  expect(people).toMatchObject({ trips: 1, body: { after: null } })
  expect(people.body.people).toMatchObject([
    { id: asha.id, nominationId: expect.any(String), credentialId: expect.any(String) },
    { id: ravi.id, nominationId: null, registrationId: expect.any(String) },
  ])
})

test('lacking units and people elsewhere are not found', async () => {
  const { org, trainer, tierId } = await district()
  for (const path of ['lacking', 'people'])
    for (const unit of [org.unitId('D2'), org.unitId('ST'), v7()])
      expect((await trainer.get(`/teaching/${tierId(2)}/${path}?unit=${unit}`)).status).toBe(404)
})

test('the neediest unit comes first: nobody trained before one trained, nobody proposed before one proposed', async () => {
  const org = await w.organisation({ units: ['ST', 'D1<ST', 'B1<D1', 'B2<D1', 'B3<D1'] })
  const { tierId, workshop, register, mark } = await cascade(org)
  const owner = await org.person('Owner', { grants: ['owner@ST'] })
  const asha = await org.person('Asha', { unit: 'B1' })
  const ravi = await org.person('Ravi', { unit: 'B2' })
  const batch = await workshop({ tier: 2, unit: 'D1', faculty: [owner.id] })
  await mark((await register(batch, asha.id, 'B1')).id, 7)
  const path = `/workshops/${batch}/credentials`
  await owner.post(path, { offer: (await owner.get<{ offer: string }>(`${path}/offer`)).body.offer })
  await owner.post('/nominations', { id: v7(), tierId: tierId(2), personId: ravi.id })
  const lacking = await owner.get<Lacking>(`/teaching/${tierId(2)}/lacking?unit=${org.unitId('D1')}`)
  expect(lacking.body.units.map(({ unit }) => unit.code)).toEqual(['B3', 'B2', 'B1'])
  const first = `/teaching/${tierId(2)}/lacking?unit=${org.unitId('D1')}&after=${org.unitId('B3')}`
  expect((await owner.get<Lacking>(first)).body.units.map(({ unit }) => unit.code)).toEqual(['B2', 'B1'])
})

test('who is nominated and has no seat is listed until he has one', async () => {
  const { org, trainer, nominate, workshop, register, tierId } = await district()
  const [asha, ravi] = [await org.person('Asha', { unit: 'B1' }), await org.person('Ravi', { unit: 'B2' })]
  for (const { id } of [asha, ravi]) await nominate(id)
  type Waiting = { people: { id: string; unit: { code: string } }[] }
  const waiting = () => trainer.get<Waiting>(`/teaching/${tierId(2)}/nominees?unit=${org.unitId('D1')}`)
  const before = await waiting()
  expect(before).toMatchObject({ status: 200, trips: 1 })
  expect(before.body.people.map(({ id, unit }) => [id, unit.code])).toEqual([
    [asha.id, 'B1'],
    [ravi.id, 'B2'],
  ])
  await register(await workshop({ tier: 2, unit: 'D1' }), asha.id, 'B1')
  expect((await waiting()).body.people.map(({ id }) => id)).toEqual([ravi.id])
})

test('a trainer adds somebody to a trainee unit of his, once, and nowhere else', async () => {
  const { org, trainer, tierId, nominate } = await district()
  const id = v7()
  const add = (unit: string, as = id, tier = 2) =>
    trainer.post(`/teaching/${tierId(tier)}/people`, {
      id: as,
      nameEn: 'Kamla',
      nameHi: 'कमला',
      unitId: org.unitId(unit),
    })
  const first = await add('B1')
  expect(first).toMatchObject({
    status: 201,
    trips: 1,
    body: { id, nameHi: 'कमला', unitId: org.unitId('B1') },
  })
  expect((await add('B1')).text).toBe(first.text)
  expect(await org.rows(`select * from people where name_en = 'Kamla'`)).toHaveLength(1)
  expect(await org.rows(`select * from audit where action = 'person.added'`)).toHaveLength(1)
  expect((await nominate(id)).status).toBe(201)
  expect((await add('B3', v7())).status).toBe(404)
  expect((await add('D1', v7())).status).toBe(404)
  expect((await add('B1', v7(), 3)).status).toBe(404)
  expect(await org.rows(`select * from people where name_en = 'Kamla'`)).toHaveLength(1)
})
