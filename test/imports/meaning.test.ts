import { afterAll, beforeAll, expect, test } from 'vitest'
import { brought, judged, tableOf } from '../support/importing.ts'
import { type World, world } from '../support/world.ts'

// Whom and which unit a row means, and what it leaves as it is.

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

async function manned() {
  const o = await w.organisation({ names: { D1: 'Ashok Nagar|अशोक नगर', D2: 'Guna|गुना', B1: 'Guna|गुना' } })
  const officer = await o.person('Officer', { grants: ['admin@ST'] })
  const people = async (csv: string, as: Parameters<typeof judged>[0] = officer) => {
    const tried = await judged(as, {
      kind: 'people',
      unitId: o.unitId('ST'),
      table: await tableOf('people', csv),
    })
    const faults = tried.faults.flatMap(({ code, examples }) =>
      examples.map(({ row, column }) => `${row} ${column} ${code}`),
    )
    return { ...tried.import, faults: faults.toSorted(), text: JSON.stringify(tried) }
  }
  const bring = async (csv: string) =>
    brought(officer, { kind: 'people', unitId: o.unitId('ST'), table: await tableOf('people', csv) })
  return { o, officer, people, bring }
}

const TABLE = 'name_en,name_hi,unit_code,code,phone\nAsha Verma,आशा वर्मा,B3,K-1,99999 40001\n'

test('a later table corrects a person by his code and leaves what it does not say', async () => {
  const { o, officer, bring } = await manned()
  await bring(TABLE)
  const correction = 'name_en;name_hi;unit_code;code;born_year\r\nAsha Devi;आशा देवी;B3;K-1;1986\r\n'
  expect(await bring(correction)).toMatchObject({ changed: 1, written: 1, same: 0 })
  expect(
    await o.rows(
      "select name_en as n, born_year as b, phone as p, version as v from people where external_code = 'K-1'",
    ),
  ).toEqual([{ n: 'Asha Devi', b: 1986, p: '+919999940001', v: 2 }])
  const found = await officer.get<{ people: unknown[] }>('/people?q=Devi')
  expect(found.body.people).toHaveLength(1)
})

test('an officer of a district imports into it only, and learns nothing of the codes of another', async () => {
  const { o, people, bring } = await manned()
  await bring(TABLE.replace('B3', 'B1'))
  const first = await o.person('First', { grants: ['registrar@D1'] })
  const at = { unitId: o.unitId('D1') }
  const own = async (as: typeof first, unitId: string, csv: string) =>
    judged(as, { kind: 'people', unitId, table: await tableOf('people', csv) })
  const outside = await own(first, at.unitId, 'name_en,unit_code\nX,B3\nY,D2\nZ,Nowhere\n')
  expect(outside.faults).toMatchObject([{ code: 'unknown-unit', count: 3 }])
  const second = await o.person('Second', { grants: ['registrar@D2'] })
  const taken = await own(second, o.unitId('D2'), 'name_en,unit_code,code\nAsha,B3,K-1\n')
  expect(taken.faults).toMatchObject([{ code: 'code-taken', count: 1 }])
  expect(JSON.stringify(taken)).not.toContain('Verma')
  expect((await people('name_en,unit_code\nX,B3\n')).added).toBe(1)
})

test('a level tells units of one name apart; a code comes before a name', async () => {
  const { people } = await manned()
  expect((await people('name_en,unit_code\nX,Guna\n')).faults).toEqual(['2 unit_code ambiguous-unit'])
  expect((await people('name_en,unit_code,level\nX,Guna,district\nY,गुना,booth\n')).added).toBe(2)
  expect((await people('name_en,unit_code\nX,D2\n')).added).toBe(1)
})

test('a guardian or a phone makes two people of one name; said again they are the same two', async () => {
  const { people, bring } = await manned()
  const two = 'name_en,unit_code,guardian_name,phone\nAsha,B3,Ram,\nAsha,B3,,9999940009\nAsha,B3,Ram,\n'
  expect((await people(two)).faults).toEqual(['4 name_en duplicate-row'])
  await bring(two)
  expect(await people(two)).toMatchObject({ added: 0, changed: 0, same: 2 })
  expect(await people('name_en,unit_code,phone\nAsha,B3,9999940008\n')).toMatchObject({ added: 1 })
})

test('2,000 units over two levels are counted rightly, and a circle of 2,000 is refused row by row', async () => {
  const { o, officer } = await manned()
  const rows = Array.from({ length: 2000 }, (_, i) =>
    i < 20 ? [`N${i}`, 'ST', 'district', `District ${i}`] : [`N${i}`, `N${i % 20}`, 'booth', `Booth ${i}`],
  )
  const columns = ['code', 'parent_code', 'level', 'name_en']
  const unitId = o.unitId('ST')
  expect(await brought(officer, { kind: 'units', unitId, table: [columns, ...rows] })).toMatchObject({
    written: 2000,
  })
  expect(
    await o.rows("select units as n from unit_counts where unit_id = ? and level_id = 'booth'", [unitId]),
  ).toEqual([{ n: 1983 }])
  const circle = Array.from({ length: 2000 }, (_, i) => [`U${i}`, `U${(i + 1) % 2000}`, 'booth', 'Round'])
  const tried = await judged(officer, { kind: 'units', unitId, table: [columns, ...circle] })
  expect(tried.import).toMatchObject({ added: 0, refused: 2000 })
})
