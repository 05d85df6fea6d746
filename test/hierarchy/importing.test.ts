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
  ignored: string[]
  committed: boolean
}
const DRY = '/imports/units?dryRun=true'
const REAL = '/imports/units?dryRun=false'
const HEADER = 'code,parent_code,level,name_en,name_hi,aliases'

async function manned() {
  const o = await w.organisation()
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  const units = () =>
    o.rows('select code from units order by code').then((rows) => rows.map(({ code }) => code))
  return { o, admin, units }
}

test('a dry run of an imperfect table shows each fault with its row and column, and writes nothing', async () => {
  const { o, admin, units } = await manned()
  const before = await units()
  const csv = [
    HEADER,
    'D3,ST,district,Guna,गुना,',
    'B7,D3,hamlet,Bari,बारी,',
    'B8,D3,booth,,,',
    'D3,ST,district,Guna again,गुना,',
    'B9,D77,booth,Lost,खोया,',
    'X1,,state,Second,दूसरा,',
    '',
    'B10,B1,district,Above,ऊपर,',
    'B11,D3,booth,"Bad\u0007bell",बुरा,',
  ].join('\r\n')
  const dry = await admin.csv<Report>(DRY, csv)
  expect([dry.status, dry.trips]).toEqual([200, 1])
  expect(dry.body).toMatchObject({ rows: 8, committed: false })
  const faults = dry.body.faults.flatMap(({ code, examples }) =>
    examples.map(({ row, column, value }) => `${row} ${column} ${code} ${value}`),
  )
  expect(faults.toSorted()).toEqual([
    '10 name_en bad-characters Bad\u0007bell',
    '3 level unknown-level hamlet',
    '4 name_en missing-name ',
    '5 code duplicate-code D3',
    '6 parent_code orphan-parent D77',
    '7 parent_code second-root X1',
    '9 level level-inversion district',
  ])
  const real = await admin.csv(REAL, csv)
  expect(real).toMatchObject({ status: 422, body: { type: '/problems/invalid', committed: false, rows: 8 } })
  expect(await units()).toEqual(before)
  expect(await o.rows('select action from audit')).toEqual([])
})

test('a table is imported once; twice changes nothing', async () => {
  const { o, admin, units } = await manned()
  const csv = `${HEADER}\nB7,D3,booth,Bari,बारी,\nD3,ST,district,Ashok Nagar,अशोक नगर,Ashoknagar;असोकनगर\n`
  const dry = await admin.csv<Report>(DRY, csv)
  expect(dry.body).toEqual({
    rows: 2,
    accepted: 2,
    changed: 0,
    unchanged: 0,
    faults: [],
    ignored: [],
    committed: false,
  })
  const first = await admin.csv<Report>(REAL, csv)
  expect([first.status, first.trips, first.body.committed, first.body.accepted]).toEqual([200, 2, true, 2])
  expect(await units()).toEqual(['B1', 'B2', 'B3', 'B7', 'D1', 'D2', 'D3', 'ST'])
  const counts = await o.rows(
    'select level_id as l, units as n from unit_counts where unit_id = ? order by 1',
    [o.unitId('ST')],
  )
  expect(counts).toEqual([
    { l: 'booth', n: 4 },
    { l: 'district', n: 3 },
    { l: 'state', n: 1 },
  ])
  const again = await admin.csv<Report>(REAL, csv)
  expect([again.trips, again.body]).toEqual([1, { ...dry.body, accepted: 0, unchanged: 2, committed: true }])
  expect(await o.rows('select action, detail from audit')).toEqual([
    { action: 'units.imported', detail: '{"added":2,"renamed":0}' },
  ])
})

test('another name in the table renames the unit, and the new name is found', async () => {
  const { admin } = await manned()
  const csv = 'code,parent_code,level,name_en,name_hi\nD1,ST,district,Narmadapuram,नर्मदापुरम\n'
  expect((await admin.csv<Report>(REAL, csv)).body).toMatchObject({
    accepted: 1,
    changed: 1,
    committed: true,
  })
  const found = await admin.get<{ units: { code: string }[] }>('/units/search?q=नर्मदापुरम')
  expect(found.body.units.map(({ code }) => code)).toEqual(['D1'])
})

test('a spreadsheet writes a byte order mark, semicolons, tabs or UTF-16, and headings in its own way', async () => {
  const { o, admin, units } = await manned()
  const semicolons = '\ufeffCode;Parent Code;LEVEL;Name_EN;S.No\r\nD3;ST;District;Guna;1\r\n'
  const first = await admin.csv<Report>(REAL, semicolons)
  expect(first.body).toMatchObject({ accepted: 1, committed: true, ignored: ['s.no'] })
  const tabs = 'code\tparent_code\tlevel\tname_hi\nD4\tST\tdistrict\t"गुना\nनगर"\n'
  expect((await admin.csv<Report>(REAL, tabs)).body).toMatchObject({ accepted: 1, committed: true })
  const bytes = Buffer.from(`\ufeff${HEADER}\nD5,ST,district,,सागर,\n`, 'utf16le')
  const answer = await fetch(new URL(`/api/o/${o.slug}${REAL}`, w.address), {
    method: 'POST',
    headers: { authorization: `Bearer ${admin.token}`, 'content-type': 'text/csv' },
    body: bytes,
  })
  expect(await answer.json()).toMatchObject({ accepted: 1, committed: true })
  expect((await units()).filter((code) => /D[345]/.test(String(code)))).toEqual(['D3', 'D4', 'D5'])
})

test('a table without a needed column, or with one twice, is not read', async () => {
  const { admin } = await manned()
  const dry = await admin.csv<Report>(DRY, 'code,level,level,aliases\nD3,district,district,\n')
  expect(dry.body.rows).toBe(0)
  expect(
    dry.body.faults.flatMap(({ code, examples }) =>
      examples.map(({ row, column }) => `${row} ${column} ${code}`),
    ),
  ).toEqual(['1 parent_code missing-header', '1 name_en missing-header', '1 level doubled-header'])
})

test('an officer of a district imports below it only', async () => {
  const { o, units } = await manned()
  const officer = await o.person('Officer', { grants: ['admin@D1'] })
  const own = await officer.csv<Report>(
    REAL,
    'code,parent_code,level,name_en\nB7,D1,booth,Bari\nD1,ST,district,D1\n',
  )
  expect(own.body).toMatchObject({ accepted: 1, unchanged: 1, committed: true })
  const other = await officer.csv<Report>(
    DRY,
    'code,parent_code,level,name_en\nB8,D2,booth,Bari\nB9,D77,booth,Bari\n',
  )
  expect(other.body.faults).toMatchObject([{ code: 'orphan-parent', count: 2 }])
  const member = await o.person('Member')
  expect((await member.csv(DRY, 'code,parent_code,level,name_en\n')).status).toBe(404)
  expect(await units()).not.toContain('B8')
})

test('2,000 rows over two levels are one read and one write, and every count is right', async () => {
  const { admin, o } = await manned()
  const rows = Array.from({ length: 2000 }, (_, i) =>
    i < 20 ? `N${i},ST,district,District ${i},ज़िला ${i}` : `N${i},N${i % 20},booth,Booth ${i},बूथ ${i}`,
  )
  const answer = await admin.csv<Report>(REAL, `code,parent_code,level,name_en,name_hi\n${rows.join('\n')}\n`)
  expect([answer.trips, answer.body.accepted, answer.body.committed]).toEqual([2, 2000, true])
  const booths = "select units as n from unit_counts where unit_id = ? and level_id = 'booth'"
  expect(await o.rows(booths, [o.unitId('ST')])).toEqual([{ n: 1983 }])
})
