import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Breach = {
  type?: string
  boardBy: number
  boardToldAt: number | null
  closedAt: number | null
  entries: { kind: string }[]
}

test('a breach has 72 hours from when it was noticed; what was written about it stays', async () => {
  const o = await w.organisation()
  const officer = await o.person('Officer', { grants: ['privacy_officer@ST'] })
  const below = await o.person('Below', { grants: ['privacy_officer@D1'] })
  const noticedAt = w.clock.now - 3600
  const draft = {
    id: v7(),
    noticedAt,
    happened: 'A list was left in a bus',
    data: 'Names, phones',
    people: 40,
  }
  const noted = await officer.post<Breach>('/privacy/breaches', draft)
  expect([noted.status, noted.trips]).toEqual([201, 1])
  expect([noted.body.boardBy, noted.body.boardToldAt]).toEqual([noticedAt + 72 * 3600, null])
  expect((await below.get(`/privacy/breaches/${draft.id}`)).status).toBe(404)
  expect((await below.get('/privacy/breaches')).status).toBe(404)
  expect((await below.post('/privacy/breaches', { ...draft, id: v7() })).status).toBe(404)
  const add = (kind: string) =>
    officer.post<Breach>(`/privacy/breaches/${draft.id}/entries`, {
      id: v7(),
      kind,
      words: 'Written by hand',
    })
  await add('measure')
  w.clock.now += 60
  const told = await add('board')
  expect(told.body.boardToldAt).toBe(w.clock.now)
  w.clock.now += 60
  expect((await add('closed')).body.closedAt).toBe(w.clock.now)
  const after = await add('finding')
  expect([after.status, after.body.type]).toEqual([409, '/problems/state-changed'])
  for (const sql of [
    'delete from breaches',
    'update breaches set people = 1',
    "update breach_entries set words = ''",
  ])
    await expect(o.db.execute(sql)).rejects.toThrow('append-only')
  const register = await officer.get<{ breaches: Breach[] }>('/privacy/breaches')
  expect(register.body.breaches[0]?.entries.map(({ kind }) => kind)).toEqual(['measure', 'board', 'closed'])
})

test('a breach cannot have been noticed later than now', async () => {
  const o = await w.organisation()
  const officer = await o.person('Officer', { grants: ['privacy_officer@ST'] })
  const draft = { id: v7(), noticedAt: w.clock.now + 60, happened: 'Lost', data: 'Names', people: 1 }
  const refused = await officer.post<{ errors: { pointer: string }[] }>('/privacy/breaches', draft)
  expect([refused.status, refused.body.errors[0]?.pointer]).toEqual([422, '/noticedAt'])
})
