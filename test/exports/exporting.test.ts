import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Part = { csv: string; rows: number; after: string | null }
const REASON = { reason: 'A look at everything' }

const linesOf = ({ csv }: Part) =>
  csv
    .replace('\ufeff', '')
    .trimEnd()
    .split('\r\n')
    .filter((line) => !line.startsWith('# exported by'))

async function manned() {
  const o = await w.organisation()
  const owner = await o.person('Owner', { grants: ['owner@ST'] })
  const asha = await o.person('Asha', { unit: 'B1', phone: '+919999970001' })
  await o.person('Ramesh', { unit: 'B3' })
  const plan = await cascade(o)
  return { o, owner, asha, plan }
}

/** A seat with a fee of 500 rupees, of which 200 are paid in cash. */
async function paid(o: TestOrganisation, registrationId: string) {
  await o.db.execute({
    sql: "insert into dues (registration_id, amount_minor, currency, raised_at) values (?, 50000, 'INR', 1)",
    args: [registrationId],
  })
}

test('units come out parents first, offices and registrations with their people, each in one round trip and on record', async () => {
  const { o, owner, asha, plan } = await manned()
  await o.db.executeMultiple(`insert into office_kinds values ('president', 'President', 'अध्यक्ष');
    update units set aliases = '["Other","Another"]' where code = 'B1';`)
  await o.db.execute({
    sql: "insert into offices (id, person_id, unit_id, kind_id, from_on) values (?, ?, ?, 'president', '2025-04-01')",
    args: [v7(), asha.id, o.unitId('D1')],
  })
  const workshop = await plan.workshop({ tier: 2, unit: 'D1' })
  const other = await plan.workshop({ tier: 2, unit: 'D2' })
  const seat = await plan.register(workshop, asha.id, 'B1')
  await plan.mark(seat.id, 2)
  await paid(o, seat.id)
  const out = async (what: string, more = {}) => {
    const answer = await owner.post<Part>(`/${what}/export`, { ...REASON, ...more })
    expect([what, answer.status, answer.trips, answer.body.after]).toEqual([what, 200, 1, null])
    return linesOf(answer.body)
  }
  expect(await out('units')).toEqual([
    'code,parent_code,level,name_en,name_hi,aliases',
    'ST,,state,ST,ST,',
    'D1,ST,district,D1,D1,',
    'B1,D1,booth,B1,B1,Other; Another',
    'B2,D1,booth,B2,B2,',
    'D2,ST,district,D2,D2,',
    'B3,D2,booth,B3,B3,',
  ])
  expect(await out('offices')).toEqual([
    'name_en,name_hi,code,phone,unit_code,office,from,until',
    "Asha,Asha,,'+919999970001,D1,president,2025-04-01,",
  ])
  const [header, row, ...more] = await out('registrations', { workshop })
  expect(header).toMatch(/^workshop,starts_on,name_en/)
  expect(row).toMatch(
    /^Hall D1,2026-11-16,Asha,Asha,,'\+919999970001,B1,booth,R\d+,[-\d]+,,2,INR,500\.00,0\.00$/,
  )
  expect([more, await out('registrations', { workshop: other })]).toEqual([[], [header]])
  const audit = await o.rows(
    "select action, detail, evidence from audit where action like '%.exported' order by seq",
  )
  expect(audit.map(({ action, evidence }) => [action, JSON.parse(String(evidence))])).toEqual([
    ['units.exported', { rows: 6 }],
    ['offices.exported', { rows: 1 }],
    ['registrations.exported', { rows: 1 }],
    ['registrations.exported', { rows: 0 }],
  ])
  expect(JSON.parse(String(audit[2]?.detail))).toEqual({ reason: REASON.reason, workshop })
})

test('people come out as a list is filtered, and a person of another district to nobody who may not see him', async () => {
  const { o, owner, asha, plan } = await manned()
  await o.db.execute({
    sql: `insert into prior_trainings (id, person_id, tier_id, unit_id, recorded_by, recorded_at) values (?, ?, ?, ?, 'x', 1)`,
    args: [v7(), asha.id, plan.tierId(2), o.unitId('B1')],
  })
  const names = async (filters: object, as: Pick<typeof owner, 'post'> = owner) => {
    const { body } = await as.post<Part>('/people/export', { ...REASON, ...filters })
    return linesOf(body)
      .slice(1)
      .map((line) => line.split(',')[0])
      .toSorted()
  }
  expect(await names({})).toEqual(['Asha', 'Owner', 'Ramesh'])
  expect(await names({ trained: plan.tierId(2) })).toEqual(['Asha'])
  expect(await names({ untrained: plan.tierId(2), unit: o.unitId('D2') })).toEqual(['Ramesh'])
  const officer = await o.person('Officer', { unit: 'D2', grants: ['registrar@D2'] })
  expect(await names({}, officer)).toEqual(['Officer', 'Ramesh'])
  const trainings = await officer.post<Part>('/trainings/export', REASON)
  expect(linesOf(trainings.body)).toHaveLength(1)
})

test('a table of 5,001 units comes in two parts that make one', async () => {
  const { o, owner } = await manned()
  const more = (from: number, to: number) =>
    o.db.execute(`with recursive n (n) as (select ${from} union all select n + 1 from n where n < ${to})
      insert into units (id, code, parent_id, level_id, path, name_en, name_hi, search_text, created_at)
      select 'u' || n, 'X' || n, p.id, 'booth', p.path || 'u' || n || '/', 'N', 'N', 'n', 1
      from n, units p where p.code = 'D1'`)
  await more(1, 4994)
  expect((await owner.post<Part>('/units/export', REASON)).body).toMatchObject({ rows: 5000, after: null })
  await more(4995, 4995)
  const first = await owner.post<Part>('/units/export', REASON)
  expect(first.body).toMatchObject({ rows: 5000, after: expect.any(String) })
  const second = await owner.post<Part>('/units/export', { ...REASON, after: first.body.after })
  expect(second.body).toMatchObject({ rows: 1, after: null })
  const codes = [...linesOf(first.body).slice(1), ...linesOf(second.body)].map((line) => line.split(',')[0])
  expect(new Set(codes).size).toBe(5001)
})

test('whoever may neither export nor see payments gets nothing and leaves no record', async () => {
  const { o } = await manned()
  const viewer = await o.person('Viewer', { grants: ['viewer@ST'] })
  for (const what of ['people', 'offices', 'trainings', 'registrations', 'payments'])
    expect([what, (await viewer.post(`/${what}/export`, REASON)).status]).toEqual([what, 404])
  expect(await o.rows("select * from audit where action like '%.exported'")).toEqual([])
  expect((await viewer.post('/units/export', {})).status).toBe(422)
})
