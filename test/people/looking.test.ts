import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type List = {
  people: { id: string; nameEn: string; phone: string | null; unit: { code: string } }[]
  after: string | null
}
const namesOf = ({ body }: { body: List }) => body.people.map(({ nameEn }) => nameEn)

/** An organisation with an officer of the state, one of D1, and one of D2. */
async function manned() {
  const o = await w.organisation()
  const state = await o.person('State Officer', { grants: ['registrar@ST'] })
  const first = await o.person('First Officer', { unit: 'D1', grants: ['registrar@D1'] })
  const second = await o.person('Second Officer', { unit: 'D2', grants: ['registrar@D2'] })
  const asha = await o.person('Asha Verma', { unit: 'B1', phone: '+919999920001', nameHi: 'आशा वर्मा' })
  const ramesh = await o.person('Ramesh Koli', { unit: 'B3', phone: '+919999920002', nameHi: 'रमेश कोली' })
  return { o, state, first, second, asha, ramesh }
}

test('an officer lists the people of his subtree, in one round trip, and nobody else', async () => {
  const { state, first, second } = await manned()
  const all = await state.get<List>('/people')
  expect([all.status, all.trips]).toEqual([200, 1])
  expect(namesOf(all).sort()).toEqual([
    'Asha Verma',
    'First Officer',
    'Ramesh Koli',
    'Second Officer',
    'State Officer',
  ])
  expect(namesOf(await first.get<List>('/people')).sort()).toEqual(['Asha Verma', 'First Officer'])
  expect(namesOf(await second.get<List>('/people')).sort()).toEqual(['Ramesh Koli', 'Second Officer'])
})

test('a person of another district is missing, byte for byte, whatever one asks', async () => {
  const { o, first, ramesh } = await manned()
  const missing = await first.get(`/people/${crypto.randomUUID()}`)
  const hidden = await first.get(`/people/${ramesh.id}`)
  expect([hidden.status, hidden.text]).toEqual([404, missing.text])
  const edit = { version: 1, guardianName: 'Somebody' }
  const changed = await first.patch(`/people/${ramesh.id}`, edit)
  expect([changed.status, changed.text]).toEqual([404, missing.text])
  expect(namesOf(await first.get<List>('/people?q=Ramesh'))).toEqual([])
  expect(namesOf(await first.get<List>('/people?q=%2B919999920002'))).toEqual([])
  expect(namesOf(await first.get<List>(`/people?unit=${o.unitId('D2')}`))).toEqual([])
  expect(await o.rows('select guardian_name as g from people where id = ?', [ramesh.id])).toEqual([
    { g: null },
  ])
})

test('without people:contact no phone number and no e-mail is shown', async () => {
  const { o, state, asha } = await manned()
  const planner = await o.person('Planner', { grants: ['planner@ST'] })
  const hidden = await planner.get(`/people/${asha.id}`)
  expect(hidden.body).toMatchObject({ nameHi: 'आशा वर्मा', phone: null, contactShown: false })
  expect(hidden.text).not.toContain('9999920001')
  expect((await planner.get('/people')).text).not.toContain('99999200')
  expect(namesOf(await planner.get<List>('/people?q=%2B919999920001'))).toEqual([])
  const shown = await state.get(`/people/${asha.id}`)
  expect(shown.body).toMatchObject({ phone: '•••••••001', contactShown: true })
  expect(namesOf(await state.get<List>('/people?q=99999%2020001'))).toEqual(['Asha Verma'])
})

test('a name is found in either script', async () => {
  const { state } = await manned()
  for (const typed of ['रमेश', 'Ramesh', 'koli ramesh', 'कोली'])
    expect(namesOf(await state.get<List>(`/people?q=${encodeURIComponent(typed)}`))).toEqual(['Ramesh Koli'])
})

test('somebody without people:read gets the 404 of a missing list; nobody is asked to sign in', async () => {
  const { o } = await manned()
  const member = await o.person('Member')
  const cashier = await o.person('Cashier', { grants: ['cashier@ST'] })
  expect((await member.get('/people')).status).toBe(404)
  expect((await cashier.get('/people')).status).toBe(404)
  expect((await o.nobody.get('/people')).status).toBe(401)
})

test('a power limited to a tier shows no people; one limited to a wing shows those of the wing', async () => {
  const { o, asha } = await manned()
  await o.db.batch(
    [
      "insert into wings values ('youth', 'Youth', 'युवा')",
      { sql: "insert into wing_members values (?, 'youth')", args: [asha.id] },
    ],
    'write',
  )
  const trainer = await o.person('Trainer', { grants: ['trainer@ST'] })
  const wing = await o.person('Wing Officer', { grants: ['registrar@ST'] })
  await o.db.execute({ sql: "update grants set tier_id = 't' where person_id = ?", args: [trainer.id] })
  await o.db.execute({ sql: "update grants set wing_id = 'youth' where person_id = ?", args: [wing.id] })
  expect((await trainer.get('/people')).text).toBe((await trainer.get(`/people/${v7()}`)).text)
  expect((await trainer.get(`/people/${asha.id}`)).status).toBe(404)
  expect(namesOf(await wing.get<List>('/people'))).toEqual(['Asha Verma'])
  expect((await wing.get(`/people/${asha.id}`)).body).toMatchObject({ phone: '•••••••001' })
  expect(namesOf(await wing.get<List>('/people?wing=youth'))).toEqual(['Asha Verma'])
  expect(namesOf(await wing.get<List>('/people?wing=women'))).toEqual([])
})

test('120 people come in pages of 50, each once, in the order of the tree', async () => {
  const o = await w.organisation()
  const officer = await o.person('Officer', { grants: ['admin@D1'] })
  for (let i = 0; i < 120; i += 1) await o.person(`Person ${i}`, { unit: i % 2 ? 'B2' : 'B1' })
  const seen: List['people'] = []
  let after: string | null = ''
  let pages = 0
  while (after !== null) {
    const page: { body: List } = await officer.get<List>(`/people${after ? `?after=${after}` : ''}`)
    seen.push(...page.body.people)
    after = page.body.after
    pages += 1
  }
  expect([pages, seen.length, new Set(seen.map(({ id }) => id)).size]).toEqual([3, 120, 120])
  expect(seen.map(({ unit }) => unit.code)).toEqual([...Array(60).fill('B1'), ...Array(60).fill('B2')])
})
