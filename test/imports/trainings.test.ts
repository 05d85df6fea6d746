import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import { brought, goOn, judged, type Told, tableOf, written } from '../support/importing.ts'
import { recount } from '../support/recount.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

/** Booths B1 and B2 in D1, B3 in D2; the second tier trains booths, two of each. */
async function manned() {
  const o = await w.organisation({ names: { B1: 'Rampur|रामपुर' } })
  const admin = await o.person('Admin', { grants: ['owner@ST'] })
  const asha = await o.person('Asha', { unit: 'B1', phone: '+919999940001' })
  const bina = await o.person('Bina', { unit: 'B1' })
  const chand = await o.person('Chand', { unit: 'B3' })
  const plan = await cascade(o)
  const subject = v7()
  await o.db.batch(
    [
      {
        sql: "insert into subjects (id, programme_id, position, name_en, name_hi) values (?, ?, 1, 'Speech', 'भाषण')",
        args: [subject, plan.programmeId],
      },
      { sql: "update people set external_code = 'K-9' where id = ?", args: [chand.id] },
    ],
    'write',
  )
  const tier = plan.tierId(2)
  const coverage = async (unit: string) => {
    const [row] = await o.rows(
      'select trained, units_one as one, units_more as more, units_met as met from coverage where tier_id = ? and unit_id = ?',
      [tier, o.unitId(unit)],
    )
    return row ?? { trained: 0, one: 0, more: 0, met: 0 }
  }
  const unitId = o.unitId('ST')
  const table = async (csv: string) => ({
    kind: 'trainings' as const,
    unitId,
    table: await tableOf('trainings', csv),
  })
  return { o, admin, asha, bina, chand, plan, tier, subject, coverage, table }
}

const HEADER = 'name_en,phone,code,unit_code,tier,subject,trained_on,trained_by,place,certificate'
const TABLE = [
  HEADER,
  ',99999 40001,,,Tier 2,,06/03/2022,R. Sharma,Bhopal,C-1',
  'Bina,,,रामपुर,चरण 2,,2022,,,',
  ',,K-9,,,Speech,3/2022,,,',
].join('\n')

type Person = { id: string; nameEn: string }
const namesOf = (people: readonly Person[]) => people.map(({ nameEn }) => nameEn).toSorted()

test('who was trained before counts in coverage, in filters, on his story and in his unit, and taken back as a whole no more', async () => {
  const { o, admin, asha, tier, subject, coverage, table } = await manned()
  const told = await brought(admin, await table(TABLE))
  expect(told).toMatchObject({ state: 'done', added: 3, written: 3, refused: 0 })
  expect([await coverage('B1'), await coverage('D1'), await coverage('ST')]).toEqual([
    { trained: 2, one: 0, more: 1, met: 1 },
    { trained: 2, one: 0, more: 1, met: 1 },
    { trained: 2, one: 0, more: 1, met: 1 },
  ])
  const list = async (filter: string) => {
    const answer = await admin.get<{ people: Person[] }>(`/people?${filter}`)
    expect([answer.status, answer.trips]).toEqual([200, 1])
    return namesOf(answer.body.people)
  }
  expect(await list(`trained=${tier}`)).toEqual(['Asha', 'Bina'])
  expect(await list(`untrained=${tier}`)).toEqual(['Admin', 'Chand'])
  expect(await list(`subject=${subject}`)).toEqual(['Chand'])
  expect(await list(`untaught=${subject}`)).toEqual(['Admin', 'Asha', 'Bina'])
  expect((await admin.get(`/people/count?trained=${tier}`)).body).toEqual({ people: 2, more: false })
  const story = await admin.get<{ prior: object[] }>(`/people/${asha.id}/story`)
  expect(story.trips).toBe(1)
  expect(story.body.prior).toMatchObject([
    {
      tier: { nameEn: 'Tier 2' },
      subject: null,
      on: '2022-03-06',
      taughtBy: 'R. Sharma',
      place: 'Bhopal',
      certificate: 'C-1',
      unit: { code: 'B1' },
      by: { nameEn: 'Admin' },
    },
  ])
  const standing = await admin.get<{ tiers: { trained: number; people: (Person & { prior: boolean })[] }[] }>(
    `/units/${o.unitId('B1')}/standing`,
  )
  const [second] = standing.body.tiers.filter(({ trained }) => trained > 0)
  expect([second?.people.map(({ prior }) => prior), namesOf(second?.people ?? [])]).toEqual([
    [true, true],
    ['Asha', 'Bina'],
  ])
  expect(await recount(admin, tier)).toMatchObject({ wrongPeople: 0, wrongUnits: 0 })
  const again = await judged(admin, await table(TABLE))
  expect(again.import).toMatchObject({ added: 0, changed: 0, same: 3, refused: 0 })
  expect((await admin.post<Told>(`/imports/${told.id}/reversion`)).status).toBe(201)
  expect(await goOn(admin, told.id)).toMatchObject({ state: 'reverted', written: 0, kept: 0 })
  expect(await o.rows('select * from prior_trainings')).toEqual([])
  expect(await o.rows('select * from prior_counted')).toEqual([])
  expect([await coverage('B1'), await coverage('ST')]).toEqual([
    { trained: 0, one: 0, more: 0, met: 0 },
    { trained: 0, one: 0, more: 0, met: 0 },
  ])
})

test('somebody who is trained here later is one trained person, and stays one when his certificate is revoked', async () => {
  const { o, admin, asha, plan, tier, coverage, table } = await manned()
  await brought(admin, await table(TABLE))
  const workshop = await plan.workshop({ tier: 2, unit: 'D1' })
  const seat = await plan.register(workshop, asha.id, 'B1')
  await o.db.execute({
    sql: `insert into credentials (id, code, registration_id, person_id, tier_id, workshop_id, unit_id, generation, issued_by,
      issued_at, signature) values (?, 'C', ?, ?, ?, ?, ?, 1, 'x', 0, 'x')`,
    args: [v7(), seat.id, asha.id, tier, workshop, o.unitId('B1')],
  })
  expect(await coverage('B1')).toEqual({ trained: 2, one: 0, more: 1, met: 1 })
  expect(await o.rows('select count(*) as n from prior_counted')).toEqual([{ n: 1 }])
  await o.db.execute('update credentials set revoked_at = 1')
  expect(await coverage('B1')).toEqual({ trained: 2, one: 0, more: 1, met: 1 })
  expect(await o.rows('select count(*) as n from prior_counted')).toEqual([{ n: 2 }])
  expect(await recount(admin, tier)).toMatchObject({ wrongPeople: 0, wrongUnits: 0 })
})

test('one person in a tier and in two of its subjects is one trained person', async () => {
  const { o, admin, coverage, table, plan } = await manned()
  await o.db.execute({
    sql: "insert into subjects (id, programme_id, position, name_en, name_hi) values (?, ?, 2, 'IT', 'आईटी')",
    args: [v7(), plan.programmeId],
  })
  const rows = ['Tier 2,', 'Tier 2,Speech', 'Tier 2,IT', ',IT'].map((what) => `Asha,,,B1,${what},,,,`)
  expect(await brought(admin, await table([HEADER, ...rows].join('\n')))).toMatchObject({ written: 4 })
  expect(await coverage('ST')).toEqual({ trained: 1, one: 1, more: 0, met: 0 })
})

test('a name of two people is asked once; only the chosen one is meant, and somebody else cannot be', async () => {
  const { o, admin, asha, chand, table, coverage } = await manned()
  const other = await o.person('Asha', { unit: 'B1' })
  const csv = [HEADER, 'Asha,,,B1,Tier 2,,,,,', 'Asha,,,B1,,Speech,,,,'].join('\n')
  const tried = await judged(admin, await table(csv))
  expect(tried.import).toMatchObject({ added: 0, refused: 2 })
  expect(tried.faults.map(({ code, count }) => [code, count])).toEqual([['ambiguous-person', 2]])
  const [asked] = tried.askedPeople
  expect([tried.askedPeople.length, asked?.rows, asked?.choices.map(({ id }) => id).toSorted()]).toEqual([
    1,
    2,
    [asha.id, other.id].toSorted(),
  ])
  const answer = (personId: string) =>
    admin.put<Told>(`/imports/${tried.id}/answers`, { people: [{ who: asked?.who, personId }] })
  expect((await answer(chand.id)).status).toBe(200)
  expect(await goOn(admin, tried.id)).toMatchObject({ added: 0, refused: 2 })
  expect((await answer(other.id)).status).toBe(200)
  expect(await goOn(admin, tried.id)).toMatchObject({ state: 'ready', added: 2, refused: 0 })
  expect(await written(admin, tried.id)).toMatchObject({ written: 2 })
  expect(await o.rows('select distinct person_id as p from prior_trainings')).toEqual([{ p: other.id }])
  expect(await coverage('B1')).toMatchObject({ trained: 1 })
})

test('a name that only sounds like somebody of the unit is asked about, and nobody is guessed', async () => {
  const { o, admin, table } = await manned()
  const verma = await o.person('Ramesh Verma', { unit: 'B2' })
  await o.db.execute({ sql: 'update people set sound_key = ? where id = ?', args: ['x', verma.id] })
  const known = await judged(admin, await table(`${HEADER}\nRamesh Warma,,,B2,Tier 2,,,,,`))
  expect(known.import).toMatchObject({ refused: 1 })
  await brought(admin, {
    kind: 'people',
    unitId: o.unitId('ST'),
    table: await tableOf('people', 'name_en,unit_code\nSuresh Varma,B2\n'),
  })
  const tried = await judged(admin, await table(`${HEADER}\nSuresh Verma,,,B2,Tier 2,,,,,`))
  expect(tried.askedPeople.map(({ choices }) => choices.map(({ nameEn }) => nameEn))).toEqual([
    ['Suresh Varma'],
  ])
})

test('an officer brings training of his own district only, and another’s people are nobody to him', async () => {
  const { o, asha, table } = await manned()
  const district = await o.person('District', { grants: ['registrar@D2'] })
  const tried = await judged(district, { ...(await table(TABLE)), unitId: o.unitId('D2') })
  expect(tried.import).toMatchObject({ added: 1, refused: 2 })
  expect(tried.faults.map(({ code }) => code).toSorted()).toEqual(['unknown-person', 'unknown-unit'])
  expect(JSON.stringify(tried)).not.toContain(asha.id)
})

test('two records that become one are one trained person; parted they are two again', async () => {
  const { o, admin, asha, bina, coverage, table, tier } = await manned()
  await brought(admin, await table(TABLE))
  const before = await o.rows('select * from prior_trainings order by id')
  const id = v7()
  const merge = (sql: string, args: (string | number)[]) => o.db.execute({ sql, args })
  await merge("insert into merges (id, kept_id, gone_id, merged_by, merged_at) values (?, ?, ?, 'x', 1)", [
    id,
    asha.id,
    bina.id,
  ])
  expect(await coverage('ST')).toEqual({ trained: 1, one: 1, more: 0, met: 0 })
  expect(await recount(admin, tier)).toMatchObject({ wrongPeople: 0, wrongUnits: 0 })
  await merge("update merges set undone_at = 2, undone_by = 'x' where id = ?", [id])
  expect(await coverage('ST')).toEqual({ trained: 2, one: 0, more: 1, met: 1 })
  expect(await o.rows('select * from prior_trainings order by id')).toEqual(before)
})

test('a unit that goes up in another takes the prior training of its people along, and an undo brings it back', async () => {
  const { o, admin, coverage, table } = await manned()
  await brought(admin, await table(TABLE))
  const merged = await admin.post<{ id: string }>(`/units/${o.unitId('B1')}/merger`, {
    id: v7(),
    on: '2026-11-22',
    intoId: o.unitId('B3'),
  })
  expect([merged.status, merged.text.slice(0, 200)]).toEqual([201, expect.any(String)])
  expect([await coverage('B3'), await coverage('D1')]).toEqual([
    { trained: 2, one: 0, more: 1, met: 1 },
    { trained: 0, one: 0, more: 0, met: 0 },
  ])
  const undone = await admin.post(`/tree-changes/${merged.body.id}/undoing`, { id: v7(), on: '2026-11-22' })
  expect(undone.status).toBe(201)
  expect([await coverage('B1'), await coverage('B3'), await coverage('ST')]).toEqual([
    { trained: 2, one: 0, more: 1, met: 1 },
    { trained: 0, one: 0, more: 0, met: 0 },
    { trained: 2, one: 0, more: 1, met: 1 },
  ])
})
