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

test('a renamed unit is found by its new name and its code, not by the old one', async () => {
  const { o, admin, codes } = await manned()
  const names = { nameEn: 'Hoshangabad', nameHi: 'होशंगाबाद', aliases: ['Itarsi'] }
  const renamed = await admin.patch(`/units/${o.unitId('D2')}`, names)
  expect([renamed.status, renamed.trips]).toEqual([200, 1])
  expect(renamed.body).toMatchObject(names)
  expect([
    await codes('Narmadapuram'),
    await codes('होशंगाबाद'),
    await codes('itarsi'),
    await codes('D2'),
  ]).toEqual([[], ['D2'], ['D2'], ['D2']])
})
