import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { balance } from '../../support/books.ts'
import { party } from '../../support/group.ts'
import { hall, register } from '../../support/hall.ts'
import { type World, world } from '../../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Payer = {
  key: string
  legalName: string
  address: string
  pan: string | null
  version: number
  keptMinor: number
  standing: string
  lines: { keptMinor: number; provider: string }[]
  type?: string
}
const PAN = 'ABCDE1234F'

/** One payer at three camps: Rs 1,500 in cash, Rs 15,000 by Stripe, Rs 5,000 by UPI of which Rs 1,000 goes back. */
async function threeCamps() {
  const p = await party(w, { feeMinor: 1_500_000 })
  const asha = await p.seat('Asha')
  w.stripe.sim.pay((await p.checkout(asha)).session)
  await w.settled()
  const at = async (feeMinor: number, how: object) => {
    const camp = await hall(p.o, { feeMinor, capacity: 10 })
    const { body } = await register(asha.person, camp.id)
    const paid = await p.cashier.post<{ id: string }>('/payments', {
      ...{ id: v7(), registrationId: body.id, amountMinor: feeMinor, ...how },
    })
    expect(paid.status).toBe(201)
    return paid.body.id
  }
  await at(150_000, { provider: 'cash' })
  const upi = await at(500_000, { provider: 'upi', reference: '123456789012' })
  const payer = () => p.treasurer.get<Payer>(`/payers/${asha.person.id}?year=26-27`)
  const report = () =>
    p.treasurer.post<{ csv: string; rows: number }>('/payers/export', { year: '26-27', reason: 'Form 24A' })
  return { ...p, asha, upi, payer, report }
}

test('48: a year over Rs 20,000 across three camps stands in the report with name and address, without what was given back', async () => {
  const { o, treasurer, asha, upi, giveBack, payer, report } = await threeCamps()
  expect((await payer()).body).toMatchObject({ keptMinor: 2_150_000, standing: 'reported' })
  await giveBack(upi, 100_000, 'upi')
  const edited = await treasurer.put<Payer>(`/payers/${asha.person.id}?year=26-27`, {
    ...{ version: 0, legalName: 'Asha Verma', address: '=12, Lake Road, Bhopal', pan: PAN, citizen: true },
  })
  expect([edited.status, edited.body.pan, edited.body.version]).toEqual([200, '••••••234F', 1])
  const told = await report()
  expect([told.status, told.body.rows]).toEqual([200, 3])
  const lines = told.body.csv.split('\r\n')
  expect(lines[0]).toBe('\ufeffname,address,pan,citizen,mode,date,receipt,amount,year_total')
  const [stripe, cash, returned] = lines.slice(1)
  expect(
    [stripe, cash].map((line) => line?.includes(`Asha Verma,"'=12, Lake Road, Bhopal",${PAN},yes,`)),
  ).toEqual([true, true])
  expect(stripe).toMatch(/,stripe,\d{4}-\d\d-\d\d,\S+,15000\.00,20500\.00$/)
  expect(cash).toMatch(/,cash,.*,1500\.00,20500\.00$/)
  expect(returned).toMatch(/,upi,.*,4000\.00,20500\.00$/)
  expect(lines.at(-2)).toContain(`# exported by ${treasurer.id}`)
  expect(await o.rows("select subject_id, detail from audit where action = 'payers.exported'")).toEqual([
    { subject_id: '26-27', detail: JSON.stringify({ reason: 'Form 24A' }) },
  ])
  expect((await balance(o)).unbalanced).toBe(0)
})

test('48, the other way: whom a refund brings to Rs 20,000 or below is not reported, and the next year begins at nothing', async () => {
  const { upi, giveBack, payer, report, treasurer, asha } = await threeCamps()
  await giveBack(upi, 200_000, 'upi')
  expect((await payer()).body).toMatchObject({ keptMinor: 1_950_000, standing: 'near' })
  expect((await report()).body.rows).toBe(0)
  expect((await treasurer.get(`/payers/${asha.person.id}?year=27-28`)).status).toBe(404)
  const near = await treasurer.get<{ payers: Payer[] }>('/payers?year=26-27&only=near')
  expect([near.body.payers.map(({ legalName }) => legalName)]).toEqual([['Asha']])
  expect((await treasurer.get<{ payers: Payer[] }>('/payers?year=26-27&only=reported')).body.payers).toEqual(
    [],
  )
})

test('a PAN is nowhere readable in the database, two treasurers do not overwrite each other, and no PAN is taken that is none', async () => {
  const { o, treasurer, asha } = await threeCamps()
  const put = (body: object) =>
    treasurer.put<Payer>(`/payers/${asha.person.id}`, {
      ...{ version: 0, legalName: 'Asha Verma', address: '', citizen: null, ...body },
    })
  expect((await put({ pan: 'ABC' })).status).toBe(422)
  expect((await put({ pan: PAN })).status).toBe(200)
  expect((await put({ legalName: 'Another' })).status).toBe(412)
  expect((await put({ version: 1, citizen: false })).body).toMatchObject({
    pan: '••••••234F',
    citizen: false,
  })
  for (const table of ['payers', 'audit', 'audit_changes', 'outbox'])
    expect(JSON.stringify(await o.rows(`select * from ${table}`))).not.toContain(PAN)
  expect((await put({ version: 2, pan: null })).body.pan).toBeNull()
})

test('a committee that pays for several is the payer, not they; who may not see the money sees no payer', async () => {
  const { seats, take, treasurer, o } = await party(w, { feeMinor: 700_000 })
  const people = await seats(3)
  const payer = { id: v7(), legalName: 'District committee' }
  await take(
    people.map(({ id: registrationId }) => ({ registrationId, amountMinor: 700_000 })),
    { payer },
  )
  const list = await treasurer.get<{ payers: Payer[] }>('/payers?year=26-27')
  expect(list.body.payers).toMatchObject([
    {
      key: payer.id,
      legalName: 'District committee',
      keptMinor: 2_100_000,
      standing: 'reported',
      payments: 3,
    },
  ])
  const elsewhere = await o.person('Elsewhere', { grants: ['treasurer@D2'] })
  expect((await elsewhere.get<{ payers: Payer[] }>('/payers?year=26-27')).body.payers).toEqual([])
  expect((await elsewhere.get(`/payers/${payer.id}`)).status).toBe(404)
  const planner = await o.person('Planner', { grants: ['planner@ST'] })
  expect((await planner.get('/payers?year=26-27')).status).toBe(404)
  expect((await planner.post('/payers/export', { year: '26-27', reason: 'Curious' })).status).toBe(404)
})
