import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Page = {
  version: number
  offices: { id: string; nameHi: string; unit: { code: string }; fromOn: string }[]
  wings: { id: string }[]
  skills: { skill: string; state: string }[]
}

async function manned() {
  const o = await w.organisation()
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  const officer = await o.person('Officer', { unit: 'D1', grants: ['registrar@D1'] })
  const asha = await o.person('Asha', { unit: 'B1' })
  const ramesh = await o.person('Ramesh', { unit: 'B3' })
  await o.db.batch(
    [
      "insert into office_kinds values ('president', 'President', 'अध्यक्ष')",
      "insert into wings values ('youth', 'Youth', 'युवा'), ('women', 'Women', 'महिला')",
    ],
    'write',
  )
  const office = (unit: string, more: Record<string, unknown> = {}) => ({
    id: v7(),
    unitId: o.unitId(unit),
    kindId: 'president',
    fromOn: '2025-04-01',
    ...more,
  })
  return { o, admin, officer, asha, ramesh, office }
}

test('an office is taken once and shown beside the name until it ends', async () => {
  const { o, officer, asha, office } = await manned()
  const taken = office('D1')
  const path = `/people/${asha.id}/offices`
  const first = await officer.post<Page>(path, taken)
  expect([first.status, first.trips]).toEqual([201, 1])
  expect(first.body.offices).toMatchObject([{ nameHi: 'अध्यक्ष', unit: { code: 'D1' }, fromOn: '2025-04-01' }])
  for (const again of [taken, office('D1', { fromOn: '2025-05-01' })])
    expect((await officer.post<Page>(path, again)).body.offices).toHaveLength(1)
  const holders = () => officer.get<{ people: { id: string }[] }>('/people?office=president')
  expect((await holders()).body.people.map(({ id }) => id)).toEqual([asha.id])

  for (const day of ['2025-03-31', '2027-01-01'])
    expect((await officer.delete(`/offices/${taken.id}?on=${day}`)).status).toBe(422)
  const ended = await officer.delete(`/offices/${taken.id}?on=2026-11-20`)
  expect([ended.status, ended.trips]).toEqual([204, 1])
  expect((await holders()).body.people).toEqual([])
  expect(await o.rows('select until_on as u from offices')).toEqual([{ u: '2026-11-20' }])
  expect(await o.rows('select action from audit order by seq')).toEqual([
    { action: 'office.taken' },
    { action: 'office.ended' },
  ])
})

test('an office needs power over the person and over the unit', async () => {
  const { o, officer, asha, ramesh, office } = await manned()
  expect((await officer.post(`/people/${asha.id}/offices`, office('ST'))).status).toBe(404)
  expect((await officer.post(`/people/${ramesh.id}/offices`, office('D1'))).status).toBe(404)
  expect((await officer.post(`/people/${asha.id}/offices`, office('D1', { kindId: 'chief' }))).status).toBe(
    422,
  )
  expect(await o.rows('select id from offices')).toEqual([])
})

test('an admin adds a kind of office, a registrar does not; anybody may read them', async () => {
  const { admin, officer, asha } = await manned()
  const kind = { id: v7(), nameEn: 'Booth President', nameHi: 'बूथ अध्यक्ष' }
  expect((await officer.post('/office-kinds', kind)).status).toBe(404)
  expect((await admin.post('/office-kinds', kind)).status).toBe(201)
  expect((await asha.get('/office-kinds')).body).toHaveLength(2)
})

test('the wings of a person are those that were sent; an unknown one changes nothing', async () => {
  const { o, officer, asha, ramesh } = await manned()
  const put = (wingIds: string[], who = asha.id) => officer.put<Page>(`/people/${who}/wings`, { wingIds })
  const set = await put(['youth', 'women'])
  expect([set.status, set.trips, set.body.version, set.body.wings.length]).toEqual([200, 1, 2, 2])
  expect((await put(['women', 'youth'])).body.version).toBe(2)
  expect((await put(['youth', 'elders'])).status).toBe(422)
  expect((await put(['youth'])).body).toMatchObject({ version: 3, wings: [{ id: 'youth' }] })
  expect((await put(['youth'], ramesh.id)).status).toBe(404)
  expect(await o.rows('select action from audit order by seq')).toEqual([
    { action: 'person.wings' },
    { action: 'person.wings' },
  ])
})

test('a power limited to a wing does not change who belongs to it', async () => {
  const { o, asha } = await manned()
  await o.db.execute({ sql: "insert into wing_members values (?, 'youth')", args: [asha.id] })
  const head = await o.person('Wing Head', { grants: ['registrar@ST'] })
  await o.db.execute({ sql: "update grants set wing_id = 'youth' where person_id = ?", args: [head.id] })
  expect((await head.put(`/people/${asha.id}/wings`, { wingIds: ['women'] })).status).toBe(422)
  expect(await o.rows('select wing_id as w from wing_members')).toEqual([{ w: 'youth' }])
})

test('a skill is claimed, then verified, and says by whom', async () => {
  const { o, officer, asha } = await manned()
  const say = (state: string) => officer.put<Page>(`/people/${asha.id}/skills/IT`, { state })
  for (const state of ['claimed', 'verified', 'verified']) expect((await say(state)).status).toBe(200)
  expect((await say('verified')).body.skills).toMatchObject([
    { skill: 'it', state: 'verified', byEn: 'Officer' },
  ])
  expect(await o.rows('select skill, state, said_by as by from skills')).toEqual([
    { skill: 'it', state: 'verified', by: officer.id },
  ])
  expect(await o.rows('select count(*) as n from audit')).toEqual([{ n: 2 }])
  expect((await officer.get<{ people: unknown[] }>('/people?skill=it')).body.people).toHaveLength(1)
})
