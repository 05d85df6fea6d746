import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { balance, keptWrong } from '../support/books.ts'
import { bankOffice } from '../support/claiming.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Office = Awaited<ReturnType<typeof bankOffice>>
type Seat = Awaited<ReturnType<Office['seat']>>

const KINDS = [
  'claim',
  'cheque',
  'verify',
  'refuse',
  'withdraw',
  'desk',
  'clear',
  'bounce',
  'statement',
  'cancel',
] as const

/** One step of somebody; `n` chooses of what there is, `share` how much of it. */
type Step = { kind: (typeof KINDS)[number]; n: number; share: number }
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...KINDS),
  n: fc.nat({ max: 40 }),
  share: fc.integer({ min: 1, max: 160 }),
})

const utrOf = (n: number) => String(600_000_000_000 + (n % 9))

/** Does a step; whether it is refused does not matter, only what it leaves behind. */
async function take(at: Office, seats: readonly Seat[], { kind, n, share }: Step): Promise<unknown> {
  const seat = seats[n % seats.length]
  if (!seat) return undefined
  const amountMinor = share * 1_000
  const pick = async (sql: string) => {
    const rows = await at.o.rows(sql)
    return String(rows[n % Math.max(1, rows.length)]?.id ?? v7())
  }
  const officer = n % 2 ? at.cashier : at.treasurer
  switch (kind) {
    case 'claim':
      return at.claim(n % 3 ? seat.person : at.cashier, seat.id, { amountMinor, reference: utrOf(share) })
    case 'cheque':
      return at.cheque(seat.person, seat.id, String(share))
    case 'verify':
      return at.verify(await pick('select id from claims order by id'), officer)
    case 'refuse':
      return at.refuse(await pick('select id from claims order by id'), officer)
    case 'withdraw':
      return at.withdraw(await pick('select id from claims order by id'), seat.person)
    case 'desk':
      return at.pay(
        seat.id,
        n % 2 ? { amountMinor } : { amountMinor, provider: 'upi', reference: utrOf(share) },
      )
    case 'clear':
      return at.clear(await pick("select id from payments where provider = 'cheque' order by id"))
    case 'bounce':
      return at.bounce(await pick("select id from payments where provider <> 'cash' order by id"))
    case 'statement':
      return at.treasurer.post(`/bank-accounts/${at.accountId}/lines`, {
        lines: [
          {
            dayOn: '2026-11-22',
            amountMinor,
            narration: `UPI/${utrOf(n)}/X`,
            reference: '',
            balanceMinor: null,
            nth: 0,
          },
        ],
      })
    case 'cancel':
      return n % 5 ? undefined : at.treasurer.post(`/registrations/${seat.id}/cancellation`)
  }
}

/** What must hold of the books after any steps. */
async function sound({ o, receipts }: Office) {
  const one = async (sql: string) => Number((await o.rows(sql))[0]?.n)
  const books = await balance(o)
  expect(books).toMatchObject({ unbalanced: 0, sum: 0 })
  expect(await keptWrong(o)).toEqual([])
  // What is owed by the ledger is what is owed by the facts.
  const owed = await one(`select coalesce(sum(d.amount_minor
      - coalesce((select sum(amount_minor) from payments where registration_id = d.registration_id), 0)), 0) as n
    from dues d join registrations g on g.id = d.registration_id where g.cancelled_at is null`)
  expect(books.receivable).toBe(owed)
  expect((await receipts()).whole).toBe(true)
  expect(await one('select count(*) as n from payments')).toBe(
    await one('select count(*) as n from receipts'),
  )
  // A claim ends once, and is a payment exactly when it was verified.
  expect(
    await one(`select count(*) as n from claims k where (k.outcome = 'verified') <> exists (
      select 1 from payments p where p.id = k.id)`),
  ).toBe(0)
  expect(
    await one(`select count(*) as n from (select subject_id from audit
      where action in ('claim.verified', 'claim.refused', 'claim.withdrawn') group by subject_id having count(*) > 1)`),
  ).toBe(0)
  // No reference pays twice, nor is one waiting that has paid.
  expect(
    await one(`select count(*) as n from (select reference from (
        select reference from claims where outcome is null
        union all select upper(reference) from payments where provider <> 'cash' and reference is not null)
      group by reference having count(*) > 1)`),
  ).toBe(0)
  const more = 'select count(*) as n from dues d where d.amount_minor < coalesce('
  expect(
    await one(
      `${more}(select sum(amount_minor) from payments where registration_id = d.registration_id), 0)`,
    ),
  ).toBe(0)
}

test('whatever is claimed, verified, refused, bounced or raced: claims end once, receipts have no gap, the ledger balances', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 30 }), async (steps) => {
      const at = await bankOffice(w)
      const seats: Seat[] = []
      for (const name of ['A', 'B', 'C']) seats.push(await at.seat(name))
      // Pairs of steps go at once.
      for (let i = 0; i < steps.length; i += 2) {
        await Promise.all(steps.slice(i, i + 2).map((one) => take(at, seats, one)))
      }
      await sound(at)
    }),
    { numRuns: Number(process.env.RUNS ?? 12) },
  )
}, 240_000)
