import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { balance, office } from '../support/books.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Standing = {
  state: string
  dueMinor: number
  waivedMinor: number
  owedMinor: number
  waiting: unknown[]
}

test('a waiver asked by one and approved by another makes the due smaller, in one round trip each', async () => {
  const { o, seat, waive, decide, cashier } = await office(w)
  const asha = await seat()
  const asked = await waive(asha.id, 50_000)
  expect([asked.status, asked.trips]).toEqual([201, 1])
  const read = () => asha.person.get<Standing>(`/registrations/${asha.id}/payment`)
  expect((await read()).body).toMatchObject({
    state: 'owed',
    dueMinor: 150_000,
    waiting: [{ kind: 'waiver', amountMinor: 50_000, own: false }],
  })
  const decided = await decide(asked.body.approvalId)
  expect([decided.status, decided.trips]).toEqual([200, 1])
  expect((await read()).body).toMatchObject({
    state: 'owed',
    dueMinor: 100_000,
    waivedMinor: 50_000,
    owedMinor: 100_000,
    waiting: [],
  })
  expect(await balance(o)).toMatchObject({ unbalanced: 0, receivable: 100_000, waived: 50_000 })
  expect(await o.rows('select 1 from receipts')).toEqual([])
  expect(await o.rows("select actor_id from audit where action = 'approval.asked'")).toEqual([
    { actor_id: cashier.id },
  ])
})

test('a whole waiver leaves nothing to pay: the desk is told so, and a card shows what was waived', async () => {
  const { seat, waive, decide, pay } = await office(w)
  const asha = await seat()
  await decide((await waive(asha.id, 150_000)).body.approvalId)
  expect((await pay(asha.id)).body.type).toBe('/problems/already-paid')
  const card = await asha.person.get(`/registrations/${asha.id}`)
  expect(card.body).toMatchObject({ dueMinor: 0, waivedMinor: 150_000, owedMinor: 0 })
  expect((await asha.person.get(`/registrations/${asha.id}/payment`)).body).toMatchObject({ state: 'waived' })
})

test('a refused and a withdrawn waiver change nothing, and another may be asked for then', async () => {
  const { o, seat, waive, decide, cashier } = await office(w)
  const asha = await seat()
  const first = await waive(asha.id, 50_000)
  expect((await waive(asha.id, 60_000)).body.type).toBe('/problems/approval-open')
  await decide(first.body.approvalId, undefined, 'refused')
  const second = await waive(asha.id, 50_000)
  expect(second.status).toBe(201)
  expect((await cashier.delete(`/approvals/${second.body.approvalId}`)).status).toBe(204)
  expect(await o.rows('select 1 from waivers')).toEqual([])
  expect(await balance(o)).toMatchObject({ unbalanced: 0, receivable: 150_000, waived: 0 })
})

test('the same question sent twice is one question; another id while it is open is refused', async () => {
  const { o, seat, waive } = await office(w)
  const { id } = await seat()
  const approvalId = v7()
  const both = await Promise.all([
    waive(id, 1_000, undefined, approvalId),
    waive(id, 1_000, undefined, approvalId),
  ])
  expect(both.map(({ status }) => status)).toEqual([201, 201])
  expect(await o.rows('select count(*) as n from approvals')).toEqual([{ n: 1 }])
  expect(await o.rows("select count(*) as n from audit where action = 'approval.asked'")).toEqual([{ n: 1 }])
})

test('more than is owed, nothing owed and a seat given up are not waived', async () => {
  const { seat, waive, pay } = await office(w)
  const [a, b, c] = [await seat('A'), await seat('B'), await seat('C')]
  expect((await waive(a.id, 150_001)).body.type).toBe('/problems/amount-mismatch')
  await pay(b.id)
  expect((await waive(b.id, 1)).body.type).toBe('/problems/already-paid')
  await c.person.post(`/registrations/${c.id}/cancellation`)
  expect((await waive(c.id, 1)).body.type).toBe('/problems/not-registered')
})

test('money that came before the decision: the waiver no longer fits and is not approved', async () => {
  const { o, seat, waive, decide, pay } = await office(w)
  const { id } = await seat()
  const asked = await waive(id, 100_000)
  await pay(id, { amountMinor: 100_000 })
  const decided = await decide(asked.body.approvalId)
  expect([decided.status, decided.body.type]).toEqual([409, '/problems/state-changed'])
  expect(await o.rows('select decision from approvals')).toEqual([{ decision: null }])
  expect(await balance(o)).toMatchObject({ unbalanced: 0, receivable: 50_000, waived: 0, cash: 100_000 })
})

test('cash and the approval of a waiver at one instant: never more than the fee together', async () => {
  const { o, seat, waive, decide, pay } = await office(w)
  for (let i = 0; i < 6; i += 1) {
    const { id } = await seat(`P${i}`)
    const asked = await waive(id, 100_000)
    const [paid, decided] = await Promise.all([pay(id), decide(asked.body.approvalId)])
    expect([paid.status, decided.status].filter((status) => status < 300)).toHaveLength(1)
  }
  const { receivable, unbalanced } = await balance(o)
  expect([receivable >= 0, unbalanced]).toEqual([true, 0])
})

test('a seat given up after a part was waived and a part paid: nothing is left to be received', async () => {
  const { o, seat, waive, decide, pay } = await office(w)
  const { id, person } = await seat()
  await decide((await waive(id, 50_000)).body.approvalId)
  await pay(id, { amountMinor: 30_000 })
  await person.post(`/registrations/${id}/cancellation`)
  expect(await balance(o)).toMatchObject({ unbalanced: 0, receivable: 0, waived: 50_000, cash: 30_000 })
})

test('a planner, a stranger and somebody of another district ask for no waiver', async () => {
  const { o, seat, waive } = await office(w)
  const { id, person } = await seat()
  const planner = await o.person('Planner', { grants: ['planner@ST'] })
  const elsewhere = await o.person('Elsewhere', { grants: ['cashier@D2'] })
  for (const by of [planner, elsewhere, person]) expect((await waive(id, 1_000, by)).status).toBe(404)
  expect(await o.rows('select 1 from approvals')).toEqual([])
})

test('what the second person reads names the amount and nobody', async () => {
  const { approver, seat, cashier } = await office(w)
  const { id, person } = await seat()
  const body = { approvalId: v7(), amountMinor: 50_000, reason: 'A widow', sponsor: 'District committee' }
  await cashier.post(`/registrations/${id}/waivers`, body)
  const { body: list } = await approver.get<{ approvals: unknown[] }>('/approvals')
  expect(list.approvals).toMatchObject([
    {
      kind: 'waiver',
      person: { id: person.id },
      decidable: true,
      detail: { amountMinor: 50_000, currency: 'INR', registrationId: id, sponsor: 'District committee' },
    },
  ])
})
