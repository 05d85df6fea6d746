import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const DAY = 86_400

async function manned() {
  const o = await w.organisation()
  const owner = await o.person('Owner', { grants: ['owner@ST'] })
  const asha = await o.person('Asha', { unit: 'B1' })
  const give = (role: string, unit: string, more: Record<string, unknown> = {}) =>
    owner.post('/grants', { id: v7(), personId: asha.id, role, unitId: o.unitId(unit), ...more })
  const roles = async () =>
    (await o.rows('select role from grants where person_id = ? order by given_at, id', [asha.id])).map(
      ({ role }) => role,
    )
  return { o, owner, asha, give, roles }
}

const CONFLICT = { status: 409, body: { type: '/problems/duties-conflict' } }

describe.each([
  ['planner', 'approver'],
  ['planner', 'cashier'],
  ['planner', 'treasurer'],
  ['approver', 'planner'],
  ['approver', 'cashier'],
  ['approver', 'treasurer'],
  ['cashier', 'planner'],
  ['treasurer', 'approver'],
])('a %s is not also %s', (first, second) => {
  test.each([
    ['D1', 'D1'],
    ['D1', 'ST'],
    ['D1', 'B1'],
  ])('at %s and at %s, and nothing is written', async (one, other) => {
    const { o, give, roles } = await manned()
    expect((await give(first, one)).status).toBe(201)
    expect(await give(second, other)).toMatchObject(CONFLICT)
    expect(await roles()).toEqual([first])
    expect(await o.rows('select action from audit order by seq')).toEqual([{ action: 'grant.given' }])
  })
})

test('cashier and treasurer are one duty; another district, and another time, are no conflict', async () => {
  const { give, roles } = await manned()
  const now = w.clock.now
  expect((await give('cashier', 'D1', { untilAt: now + DAY })).status).toBe(201)
  expect((await give('treasurer', 'D1', { untilAt: now + 2 * DAY })).status).toBe(201)
  expect((await give('planner', 'D2')).status).toBe(201)
  expect(await give('approver', 'D1', { fromAt: now + 2 * DAY - 1 })).toMatchObject(CONFLICT)
  expect((await give('approver', 'D1', { fromAt: now + 2 * DAY })).status).toBe(201)
  expect((await give('viewer', 'D1')).status).toBe(201)
  expect(await roles()).toEqual(['cashier', 'treasurer', 'planner', 'approver', 'viewer'])
})

test('limits to a wing or a workshop do not make two duties of one person two people', async () => {
  const { o, give } = await manned()
  await o.db.execute("insert into wings values ('youth', 'Youth', 'युवा')")
  expect((await give('planner', 'D1', { wingId: 'youth' })).status).toBe(201)
  expect(await give('cashier', 'D1', { workshopId: v7() })).toMatchObject(CONFLICT)
})

test('when the first duty is taken back the second can be given', async () => {
  const { o, owner, give } = await manned()
  const planner = await give('planner', 'D1')
  expect(await give('cashier', 'D1')).toMatchObject(CONFLICT)
  expect((await owner.delete(`/grants/${String(planner.body.id)}`)).status).toBe(204)
  expect((await give('cashier', 'D1')).status).toBe(201)
  expect(await o.rows("select count(*) as n from audit where action = 'grant.ended'")).toEqual([{ n: 1 }])
})

test('an import, a job or a hand on the database is refused the same: a new row, another role, a longer end', async () => {
  const { o, asha } = await manned()
  const now = w.clock.now
  const insert = (role: string, until: number | null) => {
    const id = v7()
    const sql =
      'insert into grants (id, person_id, role, unit_id, from_at, until_at, given_at) values (?, ?, ?, ?, ?, ?, ?)'
    return o.db
      .execute({ sql, args: [id, asha.id, role, o.unitId('D1'), now - 60, until, now] })
      .then(() => id)
  }
  await insert('planner', null)
  await expect(insert('cashier', null)).rejects.toThrow('duties-conflict')
  const viewer = await insert('viewer', null)
  const become = (sql: string) => o.db.execute({ sql, args: [viewer] })
  await expect(become("update grants set role = 'treasurer' where id = ?")).rejects.toThrow('duties-conflict')
  await expect(insert('approver', now - 59)).rejects.toThrow('duties-conflict')
  const before = v7()
  await o.db.execute({
    sql: "insert into grants (id, person_id, role, unit_id, from_at, until_at, given_at) values (?, ?, 'approver', ?, 0, 100, 0)",
    args: [before, asha.id, o.unitId('ST')],
  })
  await expect(
    o.db.execute({ sql: 'update grants set until_at = null where id = ?', args: [before] }),
  ).rejects.toThrow('duties-conflict')
  await o.db.execute({ sql: 'update grants set until_at = 50 where id = ?', args: [before] })
  await expect(o.db.execute('delete from grants')).rejects.toThrow('not deleted')
})
