import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { balance, office } from '../support/books.ts'
import { type World, world } from '../support/world.ts'

const NOON = Math.floor(Date.parse('2026-11-22T12:00:00+05:30') / 1000)
const [DAY, NEXT] = ['2026-11-22', '2026-11-23']

let w: World
beforeAll(async () => {
  w = await world()
})
beforeEach(() => {
  w.clock.now = NOON
})
afterAll(() => w.close())

type Page = {
  dayOn: string
  entries: number
  expectedMinor: number
  asked: { approvalId: string; countedMinor: number } | null
  closing: { id: string; countedMinor: number } | null
  deposit: string | null
}
type Book = { pages: Page[]; after: string | null }

/** A cashier who took cash from this many people today. */
async function taken(people: number) {
  const at = await office(w)
  for (let i = 0; i < people; i += 1) await at.pay((await at.seat(`P${i}`)).id)
  const book = async () => (await at.cashier.get<Book>('/me/cash-book')).body.pages
  return { ...at, book }
}

test('a day is closed by two: what was counted is the sum of the ledger, and the slip names both', async () => {
  const { o, count, decide, book, cashier, approver, treasurer } = await taken(2)
  expect(await book()).toMatchObject([{ dayOn: DAY, entries: 2, expectedMinor: 300_000, closing: null }])
  const asked = await count(DAY, 300_000)
  expect([asked.status, asked.trips]).toEqual([201, 1])
  expect(await book()).toMatchObject([
    { asked: { approvalId: asked.body.approvalId, countedMinor: 300_000 } },
  ])
  expect((await decide(asked.body.approvalId)).status).toBe(200)
  const id = asked.body.approvalId
  expect(await book()).toMatchObject([{ asked: null, closing: { id, countedMinor: 300_000 } }])
  const slip = await cashier.get(`/cash-closings/${id}`)
  expect([slip.status, slip.trips]).toEqual([200, 1])
  expect(slip.body).toMatchObject({
    collector: { id: cashier.id },
    confirmedBy: { id: approver.id },
    expectedMinor: 300_000,
    countedMinor: 300_000,
    entries: [{ amountMinor: 150_000 }, { amountMinor: 150_000 }],
    depositable: false,
  })
  expect((await treasurer.get(`/cash-closings/${id}`)).body).toMatchObject({ depositable: true })
  expect(await balance(o)).toMatchObject({ unbalanced: 0, cash: 300_000 })
})

test('a difference needs a word, and the ledger then holds what was counted', async () => {
  const { o, count, decide, cashier } = await taken(1)
  const silent = await count(DAY, 140_000)
  expect([silent.status, silent.body]).toMatchObject([422, { errors: [{ pointer: '/reason' }] }])
  const asked = await count(DAY, 140_000, cashier, 'A torn note was not taken back')
  await decide(asked.body.approvalId)
  expect(await balance(o)).toMatchObject({ unbalanced: 0, cash: 140_000 })
  expect(
    await o.rows(
      "select account, amount_minor from ledger_entries where posting_key like 'closing:%' order by line",
    ),
  ).toEqual([
    { account: `cash:${cashier.id}`, amount_minor: -10_000 },
    { account: `cash_difference:${cashier.id}`, amount_minor: 10_000 },
  ])
})

test('cash that comes after the closing falls on the next day, whose page is closed then in its turn', async () => {
  const { o, seat, pay, count, decide, book, cashier, approver } = await taken(1)
  await decide((await count(DAY, 150_000)).body.approvalId)
  const late = await pay((await seat('Late')).id)
  expect(late.status).toBe(201)
  expect((await book()).map(({ dayOn, expectedMinor }) => [dayOn, expectedMinor])).toEqual([
    [NEXT, 150_000],
    [DAY, 150_000],
  ])
  expect((await count(NEXT, 150_000)).body.type).toBe('/problems/state-changed')
  w.clock.now = NOON + 86_400
  const [tomorrow, second] = [await w.token(o.slug, cashier.id), await w.token(o.slug, approver.id)]
  const body = { approvalId: v7(), dayOn: NEXT, countedMinor: 150_000 }
  expect((await o.client(tomorrow).post('/cash-closings', body)).status).toBe(201)
  await o.client(second).post(`/approvals/${body.approvalId}/decision`, { decision: 'approved' })
  expect(await o.rows('select day_on, counted_minor from cash_closings order by day_on')).toEqual([
    { day_on: DAY, counted_minor: 150_000 },
    { day_on: NEXT, counted_minor: 150_000 },
  ])
})

test('a payment taken while the closing is decided: it stands on the closed page and was counted, or on the next', async () => {
  for (let i = 0; i < 8; i += 1) {
    const { o, seat, pay, count, decide, book } = await taken(1)
    const { id } = await seat('Late')
    const asked = await count(DAY, 150_000)
    const [paid, decided] = await Promise.all([pay(id), decide(asked.body.approvalId)])
    expect(paid.status).toBe(201)
    const pages = await book()
    if (decided.status === 200) {
      expect(pages.map(({ expectedMinor, closing }) => [expectedMinor, closing?.countedMinor])).toEqual([
        [150_000, undefined],
        [150_000, 150_000],
      ])
    } else {
      expect(decided.body.type).toBe('/problems/state-changed')
      expect(pages).toMatchObject([{ expectedMinor: 300_000, closing: null }])
    }
    expect(await balance(o)).toMatchObject({ unbalanced: 0, cash: 300_000 })
  }
})

test('a count that money has overtaken is taken back and counted again', async () => {
  const { seat, pay, count, decide, cashier } = await taken(1)
  const first = await count(DAY, 150_000)
  await pay((await seat('Late')).id)
  expect((await decide(first.body.approvalId)).body.type).toBe('/problems/state-changed')
  expect((await count(DAY, 300_000)).body.type).toBe('/problems/approval-open')
  await cashier.delete(`/approvals/${first.body.approvalId}`)
  const second = await count(DAY, 300_000)
  expect((await decide(second.body.approvalId)).status).toBe(200)
})

test('a closed day takes no line on any path, and neither closing nor page is changed', async () => {
  const { o, count, decide, cashier } = await taken(1)
  await decide((await count(DAY, 150_000)).body.approvalId)
  const refused = (sql: string, args: string[] = []) => expect(o.db.execute({ sql, args })).rejects.toThrow()
  await refused('insert into cash_pages (posting_key, line, collector_id, day_on) values (?, 1, ?, ?)', [
    'payment:x',
    cashier.id,
    DAY,
  ])
  await refused('update cash_pages set day_on = ?', [NEXT])
  await refused('delete from cash_pages')
  await refused('update cash_closings set counted_minor = 0')
  await refused('delete from cash_closings')
  expect(await o.rows('select day_on from cash_pages')).toEqual([{ day_on: DAY }])
})

test('a day is closed once, and one on which nothing was taken does not exist', async () => {
  const { count, decide } = await taken(1)
  expect((await count('2026-11-20', 0)).status).toBe(404)
  await decide((await count(DAY, 150_000)).body.approvalId)
  expect((await count(DAY, 150_000)).body.type).toBe('/problems/state-changed')
})

test('the bank: somebody else says that it was brought there, once, by a reference of its own', async () => {
  const { o, count, decide, cashier, treasurer } = await taken(1)
  const { approvalId: id } = (await count(DAY, 150_000)).body
  await decide(id)
  const bring = (by: typeof cashier, reference: string) =>
    by.post<{ type?: string; deposit: unknown }>(`/cash-closings/${id}/deposit`, { reference })
  expect((await bring(cashier, 'SBI 4711')).body.type).toBe('/problems/two-people')
  const done = await bring(treasurer, 'SBI 4711')
  expect([done.status, done.trips, done.body.deposit]).toMatchObject([201, 1, { reference: 'SBI 4711' }])
  expect((await bring(treasurer, 'SBI 4711')).status).toBe(201)
  expect((await bring(treasurer, 'SBI 4712')).body.type).toBe('/problems/state-changed')
  expect(await balance(o)).toMatchObject({ unbalanced: 0, cash: 0, bank: 150_000 })
})

test('whoever may see the money sees a page whole or not at all', async () => {
  const { o, approver, treasurer, seat } = await taken(1)
  const below = await o.person('Below', { grants: ['treasurer@D1'] })
  for (const by of [approver, treasurer])
    expect((await by.get<Book>('/cash-book')).body.pages).toMatchObject([{ expectedMinor: 150_000 }])
  expect((await below.get<Book>('/cash-book')).body.pages).toEqual([])
  expect((await (await seat('Nobody')).person.get('/cash-book')).status).toBe(404)
})

test('a collector who left: another counts his day, a third confirms it; while he is there nobody counts for him', async () => {
  const { o, cashier, treasurer, approver, decide } = await taken(1)
  const count = (approvalId = v7()) =>
    treasurer.post<{ approvalId: string }>('/cash-closings', {
      approvalId,
      dayOn: DAY,
      countedMinor: 150_000,
      collectorId: cashier.id,
    })
  expect((await count()).status).toBe(404)
  await o.db.execute({ sql: 'update grants set until_at = ? where person_id = ?', args: [NOON, cashier.id] })
  const book = await approver.get<{ pages: { left: boolean }[] }>('/cash-book')
  expect(book.body.pages).toMatchObject([{ left: true }])
  const asked = await count()
  expect([asked.status, asked.trips]).toEqual([201, 1])
  expect((await decide(asked.body.approvalId, treasurer)).status).toBe(403)
  expect((await decide(asked.body.approvalId, approver)).status).toBe(200)
  expect(await o.rows('select collector_id, counted_minor from cash_closings')).toEqual([
    { collector_id: cashier.id, counted_minor: 150_000 },
  ])
  expect(await balance(o)).toMatchObject({ unbalanced: 0, cash: 150_000 })
})
