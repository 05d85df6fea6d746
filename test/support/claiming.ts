import { v7 } from 'uuid'
import { office } from './books.ts'
import type { TestOrganisation } from './organisation.ts'
import type { World } from './world.ts'

type Person = Awaited<ReturnType<TestOrganisation['person']>>

/** A claim as it is answered. */
export type Claimed = {
  id: string
  outcome: string | null
  vouchedAt: number | null
  voidedAt: number | null
  clearedAt: number | null
  next: string
  type?: string
}

/** What became of a payment at the bank. */
export type Banked = { clearedAt: number | null; voidedAt: number | null; type?: string }

let used = 412_000_000_000

/** A UTR that nobody has used. */
export function freshUtr(): string {
  used += 1
  return String(used)
}

/** The office, and ways of sending money to it and finding it there. */
export async function bankOffice(w: World, shape: { feeMinor?: number; slug?: string } = {}) {
  const at = await office(w, shape)
  const { o, treasurer, cashier } = at
  const accountId = v7()
  await treasurer.post('/bank-accounts', {
    id: accountId,
    name: 'State committee',
    holder: 'Test Organisation',
    vpa: 'fees@testbank',
    bank: 'Test Bank',
    number: '00112233445566',
    ifsc: 'TEST0000123',
  })

  /** Says that a fee was sent; by UPI unless told otherwise. */
  const claim = (by: Person, registrationId: string, how: Record<string, unknown> = {}) =>
    by.post<Claimed>('/claims', {
      id: v7(),
      registrationId,
      amountMinor: shape.feeMinor ?? 150_000,
      provider: 'upi',
      reference: freshUtr(),
      ...how,
    })
  /** The same by a cheque. */
  const cheque = (by: Person, registrationId: string, number = '000123') =>
    by.post<Claimed>('/claims', {
      id: v7(),
      registrationId,
      amountMinor: shape.feeMinor ?? 150_000,
      provider: 'cheque',
      number,
      bank: 'SBI',
      datedOn: '2026-11-20',
    })
  const verify = (claimId: string, by: Person = treasurer) =>
    by.post<Claimed>(`/claims/${claimId}/verification`)
  const refuse = (claimId: string, by: Person = treasurer) =>
    by.post<Claimed>(`/claims/${claimId}/refusal`, { reason: 'Not on the statement' })
  const withdraw = (claimId: string, by: Person) => by.post<Claimed>(`/claims/${claimId}/withdrawal`)
  const clear = (paymentId: string, by: Person = treasurer) =>
    by.post<Banked>(`/payments/${paymentId}/clearing`)
  const bounce = (paymentId: string, by: Person = treasurer) =>
    by.post<Banked>(`/payments/${paymentId}/void`, { reason: 'Funds insufficient' })
  /** Numbers of all receipts, in order, and whether they have a gap. */
  const receipts = async () => {
    const rows = await o.rows('select seq, number from receipts order by year, seq')
    return {
      numbers: rows.map(({ number }) => String(number)),
      whole: rows.every(({ seq }, i) => seq === i + 1),
    }
  }
  return { ...at, cashier, accountId, claim, cheque, verify, refuse, withdraw, clear, bounce, receipts }
}
