import { parsePhoneNumber } from 'libphonenumber-js/max'
import { describe, expect, test } from 'vitest'
import { biharLevels, biharUnits } from '../../db/seed/tables/bihar.ts'
import {
  boothWorkers,
  type CatchmentFacts,
  residentialCamp,
  subjects,
  villageCascade,
  wingsConvention,
  zonalWorkshops,
} from '../../db/seed/tables/campaigns.ts'
import { apportion, inDevanagari, outline, type UnitRow } from '../../db/seed/tables/expand.ts'
import {
  madhyaPradeshGovernmentLevels,
  madhyaPradeshGovernmentUnits,
  madhyaPradeshPartyLevels,
  madhyaPradeshPartyUnits,
} from '../../db/seed/tables/madhya-pradesh.ts'
import { DEMO_PHONE_PREFIX, demoPhone, personName } from '../../db/seed/tables/people-names.ts'
import { rajasthanLevels, rajasthanUnits } from '../../db/seed/tables/rajasthan.ts'

const party = [...madhyaPradeshPartyUnits()]
const government = [...madhyaPradeshGovernmentUnits()]
const bihar = [...biharUnits()]
const rajasthan = [...rajasthanUnits()]

const trees = [
  { name: 'Madhya Pradesh, party', rows: party, levels: madhyaPradeshPartyLevels },
  { name: 'Madhya Pradesh, government', rows: government, levels: madhyaPradeshGovernmentLevels },
  { name: 'Bihar', rows: bihar, levels: biharLevels },
  { name: 'Rajasthan', rows: rajasthan, levels: rajasthanLevels },
]

const DEVANAGARI = /^[\u0900-\u097F][\u0900-\u097F0-9 ().-]*$/
const LATIN = /^[A-Z][A-Za-z0-9 ().-]*$/

function counts(rows: UnitRow[]): Record<string, number> {
  const found: Record<string, number> = {}
  for (const row of rows) found[row.level] = (found[row.level] ?? 0) + 1
  return found
}

function childrenOf(rows: UnitRow[]): Map<string, number> {
  const found = new Map<string, number>()
  for (const { parentCode } of rows) if (parentCode) found.set(parentCode, (found.get(parentCode) ?? 0) + 1)
  return found
}

function known(rows: UnitRow[], level: string, spelling: string): string[] {
  const named = (row: UnitRow) => [row.nameEn, row.nameHi, ...(row.aliases ?? [])].includes(spelling)
  return rows.filter((row) => row.level === level && named(row)).map((row) => row.code)
}

function districtsIn(catchment: CatchmentFacts): string[] {
  const under = (row: UnitRow, codes: string[]) =>
    codes.includes(row.code) || (row.parentCode !== null && codes.includes(row.parentCode))
  const districts = party.filter((row) => row.level === 'district')
  const served = districts.filter((row) => under(row, catchment.include) && !under(row, catchment.exclude))
  return served.map((row) => row.code)
}

describe('the trees have the numbers of the four organisations', () => {
  test('Madhya Pradesh, party: 13, 62, 230, 1,070 and 65,400', () => {
    expect(counts(party)).toEqual({
      state: 1,
      division: 13,
      district: 62,
      constituency: 230,
      mandal: 1070,
      booth: 65_400,
    })
  })

  test('Madhya Pradesh, government: 55 districts and a block for each of 230 constituencies', () => {
    expect(counts(government)).toEqual({ state: 1, district: 55, block: 230 })
    const blocks = childrenOf(government)
    const districts = government.filter((row) => row.level === 'district')
    expect(districts.filter((row) => !blocks.has(row.code))).toEqual([])
    expect(districts.filter((row) => /Nagar|Gramin/.test(row.nameEn))).toEqual([])
  })

  test('Bihar: 38, 534 and the 1,350 villages and towns of all 23 blocks of Patna', () => {
    expect(counts(bihar)).toEqual({ state: 1, district: 38, block: 534, village: 1350 })
    const villages = childrenOf(bihar)
    const withVillages = bihar.filter((row) => row.level === 'block' && villages.has(row.code))
    expect(withVillages).toHaveLength(23)
    expect(new Set(withVillages.map((row) => row.parentCode))).toEqual(new Set(['BR-D212']))
  })

  test('Rajasthan: 7, 41, 200 and 50,027', () => {
    expect(counts(rajasthan)).toEqual({
      state: 1,
      division: 7,
      district: 41,
      constituency: 200,
      booth: 50_027,
    })
  })
})

describe.each(trees)('$name', ({ rows, levels }) => {
  test('codes are unique', () => {
    expect(new Set(rows.map((row) => row.code)).size).toBe(rows.length)
  })

  test('one root comes first and every other parent comes before its children, one level above them', () => {
    const order = levels.map((level) => level.code)
    const seen = new Map<string, string>()
    const astray: string[] = []
    for (const row of rows) {
      const above = row.parentCode === null ? -1 : order.indexOf(seen.get(row.parentCode) ?? 'unseen')
      const rooted = row.parentCode === null ? seen.size === 0 : above >= 0
      if (!rooted || order.indexOf(row.level) !== above + 1) astray.push(row.code)
      seen.set(row.code, row.level)
    }
    expect(astray).toEqual([])
  })

  test('every Hindi name is Devanagari composed as NFC, every English one Latin, and no alias repeats a name', () => {
    expect(rows.filter((row) => !DEVANAGARI.test(row.nameHi)).map((row) => row.nameHi)).toEqual([])
    expect(rows.filter((row) => !LATIN.test(row.nameEn)).map((row) => row.nameEn)).toEqual([])
    expect(rows.filter((row) => row.nameHi !== row.nameHi.normalize('NFC'))).toEqual([])
    const repeats = rows.filter((row) =>
      row.aliases?.some((alias) => alias === row.nameEn || alias === row.nameHi),
    )
    expect(repeats).toEqual([])
    expect(rows.some((row) => row.aliases !== undefined)).toBe(true)
  })

  test('every unit above the last level has children, except that only Patna has villages', () => {
    const children = childrenOf(rows)
    const last = levels.at(-1)?.code
    const childless = rows.filter((row) => row.level !== last && !children.has(row.code))
    const expected = last === 'village' ? 534 - 23 : 0
    expect(childless).toHaveLength(expected)
  })
})

describe('mandals and booths', () => {
  test('the 21 mandals of Mandsaur carry their own names', () => {
    const seats = party.filter((row) => row.parentCode === 'MP-D416').map((row) => row.code)
    const mandals = party.filter((row) => row.level === 'mandal' && seats.includes(row.parentCode ?? ''))
    expect(mandals).toHaveLength(21)
    expect(mandals.filter((row) => / Mandal \d/.test(row.nameEn))).toEqual([])
    expect(known(mandals, 'mandal', 'मंदसौर दक्षिण')).toEqual(['MP-A224-M5'])
  })

  test('the mandals of a seat share its booths to within one, in order of number', () => {
    const booths = childrenOf(party.filter((row) => row.level === 'booth'))
    const mandals = party.filter((row) => row.level === 'mandal')
    const sizes = new Map<string, number[]>()
    for (const { code, parentCode } of mandals) {
      const seat = parentCode ?? ''
      sizes.set(seat, [...(sizes.get(seat) ?? []), booths.get(code) ?? 0])
    }
    expect([...sizes.values()].filter((of) => Math.max(...of) - Math.min(...of) > 1)).toEqual([])
    const sheopur = party.filter((row) => row.level === 'booth' && row.code.startsWith('MP-A001-'))
    expect(sheopur).toHaveLength(293)
    expect(sheopur.at(-1)).toMatchObject({ nameEn: 'Sheopur Booth 293', nameHi: 'श्योपुर बूथ 293' })
    const order = sheopur.map((row) => row.parentCode ?? '')
    expect(order).toEqual([...order].sort())
  })

  test('ten shared out as 1 : 1 : 1 is 4, 3 and 3', () => {
    expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3])
    expect(apportion(7, [1, 0, 6])).toEqual([1, 0, 6])
  })
})

describe('the tables are read as written', () => {
  test('an outline nests by spaces and keeps the ancestors of each entry', () => {
    const entries = [...outline('A|a|अ\n 1|b|ब|5;2|c|स\nB|d|द\n 3|e|इ')]
    expect(entries.map(({ id, path, count }) => [id, path, count])).toEqual([
      ['A', [], 0],
      ['1', ['A'], 5],
      ['2', ['A'], 0],
      ['B', [], 0],
      ['3', ['B'], 0],
    ])
  })

  test('a word that the lexicon cannot spell stops the expansion and is named', () => {
    const lexicon = new Map([
      ['ram', 'राम'],
      ['pur', 'पुर'],
    ])
    expect(inDevanagari('Rampur (Ram)', lexicon, ['pur'])).toBe('रामपुर (राम)')
    expect(() => inDevanagari('Shyampur', lexicon, ['pur'])).toThrow('"Shyampur"')
  })

  test('Ashoknagar is one district under each of its four spellings, in both trees', () => {
    for (const rows of [party, government]) {
      for (const spelling of ['अशोक नगर', 'अशोकनगर', 'Ashok Nagar', 'Ashoknagar']) {
        expect(known(rows, 'district', spelling)).toEqual(['MP-D391'])
      }
    }
  })
})

describe('the campaigns', () => {
  test('the three catchments come to 23, 20 and 19 districts: all 62, none twice', () => {
    const served = zonalWorkshops.map((workshop) => districtsIn(workshop.catchment))
    expect(served.map((districts) => districts.length)).toEqual([23, 20, 19])
    expect(zonalWorkshops.map((workshop) => workshop.districts)).toEqual([23, 20, 19])
    expect(new Set(served.flat()).size).toBe(62)
  })

  test('without the exclusion of Guna and Ashoknagar those two, and only those, would be served twice', () => {
    const [bhopal, indore] = zonalWorkshops.map((workshop) => workshop.catchment)
    if (bhopal === undefined || indore === undefined) throw new Error('a zonal workshop is missing')
    const all = districtsIn({ ...bhopal, exclude: [] })
    const twice = districtsIn(indore).filter((code) => all.includes(code))
    const names = party.filter((row) => twice.includes(row.code)).map((row) => row.nameEn)
    expect(names).toEqual(['Guna', 'Ashoknagar'])
  })

  test('every code in a catchment is a unit of the tree', () => {
    const codes = new Set(party.map((row) => row.code))
    const used = zonalWorkshops.flatMap(({ catchment }) => [...catchment.include, ...catchment.exclude])
    expect(used.filter((code) => !codes.has(code))).toEqual([])
    expect(bihar.find((row) => row.code === villageCascade.first.unit)?.nameEn).toBe('Patna')
  })

  test('14 subjects, 7 wings and 5 platforms have distinct codes and titles in both languages', () => {
    for (const [list, length] of [
      [subjects, 14],
      [wingsConvention.wings, 7],
      [wingsConvention.guestPlatforms, 5],
    ] as const) {
      expect(new Set(list.map((one) => one.code)).size).toBe(length)
      expect(list.filter((one) => !LATIN.test(one.title.en) || !DEVANAGARI.test(one.title.hi))).toEqual([])
    }
  })

  test('the booth workers are two for each booth of the tree, and the camp lasts seven days', () => {
    const booths = counts(party).booth ?? 0
    expect(boothWorkers.booths).toBe(booths)
    expect(boothWorkers.minWorkers).toBe(booths * boothWorkers.minPerBooth)
    const lastsMs = Date.parse(residentialCamp.endsOn) - Date.parse(residentialCamp.startsOn)
    expect(lastsMs / 86_400_000 + 1).toBe(residentialCamp.days)
    expect(residentialCamp.fee).toEqual({ amountMinor: 150_000, currency: 'INR' })
  })
})

describe('invented people', () => {
  const people = Array.from({ length: 5000 }, (_, n) => personName(n))

  test('the same number is always the same person', () => {
    expect(personName(0)).toEqual({
      nameEn: 'Anwar Sayyid',
      nameHi: 'अनवर सैयद',
      guardianEn: 'Aslam Sayyid',
      guardianHi: 'असलम सैयद',
      gender: 'male',
    })
    expect(Array.from({ length: 5000 }, (_, n) => personName(n))).toEqual(people)
  })

  test('of 5,000 about half are women, and more than 3,000 names differ', () => {
    const women = people.filter((person) => person.gender === 'female').length
    expect(women).toBeGreaterThan(2350)
    expect(women).toBeLessThan(2650)
    expect(new Set(people.map((person) => person.nameEn)).size).toBeGreaterThan(3000)
  })

  test('every name has two parts in each script', () => {
    const odd = people.filter(
      ({ nameEn, nameHi, guardianEn, guardianHi }) =>
        ![nameEn, guardianEn].every((name) => /^[A-Z][a-z]+ [A-Z][a-z]+$/.test(name)) ||
        ![nameHi, guardianHi].every((name) => /^[\u0900-\u097F]+ [\u0900-\u097F]+$/.test(name)),
    )
    expect(odd).toEqual([])
  })

  test('100,000 demo numbers differ, all in one block, valid as Indian mobiles at its ends', () => {
    const numbers = Array.from({ length: 100_000 }, (_, n) => demoPhone(n))
    expect(new Set(numbers).size).toBe(100_000)
    expect(numbers.filter((number) => !number.startsWith(DEMO_PHONE_PREFIX) || number.length !== 13)).toEqual(
      [],
    )
    for (const n of [0, 1, 4711, 99_999]) {
      const parsed = parsePhoneNumber(demoPhone(n))
      expect([parsed.country, parsed.getType(), parsed.isValid()]).toEqual(['IN', 'MOBILE', true])
    }
    expect(demoPhone(100_000)).toBe(demoPhone(0))
  })
})
