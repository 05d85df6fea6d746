import { v7 } from 'uuid'
import { hall, register } from './hall.ts'
import type { TestOrganisation } from './organisation.ts'
import type { World } from './world.ts'

/** What was put before a second person. */
export type Asked = { approvalId: string; decision: string | null; type?: string }

type Person = Awaited<ReturnType<TestOrganisation['person']>>

const TO_SHOW = `select 'payment' as kind, id from claims where outcome is null
  union all select 'payment', id from payments where provider in ('upi', 'bank', 'cheque') and amount_minor > 0
  union all select 'deposit', closing_id from cash_deposits
  union all select 'refund', id from refunds where way in ('upi', 'bank') and paid_at is not null
  union all select 'void', v.payment_id from voids v join bank_matches m on m.kind = 'payment' and m.subject_id = v.payment_id`

/** What is kept beside the facts and does not equal a recount of them: the sums of days, what the bank must show, its lines. */
export const keptWrong = (o: TestOrganisation) =>
  o.rows(`with days as (select case instr(account, ':') when 0 then account
        else substr(account, 1, instr(account, ':') - 1) end as class, currency,
      date(at + 19800, 'unixepoch') as day_on, sum(amount_minor) as amount_minor from ledger_entries group by 1, 2, 3),
    waits as (select s.kind, s.id from (${TO_SHOW}) s
      where not exists (select 1 from bank_matches m where m.kind = s.kind and m.subject_id = s.id)),
    lines as (select l.id, l.matched_minor, coalesce((select sum(m.amount_minor) from bank_matches m
      where m.line_id = l.id), 0) as counted_minor from bank_lines l)
    select * from (select 'day' as what, class || ' ' || day_on from (select * from days except select * from ledger_days))
    union all select 'day not so', class || ' ' || day_on from (select * from ledger_days except select * from days)
    union all select 'not waited for', kind || ' ' || id from (select * from waits except select kind, subject_id from bank_waits)
    union all select 'waited for', kind || ' ' || subject_id from (select kind, subject_id from bank_waits except select * from waits)
    union all select 'line', id from lines where matched_minor <> counted_minor`)

/** What must hold of every ledger: each posting sums to zero, and with them the whole. */
export async function balance(o: TestOrganisation) {
  const one = async (sql: string) => Number((await o.rows(sql))[0]?.n)
  const like = (pattern: string) =>
    one(`select coalesce(sum(amount_minor), 0) as n from ledger_entries where account like '${pattern}'`)
  return {
    unbalanced: await one(
      'select count(*) as n from (select 1 from ledger_entries group by posting_key, currency having sum(amount_minor) <> 0)',
    ),
    sum: await one('select coalesce(sum(amount_minor), 0) as n from ledger_entries'),
    receivable: await like('receivable:%'),
    waived: await like('waivers:%'),
    refunds: await like('refunds:%'),
    payable: await like('payable:%'),
    cash: await like('cash:%'),
    bank: await like('bank'),
    /** What came and stayed by Stripe, before its fees. */
    stripe: (await like('stripe_balance')) + (await like('stripe_fees')),
  }
}

/** An organisation with a workshop for a fee, everybody whom money needs, and their ways of doing it. */
export async function office(w: World, { feeMinor = 150_000, slug = '' } = {}) {
  const o = await w.organisation(slug ? { slug } : {})
  const workshop = await hall(o, { feeMinor, capacity: 500, maximum: 500 })
  const cashier = await o.person('Cashier', { grants: ['cashier@ST'] })
  const treasurer = await o.person('Treasurer', { grants: ['treasurer@ST'] })
  const approver = await o.person('Approver', { grants: ['approver@ST'] })

  /** Seats somebody new. */
  async function seat(name = 'Asha') {
    const person = await o.person(name, { unit: 'B1' })
    const { body } = await register(person, workshop.id)
    return { person, id: body.id }
  }

  /** Takes money at the desk; answers the payment. */
  const pay = (registrationId: string, how: Record<string, unknown> = {}, by: Person = cashier) =>
    by.post<{ id: string; receiptNumber: string; owedMinor: number; type?: string }>('/payments', {
      id: v7(),
      registrationId,
      provider: 'cash',
      amountMinor: feeMinor,
      ...how,
    })
  const waive = (registrationId: string, amountMinor: number, by: Person = cashier, approvalId = v7()) =>
    by.post<Asked>(`/registrations/${registrationId}/waivers`, {
      approvalId,
      amountMinor,
      reason: 'Cannot pay this year',
    })
  const giveBack = (
    paymentId: string,
    amountMinor: number,
    {
      way = 'cash',
      by = treasurer,
      approvalId = v7(),
    }: { way?: string; by?: Person; approvalId?: string } = {},
  ) =>
    by.post<Asked>(`/payments/${paymentId}/refunds`, {
      approvalId,
      amountMinor,
      way,
      reason: 'Fell ill before the camp',
    })
  const count = (dayOn: string, countedMinor: number, by: Person = cashier, reason = '') =>
    by.post<Asked>('/cash-closings', { approvalId: v7(), dayOn, countedMinor, reason })
  const decide = (approvalId: string, by: Person = approver, decision = 'approved') =>
    by.post<{ decision: string; type?: string }>(`/approvals/${approvalId}/decision`, {
      decision,
      ...(decision === 'refused' && { note: 'Not this time' }),
    })
  const payOut = (refundId: string, reference?: string, by: Person = treasurer) =>
    by.post<{ state: string; type?: string }>(`/refunds/${refundId}/payout`, reference ? { reference } : {})

  return { o, workshop, cashier, treasurer, approver, seat, pay, waive, giveBack, count, decide, payOut }
}
