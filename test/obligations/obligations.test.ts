import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type * as z from 'zod'
import type { Duties, Obligations, OwnDuties } from '../../worker/obligations/shapes.ts'
import { cascade } from '../support/cascade.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'

/** The morning of 22 November. */
const BEGINNING = Math.floor(Date.parse('2026-11-22T06:00:00Z') / 1000)

let w: World
let o: TestOrganisation
type Person = Awaited<ReturnType<TestOrganisation['person']>>
let owner: Person
let camp: Awaited<ReturnType<typeof cascade>>
let workshopId: string
let presidents: Record<'D1' | 'D2', Person>

beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const hold = (personId: string, unit: string, from = '2026-01-01', until: string | null = null) =>
  o.db.execute({
    sql: "insert into offices (id, person_id, unit_id, kind_id, from_on, until_on) values (?, ?, ?, 'president', ?, ?)",
    args: [v7(), personId, o.unitId(unit), from, until],
  })

/** A camp of seven days from tomorrow (23 to 29 November); two districts have presidents. */
beforeEach(async () => {
  w.clock.now = BEGINNING
  o = await w.organisation()
  owner = await o.person('Owner', { grants: ['owner@ST'] })
  camp = await cascade(o)
  workshopId = await camp.workshop({ startsOn: '2026-11-23' })
  await o.db.execute("insert into office_kinds values ('president', 'President', 'अध्यक्ष')")
  presidents = { D1: await o.person('Asha', { unit: 'D1' }), D2: await o.person('Bina', { unit: 'D2' }) }
  await hold(presidents.D1.id, 'D1')
  await hold(presidents.D2.id, 'D2')
})

async function bind(days = 5, unit = 'ST') {
  const id = v7()
  const answer = await owner.post(`/workshops/${workshopId}/obligations`, {
    id,
    kindId: 'president',
    unitId: o.unitId(unit),
    days,
  })
  expect(answer).toMatchObject({ status: 201, trips: 1 })
  return id
}

/** The same person with a token of now. */
const fresh = async ({ id }: Person) => o.client(await w.token(o.slug, id))

const dutiesOf = async (id: string, as: Person = owner, query = '') => {
  const answer = await (await fresh(as)).get<z.infer<typeof Duties>>(`/obligations/${id}/duties${query}`)
  expect(answer).toMatchObject({ status: 200, trips: 1 })
  return answer.body.duties
}
const states = async (id: string) =>
  Object.fromEntries((await dutiesOf(id)).map(({ person, state }) => [person.nameEn, state]))

const excuse = (as: Person, id: string, personId: string, approvalId = v7()) =>
  as.post(`/obligations/${id}/excuses`, { approvalId, personId, reason: 'A wedding in the family' })

test('every holder of the office below the unit is bound, and nobody else', async () => {
  const clerk = await o.person('Clerk', { unit: 'D1' })
  const id = await bind()
  expect(await states(id)).toEqual({ Asha: 'due', Bina: 'due' })
  const own = await presidents.D1.get<z.infer<typeof OwnDuties>>('/me/obligations')
  expect(own).toMatchObject({ status: 200, trips: 1 })
  expect(own.body.duties).toMatchObject([
    { obligationId: id, days: 5, state: 'due', kind: { id: 'president' } },
  ])
  expect((await clerk.get<z.infer<typeof OwnDuties>>('/me/obligations')).body.duties).toEqual([])
})

test('an obligation below one district binds its president alone', async () => {
  expect(await states(await bind(5, 'D2'))).toEqual({ Bina: 'due' })
})

test('a new holder inherits the duty until the workshop begins; afterwards it stays with whoever held it then', async () => {
  const id = await bind()
  const heir = await o.person('Chitra', { unit: 'D1' })
  await o.db.execute({
    sql: "update offices set until_on = '2026-11-22' where person_id = ?",
    args: [presidents.D1.id],
  })
  await hold(heir.id, 'D1', '2026-11-22')
  expect(await states(id)).toEqual({ Chitra: 'due', Bina: 'due' })
  w.clock.now += 3 * 86_400
  await o.db.execute({
    sql: "update offices set until_on = '2026-11-25' where person_id = ?",
    args: [heir.id],
  })
  await hold(presidents.D1.id, 'D1', '2026-11-25')
  expect(await states(id)).toEqual({ Chitra: 'due', Bina: 'due' })
})

test('who was there on enough days has met it; who cannot be any more has breached it', async () => {
  const id = await bind(5)
  const met = await camp.register(workshopId, presidents.D1.id, 'B1')
  const late = await camp.register(workshopId, presidents.D2.id, 'B3')
  expect(await states(id)).toEqual({ Asha: 'registered', Bina: 'registered' })
  await camp.mark(met.id, 4, '2026-11-23')
  await camp.mark(late.id, 1, '2026-11-23')
  // The 26th: today's mark is made for Asha, and three days are left after it.
  w.clock.now += 4 * 86_400
  expect(await states(id)).toEqual({ Asha: 'registered', Bina: 'registered' })
  await camp.mark(met.id, 1, '2026-11-27')
  w.clock.now += 86_400
  expect(await states(id)).toEqual({ Asha: 'met', Bina: 'breached' })
  const listed = await (await fresh(owner)).get<z.infer<typeof Obligations>>(
    `/workshops/${workshopId}/obligations`,
  )
  expect(listed).toMatchObject({ status: 200, trips: 1 })
  expect(listed.body.obligations[0]?.counts).toEqual({
    due: 0,
    asked: 0,
    registered: 0,
    breached: 1,
    excused: 0,
    met: 1,
  })
})

test('an excuse is asked by one and decided by another, who is not the one it is for', async () => {
  const id = await bind()
  const approvalId = v7()
  const asked = await excuse(presidents.D1, id, presidents.D1.id, approvalId)
  expect(asked).toMatchObject({ status: 201, trips: 1, body: { approvalId, decision: null } })
  expect((await excuse(presidents.D1, id, presidents.D1.id, approvalId)).status).toBe(201)
  expect(await states(id)).toEqual({ Asha: 'asked', Bina: 'due' })
  expect((await excuse(presidents.D1, id, presidents.D1.id)).body.type).toContain('state-changed')
  await o.grant(presidents.D1.id, 'approver', 'ST')
  const own = await presidents.D1.post(`/approvals/${approvalId}/decision`, { decision: 'approved' })
  expect(own.body.type).toContain('two-people')
  expect((await owner.post(`/approvals/${approvalId}/decision`, { decision: 'approved' })).status).toBe(200)
  expect(await states(id)).toEqual({ Asha: 'excused', Bina: 'due' })
})

test('a refused excuse leaves the duty as it was, and may be asked for again', async () => {
  const id = await bind()
  const approvalId = v7()
  await excuse(presidents.D1, id, presidents.D1.id, approvalId)
  await owner.post(`/approvals/${approvalId}/decision`, { decision: 'refused', note: 'Everybody comes' })
  expect(await states(id)).toEqual({ Asha: 'due', Bina: 'due' })
  expect((await excuse(presidents.D1, id, presidents.D1.id)).status).toBe(201)
})

test('an excuse does not pass to the next holder', async () => {
  const id = await bind()
  const approvalId = v7()
  await excuse(presidents.D1, id, presidents.D1.id, approvalId)
  await owner.post(`/approvals/${approvalId}/decision`, { decision: 'approved' })
  const heir = await o.person('Chitra', { unit: 'D1' })
  await o.db.execute({
    sql: "update offices set until_on = '2026-11-22' where person_id = ?",
    args: [presidents.D1.id],
  })
  await hold(heir.id, 'D1', '2026-11-22')
  expect(await states(id)).toEqual({ Chitra: 'due', Bina: 'due' })
})

test('an officer asks for those below him; nobody asks for somebody elsewhere', async () => {
  const id = await bind()
  const registrar = await o.person('Registrar', { grants: ['registrar@D1'] })
  expect((await excuse(registrar, id, presidents.D1.id)).status).toBe(201)
  expect((await excuse(registrar, id, presidents.D2.id)).status).toBe(404)
  expect((await excuse(presidents.D1, id, presidents.D2.id)).status).toBe(404)
})

test('a district sees its own duties and their number only', async () => {
  const id = await bind()
  const viewer = await o.person('Viewer', { grants: ['viewer@D1'] })
  expect((await dutiesOf(id, viewer)).map(({ person }) => person.nameEn)).toEqual(['Asha'])
  const listed = await viewer.get<z.infer<typeof Obligations>>(`/workshops/${workshopId}/obligations`)
  expect(listed.body.obligations[0]?.counts.due).toBe(1)
  const elsewhere = await o.person('Elsewhere', { grants: ['viewer@B1'] })
  expect((await elsewhere.get(`/obligations/${id}/duties`)).status).toBe(404)
  expect((await elsewhere.get(`/workshops/${workshopId}/obligations`)).status).toBe(404)
})

test('duties are told by state', async () => {
  const id = await bind()
  await camp.register(workshopId, presidents.D2.id, 'B3')
  expect((await dutiesOf(id, owner, '?state=due')).map(({ person }) => person.nameEn)).toEqual(['Asha'])
  expect(await dutiesOf(id, owner, '?state=met')).toEqual([])
})

test('hundreds of duties come page by page, each once', async () => {
  const people = await Promise.all(Array.from({ length: 60 }, (_, n) => o.person(`P${n}`, { unit: 'B1' })))
  for (const { id } of people) await hold(id, 'B1')
  const id = await bind()
  const first = await owner.get<z.infer<typeof Duties>>(`/obligations/${id}/duties`)
  expect(first.body.duties).toHaveLength(50)
  const rest = await dutiesOf(id, owner, `?after=${first.body.after}`)
  const all = [...first.body.duties, ...rest].map(({ officeId }) => officeId)
  expect(all).toHaveLength(62)
  expect(new Set(all).size).toBe(62)
})

test('a release ends the duty; the same office can be bound again', async () => {
  const id = await bind()
  expect(await owner.delete(`/obligations/${id}`)).toMatchObject({ status: 204, trips: 1 })
  expect((await owner.delete(`/obligations/${id}`)).status).toBe(204)
  expect((await owner.get(`/obligations/${id}/duties`)).status).toBe(404)
  const own = await presidents.D1.get<z.infer<typeof OwnDuties>>('/me/obligations')
  expect(own.body.duties).toEqual([])
  await bind()
})

test('what cannot be bound is refused where it is wrong, and twice is once', async () => {
  const draft = { id: v7(), kindId: 'president', unitId: o.unitId('ST'), days: 5 }
  const to = `/workshops/${workshopId}/obligations`
  const wrong = async (over: object) => {
    const answer = await owner.post<{ errors?: { pointer: string }[] }>(to, { ...draft, ...over })
    expect(answer.status).toBe(422)
    return answer.body.errors?.map(({ pointer }) => pointer)
  }
  expect(await wrong({ days: 8 })).toEqual(['/days'])
  expect(await wrong({ kindId: 'nobody' })).toEqual(['/kindId'])
  expect(await wrong({ unitId: v7() })).toEqual(['/unitId'])
  await owner.post(to, draft)
  const twice = await owner.post<z.infer<typeof Obligations>>(to, { ...draft, id: v7() })
  expect(twice.body.obligations).toHaveLength(1)
})

test('duties of a workshop that was called off are no duties', async () => {
  const id = await bind()
  await o.db.execute({ sql: 'update workshops set cancelled_at = 1 where id = ?', args: [workshopId] })
  expect(await dutiesOf(id)).toEqual([])
})

test('records that are merged keep the excuse of either', async () => {
  const id = await bind()
  const approvalId = v7()
  await excuse(presidents.D1, id, presidents.D1.id, approvalId)
  await owner.post(`/approvals/${approvalId}/decision`, { decision: 'approved' })
  const kept = await o.person('Asha', { unit: 'D1' })
  const merged = await owner.post('/merges', { id: v7(), keptId: kept.id, goneId: presidents.D1.id })
  expect(merged.status).toBe(201)
  expect(await states(id)).toEqual({ Asha: 'excused', Bina: 'due' })
})
