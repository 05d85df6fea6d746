import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const DAY = 86_400
type Rules = { rules: { rule: string; days: number | null }[]; runs: { counts: Record<string, number> }[] }

const told = (o: TestOrganisation, id: string, sentAt: number | null) =>
  o.db.execute({
    sql: "insert into outbox (id, key, topic, person_id, facts, created_at, sent_at) values (?, ?, 'x', 'nobody', '{}', 1, ?)",
    args: [id, id, sentAt],
  })

/** Runs the scheduled work and waits until the organisation has kept its rules today. */
async function keptToday(o: TestOrganisation) {
  const day = new Date((w.clock.now + 19_800) * 1000).toISOString().slice(0, 10)
  await w.tick()
  await expect
    .poll(() => o.rows('select count(*) as n from retention_runs where ran_on = ?', [day]), {
      timeout: 10_000,
    })
    .toEqual([{ n: 1 }])
}

test('messages go 30 days after delivery, ended entries after 400; what waits or is open stays; the audit has the counts', async () => {
  const o = await w.organisation()
  const asha = await o.person('Asha')
  const { now } = w.clock
  await told(o, 'old', now - 30 * DAY)
  await told(o, 'young', now - 29 * DAY)
  await told(o, 'waiting', null)
  for (const [session, ended] of [
    ['gone', now - 400 * DAY],
    ['late', now - 399 * DAY],
  ] as const)
    await o.db.execute({
      sql: "insert into entries values (?, ?, 'a', null, 1, ?)",
      args: [session, asha.id, ended],
    })
  await o.db.execute("update outbox set tries = 10 where id = 'waiting'")
  await keptToday(o)
  expect(await o.rows('select id from outbox order by id')).toEqual([{ id: 'waiting' }, { id: 'young' }])
  expect(await o.rows('select session_id from entries order by session_id')).toEqual([
    { session_id: 'late' },
    { session_id: 'session' },
  ])
  const [noted] = await o.rows("select detail from audit where action = 'retention.kept'")
  expect(JSON.parse(String(noted?.detail))).toEqual({ messages: 1, entries: 1, requests: 0 })
  await w.tick()
  await w.tick()
  expect(await o.rows("select count(*) as n from audit where action = 'retention.kept'")).toEqual([{ n: 1 }])
})

test('the officer sets a rule within its bounds only; the audit is never taken away', async () => {
  const o = await w.organisation()
  const officer = await o.person('Officer', { grants: ['privacy_officer@ST'] })
  const below = await o.person('Below', { grants: ['privacy_officer@D1'] })
  const set = (rule: string, days: number | null, as = officer) =>
    as.put<Rules>(`/privacy/retention/${rule}`, { days })
  expect((await set('messages', 6)).status).toBe(422)
  expect((await set('messages', null)).status).toBe(422)
  expect((await set('audit', 30)).status).toBe(422)
  expect((await set('messages', 60, below)).status).toBe(404)
  const done = await set('messages', 60)
  expect([done.status, done.trips]).toEqual([200, 1])
  expect(done.body.rules.find(({ rule }) => rule === 'messages')?.days).toBe(60)
  expect(await o.rows('select action, subject_id, detail from audit')).toEqual([
    { action: 'retention.set', subject_id: 'messages', detail: '{"days":60}' },
  ])
})

test('once the rule is on, a phone goes when the last workshop is over long enough, unless its owner holds an office', async () => {
  const o = await w.organisation()
  const programme = await cascade(o)
  const long = await programme.workshop({ tier: 2, unit: 'D1', startsOn: '2026-01-01' })
  const recent = await programme.workshop({ tier: 2, unit: 'D1', startsOn: '2026-11-01' })
  const people = await Promise.all(
    ['Gone', 'Officer', 'Recent', 'Never'].map((name, at) =>
      o.person(name, { unit: 'B1', phone: `+91999996030${at}` }),
    ),
  )
  const [gone, officer, lately] = people.map(({ id }) => id)
  for (const id of [gone, officer, lately]) await programme.register(long, id ?? '', 'B1')
  await programme.register(recent, lately ?? '', 'B1')
  await o.db.execute("insert into office_kinds values ('head', 'Head', 'प्रमुख')")
  await o.db.execute({
    sql: "insert into offices values (?, ?, ?, 'head', '2026-01-01', null)",
    args: [v7(), officer ?? '', o.unitId('B1')],
  })
  const phones = async () =>
    (await o.rows('select name_en from people where phone is not null order by name_en')).map(
      (row) => row.name_en,
    )
  w.clock.now += DAY
  await keptToday(o)
  expect(await phones()).toEqual(['Gone', 'Never', 'Officer', 'Recent'])
  const desk = await o.person('Desk', { grants: ['privacy_officer@ST'] })
  await desk.put('/privacy/retention/phones', { days: 90 })
  w.clock.now += DAY
  await keptToday(o)
  expect(await phones()).toEqual(['Never', 'Officer', 'Recent'])
})

test('codes and their messages leave the directory after a day', async () => {
  const directory = w.database('directory')
  await w.call('POST', '/codes', { json: { contact: '+919999960399', language: 'hi' } })
  const count = async () =>
    (await directory.execute("select count(*) as n from codes where contact = '+919999960399'")).rows[0]?.n
  await w.tick()
  expect(await count()).toBe(1)
  w.clock.now += 2 * DAY
  await w.tick()
  await expect.poll(count, { timeout: 10_000 }).toBe(0)
})
