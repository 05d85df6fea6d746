import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'
import { stand, whole } from './merging.support.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Merged = { id: string; undoneAt: number | null; type?: string }
type Conflict = { type: string; obstacles: { kind: string; keptRowId: string; goneRowId: string }[] }
type Built = { type: string; since: { kind: string; rowId: string }[] }

/** Two records of Asha in one booth, each with her own facts, and a registrar of the district. */
async function twice() {
  const o = await w.organisation()
  const owner = await o.person('Owner', { grants: ['owner@ST'] })
  const registrar = await o.person('Registrar', { grants: ['registrar@D1'] })
  const kept = await o.person('Asha Verma', { unit: 'B1' })
  const gone = await o.person('Asha Verma', { unit: 'B1', nameHi: 'आशा वर्मा', phone: '+919999900811' })
  const s = await stand(o)
  return { o, owner, registrar, kept, gone, s }
}

test('two records become one: everything stands on the survivor, in one round trip, and is audited', async () => {
  const { o, registrar, kept, gone, s } = await twice()
  const seat = await s.register(gone.id, 0, 'B1')
  if (!seat) throw new Error('no seat')
  await s.pay(seat, 400)
  await s.mark(seat)
  await s.credit(seat)
  await s.nominate(gone.id, 1, 'B1')
  await s.office(gone.id, 'B1', '2026-01-01')
  await s.belong(gone.id)
  await s.skill(gone.id, 'verified')
  const id = v7()
  const done = await registrar.post<Merged>('/merges', { id, keptId: kept.id, goneId: gone.id })
  expect([done.status, done.trips]).toEqual([201, 1])
  const again = await registrar.post<Merged>('/merges', { id, keptId: kept.id, goneId: gone.id })
  expect([again.status, again.body.id]).toEqual([201, id])
  for (const table of ['registrations', 'credentials', 'nominations', 'offices', 'wing_members', 'skills'])
    expect(await o.rows(`select person_id as p from ${table}`), table).toEqual([{ p: kept.id }])
  expect(await o.rows('select phone from people where id = ?', [kept.id])).toEqual([
    { phone: '+919999900811' },
  ])
  expect((await registrar.get(`/people/${gone.id}`)).status).toBe(404)
  const found = await registrar.get<{ people: { id: string }[] }>('/people?q=Asha')
  expect(found.body.people.map((p) => p.id)).toEqual([kept.id])
  expect(await o.rows("select count(*) as n from audit where action = 'people.merged'")).toEqual([{ n: 1 }])
  expect((await gone.get('/me')).status).toBe(401)
  expect(JSON.stringify(await o.rows('select detail from audit'))).not.toContain('99999')
})

test('a way in that led to the record that is gone leads to the survivor', async () => {
  const { o, registrar, kept, gone } = await twice()
  await registrar.post('/merges', { id: v7(), keptId: kept.id, goneId: gone.id })
  const rows = await o.rows(
    'select id from people where phone = ? and merged_into is null union all select merged_into from people where id = ?',
    ['+919999900811', gone.id],
  )
  expect(rows).toEqual([{ id: kept.id }, { id: kept.id }])
})

test('two live seats at one workshop, and two live credentials of a tier, are named; one of each is chosen', async () => {
  const { o, registrar, kept, gone, s } = await twice()
  const [mine, other] = [await s.register(kept.id, 0, 'B1'), await s.register(gone.id, 0, 'B1')]
  if (!mine || !other) throw new Error('no seats')
  const [own, twin] = [await s.credit(mine), await s.credit(other)]
  const draft = { id: v7(), keptId: kept.id, goneId: gone.id }
  const refused = await registrar.post<Conflict>('/merges', draft)
  expect([refused.status, refused.body.type, refused.trips]).toEqual([409, '/problems/merge-conflict', 1])
  expect(
    refused.body.obstacles.map(({ kind, keptRowId, goneRowId }) => [kind, keptRowId, goneRowId]),
  ).toEqual([
    ['registration', mine, other],
    ['credential', own, twin],
  ])
  expect(await o.rows('select id from merges')).toEqual([])
  const crossed = await registrar.post<Conflict>('/merges', { ...draft, chosen: [mine, twin] })
  expect(crossed.body.obstacles.map(({ kind }) => kind)).toEqual(['credential-elsewhere'])
  const done = await registrar.post('/merges', { ...draft, chosen: [other, twin] })
  expect(done.status).toBe(201)
  expect(await o.rows('select id from registrations where cancelled_at is null')).toEqual([{ id: other }])
  expect(await o.rows('select id from credentials where revoked_at is null')).toEqual([{ id: twin }])
  const [booth] = await o.rows('select registered, trained from coverage where unit_id = ?', [o.unitId('B1')])
  expect(booth).toEqual({ registered: 1, trained: 1 })
})

test('parting restores everything; what was built on the merge is named and refuses it', async () => {
  const { o, registrar, kept, gone, s } = await twice()
  const seat = await s.register(gone.id, 0, 'B1')
  await s.skill(gone.id, 'verified')
  await s.skill(kept.id, 'claimed')
  const before = await whole(o)
  const id = v7()
  await registrar.post('/merges', { id, keptId: kept.id, goneId: gone.id })
  const later = await s.register(kept.id, 1, 'B1')
  if (seat) await s.mark(seat)
  const refused = await registrar.post<Built>(`/merges/${id}/undoing`)
  expect([refused.status, refused.body.type, refused.trips]).toEqual([409, '/problems/merge-built-on', 1])
  expect(refused.body.since.map(({ kind, rowId }) => [kind, rowId]).sort()).toEqual(
    [
      ['registration', later],
      ['registration', seat],
    ].sort(),
  )
  await o.db.execute({ sql: 'delete from marks where registration_id = ?', args: [seat ?? ''] })
  await o.db.execute({ sql: 'delete from dues where registration_id = ?', args: [later ?? ''] })
  await o.db.execute({ sql: 'delete from registrations where id = ?', args: [later ?? ''] })
  await o.db.execute('update coverage set registered = 1 where registered > 1')
  const parted = await registrar.post<Merged>(`/merges/${id}/undoing`)
  expect([parted.status, parted.trips, parted.body.undoneAt]).toEqual([201, 1, w.clock.now])
  const [people, ...tables] = await whole(o)
  expect(people).toEqual(before[0])
  expect(tables.slice(0, 12)).toEqual(before.slice(1, 13))
  expect((await registrar.get(`/people/${gone.id}`)).status).toBe(200)
})

test('nobody gains power by a merge: not oneself, not powers beyond one’s own, not beyond one’s units', async () => {
  const { o, owner, registrar, kept, gone } = await twice()
  const far = await o.person('Asha Verma', { unit: 'B3' })
  const draft = (keptId: string, goneId: string) => ({ id: v7(), keptId, goneId })
  expect((await registrar.post('/merges', draft(kept.id, far.id))).status).toBe(404)
  await o.grant(gone.id, 'admin', 'D1')
  expect((await registrar.post('/merges', draft(kept.id, gone.id))).body.type).toBe(
    '/problems/beyond-own-powers',
  )
  expect((await registrar.post('/merges', draft(gone.id, kept.id))).body.type).toBe(
    '/problems/beyond-own-powers',
  )
  expect((await owner.post('/merges', draft(owner.id, kept.id))).body.type).toBe('/problems/two-people')
  const other = await o.person('Other', { grants: ['owner@ST'] })
  const lost = await other.post<Conflict>('/merges', draft(kept.id, owner.id))
  expect(lost.body.obstacles.map(({ kind }) => kind)).toEqual(['owner'])
  expect(await o.rows('select id from merges')).toEqual([])
  expect((await owner.post('/merges', draft(kept.id, gone.id))).status).toBe(201)
  expect((await o.rows("select person_id as p from grants where role = 'admin'"))[0]).toEqual({ p: kept.id })
})

test('nothing new is written about a record that is gone', async () => {
  const { registrar, kept, gone, s } = await twice()
  await registrar.post('/merges', { id: v7(), keptId: kept.id, goneId: gone.id })
  await expect(s.register(gone.id, 0, 'B1')).rejects.toThrow('problem:state-changed')
  await expect(s.nominate(gone.id, 0, 'B1')).rejects.toThrow('problem:state-changed')
})

test('erasing the survivor leaves no name, sound or number of either record behind, and parts nothing', async () => {
  const { o, registrar, kept, gone } = await twice()
  const [asker, decider] = [
    await o.person('Asker', { grants: ['privacy_officer@ST'] }),
    await o.person('Decider', { grants: ['privacy_officer@ST'] }),
  ]
  const id = v7()
  await registrar.post('/merges', { id, keptId: kept.id, goneId: gone.id })
  await o.db.execute({
    sql: "insert into people_lists (id, owner_id, name, filters, saved_at) values (?, ?, 'Asha Verma, her list', '{}', 1)",
    args: [v7(), kept.id],
  })
  const asked = await asker.post<{ approvalId: string }>('/privacy/requests', {
    id: v7(),
    personId: kept.id,
    asked: { kind: 'erasure' },
  })
  const decided = await decider.post(`/approvals/${asked.body.approvalId}/decision`, { decision: 'approved' })
  expect(decided.status).toBe(200)
  const left = [
    ...(await o.rows('select * from people where id in (?, ?)', [kept.id, gone.id])),
    ...(await o.rows('select * from merges')),
    ...(await o.rows('select * from merge_rows')),
    ...(await o.rows('select * from people_lists')),
  ]
  expect(JSON.stringify(left)).not.toMatch(/Asha|आशा|9999900811|zsrm/)
  expect(left.filter((row) => 'sound_key' in row).map((row) => row.sound_key)).toEqual([null, null])
  const refused = await registrar.post<Built>(`/merges/${id}/undoing`)
  expect(refused.body.since.map(({ kind }) => kind)).toContain('erasure')
})
