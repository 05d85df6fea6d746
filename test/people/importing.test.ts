import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Report = {
  rows: number
  accepted: number
  changed: number
  unchanged: number
  faults: { code: string; count: number; examples: { row: number; column: string; value: string }[] }[]
  committed: boolean
  understood: { text: string; unit: { code: string } }[]
}
const DRY = '/imports/people?dryRun=true'
const REAL = '/imports/people?dryRun=false'
const HEADER =
  'name_en,name_hi,unit_code,code,phone,gender,born_year,has_smartphone,office,office_from,wings,skills'

async function manned() {
  const o = await w.organisation({ names: { D1: 'Ashok Nagar|अशोक नगर', D2: 'Guna|गुना' } })
  const officer = await o.person('Officer', { grants: ['registrar@ST'] })
  await o.db.batch(
    [
      "insert into office_kinds values ('president', 'President', 'अध्यक्ष')",
      "insert into wings values ('youth', 'Youth', 'युवा'), ('women', 'Women', 'महिला')",
    ],
    'write',
  )
  return { o, officer }
}

const TABLE = [
  HEADER,
  'Asha Verma,आशा वर्मा,B1,K-1,99999 40001,महिला,1985,yes,अध्यक्ष,1/4/2025,youth;women,IT;Speaking',
  ',रमेश कोली,अशोकनगर,,,पुरुष,,नहीं,,,,',
  'Sita Bai,,Guna,,+91 99999 40003,f,१९७०,,,,,',
].join('\n')

test('a dry run of an imperfect table shows each fault with its row and column, and writes nothing', async () => {
  const { o, officer } = await manned()
  const csv = [
    HEADER,
    ',,B1,,,,,,,,,',
    'A,A,B77,,,,,,,,,',
    'B,B,B1,,12,,,,,,,',
    'C,C,B1,,,x,85,maybe,Chief,31/2/2025,sport,',
    'D,D,B1,K-9,,,,,,,,',
    'E,E,B1,K-9,,,,,,,,',
  ].join('\n')
  const dry = await officer.csv<Report>(DRY, csv)
  expect([dry.status, dry.trips, dry.body.rows, dry.body.committed]).toEqual([200, 1, 6, false])
  const faults = dry.body.faults.flatMap(({ code, examples }) =>
    examples.map(({ row, column, value }) => `${row} ${column} ${code} ${value}`),
  )
  expect(faults.toSorted()).toEqual([
    '2 name_en missing-name ',
    '3 unit_code unknown-unit B77',
    '4 phone bad-phone 12',
    '5 born_year bad-year 85',
    '5 gender bad-value x',
    '5 has_smartphone bad-value maybe',
    '5 office unknown-office Chief',
    '5 office_from bad-date 31/2/2025',
    '5 wings unknown-wing sport',
    '7 code duplicate-row K-9',
  ])
  expect(await officer.csv(REAL, csv)).toMatchObject({ status: 422, trips: 1, body: { committed: false } })
  expect(await o.rows('select count(*) as n from people')).toEqual([{ n: 1 }])
  expect(await o.rows('select action from audit order by seq')).toEqual([])
})

test('a table is imported with offices, wings and skills; the second time changes nothing', async () => {
  const { o, officer } = await manned()
  const dry = await officer.csv<Report>(DRY, TABLE)
  expect(dry.body).toMatchObject({
    rows: 3,
    accepted: 3,
    changed: 0,
    unchanged: 0,
    faults: [],
    committed: false,
  })
  expect(dry.body.understood.map(({ text, unit }) => `${text} = ${unit.code}`).toSorted()).toEqual([
    'Guna = D2',
    'अशोकनगर = D1',
  ])
  const first = await officer.csv<Report>(REAL, TABLE)
  expect([first.status, first.trips, first.body.committed]).toEqual([200, 2, true])
  const people = `select p.name_hi as name, u.code as unit, p.phone, p.gender, p.born_year as born, p.has_smartphone as smart
    from people p join units u on u.id = p.unit_id where p.name_en <> 'Officer' order by u.code`
  expect(await o.rows(people)).toEqual([
    { name: 'आशा वर्मा', unit: 'B1', phone: '+919999940001', gender: 'female', born: 1985, smart: 1 },
    { name: 'रमेश कोली', unit: 'D1', phone: null, gender: 'male', born: null, smart: 0 },
    { name: 'Sita Bai', unit: 'D2', phone: '+919999940003', gender: 'female', born: 1970, smart: null },
  ])
  const held = `select (select group_concat(kind_id || from_on) from offices) as offices,
    (select group_concat(wing_id) from wing_members) as wings, (select group_concat(skill || state) from skills) as skills`
  const before = await o.rows(held)
  expect(before).toEqual([
    { offices: 'president2025-04-01', wings: 'women,youth', skills: 'itclaimed,speakingclaimed' },
  ])
  const again = await officer.csv<Report>(REAL, TABLE)
  expect(again.body).toMatchObject({ accepted: 0, changed: 0, unchanged: 3, committed: true })
  expect([again.trips, await o.rows(held)]).toEqual([1, before])
  expect(await o.rows('select count(*) as n from people')).toEqual([{ n: 4 }])
  expect(await o.rows('select action, detail from audit order by seq')).toEqual([
    { action: 'people.imported', detail: '{"added":3,"changed":0}' },
  ])
})

test('a later table corrects a person by his code and leaves what it does not say', async () => {
  const { o, officer } = await manned()
  await officer.csv(REAL, TABLE)
  const correction = 'name_en;name_hi;unit_code;code;born_year\r\nAsha Devi;आशा देवी;B1;K-1;1986\r\n'
  const changed = await officer.csv<Report>(REAL, correction)
  expect(changed.body).toMatchObject({ accepted: 1, changed: 1, unchanged: 0, committed: true })
  expect(
    await o.rows(
      "select name_en as n, born_year as b, phone as p, version as v from people where external_code = 'K-1'",
    ),
  ).toEqual([{ n: 'Asha Devi', b: 1986, p: '+919999940001', v: 2 }])
  const found = await officer.get<{ people: unknown[] }>('/people?q=Devi')
  expect(found.body.people).toHaveLength(1)
})

test('an officer of a district imports into it only, and learns nothing of the codes of another', async () => {
  const { o, officer } = await manned()
  await officer.csv(REAL, TABLE)
  const first = await o.person('First', { grants: ['registrar@D1'] })
  const outside = await first.csv<Report>(DRY, 'name_en,unit_code,code\nX,B3,\nY,Guna,\nZ,Nowhere,\n')
  expect(outside.body.faults).toMatchObject([{ code: 'unknown-unit', count: 3 }])
  const second = await o.person('Second', { grants: ['registrar@D2'] })
  const taken = await second.csv<Report>(DRY, 'name_en,unit_code,code\nAsha,B3,K-1\n')
  expect(taken.body.faults).toMatchObject([{ code: 'code-taken', count: 1 }])
  expect(taken.text).not.toContain('Verma')
  const viewer = await o.person('Viewer', { grants: ['viewer@ST'] })
  expect((await viewer.csv(REAL, TABLE)).status).toBe(404)
})

test('2,000 people are one read and one write; 2,000 again are one read', async () => {
  const { o, officer } = await manned()
  const rows = Array.from(
    { length: 2000 },
    (_, i) => `Person ${i},व्यक्ति ${i},B${(i % 3) + 1},,,,,,,,youth,it`,
  )
  const csv = `${HEADER}\n${rows.join('\n')}\n`
  const first = await officer.csv<Report>(REAL, csv)
  expect([first.status, first.trips, first.body.accepted]).toEqual([200, 2, 2000])
  const again = await officer.csv<Report>(REAL, csv)
  expect([again.trips, again.body.unchanged, again.body.accepted]).toEqual([1, 2000, 0])
  expect(await o.rows('select count(*) as n from wing_members')).toEqual([{ n: 2000 }])
})
