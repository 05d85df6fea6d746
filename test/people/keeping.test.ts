import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const draft = (unitId: string, more: Record<string, unknown> = {}) => ({
  id: v7(),
  nameEn: 'Sunita Meena',
  nameHi: 'सुनीता मीणा',
  unitId,
  ...more,
})

test('adding the same person twice adds one, in one round trip each', async () => {
  const o = await w.organisation()
  const officer = await o.person('Officer', { grants: ['registrar@D1'] })
  const sunita = draft(o.unitId('B1'), { phone: '९९९९९ ३०००१', code: 'K-1' })
  const made = await officer.post('/people', sunita)
  expect([made.status, made.trips]).toEqual([201, 1])
  expect(await o.rows('select phone from people where id = ?', [sunita.id])).toEqual([
    { phone: '+919999930001' },
  ])
  expect(made.body).toMatchObject({ phone: '•••••••001', code: 'K-1', unit: { code: 'B1' }, version: 1 })
  expect(await officer.post('/people', sunita)).toMatchObject({ status: 201, body: made.body })
  expect(await o.rows("select count(*) as n from people where name_en = 'Sunita Meena'")).toEqual([{ n: 1 }])
  expect(await o.rows('select action, actor_id as by from audit order by seq')).toEqual([
    { action: 'person.added', by: officer.id },
  ])
})

test('nobody is added to a unit of another district, nor with a code that is in use', async () => {
  const o = await w.organisation()
  const officer = await o.person('Officer', { grants: ['registrar@D1'] })
  expect((await officer.post('/people', draft(o.unitId('B3')))).status).toBe(404)
  expect((await officer.post('/people', draft(crypto.randomUUID()))).status).toBe(404)
  await officer.post('/people', draft(o.unitId('B1'), { code: 'K-1' }))
  const again = await officer.post('/people', draft(o.unitId('B1'), { code: 'K-1' }))
  expect(again).toMatchObject({ status: 409, body: { type: '/problems/code-taken' } })
  const fault = await officer.post('/people', draft(o.unitId('B1'), { phone: 'abc' }))
  expect(fault).toMatchObject({ status: 422, body: { errors: [{ pointer: '/phone' }] } })
  expect(await o.rows('select count(*) as n from people')).toEqual([{ n: 2 }])
})

test('an edit of what somebody else changed meanwhile is refused, and writes nothing', async () => {
  const o = await w.organisation()
  const officer = await o.person('Officer', { grants: ['registrar@D1'] })
  const asha = await o.person('Asha', { unit: 'B1' })
  const path = `/people/${asha.id}`
  const first = await officer.patch(path, { version: 1, bornYear: 1990 })
  expect([first.status, first.trips, first.body.version]).toEqual([200, 1, 2])
  expect(await officer.patch(path, { version: 1, bornYear: 1990 })).toMatchObject({
    status: 200,
    body: { version: 2 },
  })
  const late = await officer.patch(path, { version: 1, bornYear: 1991 })
  expect(late).toMatchObject({ status: 412, body: { type: '/problems/version-changed' } })
  expect(await o.rows('select born_year as y from people where id = ?', [asha.id])).toEqual([{ y: 1990 }])
  expect(await o.rows('select action from audit order by seq')).toEqual([{ action: 'person.changed' }])
})

test('a changed name is found, the old one no longer', async () => {
  const o = await w.organisation()
  const officer = await o.person('Officer', { grants: ['registrar@D1'] })
  const asha = await o.person('Asha', { unit: 'B1' })
  await officer.patch(`/people/${asha.id}`, { version: 1, nameEn: 'Gomti', nameHi: 'गोमती' })
  const count = async (q: string) =>
    (await officer.get<{ people: unknown[] }>(`/people?q=${encodeURIComponent(q)}`)).body.people.length
  expect([await count('Asha'), await count('Gomti'), await count('गोमती')]).toEqual([0, 1, 1])
})

test('somebody is moved within a district, not out of it by its officer', async () => {
  const o = await w.organisation()
  const officer = await o.person('Officer', { grants: ['registrar@D1'] })
  const asha = await o.person('Asha', { unit: 'B1' })
  const move = (unit: string, version: number) =>
    officer.patch(`/people/${asha.id}`, { version, unitId: o.unitId(unit) })
  expect(await move('B2', 1)).toMatchObject({ status: 200, body: { unit: { code: 'B2' }, version: 2 } })
  expect(await move('B3', 2)).toMatchObject({ status: 422, body: { errors: [{ pointer: '/unitId' }] } })
  expect(await o.rows('select unit_id as u from people where id = ?', [asha.id])).toEqual([
    { u: o.unitId('B2') },
  ])
})
