import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chance } from '../support/chance.ts'
import { party } from '../support/group.ts'
import { hall, register } from '../support/hall.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Sums = {
  openingMinor: number
  raisedMinor: number
  waivedMinor: number
  releasedMinor: number
  received: { provider: string; amountMinor: number }[]
  otherMinor: number
  owedMinor: number
  refundedMinor: number
  suspenseMinor: number
}
type Statement = {
  rows: (Sums & { key: string; nameEn: string })[]
  total: Sums
  trial: { account: string; debitMinor: number; creditMinor: number }[] | null
}
const DAY = 86_400
const dayOf = (instant: number) => new Date((instant + 19_800) * 1000).toISOString().slice(0, 10)
const got = (s: Sums) => s.received.reduce((sum, one) => sum + one.amountMinor, 0)

/** Six days of money, by a seed: seats, cash, UPI, sums for several, waivers, refunds, people who give up, late money. */
async function week(seed: number) {
  const p = await party(w, { feeMinor: 100_000 })
  const second = await hall(p.o, { feeMinor: 70_000, capacity: 50, nameEn: 'Second' })
  const c = chance(seed)
  const seats: { id: string; person: Awaited<ReturnType<typeof p.seat>>['person']; fee: number }[] = []
  const paid: string[] = []
  let utr = 100_000_000_000
  const start = w.clock.now
  const acts = {
    seat: async () => {
      const person = await p.o.person('Member', { unit: c.one(['B1', 'B2']) })
      const [camp, fee] = c.maybe(0.5) ? [p.workshop.id, 100_000] : [second.id, 70_000]
      const { body } = await register(person, camp)
      seats.push({ id: body.id, person, fee })
    },
    pay: async () => {
      if (seats.length === 0) return
      const { id } = c.one(seats)
      const how = c.maybe(0.5) ? { provider: 'cash' } : { provider: 'upi', reference: String(++utr) }
      const amountMinor = 10_000 * (1 + c.below(7))
      const answer = await p.cashier.post<{ id: string }>('/payments', {
        id: v7(),
        registrationId: id,
        amountMinor,
        ...how,
      })
      if (answer.status === 201) paid.push(answer.body.id)
    },
    several: async () => {
      const some = seats.filter(() => c.maybe(0.5)).slice(0, 4)
      if (some.length > 0) await p.take(some.map(({ id }) => ({ registrationId: id, amountMinor: 10_000 })))
    },
    waive: async () => {
      if (seats.length === 0) return
      const approvalId = v7()
      const path = `/registrations/${c.one(seats).id}/waivers`
      await p.cashier.post(path, { approvalId, amountMinor: 20_000, reason: 'Cannot pay' })
      await p.approver.post(`/approvals/${approvalId}/decision`, { decision: 'approved' })
    },
    refund: async () => {
      if (paid.length > 0) await p.giveBack(c.one(paid), 10_000, 'upi')
    },
    leave: async () => {
      if (seats.length === 0) return
      const { id, person } = c.one(seats)
      await person.post(`/registrations/${id}/cancellation`)
    },
  }
  const kinds = ['seat', 'seat', 'pay', 'pay', 'several', 'waive', 'refund', 'leave'] as const
  for (let i = 0; i < 40; i++) {
    await acts[c.one(kinds)]()
    if (c.maybe(0.15)) w.clock.now += DAY
  }
  const end = w.clock.now
  const treasurer = p.o.client(await w.token(p.o.slug, p.treasurer.id))
  const statement = async (from: number, until: number, more = '') =>
    (await treasurer.get<Statement>(`/books?from=${dayOf(from)}&until=${dayOf(until)}${more}`)).body
  const ledger = async (like: string) =>
    Number(
      (
        await p.o.rows(
          `select coalesce(sum(amount_minor), 0) as n from ledger_entries where account like '${like}'`,
        )
      )[0]?.n,
    )
  return { p, start, end, statement, ledger, treasurer }
}

test.each([1, 2, 3])('seed %i: statements add up, meet from day to day, and are the ledger', async (seed) => {
  const { p, start, end, statement, ledger } = await week(seed)
  const whole = await statement(start, end)
  for (const row of [...whole.rows, whole.total])
    expect(
      row.openingMinor + row.raisedMinor - row.waivedMinor - row.releasedMinor - got(row) + row.otherMinor,
    ).toBe(row.owedMinor)
  expect(whole.total.owedMinor).toBe(await ledger('receivable:%'))
  expect(whole.total.refundedMinor).toBe(await ledger('refunds:%'))
  expect(whole.total.waivedMinor).toBe(await ledger('waivers:%'))
  expect(whole.total.raisedMinor - whole.total.releasedMinor).toBe(-(await ledger('income:%')))
  expect(got(whole.total)).toBe(
    Number((await p.o.rows('select coalesce(sum(amount_minor), 0) as n from payments'))[0]?.n),
  )
  const middle = start + DAY
  const [first, rest] = [await statement(start, middle), await statement(middle + DAY, end + DAY)]
  expect(rest.total.openingMinor).toBe(first.total.owedMinor)
  expect(first.total.raisedMinor + rest.total.raisedMinor).toBe(whole.total.raisedMinor)
  const byUnit = await statement(start, end, '&by=unit')
  expect(byUnit.total).toEqual({ ...whole.total, received: expect.arrayContaining(whole.total.received) })
  const trial = whole.trial ?? []
  const debit = trial.reduce((sum, one) => sum + one.debitMinor, 0)
  expect(debit).toBe(trial.reduce((sum, one) => sum + one.creditMinor, 0))
  expect(trial.find(({ account }) => account === 'receivable')?.debitMinor ?? 0).toBe(whole.total.owedMinor)
})

test('a statement takes one round trip however many workshops there are, and stops at the powers of who asks', async () => {
  const { p, start, end, statement, treasurer } = await week(7)
  const path = `/books?from=${dayOf(start)}&until=${dayOf(end)}`
  expect((await treasurer.get(path)).status).toBe(200)
  const quiet = await (await w.organisation()).person('Treasurer', { grants: ['treasurer@ST'] })
  const empty = await quiet.get<Statement>(path)
  expect([empty.trips, empty.body.rows]).toEqual([1, []])
  const below = await p.o.person('Below', { grants: ['treasurer@D1'] })
  const seen = await below.get<Statement>(path)
  expect([seen.body.rows, seen.body.trial]).toEqual([[], null])
  const cashier = await p.o.person('Cashier', { grants: ['cashier@ST'] })
  expect((await cashier.get(path)).status).toBe(404)
  const one = await statement(start, end, `&workshop=${p.workshop.id}`)
  expect(one.rows.map(({ key }) => key)).toEqual([p.workshop.id])
  const district = await statement(start, end, `&by=unit&unit=${p.o.unitId('D1')}`)
  expect(district.rows.map(({ key }) => key)).toEqual([p.o.unitId('D1')])
})

test('the table of a statement has its total, the trial balance and who took it', async () => {
  const { p, start, end, treasurer } = await week(9)
  const taken = await treasurer.post<{ csv: string; rows: number }>('/books/export', {
    ...{ from: dayOf(start), until: dayOf(end), reason: 'Audit' },
  })
  const lines = taken.body.csv.split('\r\n')
  expect(lines[0]).toContain('name_en,name_hi,opening,raised')
  expect(lines.some((line) => line.startsWith('Total,कुल,'))).toBe(true)
  expect(lines.some((line) => line.startsWith('account receivable,'))).toBe(true)
  expect(lines.at(-2)).toContain(`# exported by ${p.treasurer.id}`)
  expect(await p.o.rows("select count(*) as n from audit where action = 'statement.exported'")).toEqual([
    { n: 1 },
  ])
})
