import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { balance, keptWrong, office } from '../support/books.ts'
import { type World, world } from '../support/world.ts'

const NOON = Math.floor(Date.parse('2026-11-22T12:00:00+05:30') / 1000)
const DAY = '2026-11-22'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Office = Awaited<ReturnType<typeof office>>

/** One step of somebody in the office; `n` and `share` choose of what there is, and how much of it. */
type Step = { kind: (typeof KINDS)[number]; n: number; share: number }
const KINDS = [
  'pay',
  'upi',
  'waive',
  'ask',
  'decide',
  'refuse',
  'pay-out',
  'cancel',
  'count',
  'withdraw',
] as const

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...KINDS),
  n: fc.nat({ max: 50 }),
  share: fc.integer({ min: 1, max: 130 }),
})

/** Does a step; whether it is refused does not matter, only what it leaves behind. */
async function take(
  at: Office,
  seats: { id: string; person: unknown }[],
  { kind, n, share }: Step,
): Promise<unknown> {
  const { o } = at
  const seat = seats[n % seats.length]?.id ?? ''
  const amountMinor = share * 1_000
  const pick = async (sql: string) => {
    const rows = await o.rows(sql)
    return String(rows[n % Math.max(1, rows.length)]?.id ?? v7())
  }
  const question = 'select id from approvals where decision is null order by id'
  switch (kind) {
    case 'pay':
      return at.pay(seat, { amountMinor })
    case 'upi':
      return at.pay(seat, { amountMinor, provider: 'upi', reference: String(400_000_000_000 + n) })
    case 'waive':
      return at.waive(seat, amountMinor)
    case 'ask':
      return at.giveBack(await pick('select id from payments order by id'), amountMinor, {
        way: n % 2 ? 'cash' : 'bank',
      })
    case 'decide':
      return at.decide(await pick(question))
    case 'refuse':
      return at.decide(await pick(question), undefined, 'refused')
    case 'pay-out': {
      const id = await pick('select id from refunds where paid_at is null')
      return at.payOut(id, n % 2 ? undefined : `NEFT ${n} ${share}`, n % 3 ? at.cashier : at.treasurer)
    }
    case 'cancel':
      return n % 7 ? undefined : at.treasurer.post(`/registrations/${seat}/cancellation`)
    case 'withdraw':
      return at.cashier.delete(`/approvals/${await pick(question)}`)
    case 'count': {
      const book = await at.cashier.get<{ pages: { dayOn: string; expectedMinor: number }[] }>(
        '/me/cash-book',
      )
      const open = book.body.pages.find(({ dayOn }) => dayOn === DAY)
      return at.count(
        DAY,
        Math.max(0, (open?.expectedMinor ?? 0) - (n % 5 ? 0 : 500)),
        at.cashier,
        'Counted twice',
      )
    }
  }
}

/** What must hold after every step, read in one go. */
async function faults({ o }: Office): Promise<string[]> {
  const { unbalanced, sum, receivable } = await balance(o)
  const none = async (name: string, sql: string) => ((await o.rows(sql)).length > 0 ? [name] : [])
  return [
    ...(unbalanced + sum === 0 ? [] : ['the ledger does not balance']),
    ...(receivable < 0 ? ['more came than was owed'] : []),
    ...((await keptWrong(o)).length > 0 ? ['what is kept is not what happened'] : []),
    ...(await none(
      'more was given back than was paid',
      `select p.id from payments p join refunds r on r.payment_id = p.id where r.failed_at is null
        group by p.id having sum(r.amount_minor) > p.amount_minor`,
    )),
    ...(await none(
      'paid and waived are more than the fee',
      `select d.registration_id from dues d where d.amount_minor <
        coalesce((select sum(amount_minor) from waivers w where w.registration_id = d.registration_id), 0)
        + coalesce((select sum(amount_minor) from payments p where p.registration_id = d.registration_id), 0)`,
    )),
    ...(await none(
      'what is payable is not the refunds that are unpaid',
      `select 1 where (select coalesce(-sum(amount_minor), 0) from ledger_entries where account like 'payable:%')
        <> (select coalesce(sum(amount_minor), 0) from refunds where paid_at is null and failed_at is null)`,
    )),
    ...(await none(
      'a closed page changed',
      `select c.approval_id from cash_closings c join cash_book b on b.collector_id = c.collector_id
        and b.day_on = c.day_on where b.amount_minor <> c.expected_minor`,
    )),
    ...(await none('a page is below nothing', 'select 1 from cash_book where amount_minor < 0')),
    ...(await none(
      'one person did both',
      `select a.id from approvals a where a.decision = 'approved'
        and (a.asked_by = a.decided_by or a.asked_account = a.decided_account or a.person_id is a.decided_by)`,
    )),
    ...(await none(
      'something stands without an approval',
      `select approval_id from (select approval_id from waivers union all select approval_id from refunds
        union all select approval_id from cash_closings) x where not exists
        (select 1 from approvals a where a.id = x.approval_id and a.decision = 'approved')`,
    )),
    ...(await none(
      'the numbers of the vouchers have a gap',
      'select series, year from refunds group by series, year having max(seq) <> count(*)',
    )),
  ]
}

test('whatever the office does in whatever order, the books balance after every step', async () => {
  const kept = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 30 }), async (steps) => {
      w.clock.now = NOON
      const at = await office(w, { feeMinor: 120_000 })
      const seats = [await at.seat('A'), await at.seat('B'), await at.seat('C')]
      for (const one of steps) {
        await take(at, seats, one)
        expect(await faults(at)).toEqual([])
      }
      for (const table of ['waivers', 'refunds', 'cash_closings'])
        if ((await at.o.rows(`select 1 from ${table} limit 1`)).length > 0) kept.add(table)
    }),
    { numRuns: 12, seed: 20_261_122 },
  )
  // A run in which nothing happens would prove nothing.
  expect([...kept].sort()).toEqual(['cash_closings', 'refunds', 'waivers'])
}, 120_000)

test('the same steps all at once leave the same sound books', async () => {
  for (let run = 0; run < 3; run += 1) {
    const at = await office(w, { feeMinor: 120_000 })
    const seats = [await at.seat('A'), await at.seat('B'), await at.seat('C')]
    const steps = fc.sample(step, { numRuns: 60, seed: 7 + run })
    for (let i = 0; i < steps.length; i += 10) {
      await Promise.all(steps.slice(i, i + 10).map((one) => take(at, seats, one)))
      expect(await faults(at)).toEqual([])
    }
  }
}, 120_000)
