import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

async function manned() {
  const o = await w.organisation()
  const owner = await o.person('Owner', { grants: ['owner@ST'] })
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  const asha = await o.person('Asha', { unit: 'B1' })
  const asked = (personId: string, unit = 'ST', more: Record<string, unknown> = {}) => ({
    id: v7(),
    approvalId: v7(),
    personId,
    unitId: o.unitId(unit),
    reason: 'She has led the district for years',
    ...more,
  })
  const decide = (who: typeof owner, id: string, decision = 'approved') =>
    who.post(`/approvals/${id}/decision`, { decision, note: 'Seen' })
  const owners = async () =>
    (
      await o.rows(
        "select person_id as id from grants where role = 'owner' and (until_at is null or until_at > ?) order by given_at, id",
        [w.clock.now],
      )
    ).map(({ id }) => id)
  return { o, owner, admin, asha, asked, decide, owners }
}

const TWO = { status: 403, body: { type: '/problems/two-people' } }

test('one asks and another approves: only then is there a second owner, by the approval itself', async () => {
  const { o, owner, admin, asha, asked, decide, owners } = await manned()
  const question = asked(asha.id)
  const answer = await owner.post('/owners', question)
  expect([answer.status, answer.trips, answer.body]).toEqual([
    201,
    1,
    { approvalId: question.approvalId, decision: null },
  ])
  expect((await owner.post('/owners', question)).body).toEqual(answer.body)
  expect(await owners()).toEqual([owner.id])
  expect(await decide(owner, question.approvalId)).toMatchObject(TWO)
  expect((await asha.get('/people')).status).toBe(404)
  const approved = await decide(admin, question.approvalId)
  expect([approved.status, approved.trips]).toEqual([200, 1])
  expect((await asha.get('/people')).status).toBe(200)
  expect(
    await o.rows('select given_by as g, approval_id as a from grants where id = ?', [question.id]),
  ).toEqual([{ g: owner.id, a: question.approvalId }])
  expect(await o.rows('select action, subject_id as s from audit order by seq')).toEqual([
    { action: 'approval.asked', s: question.approvalId },
    { action: 'approval.approved', s: question.approvalId },
  ])
})

test('no route and no statement makes an owner without an approval', async () => {
  const { o, owner, asha, owners } = await manned()
  const draft = { id: v7(), personId: asha.id, role: 'owner', unitId: o.unitId('D1') }
  expect(await owner.post('/grants', draft)).toMatchObject(TWO)
  const insert = (approval: string | null) =>
    o.db.execute({
      sql: "insert into grants (id, person_id, role, unit_id, from_at, given_at, approval_id) values (?, ?, 'owner', ?, 0, 0, ?)",
      args: [v7(), asha.id, o.unitId('B1'), approval],
    })
  await expect(insert(null)).rejects.toThrow('two-people')
  const viewer = await o.grant(asha.id, 'viewer', 'ST')
  const change = (sql: string) => o.db.execute({ sql, args: [viewer] })
  await expect(change("update grants set role = 'owner' where id = ?")).rejects.toThrow('two-people')
  await expect(
    o.db.execute({ sql: "update grants set person_id = ? where role = 'owner'", args: [asha.id] }),
  ).rejects.toThrow('two-people')
  await o.db.execute({
    sql: "insert or replace into grants (id, person_id, role, unit_id, from_at, given_at) select id, ?, 'viewer', unit_id, 0, 0 from grants where role = 'owner'",
    args: [asha.id],
  })
  expect(await owners()).toEqual([owner.id])
})

test('an approval makes the one grant that it names, and no other', async () => {
  const { o, owner, admin, asha, asked, decide } = await manned()
  const question = asked(asha.id, 'D1')
  await owner.post('/owners', question)
  await decide(admin, question.approvalId)
  for (const unit of ['ST', 'D1']) {
    await expect(
      o.db.execute({
        sql: "insert into grants (id, person_id, role, unit_id, from_at, given_at, approval_id) values (?, ?, 'owner', ?, 0, 0, ?)",
        args: [v7(), asha.id, o.unitId(unit), question.approvalId],
      }),
    ).rejects.toThrow('two-people')
  }
  expect((await asha.get(`/grants?unit=${o.unitId('ST')}`)).body).toMatchObject({
    grants: [{ role: 'owner', unit: { code: 'D1' }, approvalId: question.approvalId }],
  })
})

test('an owner who begins later and lasts until a day', async () => {
  const { o, owner, admin, asha, asked, decide } = await manned()
  const [fromAt, untilAt] = [w.clock.now + 3600, w.clock.now + 7200]
  const question = asked(asha.id, 'ST', { fromAt, untilAt })
  await owner.post('/owners', question)
  await decide(admin, question.approvalId)
  expect(await o.rows('select from_at as f, until_at as u from grants where id = ?', [question.id])).toEqual([
    { f: fromAt, u: untilAt },
  ])
  const backwards = asked(admin.id, 'ST', { fromAt: untilAt, untilAt: fromAt })
  expect((await owner.post('/owners', backwards)).status).toBe(422)
})

test('only an owner asks for one; an admin does not, and a stranger is told nothing', async () => {
  const { o, owner, admin, asha, asked } = await manned()
  expect(await admin.post('/owners', asked(asha.id))).toMatchObject({
    status: 403,
    body: { type: '/problems/beyond-own-powers' },
  })
  const missing = await asha.get(`/people/${v7()}/grants`)
  expect((await asha.post('/owners', asked(asha.id))).text).toBe(missing.text)
  expect((await owner.post('/owners', asked(v7()))).status).toBe(404)
  expect(await o.rows('select * from approvals')).toEqual([])
  expect(await o.rows('select * from audit order by seq')).toEqual([])
})

test('the same person is asked for once at a time', async () => {
  const { o, owner, asha, asked } = await manned()
  await owner.post('/owners', asked(asha.id))
  expect(await owner.post('/owners', asked(asha.id, 'D1'))).toMatchObject({
    status: 409,
    body: { type: '/problems/approval-open' },
  })
  expect(await o.rows('select count(*) as n from approvals')).toEqual([{ n: 1 }])
})

test('when whoever asked is no owner any more, his question comes to nothing', async () => {
  const { o, owner, admin, asha, asked, decide, owners } = await manned()
  const ramesh = await o.person('Ramesh', { grants: ['owner@ST'] })
  const question = asked(asha.id)
  await ramesh.post('/owners', question)
  const [grant] = await o.rows('select id from grants where person_id = ?', [ramesh.id])
  await ramesh.delete(`/grants/${String(grant?.id)}`)
  expect(await decide(admin, question.approvalId)).toMatchObject({
    status: 409,
    body: { type: '/problems/state-changed' },
  })
  expect(await owners()).toEqual([owner.id])
  expect(await o.rows('select decision from approvals where id = ?', [question.approvalId])).toEqual([
    { decision: null },
  ])
})

test('one owner does not end another; two others do, and he himself may leave', async () => {
  const { o, owner, admin, asha, decide, owners } = await manned()
  const grant = await o.grant(asha.id, 'owner', 'ST')
  expect(await owner.delete(`/grants/${grant}`)).toMatchObject(TWO)
  for (const [who, ended_by] of [
    ['another', owner.id],
    ['nobody', null],
  ]) {
    await expect(
      o.db.execute({
        sql: 'update grants set until_at = ?, ended_by = ? where id = ?',
        args: [w.clock.now, ended_by ?? null, grant],
      }),
      String(who),
    ).rejects.toThrow('two-people')
  }
  const ending = { approvalId: v7(), reason: 'Left the organisation' }
  const asked = await owner.post(`/grants/${grant}/ending`, ending)
  expect([asked.status, asked.trips]).toEqual([201, 1])
  expect(await decide(owner, ending.approvalId)).toMatchObject(TWO)
  expect(await decide(asha, ending.approvalId)).toMatchObject(TWO)
  expect(await owners()).toContain(asha.id)
  expect((await decide(admin, ending.approvalId)).status).toBe(200)
  expect(await owners()).toEqual([owner.id])
  expect(await o.rows('select ended_by as e from grants where id = ?', [grant])).toEqual([{ e: admin.id }])
  expect(await owner.post(`/grants/${grant}/ending`, { ...ending, approvalId: v7() })).toMatchObject({
    status: 409,
    body: { type: '/problems/state-changed' },
  })
})

test('two people do not remove the last owner either, nor does a statement', async () => {
  const { o, owner, admin, asha, decide, owners } = await manned()
  await o.grant(asha.id, 'owner', 'D1')
  const [own] = await o.rows('select id from grants where person_id = ?', [owner.id])
  const ending = { approvalId: v7(), reason: 'A quarrel' }
  await owner.post(`/grants/${String(own?.id)}/ending`, ending)
  expect(await decide(admin, ending.approvalId)).toMatchObject({
    status: 409,
    body: { type: '/problems/last-owner' },
  })
  await expect(
    o.db.execute({
      sql: 'update grants set until_at = 5, ended_by = person_id where id = ?',
      args: [String(own?.id)],
    }),
  ).rejects.toThrow('last-owner')
  expect(new Set(await owners())).toEqual(new Set([owner.id, asha.id]))
})

test('a question about an owner of one’s own district is refused to an admin of another', async () => {
  const { o, owner, asha, asked, decide, owners } = await manned()
  const far = await o.person('Far', { unit: 'D2', grants: ['admin@D2'] })
  const question = asked(asha.id, 'D1')
  await owner.post('/owners', question)
  expect((await decide(far, question.approvalId)).status).toBe(404)
  const near = await o.person('Near', { unit: 'D1', grants: ['admin@D1'] })
  expect((await decide(near, question.approvalId)).status).toBe(200)
  expect(await owners()).toContain(asha.id)
})
