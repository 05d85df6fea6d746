import { isDeepStrictEqual } from 'node:util'
import { v7 } from 'uuid'
import { expect } from 'vitest'
import type { Asked } from './books.ts'
import { expectBalanced } from './ledger.ts'
import { online } from './online.ts'
import type { World } from './world.ts'

/** A refund as it is answered. */
export type Refund = {
  id: string
  origin: string
  state: string
  failure: string | null
  number: string
  amountMinor: number
  receiptNumber: string | null
}

/** Somebody who paid by card; a treasurer who asks for money back, and an approver who grants it. */
export async function cardPaid(w: World, shape: Parameters<typeof online>[1] = {}) {
  const at = await online(w, shape)
  const treasurer = await at.o.person('Treasurer', { grants: ['treasurer@ST'] })
  const approver = await at.o.person('Approver', { grants: ['approver@ST'] })
  const asha = await at.seat()
  const { session } = await at.checkout(asha)
  w.stripe.sim.pay(session)
  await w.settled()
  const [payment] = await at.o.rows('select id, reference from payments')
  const paymentId = String(payment?.id)
  const intent = String(payment?.reference)

  const ask = (amountMinor: number, how: Record<string, unknown> = {}, by = treasurer) =>
    by.post<Asked>(`/payments/${paymentId}/refunds`, {
      approvalId: v7(),
      amountMinor,
      way: 'stripe',
      reason: 'Fell ill before the camp',
      ...how,
    })
  const decide = (approvalId: string) =>
    approver.post<{ decision: string; type?: string }>(`/approvals/${approvalId}/decision`, {
      decision: 'approved',
    })
  async function approved(amountMinor: number, how: Record<string, unknown> = {}) {
    const { body } = await ask(amountMinor, how)
    await decide(body.approvalId)
    return body.approvalId
  }
  const refunds = async () =>
    (await asha.person.get<{ refunds: Refund[] }>(`/registrations/${asha.id}/payment`)).body.refunds
  const states = async () => (await refunds()).map(({ state }) => state)
  const made = async () =>
    (await at.dashboard('GET', `refunds?payment_intent=${intent}&limit=100`)).data ?? []
  const seated = async () =>
    (await at.o.rows('select cancelled_at from registrations where id = ?', [asha.id]))[0]?.cancelled_at ===
    null
  /** The sum of the accounts whose names begin so. */
  const sum = async (prefix: string) =>
    Number(
      (
        await at.o.rows(
          'select coalesce(sum(amount_minor), 0) as n from ledger_entries where account like ?',
          [`${prefix}%`],
        )
      )[0]?.n,
    )
  const balanced = () => expectBalanced(w, at.o, at.account)
  /** Somebody's client whose token is of the present day. */
  const today = async (who: { id: string }) => at.o.client(await w.token(at.o.slug, who.id))
  const exceptions = async () =>
    (await (await today(treasurer)).get<{ exceptions: { kind: string; subject: string }[] }>('/exceptions'))
      .body.exceptions
  /** Looks until what is looked for is there; for a hook too, where nothing can be polled. */
  async function until(look: () => Promise<unknown>, what: unknown) {
    for (let tries = 0; tries < 200; tries += 1) {
      if (isDeepStrictEqual(await look(), what)) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    expect(await look()).toEqual(what)
  }
  /** The three chances of a night to compare Stripe's book with ours. */
  async function night() {
    const day = 86_400
    w.clock.now += (day + 20 * 3600 - (w.clock.now % day)) % day || day
    await w.stripe.sim.advanceClock(0)
    await w.settled()
    const [before] = await at.o.rows('select count(*) as n from recon_runs where finished_at is not null')
    await w.tick()
    await until(
      async () =>
        (await at.o.rows('select count(*) as n from recon_runs where finished_at is not null'))[0]?.n,
      Number(before?.n) + 1,
    )
    const [run] = await at.o.rows('select * from recon_runs order by started_at desc limit 1')
    return run
  }
  return {
    ...at,
    treasurer,
    approver,
    asha,
    session,
    paymentId,
    intent,
    ask,
    decide,
    approved,
    refunds,
    states,
    made,
    seated,
    sum,
    balanced,
    exceptions,
    until,
    night,
    today,
  }
}
