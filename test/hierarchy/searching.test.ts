import { afterAll, beforeAll, expect, test } from 'vitest'
import { brought } from '../support/importing.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Found = { units: { code: string; trailEn: string; trailHi: string }[] }

const NAMES = {
  ST: 'Madhya Pradesh|मध्य प्रदेश',
  D1: 'Ashok Nagar|अशोक नगर',
  D2: 'Narmadapuram|नर्मदापुरम',
  D3: 'Shivpuri|शिवपुरी',
  B1: 'Booth 12|बूथ 12',
  B2: 'Booth 12|बूथ 12',
}
const UNITS = ['ST', 'D1<ST', 'D2<ST', 'D3<ST', 'B1<D1', 'B2<D2']

async function manned(names: Record<string, string> = NAMES) {
  const o = await w.organisation({ units: UNITS, names })
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  const codes = async (typed: string, more = '', as = admin) => {
    const answer = await as.get<Found>(`/units/search?q=${encodeURIComponent(typed)}${more}`)
    return answer.body.units.map(({ code }) => code)
  }
  return { o, admin, codes }
}

const SPELLINGS = ['अशोक नगर', 'अशोकनगर', 'Ashok Nagar', 'Ashoknagar', 'ashok  nagar', 'ASHOKNAGAR']
const WAYS = SPELLINGS.slice(0, 4).flatMap((written) => SPELLINGS.map((typed) => [written, typed] as const))

test('अशोक नगर, अशोकनगर, Ashok Nagar and Ashoknagar find one another, whichever is written down', async () => {
  const searches = new Map<string, Awaited<ReturnType<typeof manned>>['codes']>()
  for (const written of SPELLINGS.slice(0, 4))
    searches.set(written, (await manned({ ...NAMES, D1: written })).codes)
  for (const [written, typed] of WAYS)
    expect([written, typed, await searches.get(written)?.(typed)]).toEqual([written, typed, ['D1']])
})

test('one search is one round trip and names what lies above', async () => {
  const { admin } = await manned()
  const found = await admin.get<Found>('/units/search?q=Booth')
  expect([found.status, found.trips]).toEqual([200, 1])
  expect(found.body.units).toMatchObject([
    { code: 'B1', trailEn: 'Ashok Nagar', trailHi: 'अशोक नगर' },
    { code: 'B2', trailEn: 'Narmadapuram', trailHi: 'नर्मदापुरम' },
  ])
})

test('the beginning of a name, its code and a number find it; what is not there is not found', async () => {
  const { codes } = await manned()
  expect(await codes('Narmada')).toEqual(['D2'])
  expect(await codes('शिव')).toEqual(['D3'])
  expect(await codes('d3')).toEqual(['D3'])
  expect(await codes('booth 12')).toEqual(['B1', 'B2'])
  expect(await codes('Booth 99')).toEqual([])
  for (const nothing of ['"', '* OR', '--', 'x" OR "a']) expect(await codes(nothing)).toEqual([])
})

test('a search within a unit, of a level, or by an officer stays there', async () => {
  const { o, codes } = await manned()
  expect(await codes('booth', `&within=${o.unitId('D2')}`)).toEqual(['B2'])
  expect(await codes('nagar', '&level=booth')).toEqual([])
  const officer = await o.person('Officer', { grants: ['viewer@D1'] })
  expect(await codes('booth', '', officer)).toEqual(['B1'])
  expect(await codes('Narmadapuram', '', officer)).toEqual([])
})

test('an officer finds his one booth among a thousand of the same name', async () => {
  const o = await w.organisation()
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  const school = (code: string, parent: string) => [code, parent, 'booth', 'Girls School', 'कन्या शाला']
  const schools = Array.from({ length: 1000 }, (_, i) => school(`X${i}`, 'D1'))
  const table = [['code', 'parent_code', 'level', 'name_en', 'name_hi'], ...schools, school('LAST', 'D2')]
  expect(await brought(admin, { kind: 'units', unitId: o.unitId('ST'), table })).toMatchObject({
    written: 1001,
  })
  const officer = await o.person('Officer', { grants: ['viewer@D2'] })
  const found = await officer.get<Found>('/units/search?q=School')
  expect(found.body.units.map(({ code }) => code)).toEqual(['LAST'])
})

const RENAMED = { nameEn: 'Hoshangabad', nameHi: 'होशंगाबाद', aliases: ['Itarsi'] }

test('a renamed unit is found by its new name and its code, and by the old one, which is marked and dated', async () => {
  const { o, admin, codes } = await manned()
  await o.db.execute('update units set created_at = 0')
  const renamed = await admin.patch(`/units/${o.unitId('D2')}`, RENAMED)
  expect([renamed.status, renamed.trips]).toEqual([200, 1])
  const formerly = { nameEn: 'Narmadapuram', nameHi: 'नर्मदापुरम', untilOn: expect.stringMatching(/^20\d\d-/) }
  expect(renamed.body).toMatchObject({ ...RENAMED, formerly: [formerly] })
  for (const typed of ['होशंगाबाद', 'itarsi', 'D2', 'Narmadapuram', 'नर्मदापुरम', 'narmadpuram'])
    expect([typed, await codes(typed)]).toEqual([typed, ['D2']])
  type Marked = { units: { code: string; nameEn: string; formerly: object | null }[] }
  const old = await admin.get<Marked>('/units/search?q=Narmadapuram')
  expect(old.body.units).toMatchObject([{ code: 'D2', nameEn: 'Hoshangabad', formerly }])
  expect((await admin.get<Marked>('/units/search?q=Hoshangabad')).body.units[0]?.formerly).toBeNull()
  const again = await admin.patch(`/units/${o.unitId('D2')}`, { ...RENAMED, nameEn: 'Hoshangabaad' })
  expect(again.body).toMatchObject({ formerly: [formerly] })
})

test('a name that is put right on its unit’s first day was never its name', async () => {
  const { o, admin, codes } = await manned()
  await o.db.execute('update units set created_at = unixepoch()')
  const renamed = await admin.patch(`/units/${o.unitId('D2')}`, RENAMED)
  expect(renamed.body).toMatchObject({ formerly: [] })
  expect(await codes('Narmadapuram')).toEqual([])
})

test('the higher level comes first, and of equals the one that is closer to where one works', async () => {
  const units = ['ST', 'D1<ST', 'D2<ST', 'B1<D1', 'B2<D1', 'B3<D2', 'B4<D2']
  const names = { D2: 'Girls School|कन्या शाला', B1: 'Girls School|कन्या शाला', B3: 'Girls School|कन्या शाला' }
  const o = await w.organisation({ units, names: { ...names, B4: 'School of Girls|कन्या शाला' } })
  const found = async (as: { get: typeof admin.get }, path: string) =>
    (await as.get<Found>(path)).body.units.map(({ code }) => code)
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  expect(await found(admin, '/units/search?q=school')).toEqual(['D2', 'B1', 'B3', 'B4'])
  const local = await o.person('Local', { unit: 'B4', grants: ['admin@ST'] })
  expect(await found(local, '/units/search?q=school')).toEqual(['D2', 'B4', 'B3', 'B1'])
  const member = await o.person('Member', { unit: 'B2' })
  expect(await found(member, '/unit-names/search?q=school')).toEqual(['D2', 'B1', 'B3', 'B4'])
})

test.each([
  ['Narmadpurum', 'D2'],
  ['Narmadpaurm', 'D2'],
  ['Nramadapuram', 'D2'],
  ['Narmadapulam', 'D2'],
  ['नरमदापुर', 'D2'],
  ['Sivpury', 'D3'],
  ['Shivapuri', 'D3'],
  ['असोकनगर', 'D1'],
  ['Ashoknagr', 'D1'],
])('%s, misspelt, finds %s', async (typed, code) => {
  const { codes } = await spelt()
  expect((await codes(typed))[0]).toBe(code)
})

let shared: ReturnType<typeof manned> | undefined
const spelt = () => {
  shared ??= manned()
  return shared
}

test('what is only guessed is marked as a guess', async () => {
  const { admin } = await spelt()
  type Guessed = { units: { code: string; guessed: boolean }[] }
  const guess = await admin.get<Guessed>('/units/search?q=Narmadapulam')
  expect(guess.body.units).toMatchObject([{ code: 'D2', guessed: true }])
  const sure = await admin.get<Guessed>('/units/search?q=Narmadapuram')
  expect(sure.body.units).toMatchObject([{ code: 'D2', guessed: false }])
})

test('a word that 3,000 units bear finds the highest of them, and one’s own though it came last', async () => {
  const o = await w.organisation()
  const [root, first] = [o.unitId('ST'), o.unitId('D1')]
  const made = (
    code: string,
    parent: string,
    n: string,
  ) => `insert into units (id, code, parent_id, level_id, path,
      name_en, name_hi, search_text, created_at)
    with recursive n (i) as (select 1 union all select i + 1 from n where i < ${n})
    select '${code}' || i, '${code}' || i, '${parent}', 'booth', '/${root}/${parent}/${code}' || i || '/', 'School ' || i,
      'शाला ' || i, 'school zskl ' || i, 0 from n`
  await o.db.executeMultiple(`${made('X', first, '3000')}; ${made('Y', o.unitId('D2'), '1')};
    insert into units (id, code, parent_id, level_id, path, name_en, name_hi, search_text, created_at)
      values ('late', 'LATE', '${root}', 'district', '/${root}/late/', 'School', 'शाला', 'school zskl', 0)`)
  const admin = await o.person('Admin', { unit: 'D2', grants: ['admin@ST'] })
  const found = await admin.get<Found>('/units/search?q=school')
  expect(found.body.units.slice(0, 2).map(({ code }) => code)).toEqual(['LATE', 'Y1'])
  expect([found.body.units.length, found.trips]).toEqual([30, 1])
  const within = await admin.get<Found>(`/units/search?q=school&within=${o.unitId('D2')}`)
  expect(within.body.units.map(({ code }) => code)).toEqual(['Y1'])
})
