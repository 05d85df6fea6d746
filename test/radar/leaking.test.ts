import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import { session, subject, trained } from '../support/trained.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const UNITS = ['ST', 'D1<ST', 'D2<ST', 'D3<ST', 'B1<D1', 'B2<D1', 'B3<D2', 'B4<D3']
const DAY = 86_400
const TODAY = Math.floor(Date.parse('2026-11-22T06:00:00Z') / 1000)

type Tier = {
  tier: { id: string }
  teachers: number
  idle: number
  spare: number
  units: number
  withoutTrainer: number
  withoutBatch: number
  subjects: { id: string; units: number }[]
}
type Page = { unit: { code: string } | null; tiers: Tier[] }
type Units = { units: { unit: { code: string }; subjects: { id: string }[] }[]; after: string | null }
type People = { people: { person: { id: string }; days: number; trainedOn: string }[]; after: string | null }

/** A state hall on two subjects that trained two of D1 twenty days ago, and one of D2 two days ago; D3 sent nobody. */
async function hall() {
  const org = await w.organisation({ units: UNITS })
  const oneDay = { days: 1, passDays: 1 }
  const made = await cascade(org, [oneDay, oneDay, oneDay])
  const owner = await org.person('Owner', { grants: ['owner@ST'] })
  const [asha, ravi, meera] = [
    await org.person('Asha', { unit: 'D1' }),
    await org.person('Ravi', { unit: 'D1' }),
    await org.person('Meera', { unit: 'D2' }),
  ]
  const workshopId = await made.workshop({ days: 1 })
  const subjects = [await subject(org, made.programmeId, 1), await subject(org, made.programmeId, 2)]
  for (const id of subjects) await session(org, workshopId, id)
  const credit = (personId: string, unit: string, daysAgo: number) =>
    trained(org, made, { workshopId, personId, unit, issuedAt: TODAY - daysAgo * DAY })
  const credentials = {
    asha: await credit(asha.id, 'D1', 20),
    ravi: await credit(ravi.id, 'D1', 20),
    meera: await credit(meera.id, 'D2', 2),
  }
  /** Leaks of the second tier, in a unit. */
  const leaks = async (unit = 'ST', days = 14) => {
    const { status, body, trips } = await owner.get<Page>(`/radar?unit=${org.unitId(unit)}&days=${days}`)
    expect([status, trips]).toEqual([200, 1])
    return body.tiers.find(({ tier }) => tier.id === made.tierId(2))
  }
  const units = async (leak: string, more = '') =>
    (await owner.get<Units>(`/radar/${made.tierId(2)}/units?leak=${leak}${more}`)).body
  const codes = async (leak: string) => (await units(leak)).units.map(({ unit }) => unit.code)
  return {
    org,
    made,
    owner,
    asha,
    ravi,
    meera,
    credit,
    credentials,
    subjects,
    leaks,
    units,
    codes,
    workshopId,
  }
}

test('of three districts one has no trainer and two have trainers without a batch', async () => {
  const { leaks, codes } = await hall()
  expect(await leaks()).toMatchObject({ teachers: 3, spare: 3, units: 3, withoutTrainer: 1, withoutBatch: 2 })
  expect(await codes('no-trainer')).toEqual(['D3'])
  expect((await codes('no-batch')).sort()).toEqual(['D1', 'D2'])
  expect(await leaks('D1')).toMatchObject({ teachers: 2, units: 1, withoutTrainer: 0, withoutBatch: 1 })
})

test('two were trained a fortnight ago and never taught; the third is counted after two days', async () => {
  const { leaks, owner, made, asha, ravi } = await hall()
  expect(await leaks('ST', 14)).toMatchObject({ idle: 2 })
  expect(await leaks('ST', 2)).toMatchObject({ idle: 3 })
  expect(await leaks('ST', 3)).toMatchObject({ idle: 2 })
  const { body, trips } = await owner.get<People>(`/radar/${made.tierId(2)}/teachers?days=14`)
  expect(trips).toBe(1)
  expect(body.people.map(({ person }) => person.id).sort()).toEqual([asha.id, ravi.id].sort())
  expect(body.people[0]).toMatchObject({ days: 20, trainedOn: '2026-11-02' })
})

test('whoever opens a batch is idle no more, and is again once it is called off', async () => {
  const { leaks, codes, asha, made, org, owner } = await hall()
  const id = v7()
  const batch = { id, tierId: made.tierId(2), unitId: org.unitId('D1'), nameEn: 'Batch', nameHi: 'बैच' }
  const opened = await asha.post('/batches', { ...batch, startsOn: '2026-11-25', capacity: 20 })
  expect(opened.status).toBe(201)
  expect(await leaks()).toMatchObject({ idle: 1, spare: 3, withoutBatch: 1 })
  expect(await codes('no-batch')).toEqual(['D2'])
  expect((await owner.post(`/workshops/${id}/cancellation`)).status).toBe(200)
  expect(await leaks()).toMatchObject({ idle: 2, spare: 3, withoutBatch: 2 })
})

test('a revoked credential leaves its district without a trainer', async () => {
  const { leaks, codes, owner, credentials } = await hall()
  const { status } = await owner.post(`/credentials/${credentials.meera}/revocation`, {
    reason: 'was not there',
  })
  expect(status).toBe(201)
  expect(await leaks()).toMatchObject({ teachers: 2, withoutTrainer: 2, withoutBatch: 1 })
  expect((await codes('no-trainer')).sort()).toEqual(['D2', 'D3'])
})

test('a subject that the batches of a district leave out is dropped there, until one tells of it', async () => {
  const { leaks, units, org, made, asha, subjects } = await hall()
  const [first = '', second = ''] = subjects
  const batch = await made.workshop({ tier: 2, unit: 'D1', days: 1, faculty: [asha.id] })
  // A batch without a timetable says nothing about subjects.
  expect(await leaks()).toMatchObject({ subjects: [] })
  await session(org, batch, first)
  expect(await leaks()).toMatchObject({ subjects: [{ id: second, units: 1 }] })
  expect((await units('subject')).units).toMatchObject([{ unit: { code: 'D1' }, subjects: [{ id: second }] }])
  const later = await made.workshop({ tier: 2, unit: 'D1', days: 1 })
  await session(org, later, second)
  expect(await leaks()).toMatchObject({ subjects: [] })
  await org.db.execute({ sql: 'update workshops set cancelled_at = 1 where id = ?', args: [later] })
  expect(await leaks()).toMatchObject({ subjects: [{ id: second, units: 1 }] })
})

test('a tier that is added later finds those who were trained before it', async () => {
  const { org, owner, leaks } = await hall()
  const programmeId = v7()
  await org.db.execute({
    sql: `insert into programmes (id, name_en, name_hi, starts_on, ends_on, published_at, created_at)
      values (?, 'Other', 'अन्य', '2026-01-01', '2027-12-31', 1, 1)`,
    args: [programmeId],
  })
  await org.db.execute({ sql: 'update tiers set programme_id = ? where position = 1', args: [programmeId] })
  const next = v7()
  await org.db.execute({
    sql: `insert into tiers (id, programme_id, position, name_en, name_hi, host_level_id, trainee_level_id, taught_by,
        planned, minimum, target, maximum, batch_size, days, hours_per_day, pass_days)
      values (?, ?, 2, 'Next', 'अगला', 'district', 'booth', 'credential', 0, 1, 1, 1, 40, 1, 6, 1)`,
    args: [next, programmeId],
  })
  const { body } = await owner.get<Page>('/radar')
  expect(body.tiers.find(({ tier }) => tier.id === next)).toMatchObject({ teachers: 3, withoutTrainer: 1 })
  expect(await leaks()).toBeUndefined()
})

test('a hundred and thirty districts without a trainer, and their people elsewhere, come page by page, none twice', async () => {
  const many = Array.from({ length: 130 }, (_, n) => `D${100 + n}`)
  const org = await w.organisation({ units: ['ST', 'D1<ST', ...many.map((code) => `${code}<ST`), 'B1<D1'] })
  const made = await cascade(org)
  const owner = await org.person('Owner', { grants: ['owner@ST'] })
  const workshopId = await made.workshop({ days: 1 })
  for (let n = 0; n < 105; n += 1) {
    const { id: personId } = await org.person(`Trained ${n}`, { unit: 'D1' })
    await trained(org, made, { workshopId, personId, unit: 'D1', issuedAt: TODAY - (20 + (n % 3)) * DAY })
  }
  const base = `/radar/${made.tierId(2)}`
  const first = (await owner.get<Units>(`${base}/units?leak=no-trainer`)).body
  const second = (await owner.get<Units>(`${base}/units?leak=no-trainer&after=${first.after}`)).body
  expect([first.units.length, second.units.length, second.after]).toEqual([100, 30, null])
  const codes = [...first.units, ...second.units].map(({ unit }) => unit.code)
  expect(codes).toEqual([...many].sort())
  const some = (await owner.get<People>(`${base}/teachers`)).body
  const rest = (await owner.get<People>(`${base}/teachers?after=${some.after}`)).body
  expect([some.people.length, rest.people.length, rest.after]).toEqual([100, 5, null])
  const all = [...some.people, ...rest.people]
  expect(new Set(all.map(({ person }) => person.id)).size).toBe(105)
  expect(all.map(({ trainedOn }) => trainedOn)).toEqual(all.map(({ trainedOn }) => trainedOn).sort())
})

test('the children of a state tell where it leaks', async () => {
  const { owner, made } = await hall()
  const { body, trips } = await owner.get<{ children: (Tier & { unit: { code: string } })[] }>(
    `/radar/${made.tierId(2)}`,
  )
  expect(trips).toBe(1)
  expect(body.children.map(({ unit, idle, withoutTrainer }) => [unit.code, idle, withoutTrainer])).toEqual([
    ['D1', 2, 0],
    ['D2', 0, 0],
    ['D3', 0, 1],
  ])
})

test('a district reads its own leaks and nobody else’s; whoever reads no people reads no names', async () => {
  const { org, made } = await hall()
  const viewer = await org.person('Viewer', { grants: ['viewer@D1'] })
  const stranger = await org.person('Stranger')
  const tier = made.tierId(2)
  const { body } = await viewer.get<Page>('/radar')
  expect(body.unit?.code).toBe('D1')
  expect(body.tiers.find((t) => t.tier.id === tier)).toMatchObject({ teachers: 2, units: 1 })
  for (const path of ['/radar?', `/radar/${tier}?`, `/radar/${tier}/units?leak=no-trainer&`]) {
    expect((await viewer.get(`${path}unit=${org.unitId('D2')}`)).status).toBe(404)
    expect((await viewer.get(`${path}unit=${org.unitId('ST')}`)).status).toBe(404)
    expect((await stranger.get(path)).status).toBe(404)
  }
  expect((await viewer.get(`/radar/${tier}/teachers`)).status).toBe(404)
})

test('a unit reads what is asked of it: people for each tier, by when, taught by whom, and who must come', async () => {
  const { org, made, owner, asha, ravi, workshopId } = await hall()
  await org.db.execute({
    sql: "update tiers set finish_by = '2026-12-15' where id = ?",
    args: [made.tierId(2)],
  })
  await org.db.execute("insert into office_kinds values ('president', 'President', 'अध्यक्ष')")
  await org.db.execute({
    sql: "insert into offices (id, person_id, unit_id, kind_id, from_on) values ('o', ?, ?, 'president', '2025-01-01')",
    args: [ravi.id, org.unitId('D1')],
  })
  await org.db.execute({
    sql: "update workshops set ends_on = '2026-11-29' where id = ?",
    args: [workshopId],
  })
  await org.db.execute({
    sql: `insert into obligations (id, workshop_id, kind_id, unit_id, days, set_by, set_at)
      values (?, ?, 'president', ?, 2, 'x', 1)`,
    args: [v7(), workshopId, org.unitId('ST')],
  })
  type Asked = {
    tiers: { tier: { id: string }; minimum: number; finishBy: string | null; trainers: { id: string }[] }[]
    duties: { days: number; holders: { id: string }[] }[]
  }
  const { body, trips } = await owner.get<Asked>(`/units/${org.unitId('D1')}/asked`)
  expect(trips).toBe(1)
  const second = body.tiers.find(({ tier }) => tier.id === made.tierId(2))
  expect(second).toMatchObject({ minimum: 4, finishBy: '2026-12-15' })
  expect(second?.trainers.map(({ id }) => id).sort()).toEqual([asha.id, ravi.id].sort())
  expect(second).toMatchObject({ needsTrainer: true })
  expect(body.tiers.find(({ tier }) => tier.id === made.tierId(1))).toMatchObject({ needsTrainer: false })
  expect(body.tiers[0]?.tier.id).toBe(made.tierId(2))
  expect(body.duties).toMatchObject([{ days: 2, holders: [{ id: ravi.id }] }])
  expect((await owner.get<Asked>(`/units/${org.unitId('D2')}/asked`)).body.duties).toEqual([])
  const viewer = await org.person('Registrar', { grants: ['registrar@D2'] })
  expect((await viewer.get(`/units/${org.unitId('D1')}/asked`)).status).toBe(404)
})
