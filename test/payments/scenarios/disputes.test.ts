import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { cardPaid } from '../../support/card.ts'
import { type World, world } from '../../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterEach(() => w.stripe.sim.clearScripts())
afterAll(() => w.close())

type Dispute = {
  id: string
  status: string
  outcome: string | null
  refundable: boolean
  evidenceDue: number | null
  takenMinor: number
  feeMinor: number
}

async function disputed(options: { inquiry?: boolean } = {}) {
  const at = await cardPaid(w)
  const open = async () => {
    const made = w.stripe.sim.dispute(at.session, options)
    await w.settled()
    return made
  }
  const disputes = async () => (await at.treasurer.get<{ disputes: Dispute[] }>('/disputes')).body.disputes
  return { ...at, open, disputes }
}

test('scenario 25: while a bank disputes a payment nothing of it is given back, and the reason is told', async () => {
  const { o, open, disputes, ask, treasurer, approver, paymentId, balanced, exceptions, made } =
    await disputed()
  const before = await ask(50_000)
  const opened = await open()
  expect(await disputes()).toMatchObject([
    {
      id: opened.id,
      status: 'needs_response',
      outcome: null,
      refundable: false,
      evidenceDue: opened.evidence_details.due_by,
      takenMinor: 150_000,
      feeMinor: 75_000,
    },
  ])
  expect((await exceptions()).map(({ kind, subject }) => [kind, subject])).toEqual([
    ['dispute-open', opened.id],
  ])
  expect(
    (
      await approver.post<{ type: string }>(`/approvals/${before.body.approvalId}/decision`, {
        decision: 'approved',
      })
    ).body.type,
  ).toBe('/problems/payment-disputed')
  await treasurer.delete(`/approvals/${before.body.approvalId}`)
  expect((await ask(50_000)).body.type).toBe('/problems/payment-disputed')
  expect((await ask(50_000, { way: 'bank' })).body.type).toBe('/problems/payment-disputed')
  expect(await made()).toEqual([])
  expect(await o.rows('select id from refunds where payment_id = ?', [paymentId])).toEqual([])
  await balanced()
})

test('scenario 25: an inquiry takes no money and leaves the payment refundable, with a warning in sight', async () => {
  const { open, disputes, approved, states, until, balanced, sum } = await disputed({ inquiry: true })
  await open()
  expect(await disputes()).toMatchObject([
    { status: 'warning_needs_response', refundable: true, takenMinor: 0 },
  ])
  await approved(50_000)
  await until(states, ['paid'])
  await w.settled()
  expect(await sum('disputed:')).toBe(0)
  await balanced()
})

test('scenario 26: a dispute that is won leaves nothing but its fee, and all can be given back later', async () => {
  const { open, disputes, approved, states, until, balanced, sum, exceptions, seated } = await disputed()
  const { id } = await open()
  await balanced()
  expect(await sum('disputed:')).toBe(150_000)
  w.stripe.sim.closeDispute(id, 'won')
  await w.settled()
  expect(await disputes()).toMatchObject([
    { outcome: 'won', refundable: true, takenMinor: 0, feeMinor: 75_000 },
  ])
  expect([await sum('disputed:'), await sum('dispute_fees'), await sum('chargeback_loss')]).toEqual([
    0, 75_000, 0,
  ])
  expect(await exceptions()).toEqual([])
  expect(await seated()).toBe(true)
  await approved(150_000)
  await until(states, ['paid'])
  await w.settled()
  await balanced()
})

test('scenario 27: lost after a refund of 40 %, it takes the rest only, and no more goes out than came in', async () => {
  const { open, disputes, approved, states, until, balanced, sum, ask, seated } = await disputed()
  await approved(60_000)
  await until(states, ['paid'])
  await w.settled()
  const { id, amount } = await open()
  expect(amount).toBe(90_000)
  w.stripe.sim.closeDispute(id, 'lost')
  await w.settled()
  expect(await disputes()).toMatchObject([{ outcome: 'lost', takenMinor: 90_000 }])
  expect([await sum('disputed:'), await sum('chargeback_loss'), await sum('refunds:')]).toEqual([
    0, 90_000, 60_000,
  ])
  expect((await ask(1)).body.type).toBe('/problems/refund-exceeds')
  // Charged back, the seat is kept and flagged.
  expect(await seated()).toBe(true)
  await balanced()
})

test('scenario 28: a state that nobody knows is kept and raised, and changes nothing', async () => {
  const { o, open, disputes, approved, states, until, balanced, exceptions, inbox } = await disputed()
  const { id } = await open()
  const books = await o.rows('select * from ledger_entries order by posting_key, line')
  w.stripe.sim.amend(
    'dispute',
    id,
    { status: 'someday', is_charge_refundable: true },
    'charge.dispute.updated',
  )
  await w.settled()
  expect(await disputes()).toMatchObject([{ status: 'someday', outcome: null, refundable: false }])
  expect((await exceptions()).map(({ kind }) => kind).sort()).toEqual(['dispute-open', 'state-unknown'])
  expect(await o.rows('select * from ledger_entries order by posting_key, line')).toEqual(books)
  w.stripe.sim.amend('dispute', id, { status: 'needs_response', is_charge_refundable: false })
  w.stripe.sim.closeDispute(id, 'won')
  await w.settled()
  expect((await exceptions()).map(({ kind }) => kind)).toEqual([])
  await approved(50_000)
  await until(states, ['paid'])
  await w.settled()
  const [refund] = await o.rows('select provider_id as id from stripe_refunds')
  w.stripe.sim.amend('refund', String(refund?.id), { status: 'on_hold' }, 'refund.updated')
  await w.settled()
  expect(await states()).toEqual(['paid'])
  expect((await exceptions()).map(({ kind }) => kind)).toEqual(['state-unknown'])
  expect((await inbox()).every(({ state }) => state === 'done' || state === 'ignored')).toBe(true)
  await balanced()
})
