import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signToken } from '../../worker/platform/keys.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Listed = {
  approvals: { id: string; kind: string; decidable: boolean; own: boolean; decision: string | null }[]
  after: string | null
}
type Client = Awaited<ReturnType<TestOrganisation['person']>>

async function manned() {
  const o = await w.organisation()
  const owner = await o.person('Owner', { grants: ['owner@ST'] })
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  const asha = await o.person('Asha', { unit: 'B1' })
  const question = async (personId = asha.id, unit = 'ST') => {
    const approvalId = v7()
    const asked = await owner.post('/owners', {
      id: v7(),
      approvalId,
      personId,
      unitId: o.unitId(unit),
      reason: 'Needed in the district',
    })
    expect(asked.status).toBe(201)
    return approvalId
  }
  const decide = (who: Pick<Client, 'post'>, id: string, decision = 'approved', note = 'Looked at') =>
    who.post(`/approvals/${id}/decision`, { decision, note })
  const stands = async (id: string) =>
    (await o.rows('select decision, decided_by as "by", note from approvals where id = ?', [id]))[0]
  return { o, owner, admin, asha, question, decide, stands }
}

const TWO = { status: 403, body: { type: '/problems/two-people' } }
const CHANGED = { status: 409, body: { type: '/problems/state-changed' } }

/** Another way in of a person: through some account. */
async function through(o: TestOrganisation, personId: string, accountId: string) {
  const sid = v7()
  await o.db.execute({
    sql: 'insert into entries values (?, ?, ?, null, ?, null)',
    args: [sid, personId, accountId, w.clock.now],
  })
  const claims = { sub: accountId, sid, pid: personId }
  return o.client(await signToken(w.keys, claims, { audience: o.slug, now: w.clock.now, life: 3600 }))
}

test('whoever asked does not decide: not as he is, not through another account', async () => {
  const { o, owner, question, decide, stands } = await manned()
  const id = await question()
  expect(await decide(owner, id)).toMatchObject(TWO)
  expect(await decide(owner, id, 'refused')).toMatchObject(TWO)
  expect(await decide(await through(o, owner.id, 'second-phone'), id)).toMatchObject(TWO)
  expect(await stands(id)).toEqual({ decision: null, by: null, note: null })
  expect(await o.rows("select * from audit where action <> 'approval.asked'")).toEqual([])
})

test('one account with two persons is one', async () => {
  const { o, owner, admin, question, decide, stands } = await manned()
  const id = await question()
  expect(await decide(await through(o, admin.id, `account-${owner.id}`), id)).toMatchObject(TWO)
  expect(await stands(id)).toMatchObject({ decision: null })
  expect((await decide(admin, id)).status).toBe(200)
})

test('whom it benefits does not decide', async () => {
  const { admin, question, decide, stands } = await manned()
  const id = await question(admin.id)
  const waiting = await admin.get<Listed>('/approvals')
  expect(waiting.body.approvals).toMatchObject([{ id, decidable: false, own: false }])
  expect(await decide(admin, id)).toMatchObject(TWO)
  expect(await stands(id)).toMatchObject({ decision: null })
})

test('a statement past the Worker is refused the same', async () => {
  const { o, owner, admin, asha, question } = await manned()
  const id = await question()
  const decided = (by: string | null, account: string | null) =>
    o.db.execute({
      sql: "update approvals set decision = 'approved', decided_by = ?, decided_account = ?, decided_at = ? where id = ?",
      args: [by, account, w.clock.now, id],
    })
  for (const [by, account] of [
    [owner.id, 'another'],
    [admin.id, `account-${owner.id}`],
    [asha.id, 'another'],
    [null, 'another'],
    [admin.id, null],
  ] as const)
    await expect(decided(by, account)).rejects.toThrow('two-people')
  const change = (sql: string) => o.db.execute({ sql, args: [id] })
  await expect(change('delete from approvals where id = ?')).rejects.toThrow('not deleted')
  await expect(change("update approvals set detail = '{}' where id = ?")).rejects.toThrow('not changed')
  await expect(change("update approvals set asked_by = 'x' where id = ?")).rejects.toThrow('not changed')
  await expect(change("update approvals set reason = 'Something else' where id = ?")).rejects.toThrow(
    'not changed',
  )
  await o.db.execute({
    sql: "insert or replace into approvals select id, kind, subject_id, unit_id, workshop_id, person_id, detail, reason, 'x', 'x', asked_at, null, null, null, null, null from approvals where id = ?",
    args: [id],
  })
  expect(await o.rows('select asked_by as a from approvals')).toEqual([{ a: owner.id }])
  expect(await o.rows("select count(*) as n from grants where role = 'owner'")).toEqual([{ n: 1 }])
})

test('it is decided once: the same word again is the same answer, another word comes too late', async () => {
  const { o, admin, question, decide, stands } = await manned()
  const second = await o.person('Second', { grants: ['admin@ST'] })
  const id = await question()
  const first = await decide(admin, id, 'refused', 'Not this year')
  expect([first.status, first.trips]).toEqual([200, 1])
  expect((await decide(admin, id, 'refused', 'Not this year')).body).toEqual(first.body)
  expect(await decide(admin, id)).toMatchObject(CHANGED)
  expect(await decide(second, id)).toMatchObject(CHANGED)
  expect(await decide(second, id, 'refused')).toMatchObject(CHANGED)
  expect(await stands(id)).toEqual({ decision: 'refused', by: admin.id, note: 'Not this year' })
  expect(await o.rows("select detail from audit where action = 'approval.refused'")).toEqual([
    { detail: '{}' },
  ])
  await expect(
    o.db.execute({ sql: 'update approvals set decided_by = ? where id = ?', args: [second.id, id] }),
  ).rejects.toThrow('not changed')
  expect(await o.rows("select count(*) as n from grants where role = 'owner'")).toEqual([{ n: 1 }])
})

test('ten admins race to decide: one of them does', async () => {
  const { o, question, decide, stands } = await manned()
  const ten = await Promise.all(
    Array.from({ length: 10 }, (_, n) => o.person(`Admin ${n}`, { grants: ['admin@ST'] })),
  )
  const id = await question()
  const answers = await Promise.all(ten.map((who, n) => decide(who, id, n % 2 ? 'approved' : 'refused')))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(9)
  const at = answers.findIndex(({ status }) => status === 200)
  expect(await stands(id)).toMatchObject({ by: ten[at]?.id })
})

test('only whoever asked takes it back, and nothing follows from it any more', async () => {
  const { o, owner, admin, asha, question, decide, stands } = await manned()
  const id = await question()
  const missing = await asha.delete(`/approvals/${v7()}`)
  for (const other of [admin, asha]) {
    const refused = await other.delete(`/approvals/${id}`)
    expect([refused.status, refused.text]).toEqual([404, missing.text])
  }
  const back = await owner.delete(`/approvals/${id}`)
  expect([back.status, back.trips]).toEqual([204, 1])
  expect((await owner.delete(`/approvals/${id}`)).status).toBe(204)
  expect(await decide(admin, id)).toMatchObject(CHANGED)
  expect(await stands(id)).toMatchObject({ decision: 'withdrawn', by: owner.id })
  expect(await o.rows('select action from audit order by seq')).toEqual([
    { action: 'approval.asked' },
    { action: 'approval.withdrawn' },
  ])
  expect(await question()).toBeTruthy()
})

test('what was decided is not taken back', async () => {
  const { owner, admin, question, decide, stands } = await manned()
  const id = await question()
  await decide(admin, id)
  expect(await owner.delete(`/approvals/${id}`)).toMatchObject(CHANGED)
  expect(await stands(id)).toMatchObject({ decision: 'approved' })
})

test('of another subtree one sees and decides nothing: the bytes of what does not exist', async () => {
  const { o, admin, asha, question, decide } = await manned()
  const far = await o.person('Far', { unit: 'D2', grants: ['admin@D2'] })
  const viewer = await o.person('Viewer', { grants: ['registrar@ST'] })
  const id = await question(asha.id, 'D1')
  for (const who of [far, viewer, asha]) {
    const missing = await decide(who, v7())
    const refused = await decide(who, id)
    expect([refused.status, refused.text]).toEqual([404, missing.text])
    expect((await who.get<Listed>('/approvals')).body.approvals).toEqual([])
  }
  expect((await admin.get<Listed>('/approvals')).body.approvals).toHaveLength(1)
})

test('what waits, the oldest first, and what was decided, the newest first; each to whom it concerns', async () => {
  const { o, owner, admin, question, decide } = await manned()
  const people = await Promise.all(['P1', 'P2', 'P3'].map((name) => o.person(name, { unit: 'B1' })))
  const ids: string[] = []
  for (const { id } of people) ids.push(await question(id))
  const open = await admin.get<Listed>('/approvals?state=open')
  expect([open.trips, open.body.approvals.map(({ id }) => id)]).toEqual([1, ids])
  expect(open.body.approvals).toMatchObject(ids.map(() => ({ kind: 'owner', decidable: true, own: false })))
  const asked = await owner.get<Listed>('/approvals')
  expect(asked.body.approvals).toMatchObject(ids.map(() => ({ decidable: false, own: true })))
  for (const id of ids.slice(0, 2)) {
    w.clock.now += 1
    await decide(admin, id, 'refused')
  }
  const decided = await owner.get<Listed>('/approvals?state=decided')
  expect(decided.body.approvals.map(({ id }) => id)).toEqual([ids[1], ids[0]])
  expect((await admin.get<Listed>('/approvals')).body.approvals.map(({ id }) => id)).toEqual([ids[2]])
})

test('a page holds 50 and says where it goes on, in both lists', async () => {
  const { o, owner, admin } = await manned()
  const at = w.clock.now
  for (let n = 0; n < 120; n += 1) {
    await o.db.execute({
      sql: `insert into approvals (id, kind, subject_id, person_id, unit_id, detail, reason, asked_by, asked_account,
        asked_at) select ?, 'owner', p, p, ?, json_object('deed', 'give', 'grantId', p), 'Asked for', ?, 'x', ?
        from (select ? as p)`,
      args: [v7(), o.unitId('B1'), owner.id, at, v7()],
    })
  }
  await o.db.execute({
    sql: `update approvals set decision = 'refused', decided_by = ?, decided_account = 'y', decided_at = ?
      where id in (select id from approvals order by id limit 60)`,
    args: [admin.id, at],
  })
  for (const [state, sizes] of [
    ['open', [50, 10]],
    ['decided', [50, 10]],
  ] as const) {
    const first = await admin.get<Listed>(`/approvals?state=${state}`)
    const second = await admin.get<Listed>(`/approvals?state=${state}&after=${first.body.after}`)
    const ids = [...first.body.approvals, ...second.body.approvals].map(({ id }) => id)
    expect([first.body.approvals.length, second.body.approvals.length]).toEqual(sizes)
    expect([new Set(ids).size, second.body.after]).toEqual([60, null])
  }
})

test('a refusal says why', async () => {
  const { admin, question, decide, stands } = await manned()
  const id = await question()
  expect(await decide(admin, id, 'refused', ' ')).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/note' }] },
  })
  expect(await stands(id)).toMatchObject({ decision: null })
})
