import type { InValue } from '@libsql/client'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signToken } from '../../worker/platform/keys.ts'
import { balance, office } from '../support/books.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const DAY = '2026-11-22'
const TWO = '/problems/two-people'
const DUTIES = '/problems/duties-conflict'

/** A token of a person with an account of the test's choosing, as somebody who has come in with it. */
async function comeIn(o: TestOrganisation, personId: string, accountId: string) {
  const sid = v7()
  await o.db.execute({
    sql: 'insert into entries values (?, ?, ?, null, ?, null)',
    args: [sid, personId, accountId, w.clock.now],
  })
  const claims = { sub: accountId, sid, pid: personId }
  return o.client(await signToken(w.keys, claims, { audience: o.slug, now: w.clock.now, life: 600 }))
}

/** One of each question, asked by a chief who holds every role of money, and what none of them may leave behind. */
async function asked() {
  const at = await office(w)
  const chief = await at.o.person('Chief', { grants: ['owner@ST', 'approver@ST'] })
  const [a, b] = [await at.seat('A'), await at.seat('B')]
  const { body: payment } = await at.pay(b.id, {}, at.treasurer)
  await at.pay(b.id, { amountMinor: 1 }, chief)
  const c = await at.seat('C')
  await at.pay(c.id, {}, chief)
  const waiver = (await at.waive(a.id, 50_000, chief)).body.approvalId
  const refund = (await at.giveBack(payment.id, 50_000, { way: 'upi', by: chief })).body.approvalId
  const closing = (await at.count(DAY, 150_000, chief)).body.approvalId
  /** Takes a person's roles away and gives him another, as happens from one year to the next. */
  async function become(personId: string, role: 'approver' | 'treasurer') {
    await at.o.db.execute({
      sql: 'update grants set until_at = from_at where person_id = ?',
      args: [personId],
    })
    await at.o.grant(personId, role, 'ST')
  }
  const left = async () =>
    Number(
      (
        await at.o.rows(`select (select count(*) from waivers) + (select count(*) from refunds)
          + (select count(*) from cash_closings) as n`)
      )[0]?.n,
    )
  return { ...at, chief, a, b, c, payment, questions: { waiver, refund, closing }, become, left }
}

test('whoever asked decides nothing of it, whatever he holds', async () => {
  const { chief, questions, decide, left } = await asked()
  for (const id of Object.values(questions)) {
    const refused = await decide(id, chief)
    expect([refused.status, refused.body.type]).toEqual([403, TWO])
  }
  expect(await left()).toBe(0)
})

test('one account under the names of two persons is one', async () => {
  const { o, chief, approver, questions, left } = await asked()
  const again = await comeIn(o, approver.id, `account-${chief.id}`)
  for (const id of Object.values(questions)) {
    const refused = await again.post<{ type: string }>(`/approvals/${id}/decision`, { decision: 'approved' })
    expect([refused.status, refused.body.type]).toEqual([403, TWO])
  }
  expect(await left()).toBe(0)
})

test('whom it is for does not approve it, nor does his account under another name', async () => {
  const { o, a, b, questions, decide, approver, left } = await asked()
  await o.grant(a.person.id, 'approver', 'ST')
  await o.grant(b.person.id, 'approver', 'ST')
  expect((await decide(questions.waiver, a.person)).body.type).toBe(TWO)
  expect((await decide(questions.refund, b.person)).body.type).toBe(TWO)
  const other = await comeIn(o, approver.id, `account-${b.person.id}`)
  const refused = await other.post<{ type: string }>(`/approvals/${questions.refund}/decision`, {
    decision: 'approved',
  })
  expect(refused.body.type).toBe(TWO)
  expect(await left()).toBe(0)
})

test('who recorded the payment and who made the workshop approve no refund of it, under no account of theirs', async () => {
  const { o, workshop, treasurer, approver, questions, decide, become, left } = await asked()
  const planner = await o.person('Planner', { grants: ['approver@ST'] })
  await o.db.execute({
    sql: 'update workshops set created_by = ? where id = ?',
    args: [planner.id, workshop.id],
  })
  await become(treasurer.id, 'approver')
  expect((await decide(questions.refund, treasurer)).body.type).toBe(DUTIES)
  expect((await decide(questions.refund, planner)).body.type).toBe(DUTIES)
  for (const one of [treasurer, planner]) {
    const other = await comeIn(o, approver.id, `account-${one.id}`)
    const refused = await other.post<{ type: string }>(`/approvals/${questions.refund}/decision`, {
      decision: 'approved',
    })
    expect(refused.body.type).toBe(DUTIES)
  }
  expect(await left()).toBe(0)
  expect((await decide(questions.refund, approver)).status).toBe(200)
})

test('the approver does not pay a refund out, nor does the one who gets it', async () => {
  const { o, b, approver, treasurer, questions, decide, become, payOut } = await asked()
  await decide(questions.refund)
  await become(approver.id, 'treasurer')
  await o.grant(b.person.id, 'treasurer', 'ST')
  const other = await comeIn(o, treasurer.id, `account-${approver.id}`)
  for (const by of [approver, b.person])
    expect((await payOut(questions.refund, '312345678901', by)).body.type).toBe(TWO)
  const refused = await other.post<{ type: string }>(`/refunds/${questions.refund}/payout`, {
    reference: '312345678901',
  })
  expect(refused.body.type).toBe(TWO)
  expect(await o.rows('select paid_at from refunds')).toEqual([{ paid_at: null }])
  expect((await payOut(questions.refund, '312345678901')).status).toBe(201)
})

test('a row put directly, as an import or a job could, is refused without its approval', async () => {
  const { o, a, payment, chief, questions, left } = await asked()
  const at = w.clock.now
  const waiver = (approval: string, minor = 50_000): [string, InValue[]] => [
    "insert into waivers values (?, ?, ?, 'INR', null, ?)",
    [approval, a.id, minor, at],
  ]
  const refund = (approval: string): [string, InValue[]] => [
    `insert into refunds (id, origin, approval_id, registration_id, payment_id, amount_minor, currency, way, series, year,
        seq, number, approved_at)
      values (?1, 'approved', ?1, (select registration_id from payments where id = ?2), ?2, 50000, 'INR', 'upi', 'ORG', '26-27', 1, 'ORG/26-27/R00001', ?3)`,
    [approval, payment.id, at],
  ]
  const closing = (approval: string): [string, InValue[]] => [
    "insert into cash_closings values (?, ?, ?, 'INR', 150000, 150000, ?)",
    [approval, chief.id, DAY, at],
  ]
  for (const [sql, args] of [
    waiver(v7()),
    waiver(questions.waiver),
    waiver(questions.refund),
    refund(v7()),
    refund(questions.refund),
    closing(v7()),
    closing(questions.closing),
  ])
    await expect(o.db.execute({ sql, args })).rejects.toThrow(/problem:two-people|FOREIGN KEY/)
  expect(await left()).toBe(0)
})

test('an approved question lets in no other row than its own: not more, not for another, not twice', async () => {
  const { o, a, c, payment, questions, decide, left } = await asked()
  await decide(questions.waiver)
  await decide(questions.refund)
  expect(await left()).toBe(2)
  const at = w.clock.now
  for (const [sql, args] of [
    ["insert into waivers values (?, ?, 90000, 'INR', null, ?)", [questions.waiver, a.id, at]],
    ["insert into waivers values (?, ?, 50000, 'INR', null, ?)", [questions.waiver, c.id, at]],
    ["insert into waivers values (?, ?, 50000, 'INR', null, ?)", [questions.waiver, a.id, at]],
    [
      `insert into refunds (id, origin, approval_id, registration_id, payment_id, amount_minor, currency, way, series, year,
          seq, number, approved_at)
        values (?1, 'approved', ?1, (select registration_id from payments where id = ?2), ?2, 50000, 'INR', 'upi', 'ORG', '26-27', 9, 'ORG/26-27/R00009', ?3)`,
      [questions.refund, payment.id, at],
    ],
    ['update refunds set amount_minor = 150000', []],
    ["update refunds set way = 'cash'", []],
    ['update refunds set paid_at = ?, reference = ? where 1', [at, '312345678901']],
    ['update refunds set failed_at = ?', [at]],
    ['delete from refunds', []],
    ['update waivers set amount_minor = 1', []],
    ['delete from waivers', []],
  ] as [string, InValue[]][])
    await expect(o.db.execute({ sql, args }), sql).rejects.toThrow()
  expect(await left()).toBe(2)
  expect(await balance(o)).toMatchObject({ unbalanced: 0, waived: 50_000, refunds: 50_000 })
})

test('a job writes no decision for anybody: without two persons and two accounts the table refuses it', async () => {
  const { o, chief, approver, questions, left } = await asked()
  for (const [person, account] of [
    [null, null],
    [approver.id, null],
    [chief.id, 'account-x'],
    [approver.id, `account-${chief.id}`],
  ] as [string | null, string | null][])
    await expect(
      o.db.execute({
        sql: "update approvals set decision = 'approved', decided_by = ?, decided_account = ?, decided_at = ? where id = ?",
        args: [person, account, w.clock.now, questions.waiver],
      }),
    ).rejects.toThrow('problem:two-people')
  await expect(
    o.db.execute(`insert into approvals (id, kind, subject_id, unit_id, detail, reason, asked_by, asked_account, asked_at,
      decision) values ('x', 'waiver', 'y', (select id from units limit 1), '{}', '', 'a', 'b', 1, 'approved')`),
  ).rejects.toThrow('problem:two-people')
  expect(await left()).toBe(0)
})

test('a card refund is not marked as paid by hand, and nothing is put in the queue to Stripe beside a refund', async () => {
  const { o, questions, decide } = await asked()
  await decide(questions.refund)
  await expect(
    o.db.execute({
      sql: `insert into stripe_refunds (id, origin, attempt_id, idempotency_key, amount_minor, suspense_minor, currency,
          created_at) values (?, 'approved', 'none', 'k', 50000, 0, 'INR', ?)`,
      args: [questions.refund, w.clock.now],
    }),
  ).rejects.toThrow('problem:two-people')
})
