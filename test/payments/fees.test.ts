import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hall, register } from '../support/hall.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Fees = { version: number; rules: unknown[]; baseMinor: number; offices: { id: string }[]; type?: string }
type Offer = {
  offer: string
  amountMinor: number
  baseMinor: number
  why: { nameEn: string } | null
  totalMinor: number
}

const HALF = {
  nameEn: 'District president: half',
  nameHi: 'जिला अध्यक्ष: आधा',
  officeId: 'president',
  percent: 50,
}
const THIRD = {
  nameEn: 'From the third of a unit',
  nameHi: 'इकाई के तीसरे से',
  fromNth: 3,
  amountMinor: 100_000,
}
const FREE = (wingId: string) => ({ nameEn: 'Women: free', nameHi: 'महिला: निःशुल्क', wingId, amountMinor: 0 })

/** A workshop for Rs 1,500 with its planner, an office and a wing. */
async function priced() {
  const o = await w.organisation()
  const workshop = await hall(o, { feeMinor: 150_000 })
  const planner = await o.person('Planner', { grants: ['planner@ST'] })
  const wingId = v7()
  await o.db.batch(
    [
      "insert into office_kinds values ('president', 'President', 'अध्यक्ष')",
      { sql: "insert into wings values (?, 'Women', 'महिला')", args: [wingId] },
    ],
    'write',
  )
  const president = await o.person('Asha', { unit: 'B1' })
  await o.db.execute({
    sql: "insert into offices values (?, ?, ?, 'president', '2026-01-01', null)",
    args: [v7(), president.id, o.unitId('D1')],
  })
  const woman = await o.person('Meena', { unit: 'B1' })
  await o.db.execute({ sql: 'insert into wing_members values (?, ?)', args: [woman.id, wingId] })
  const set = (rules: unknown[], version = 0, of = `workshops/${workshop.id}`) =>
    planner.put<Fees>(`/${of}/fees`, { version, rules })
  const offer = (who: typeof woman) => who.get<Offer>(`/workshops/${workshop.id}/offer`)
  return { o, workshop, planner, wingId, president, woman, set, offer }
}

test('the offer tells the price and why; rules that change leave what is due as it was', async () => {
  const { o, workshop, wingId, president, woman, set, offer } = await priced()
  const plain = await o.person('Ravi', { unit: 'B2' })
  expect((await set([HALF, FREE(wingId)])).body).toMatchObject({ version: 1, baseMinor: 150_000 })
  const half = await offer(president)
  expect([half.trips, half.body.amountMinor, half.body.baseMinor, half.body.why?.nameEn]).toEqual([
    1,
    75_000,
    150_000,
    'District president: half',
  ])
  expect((await offer(woman)).body).toMatchObject({ amountMinor: 0, why: { nameEn: 'Women: free' } })
  expect((await offer(plain)).body).toMatchObject({ amountMinor: 150_000, why: null })
  await register(president, workshop.id)
  expect((await register(woman, workshop.id)).body.due).toBeNull()
  await set([], 1)
  expect(await o.rows('select amount_minor, base_minor, why_en from dues')).toEqual([
    { amount_minor: 75_000, base_minor: 150_000, why_en: 'District president: half' },
  ])
})

test('of a group each pays his own price: the third of a unit less', async () => {
  const { o, workshop, set, president } = await priced()
  await set([HALF, THIRD])
  const officer = await o.person('Officer', { unit: 'D1', grants: ['registrar@D1'] })
  const others = [await o.person('A', { unit: 'B1' }), await o.person('B', { unit: 'B1' }), president]
  const personIds = others.map(({ id }) => id)
  const { body } = await officer.post<Offer>(`/workshops/${workshop.id}/group-offer`, { personIds })
  const made = await officer.post<{ registrations: { due: { amountMinor: number } }[] }>(
    '/registrations/groups',
    {
      offer: body.offer,
    },
  )
  const amounts = made.body.registrations.map(({ due }) => due.amountMinor)
  expect([...amounts].sort()).toEqual([75_000, 150_000, 150_000].sort())
  expect(amounts.reduce((sum, one) => sum + one, 0)).toBe(body.totalMinor)
  const fourth = await o.person('D', { unit: 'B1' })
  expect((await fourth.get<Offer>(`/workshops/${workshop.id}/offer`)).body.amountMinor).toBe(100_000)
})

test('two planners at once: the second is told that the rules changed; the same again is the same', async () => {
  const { set, planner, workshop } = await priced()
  expect((await set([HALF])).status).toBe(200)
  expect((await set([HALF])).body.version).toBe(1)
  expect((await set([THIRD])).status).toBe(412)
  expect((await set([THIRD], 1)).body.version).toBe(2)
  const shown = await planner.get<Fees>(`/workshops/${workshop.id}/fees`)
  expect([shown.trips, shown.body.rules, shown.body.offices.map(({ id }) => id)]).toEqual([
    1,
    [THIRD],
    ['president'],
  ])
})

test('a rule that says neither an amount nor a part, or ends before it starts, is a located fault', async () => {
  const { set } = await priced()
  const bare = { nameEn: 'Bare', nameHi: 'खाली' }
  expect((await set([bare])).status).toBe(422)
  expect((await set([{ ...bare, percent: 50, amountMinor: 1 }])).status).toBe(422)
  expect((await set([{ ...bare, percent: 5, from: '2026-02-02', until: '2026-02-01' }])).status).toBe(422)
})

test('the preview counts who would pay what, and writes nothing', async () => {
  const { o, planner, workshop, wingId, woman } = await priced()
  await o.db.execute({
    sql: "insert into offices values (?, ?, ?, 'president', '2026-01-01', '2026-02-01')",
    args: [v7(), woman.id, o.unitId('D1')],
  })
  const rules = [HALF, FREE(wingId), THIRD]
  const tried = await planner.post<{
    rows: { at: number; people: number; amountMinor: number; example: unknown }[]
    people: number
  }>(`/workshops/${workshop.id}/fees/preview`, { rules, on: '2026-11-22' })
  const { rows, people } = tried.body
  expect([tried.trips, rows.map((row) => [row.at, row.amountMinor, row.people])]).toEqual([
    1,
    [
      [0, 75_000, 1],
      [1, 0, 1],
      [2, 100_000, 0],
      [-1, 150_000, people - 2],
    ],
  ])
  expect(rows[0]?.example).toMatchObject({ nameEn: 'Asha' })
  expect(await o.rows('select 1 from fee_rules')).toEqual([])
})

test('a workshop that is drafted of a tier begins with the tier’s rules; who only trains may not set prices', async () => {
  const { o, planner, workshop, set } = await priced()
  expect((await set([HALF], 0, `tiers/${workshop.tierId}`)).status).toBe(200)
  const id = v7()
  await o.db.execute({
    sql: `insert into workshops select ?, tier_id, unit_id, name_en, name_hi, venue_en, venue_hi, starts_on, ends_on,
      capacity, fee_minor, currency, opens_at, closes_at, published_at, cancelled_at, created_by, version, created_at
      from workshops where id = ?`.replace(
      'insert into workshops',
      `insert into workshops (id, tier_id, unit_id, name_en,
      name_hi, venue_en, venue_hi, starts_on, ends_on, capacity, fee_minor, currency, opens_at, closes_at, published_at,
      cancelled_at, created_by, version, created_at)`,
    ),
    args: [id, workshop.id],
  })
  expect((await planner.get<Fees>(`/workshops/${id}/fees`)).body.rules).toEqual([HALF])
  const trainer = await o.person('Trainer', { unit: 'B1', grants: ['trainer@ST'] })
  expect((await trainer.put(`/workshops/${workshop.id}/fees`, { version: 0, rules: [] })).status).toBe(404)
})
