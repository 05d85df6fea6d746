import { afterAll, beforeAll, expect, test } from 'vitest'
import { brought, goOn, judged, send, type Told, type Told2 } from '../support/importing.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const UNITS = ['code', 'parent_code', 'level', 'name_en', 'name_hi', 'aliases']
const PEOPLE = ['unit_code', 'name_en', 'name_hi', 'code', 'phone', 'office', 'wings', 'skills', 'born_year']

async function manned(names: Record<string, string> = {}) {
  const o = await w.organisation({ names })
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  await o.db.batch(
    [
      "insert into office_kinds values ('president', 'President', 'अध्यक्ष')",
      "insert into wings values ('youth', 'Youth', 'युवा'), ('women', 'Women', 'महिला')",
    ],
    'write',
  )
  return { o, admin }
}
const kinds = (all: Told2['faults']) =>
  all
    .flatMap(({ code, examples }) => examples.map(({ row, column }) => `${row} ${column} ${code}`))
    .toSorted()

/** Everything of an organisation that an import touches, without what differs from run to run. */
const everything = (o: Awaited<ReturnType<typeof manned>>['o']) =>
  Promise.all([
    o.rows(`select u.code, p.code as parent, u.level_id, u.name_en, u.name_hi, u.aliases, u.search_text from units u
      left join units p on p.id = u.parent_id order by u.code`),
    o.rows(
      `select u.code, c.level_id, c.units from unit_counts c join units u on u.id = c.unit_id order by 1, 2`,
    ),
    o.rows(`select u.code, p.name_en, p.name_hi, p.phone, p.external_code, p.born_year, p.search_text from people p
      join units u on u.id = p.unit_id order by 1, 2, 3, 4`),
    o.rows(
      `select p.name_en, o.kind_id, o.from_on, o.until_on from offices o join people p on p.id = o.person_id order by 1, 2, 3`,
    ),
    o.rows(
      'select p.name_en, m.wing_id from wing_members m join people p on p.id = m.person_id order by 1, 2',
    ),
    o.rows('select p.name_en, s.skill from skills s join people p on p.id = s.person_id order by 1, 2'),
    o.rows("select count(*) as n from unit_names where unit_names match 'new*'"),
  ])

test('units come in chunks, children before parents: they are written, counted, found, and brought again nothing changes', async () => {
  const { o, admin } = await manned()
  const table = [
    UNITS,
    ['N1B1', 'N1', 'Booth', 'New one', '', ''],
    ['N1B2', 'N1', 'booth', '', 'नया दो', 'Other;Another'],
    ['N1', 'ST', 'district', 'New district', 'नया ज़िला', ''],
    ['D1', 'ST', 'district', 'Renamed', '', ''],
  ]
  const first = await judged(admin, { kind: 'units', unitId: o.unitId('ST'), table }, 2)
  expect(first.import).toMatchObject({ state: 'ready', added: 3, changed: 1, same: 0, refused: 0, passed: 4 })
  expect(first.changes).toEqual([
    { code: 'name_en', count: 1, examples: [{ row: 5, column: 'name_en', value: 'D1', after: 'Renamed' }] },
  ])
  expect(await o.rows("select 1 from units where code = 'N1'")).toEqual([])
  const answer = await admin.post<Told>(`/imports/${first.id}/commitment`, { leaveOut: false })
  expect([answer.status, answer.trips, answer.body.state]).toEqual([201, 1, 'committing'])
  expect(await goOn(admin, first.id)).toMatchObject({ state: 'done', written: 4, kept: 0 })
  expect(await o.rows("select name_en, name_hi, aliases from units where code = 'N1B2'")).toEqual([
    { name_en: 'नया दो', name_hi: 'नया दो', aliases: '["Other","Another"]' },
  ])
  expect(
    await o.rows("select units from unit_counts where unit_id = ? and level_id = 'booth'", [o.unitId('ST')]),
  ).toEqual([{ units: 5 }])
  const again = await judged(admin, { kind: 'units', unitId: o.unitId('ST'), table }, 3)
  expect(again.import).toMatchObject({ added: 0, changed: 0, same: 4, refused: 0 })
})

test('people come with offices, wings and skills, their units named; taken back as a whole nothing is left of it', async () => {
  const { o, admin } = await manned({ D1: 'Ashok Nagar|अशोक नगर', D2: 'Guna|गुना' })
  const known = await o.person('Known', { unit: 'B1', phone: '+919999940001' })
  await o.db.execute({
    sql: "insert into skills (person_id, skill, state, said_by, said_at) values (?, 'it', 'verified', null, 1)",
    args: [known.id],
  })
  const before = await everything(o)
  const table = [
    PEOPLE,
    ['B1', 'Asha', 'आशा', 'K-1', '९९९९९४०००२', 'अध्यक्ष', 'youth;महिला', 'IT', '1985'],
    ['अशोकनगर', 'Ramesh', '', '', '', '', '', '', ''],
    ['B1', 'Known', '', '', '+919999940001', 'president', 'youth', 'it;speech', '1970'],
  ]
  const { id, import: told, repairs } = await judged(admin, { kind: 'people', unitId: o.unitId('ST'), table })
  expect(told).toMatchObject({ state: 'ready', added: 2, changed: 1, refused: 0 })
  expect(kinds(repairs)).toEqual(['2 phone digits'])
  await admin.post(`/imports/${id}/commitment`, { leaveOut: false })
  expect(await goOn(admin, id)).toMatchObject({ state: 'done', written: 3 })
  expect(await o.rows('select born_year, version from people where id = ?', [known.id])).toEqual([
    { born_year: 1970, version: 2 },
  ])
  expect(await o.rows('select wing_id from wing_members order by 1')).toHaveLength(3)
  expect(await o.rows('select kind_id from offices')).toHaveLength(2)
  const again = await judged(admin, { kind: 'people', unitId: o.unitId('ST'), table })
  expect(again.import).toMatchObject({ added: 0, changed: 0, same: 3 })
  const back = await admin.post<Told>(`/imports/${id}/reversion`)
  expect([back.status, back.body.state]).toEqual([201, 'reverting'])
  expect(await goOn(admin, id)).toMatchObject({ state: 'reverted', written: 0, kept: 0 })
  expect(await everything(o)).toEqual(before)
})

test('an import on which something was built is not taken back, and says what was built', async () => {
  const { o, admin } = await manned()
  const told = await brought(admin, {
    kind: 'units',
    unitId: o.unitId('ST'),
    table: [UNITS, ['N1', 'ST', 'district', 'New', '', '']],
  })
  const [unit] = await o.rows("select id from units where code = 'N1'")
  await o.db.execute({
    sql: "insert into people (id, unit_id, name_en, name_hi, search_text, created_at) values ('x', ?, 'X', 'X', 'x', 1)",
    args: [unit?.id as string],
  })
  const refused = await admin.post(`/imports/${told.id}/reversion`)
  expect([refused.status, refused.body.built]).toEqual([409, [{ what: 'people', count: 1, row: 2 }]])
  await o.db.execute("delete from people where id = 'x'")
  expect((await admin.post(`/imports/${told.id}/reversion`)).status).toBe(201)
  expect(await goOn(admin, told.id)).toMatchObject({ state: 'reverted' })
  expect(await o.rows("select 1 from units where code = 'N1'")).toEqual([])
})

test('what an import changed gets its former names back', async () => {
  const { o, admin } = await manned()
  const before = await everything(o)
  const told = await brought(admin, {
    kind: 'units',
    unitId: o.unitId('ST'),
    table: [
      UNITS,
      ['D1', 'ST', 'district', 'New name', 'नया नाम', 'One;Two'],
      ['N1', 'D1', 'booth', 'New', '', ''],
    ],
  })
  expect(told).toMatchObject({ state: 'done', written: 2 })
  await admin.post(`/imports/${told.id}/reversion`)
  expect(await goOn(admin, told.id)).toMatchObject({ state: 'reverted', kept: 0 })
  expect(await everything(o)).toEqual(before)
})

test('a name of several units is asked for once and remembered', async () => {
  const { o, admin } = await manned({ B1: 'Rampur|रामपुर', B2: 'Rampur|रामपुर', B3: 'Guna|गुना' })
  const table = [
    PEOPLE,
    ['Rampur', 'Asha', '', '', '', '', '', '', ''],
    ['Rampur', 'Bina', '', '', '', '', '', '', ''],
  ]
  const first = await judged(admin, { kind: 'people', unitId: o.unitId('ST'), table })
  expect(first.import).toMatchObject({ refused: 2 })
  expect(
    first.asked.map(({ place, rows, choices }) => [place, rows, choices.map(({ code }) => code).toSorted()]),
  ).toEqual([['Rampur', 2, ['B1', 'B2']]])
  const given = { answers: [{ place: 'Rampur', unitId: o.unitId('B2') }] }
  expect((await admin.put<Told>(`/imports/${first.id}/answers`, given)).body.state).toBe('checking')
  expect(await goOn(admin, first.id)).toMatchObject({ state: 'ready', added: 2, refused: 0 })
  const second = await judged(admin, { kind: 'people', unitId: o.unitId('ST'), table })
  expect([second.import.added, second.asked]).toEqual([2, []])
})

test('offices are given to people who are there, and brought again nothing changes', async () => {
  const { o, admin } = await manned()
  await o.person('Asha', { unit: 'B1', phone: '+919999940001' })
  await o.person('Bina', { unit: 'B2' })
  await o.person('Bina', { unit: 'B2' })
  const columns = ['name_en', 'phone', 'unit_code', 'office', 'from', 'until']
  const table = [
    columns,
    ['', '9999940001', '', 'President', '2026-01-02', ''],
    ['Bina', '', 'B2', 'president', '', ''],
    ['Nobody', '', 'B2', 'president', '', ''],
  ]
  const { id, import: told, faults } = await judged(admin, { kind: 'offices', unitId: o.unitId('ST'), table })
  expect(told).toMatchObject({ added: 1, refused: 2 })
  expect(kinds(faults)).toEqual(['3 name_en ambiguous-person', '4 name_en unknown-person'])
  expect((await admin.post(`/imports/${id}/commitment`, { leaveOut: false })).status).toBe(422)
  expect((await admin.post(`/imports/${id}/commitment`, { leaveOut: true })).status).toBe(201)
  expect(await goOn(admin, id)).toMatchObject({ state: 'done', written: 1 })
  expect(await o.rows('select kind_id, from_on, until_on from offices')).toEqual([
    { kind_id: 'president', from_on: '2026-01-02', until_on: null },
  ])
  const ended = [columns, ['', '9999940001', 'B1', 'President', '2026-01-02', '2026-05-01']]
  const second = await brought(admin, { kind: 'offices', unitId: o.unitId('ST'), table: ended })
  expect(await o.rows('select until_on from offices')).toEqual([{ until_on: '2026-05-01' }])
  await admin.post(`/imports/${second.id}/reversion`)
  expect(await goOn(admin, second.id)).toMatchObject({ state: 'reverted' })
  expect(await o.rows('select until_on from offices')).toEqual([{ until_on: null }])
})

test('the same chunk again is the same, another one under its number is refused, and each costs one round trip', async () => {
  const { o, admin } = await manned()
  const table = [UNITS, ['N1', 'ST', 'district', 'New', '', '']]
  const id = await send(admin, { kind: 'units', unitId: o.unitId('ST'), table })
  const chunk = (name: string) =>
    admin.put(`/imports/${id}/chunks/0`, {
      kind: 'units',
      columns: UNITS,
      rows: [[2, ['N1', 'ST', 'district', name, '', '']]],
    })
  const same = await chunk('New')
  expect([same.status, same.trips, same.body]).toEqual([200, 1, { received: 1 }])
  expect((await chunk('Other')).status).toBe(409)
  expect(await o.rows('select count(*) as n from import_rows')).toEqual([{ n: 1 }])
})

test('cancelled before it is written an import leaves nothing; a step or a commitment after it does nothing', async () => {
  const { o, admin } = await manned()
  const before = await everything(o)
  const { id } = await judged(admin, {
    kind: 'units',
    unitId: o.unitId('ST'),
    table: [UNITS, ['N1', 'ST', 'district', 'New', '', '']],
  })
  expect((await admin.delete<Told>(`/imports/${id}`)).body.state).toBe('cancelled')
  expect((await admin.post(`/imports/${id}/commitment`, { leaveOut: true })).status).toBe(409)
  expect((await goOn(admin, id)).state).toBe('cancelled')
  expect(await everything(o)).toEqual(before)
  for (const table of ['import_rows', 'import_places', 'import_chunks'])
    expect(await o.rows(`select count(*) as n from ${table}`)).toEqual([{ n: 0 }])
})

test('somebody else of the whole organisation follows an import; a member of a district does not, and writes nothing above', async () => {
  const { o, admin } = await manned()
  const other = await o.person('Other', { grants: ['admin@ST'] })
  const district = await o.person('District', { grants: ['admin@D1'] })
  const told = await brought(admin, {
    kind: 'units',
    unitId: o.unitId('ST'),
    table: [UNITS, ['N1', 'ST', 'district', 'New', '', '']],
  })
  expect((await other.get<Told>(`/imports/${told.id}`)).body).toMatchObject({ state: 'done', written: 1 })
  expect((await district.get(`/imports/${told.id}`)).status).toBe(404)
  const beyond = await judged(district, {
    kind: 'units',
    unitId: o.unitId('D1'),
    table: [UNITS, ['N2', 'ST', 'district', 'Beyond', '', ''], ['N3', 'D1', 'booth', 'Own', '', '']],
  })
  expect(beyond.import).toMatchObject({ added: 1, refused: 1 })
  expect(kinds(beyond.faults)).toEqual(['2 parent_code orphan-parent'])
})
