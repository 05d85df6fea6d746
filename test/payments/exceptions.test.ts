import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cardPaid } from '../support/card.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type List = { exceptions: { id: string; kind: string; note: string | null }[]; after: string | null }

/** An organisation with a treasurer, an approver and a number of open exceptions, each a second later than the one before. */
async function troubled(count: number) {
  const o = await w.organisation()
  const treasurer = await o.person('Treasurer', { grants: ['treasurer@ST'] })
  const approver = await o.person('Approver', { grants: ['approver@ST'] })
  const ids = Array.from({ length: count }, () => v7())
  for (const [at, id] of ids.entries())
    await o.db.execute({
      sql: `insert into exceptions (id, kind, subject, detail, raised_at)
        values (?, 'event-parked', ?, '{"type":"refund.created"}', ?)`,
      args: [id, `evt_${at}`, w.clock.now + at],
    })
  return { o, treasurer, approver, ids }
}

test('102 exceptions come in two pages, the newest first, in one round trip each', async () => {
  const { treasurer, ids } = await troubled(102)
  const first = await treasurer.get<List>('/exceptions')
  const second = await treasurer.get<List>(`/exceptions?after=${first.body.after}`)
  expect([first.trips, second.trips]).toEqual([1, 1])
  const seen = [...first.body.exceptions, ...second.body.exceptions].map(({ id }) => id)
  expect(seen).toEqual([...ids].reverse())
  expect([first.body.exceptions.length, second.body.after]).toEqual([100, null])
})

test('the treasurer says what was done; it leaves the open ones and keeps his name; others may only read', async () => {
  const { o, treasurer, approver, ids } = await troubled(2)
  const path = `/exceptions/${ids[0]}/settlement`
  const note = 'Asked the bank: the money is back'
  expect((await approver.post(path, { note })).status).toBe(404)
  expect((await approver.get<List>('/exceptions')).body.exceptions).toHaveLength(2)
  const done = await treasurer.post(path, { note })
  expect([done.status, done.trips, done.body.note]).toEqual([201, 1, note])
  expect((await treasurer.post(path, { note })).status).toBe(201)
  expect((await treasurer.post(path, { note: 'Something else' })).body.type).toBe('/problems/state-changed')
  const open = await treasurer.get<List>('/exceptions')
  expect(open.body.exceptions.map(({ id }) => id)).toEqual([ids[1]])
  const settled = await treasurer.get<List>('/exceptions?state=settled')
  expect(settled.body.exceptions).toMatchObject([{ id: ids[0], note, settledBy: { id: treasurer.id } }])
  expect(await o.rows("select count(*) as n from audit where action = 'exception.settled'")).toEqual([
    { n: 1 },
  ])
})

test('a treasurer of one district, and somebody without a power over money, see nothing', async () => {
  const { o } = await troubled(1)
  for (const grant of ['treasurer@D1', 'planner@ST']) {
    const person = await o.person(grant, { grants: [grant] })
    const answer = await person.get<List>('/exceptions')
    expect(answer.status === 404 || answer.body.exceptions.length === 0).toBe(true)
  }
})

test('an exception is raised once while it is open, and is neither deleted nor opened again', async () => {
  const { o, ids } = await troubled(1)
  const again =
    "insert into exceptions (id, kind, subject, raised_at) values ('x', 'event-parked', 'evt_0', 1)"
  await expect(o.db.execute(again)).rejects.toThrow('UNIQUE')
  await o.db.execute({ sql: 'update exceptions set settled_at = 5 where id = ?', args: [ids[0] ?? ''] })
  await o.db.execute(again)
  await expect(o.db.execute('delete from exceptions')).rejects.toThrow('not deleted')
  const reopen = { sql: 'update exceptions set settled_at = null where id = ?', args: [ids[0] ?? ''] }
  await expect(o.db.execute(reopen)).rejects.toThrow('state-changed')
})

test('what was said about somebody’s money stands in his copy, and an erasure empties it and nothing else of it', async () => {
  const at = await cardPaid(w)
  const [attempt] = await at.o.rows('select id from attempts')
  const raise = (id: string, subject: unknown) =>
    at.o.db.execute({
      sql: `insert into exceptions (id, kind, subject, raised_at) values (?, 'charge-absent', ?, ?)`,
      args: [id, String(subject), w.clock.now],
    })
  const [his, another] = [v7(), v7()]
  await raise(his, attempt?.id)
  await raise(another, 'somebody-else')
  for (const id of [his, another])
    await at.treasurer.post(`/exceptions/${id}/settlement`, { note: 'Asha was rung up' })
  type Own = { sections: { exceptions: { kind: string; note: string }[]; waits: unknown[] } }
  const { body } = await at.asha.person.get<Own>('/me/copy')
  expect(body.sections.exceptions).toMatchObject([{ kind: 'charge-absent', note: 'Asha was rung up' }])
  const approval = v7()
  await at.o.db.execute({
    sql: `insert into approvals (id, kind, subject_id, person_id, unit_id, detail, reason, asked_by, asked_account, asked_at)
      select ?, 'erasure', id, id, unit_id, '{}', 'wishes it', 'one', 'one', ? from people where id = ?`,
    args: [approval, w.clock.now, at.asha.person.id],
  })
  await at.o.db.execute({
    sql: `update approvals set decision = 'approved', decided_by = 'two', decided_account = 'two', decided_at = ? where id = ?`,
    args: [w.clock.now, approval],
  })
  expect(await at.o.rows('select id, note, settled_by from exceptions order by id')).toEqual([
    { id: his, note: '', settled_by: at.treasurer.id },
    { id: another, note: 'Asha was rung up', settled_by: at.treasurer.id },
  ])
  const change = { sql: "update exceptions set note = 'Another story' where id = ?", args: [another] }
  await expect(at.o.db.execute(change)).rejects.toThrow('state-changed')
})
