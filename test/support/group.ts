import { v7 } from 'uuid'
import { balance } from './books.ts'
import { register } from './hall.ts'
import { online } from './online.ts'
import type { TestOrganisation } from './organisation.ts'
import type { World } from './world.ts'

type Person = Awaited<ReturnType<TestOrganisation['person']>>

/** One sum for several people, as it is answered. */
export type Group = {
  id: string
  state: string
  totalMinor: number
  receiptNumber: string | null
  lines: {
    registrationId: string
    paymentId: string | null
    amountMinor: number
    decision: string | null
    refundedMinor: number
    person: { nameEn: string }
  }[]
  type?: string
  refused?: { registrationId: string; reason: string }[]
}

/** An organisation with an account at Stripe, an officer of a district, people he registers, and a desk. */
export async function party(w: World, shape: { feeMinor?: number; kind?: string } = {}) {
  const hold = await online(w, shape)
  const { o, workshop } = hold
  const officer = await o.person('Officer', { unit: 'D1', grants: ['registrar@D1'] })
  const cashier = await o.person('Cashier', { grants: ['cashier@ST'] })
  const treasurer = await o.person('Treasurer', { grants: ['treasurer@ST'] })
  const approver = await o.person('Approver', { grants: ['approver@ST'] })

  /** Seats so many people of the officer's district. */
  const seats = async (n: number) => {
    const made = []
    for (let i = 0; i < n; i++) {
      const person = await o.person(`Member ${i + 1}`, { unit: 'B1' })
      made.push({ person, id: (await register(officer, workshop.id, person.id)).body.id })
    }
    return made
  }
  /** Opens one session for all of them; says the session. */
  const open = async (registrationIds: readonly string[], id = v7(), by: Person = officer) => {
    const answer = await by.post<{
      id: string
      url: string
      totalMinor: number
      type?: string
      refused?: unknown
    }>('/group-payments/checkout', { id, registrationIds })
    return { ...answer, session: /\/pay\/(cs_\w+)/.exec(answer.body.url ?? '')?.[1] ?? '' }
  }
  const group = (id: string, by: Person = officer) => by.get<Group>(`/group-payments/${id}`)
  /** Takes one sum at the desk. */
  const take = (lines: readonly { registrationId: string; amountMinor: number }[], how: object = {}) =>
    cashier.post<Group>('/group-payments', {
      id: v7(),
      provider: 'cash',
      payer: { id: v7(), legalName: 'District office' },
      lines,
      ...how,
    })
  /** Gives money back by two people; answers when Stripe has been asked. */
  const giveBack = async (paymentId: string, amountMinor: number, way = 'stripe') => {
    const approvalId = v7()
    const asked = await treasurer.post(`/payments/${paymentId}/refunds`, {
      ...{ approvalId, amountMinor, way, reason: 'Fell ill before the camp' },
    })
    const decided = await approver.post(`/approvals/${approvalId}/decision`, { decision: 'approved' })
    await w.tick()
    await w.settled()
    return { approvalId, status: [asked.status, decided.status] }
  }
  /** What holds of the books whatever happened. */
  const sums = async () => {
    const { unbalanced, sum, stripe, cash, bank } = await balance(o)
    const one = async (sql: string) => Number((await o.rows(sql))[0]?.n)
    return {
      unbalanced,
      sum,
      came: stripe + cash + bank,
      paid: await one('select coalesce(sum(amount_minor), 0) as n from payments'),
      suspense: await one(
        "select coalesce(-sum(amount_minor), 0) as n from ledger_entries where account like 'suspense:%'",
      ),
    }
  }
  const receipts = async () =>
    (await o.rows('select number, line from receipts order by seq, line')).map(
      ({ number, line }) => `${String(number).slice(-6)}.${line}`,
    )
  return {
    ...hold,
    officer,
    cashier,
    treasurer,
    approver,
    seats,
    open,
    group,
    take,
    giveBack,
    sums,
    receipts,
  }
}
