import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { balance } from '../support/books.ts'
import { bankOffice, freshUtr } from '../support/claiming.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Ways = {
  openMinor: number
  reference: string
  accounts: { vpa: string; link: string }[]
  claims: { id: string; outcome: string | null }[]
}
type Queue = { claims: { id: string; next: string; seen: boolean }[] }

test('a claim pays nothing until it is verified; then it is a payment with a receipt, in one round trip', async () => {
  const { o, seat, claim, verify, receipts } = await bankOffice(w)
  const { person, id } = await seat()
  const made = await claim(person, id)
  expect([made.status, made.trips, made.body.outcome]).toEqual([201, 1, null])
  expect(await o.rows('select 1 from payments')).toEqual([])
  const verified = await verify(made.body.id)
  expect([verified.status, verified.trips, verified.body.outcome]).toEqual([201, 1, 'verified'])
  expect(await receipts()).toMatchObject({
    whole: true,
    numbers: [expect.stringMatching(/\/26-27\/000001$/)],
  })
  expect(await balance(o)).toMatchObject({ unbalanced: 0, receivable: 0, bank: 150_000 })
  const told = await o.rows("select person_id from outbox where topic = 'payment-received'")
  expect(told).toEqual([{ person_id: person.id }])
})

test('the participant sees the account, a link with amount and our reference, and what he sent', async () => {
  const { seat, claim } = await bankOffice(w)
  const { person, id } = await seat()
  const path = `/registrations/${id}/ways`
  const before = await person.get<Ways>(path)
  expect([before.trips, before.body.openMinor]).toEqual([1, 150_000])
  const { link } = before.body.accounts[0] ?? { link: '' }
  const asked = new URL(link.replace('upi://', 'https://'))
  expect(asked.searchParams.get('pa')).toBe('fees@testbank')
  expect(asked.searchParams.get('am')).toBe('1500.00')
  expect(asked.searchParams.get('tr')).toBe(before.body.reference)
  expect(before.body.reference.length).toBeLessThanOrEqual(35)
  await claim(person, id)
  const after = await person.get<Ways>(path)
  expect(after.body).toMatchObject({ openMinor: 0, claims: [{ outcome: null }], accounts: [{ link: null }] })
})

test('a stranger sees no way to pay for somebody else and claims nothing for him', async () => {
  const { o, seat, claim } = await bankOffice(w)
  const { id } = await seat()
  const ravi = await o.person('Ravi', { unit: 'B1' })
  expect((await ravi.get(`/registrations/${id}/ways`)).status).toBe(404)
  const refused = await claim(ravi, id)
  expect([refused.status, await o.rows('select 1 from claims')]).toEqual([404, []])
})

test('the payer does not verify his own claim, though he is the treasurer', async () => {
  const { o, workshop, claim, verify, cashier } = await bankOffice(w)
  const own = await o.person('Payer', { unit: 'B1', grants: ['treasurer@ST'] })
  const { register } = await import('../support/hall.ts')
  const { body: seat } = await register(own, workshop.id)
  const { body } = await claim(own, seat.id)
  expect((await verify(body.id, own)).body.type).toBe('/problems/two-people')
  expect((await verify(body.id, cashier)).body.outcome).toBe('verified')
})

test('above the limit two people know the money: one vouches, another verifies, neither the payer', async () => {
  const { o, seat, claim, verify, treasurer, cashier } = await bankOffice(w, { feeMinor: 1_200_000 })
  const { person, id } = await seat()
  const { body } = await claim(person, id)
  const first = await verify(body.id, cashier)
  expect([first.status, first.body.outcome, first.body.vouchedAt !== null]).toEqual([201, null, true])
  expect((await verify(body.id, cashier)).status).toBe(201)
  expect(await o.rows('select 1 from payments')).toEqual([])
  expect((await verify(body.id, treasurer)).body.outcome).toBe('verified')
  expect(await balance(o)).toMatchObject({ unbalanced: 0, receivable: 0, bank: 1_200_000 })
})

test('above the limit who took the claim at the desk does not verify it, and records no such payment alone', async () => {
  const { seat, claim, verify, pay, treasurer, cashier } = await bankOffice(w, { feeMinor: 1_200_000 })
  const { id } = await seat()
  const alone = await pay(id, { provider: 'upi', reference: freshUtr() })
  expect([alone.status, alone.body.type]).toEqual([403, '/problems/two-people'])
  const { body } = await claim(cashier, id)
  expect((await verify(body.id, cashier)).body.type).toBe('/problems/two-people')
  expect((await verify(body.id, treasurer)).body.outcome).toBe('verified')
})

test('a refused claim frees its reference, keeps its record, and the person is told why', async () => {
  const { o, seat, claim, refuse, verify } = await bankOffice(w)
  const [a, b] = [await seat('A'), await seat('B')]
  const reference = freshUtr()
  const { body } = await claim(a.person, a.id, { reference })
  expect((await refuse(body.id)).body.outcome).toBe('refused')
  expect((await verify(body.id)).body.type).toBe('/problems/state-changed')
  const told = await o.rows(
    "select person_id, facts ->> 'reason' as reason from outbox where topic = 'claim-refused'",
  )
  expect(told).toEqual([{ person_id: a.person.id, reason: 'Not on the statement' }])
  expect((await claim(b.person, b.id, { reference })).status).toBe(201)
  expect(await o.rows('select outcome, note from claims order by claimed_at, id')).toEqual([
    { outcome: 'refused', note: 'Not on the statement' },
    { outcome: null, note: null },
  ])
})

test('what is claimed is not recorded at the desk for somebody else, nor what was recorded claimed', async () => {
  const { o, seat, claim, pay } = await bankOffice(w)
  const [a, b] = [await seat('A'), await seat('B')]
  const [one, two] = [freshUtr(), freshUtr()]
  await claim(a.person, a.id, { reference: one })
  expect((await pay(b.id, { provider: 'upi', reference: one })).body.type).toBe('/problems/reference-used')
  expect((await pay(b.id, { provider: 'upi', reference: two })).status).toBe(201)
  const c = await seat('C')
  expect((await claim(c.person, c.id, { reference: two })).body.type).toBe('/problems/reference-used')
  const asTransfer = await claim(c.person, c.id, { reference: two, provider: 'bank' })
  expect(asTransfer.body.type).toBe('/problems/reference-used')
  expect((await o.rows('select 1 from payments')).length).toBe(1)
})

test('no more is claimed than is owed, and a claim of a fee that was paid meanwhile is not verified', async () => {
  const { seat, claim, verify, pay } = await bankOffice(w)
  const { person, id } = await seat()
  expect((await claim(person, id, { amountMinor: 150_001 })).body.type).toBe('/problems/amount-mismatch')
  const { body } = await claim(person, id)
  expect((await claim(person, id)).body.type).toBe('/problems/already-paid')
  expect((await pay(id)).status).toBe(201)
  expect((await verify(body.id)).body.type).toBe('/problems/already-paid')
})

test('the same claim sent twice is one claim, and two who verify at once make one payment', async () => {
  const { o, seat, claim, verify, treasurer, cashier } = await bankOffice(w)
  const { person, id } = await seat()
  const [claimId, reference] = [v7(), freshUtr()]
  const both = await Promise.all([
    claim(person, id, { id: claimId, reference }),
    claim(person, id, { id: claimId, reference }),
  ])
  expect(both.map(({ status }) => status)).toEqual([201, 201])
  const raced = await Promise.all([verify(claimId, treasurer), verify(claimId, cashier)])
  expect(raced.map(({ status }) => status).sort()).toEqual([201, 409])
  expect(await o.rows('select count(*) as n from payments')).toEqual([{ n: 1 }])
})

test('one takes one’s own claim back; nobody else does', async () => {
  const { o, seat, claim, withdraw, cashier } = await bankOffice(w)
  const { person, id } = await seat()
  const { body } = await claim(person, id)
  const ravi = await o.person('Ravi', { unit: 'B1' })
  expect((await withdraw(body.id, ravi)).status).toBe(404)
  expect((await withdraw(body.id, cashier)).status).toBe(404)
  expect((await withdraw(body.id, person)).body.outcome).toBe('withdrawn')
  expect((await claim(person, id)).status).toBe(201)
})

test('the queue shows open claims to whoever takes money there, and nothing to others', async () => {
  const { o, seat, claim, cashier } = await bankOffice(w)
  const { person, id } = await seat()
  const { body } = await claim(person, id)
  const shown = await cashier.get<Queue>('/claims')
  expect([shown.trips, shown.body.claims]).toMatchObject([1, [{ id: body.id, next: 'verify', seen: false }]])
  const far = await o.person('Far', { grants: ['cashier@D2'] })
  expect((await far.get<Queue>('/claims')).body.claims).toEqual([])
  expect((await person.get('/claims')).status).toBe(404)
})

test('a cheque is money in a drawer until the bank pays it, then money at the bank', async () => {
  const { o, seat, cheque, verify, clear } = await bankOffice(w)
  const { person, id } = await seat()
  const { body } = await cheque(person, id)
  await verify(body.id)
  const drawer = async () =>
    (await o.rows("select sum(amount_minor) as n from ledger_entries where account = 'cheques'"))[0]?.n
  expect([await drawer(), (await balance(o)).bank]).toEqual([150_000, 0])
  const cleared = await clear(body.id)
  expect([cleared.status, cleared.trips]).toEqual([201, 1])
  expect((await clear(body.id)).status).toBe(201)
  expect([await drawer(), (await balance(o)).bank]).toEqual([0, 150_000])
})

test('nothing is given back of a cheque that the bank has not paid', async () => {
  const { seat, pay, giveBack, decide, clear } = await bankOffice(w)
  const { id } = await seat()
  const { body } = await pay(id, { provider: 'cheque', number: '77', bank: 'SBI', datedOn: '2026-11-20' })
  const asked = await giveBack(body.id, 50_000, { way: 'bank' })
  expect((await decide(asked.body.approvalId)).body.type).toBe('/problems/cheque-uncleared')
  await clear(body.id)
  expect((await decide(asked.body.approvalId)).status).toBe(200)
})

test.each([false, true])(
  'a cheque bounces (paid before: %s): owed again, the receipt keeps its number',
  async (paid) => {
    const { o, seat, pay, clear, bounce, receipts } = await bankOffice(w)
    const { person, id } = await seat()
    const how = { provider: 'cheque', number: '000456', bank: 'State Bank of India', datedOn: '2026-11-20' }
    const { body } = await pay(id, how)
    if (paid) await clear(body.id)
    const bounced = await bounce(body.id)
    expect([bounced.status, bounced.trips, bounced.body.voidedAt]).toEqual([201, 1, w.clock.now])
    expect((await bounce(body.id)).status).toBe(201)
    expect(await balance(o)).toMatchObject({ unbalanced: 0, receivable: 150_000, bank: 0 })
    const receipt = await person.get(`/receipts/${body.id}`)
    expect(receipt.body).toMatchObject({
      number: body.receiptNumber,
      payment: { amountMinor: 150_000 },
      uncleared: false,
      void: { reason: 'Funds insufficient' },
    })
    expect(await person.get(`/registrations/${id}/payment`)).toMatchObject({ body: { owedMinor: 150_000 } })
    const told = await o.rows("select person_id from outbox where topic = 'payment-void'")
    expect(told).toEqual([{ person_id: person.id }])
    expect((await pay(id, how)).status).toBe(201)
    expect((await receipts()).whole).toBe(true)
    expect(await balance(o)).toMatchObject({ unbalanced: 0, receivable: 0 })
  },
)

test('of a registration that was cancelled nothing is owed again when its cheque bounces', async () => {
  const { o, seat, pay, bounce } = await bankOffice(w)
  const { person, id } = await seat()
  const { body } = await pay(id, { provider: 'cheque', number: '9', bank: 'SBI', datedOn: '2026-11-20' })
  await person.post(`/registrations/${id}/cancellation`)
  expect((await bounce(body.id)).status).toBe(201)
  expect(await balance(o)).toMatchObject({ unbalanced: 0, receivable: 0, bank: 0 })
})

test('cash does not bounce, and who only takes money calls nothing void', async () => {
  const { seat, pay, bounce, cashier } = await bankOffice(w)
  const [a, b] = [await seat('A'), await seat('B')]
  const cash = await pay(a.id)
  expect((await bounce(cash.body.id)).body.type).toBe('/problems/state-changed')
  const upi = await pay(b.id, { provider: 'upi', reference: freshUtr() })
  expect((await bounce(upi.body.id, cashier)).status).toBe(404)
})

test('a seat that is held waits three days for sent money, an hour once it was not found, and anew when a cheque bounces', async () => {
  const { o, workshop, seat, claim, refuse, pay, bounce } = await bankOffice(w)
  await o.db.execute({ sql: 'update workshops set hold_minutes = 31 where id = ?', args: [workshop.id] })
  const { person, id } = await seat()
  const held = async () => {
    const [row] = await o.rows('select held_until from registrations where id = ?', [id])
    return row?.held_until === null ? null : Number(row?.held_until) - w.clock.now
  }
  expect(await held()).toBe(31 * 60)
  const { body } = await claim(person, id)
  expect(await held()).toBe(3 * 86_400)
  await refuse(body.id)
  expect(await held()).toBe(3_600)
  const paid = await pay(id, { provider: 'cheque', number: '5', bank: 'SBI', datedOn: '2026-11-20' })
  expect([paid.status, await held()]).toEqual([201, null])
  await bounce(paid.body.id)
  expect(await held()).toBe(3 * 86_400)
})
