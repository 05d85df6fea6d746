import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { office } from '../support/books.ts'
import { cardPaid } from '../support/card.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Voucher = {
  number: string
  state: string
  amountMinor: number
  receiptNumber: string
  payerName: string
  askedBy: { nameEn: string } | null
  approvedBy: { nameEn: string } | null
  origin: string
  type?: string
}
type Receipt = { payerName: string; group: { id: string; lines: number; totalMinor: number } | null }
type Standing = {
  state: string
  suspenseMinor: number
  dispute: { amountMinor: number; outcome: string | null; evidenceSent: boolean } | null
}

test('a refund has a voucher of its own, for its person and the desk, with who asked and who approved', async () => {
  const { o, seat, pay, giveBack, decide, payOut, cashier } = await office(w)
  const { person, id } = await seat()
  const paid = await pay(id)
  const asked = await giveBack(paid.body.id, 60_000)
  await decide(asked.body.approvalId)
  const path = `/refunds/${asked.body.approvalId}`
  await w.settled()
  const own = await person.get<Voucher>(path)
  expect([own.status, own.trips]).toEqual([200, 1])
  expect(own.body).toMatchObject({
    ...{ state: 'approved', amountMinor: 60_000, receiptNumber: paid.body.receiptNumber, payerName: 'Asha' },
    ...{ askedBy: { nameEn: 'Treasurer' }, approvedBy: { nameEn: 'Approver' }, origin: 'approved' },
  })
  expect(own.body.number).toMatch(/\/R00001$/)
  await payOut(asked.body.approvalId, undefined, cashier)
  expect((await cashier.get<Voucher>(path)).body).toMatchObject({ state: 'paid' })
  const stranger = await o.person('Stranger', { unit: 'B1' })
  expect((await stranger.get<Voucher>(path)).body.type).toBe('/problems/not-found')
  expect((await o.nobody.get<Voucher>(path)).status).toBe(401)
})

test('what was given back at Stripe itself has its voucher by the id that Stripe gave', async () => {
  const { session, asha, refunds, until } = await cardPaid(w)
  w.stripe.sim.refund(session, { amount: 40_000 })
  await until(async () => (await refunds()).length, 1)
  const [made] = await refunds()
  expect(made?.id).toMatch(/^re_/)
  const { body } = await asha.person.get<Voucher>(`/refunds/${made?.id}`)
  expect(body).toMatchObject({ origin: 'dashboard', amountMinor: 40_000, askedBy: null, approvedBy: null })
})

test('the receipt of one line of a group says who paid, and of how much for how many it is a part', async () => {
  const { o, seat, cashier } = await office(w)
  const [asha, ravi] = [await seat('Asha'), await seat('Ravi')]
  const id = v7()
  const payer = { id: v7(), legalName: 'District committee' }
  const lines = [asha, ravi].map((one) => ({ registrationId: one.id, amountMinor: 150_000 }))
  const made = await cashier.post('/group-payments', { id, payer, provider: 'cash', lines })
  expect(made.status).toBe(201)
  const [first] = await o.rows('select id from payments where registration_id = ?', [asha.id])
  const receipt = await asha.person.get<Receipt>(`/receipts/${first?.id}`)
  expect(receipt.body).toMatchObject({
    ...{ payerName: 'District committee', group: { id, lines: 2, totalMinor: 300_000 } },
  })
})

test('a dispute and money in suspense stand beside the fee of whom they are about, and on nobody else’s', async () => {
  const at = await cardPaid(w, { kind: 'political_party' })
  const { o, asha, seat, checkout, session, until } = at
  w.stripe.sim.dispute(session)
  await until(async () => (await o.rows('select count(*) as n from disputes'))[0]?.n, 1)
  const standing = async (who: Awaited<ReturnType<typeof seat>>) =>
    (await who.person.get<Standing>(`/registrations/${who.id}/payment`)).body
  expect(await standing(asha)).toMatchObject({
    ...{ state: 'paid', suspenseMinor: 0 },
    dispute: { amountMinor: 150_000, outcome: null, evidenceSent: false },
  })
  const ravi = await seat('Ravi')
  w.stripe.sim.pay((await checkout(ravi)).session, {
    card: { country: 'US', funding: 'credit', last4: '4242' },
  })
  await until(async () => (await standing(ravi)).state, 'review')
  expect(await standing(ravi)).toMatchObject({ suspenseMinor: 150_000, dispute: null })
  type Listed = { payments: { registrationId: string; dispute: string | null }[] }
  const { body } = await (await at.today(at.treasurer)).get<Listed>('/payments')
  expect(body.payments).toMatchObject([{ registrationId: asha.id, dispute: 'open' }])
})
