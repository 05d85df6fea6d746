import { v7 } from 'uuid'
import { hall, register } from './hall.ts'
import type { TestOrganisation } from './organisation.ts'
import type { World } from './world.ts'

/** What was put before a second person. */
export type Asked = { approvalId: string; decision: string | null; type?: string }

type Person = Awaited<ReturnType<TestOrganisation['person']>>

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
