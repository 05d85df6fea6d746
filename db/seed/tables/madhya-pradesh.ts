import {
  apportion,
  booths,
  type Entry,
  type LevelRow,
  outline,
  three,
  type UnitRow,
  withAliases,
} from './expand.ts'
import { NAMED_MANDALS, SEATS } from './madhya-pradesh-seats.ts'

const MANDALS = 1070

const ALIASES: Record<string, string[]> = {
  'MP-D391': ['Ashok Nagar', 'अशोक नगर'],
  'MP-D395': ['भिंड'],
  'MP-D405': ['East Nimar', 'पूर्व निमाड़'],
  'MP-D409': ['Hoshangabad', 'होशंगाबाद'],
  'MP-D410': ['इंदौर'],
  'MP-D410G': ['इंदौर ग्रामीण'],
  'MP-D410N': ['इंदौर नगर'],
  'MP-D414': ['West Nimar', 'पश्चिम निमाड़'],
}

const STATE: UnitRow = {
  code: 'MP',
  parentCode: null,
  level: 'state',
  nameEn: 'Madhya Pradesh',
  nameHi: 'मध्य प्रदेश',
}

/** The six rungs of the organisation that has its own divisions, districts and mandals. */
export const madhyaPradeshPartyLevels: LevelRow[] = [
  { code: 'state', nameEn: 'State', nameHi: 'प्रदेश' },
  { code: 'division', nameEn: 'Division', nameHi: 'संभाग' },
  { code: 'district', nameEn: 'Organisational district', nameHi: 'संगठनात्मक जिला' },
  { code: 'constituency', nameEn: 'Constituency', nameHi: 'विधानसभा' },
  { code: 'mandal', nameEn: 'Mandal', nameHi: 'मंडल' },
  { code: 'booth', nameEn: 'Booth', nameHi: 'बूथ' },
]

/** The three rungs of the organisation that follows the districts of the government. */
export const madhyaPradeshGovernmentLevels: LevelRow[] = [
  { code: 'state', nameEn: 'State', nameHi: 'प्रदेश' },
  { code: 'district', nameEn: 'District', nameHi: 'जिला' },
  { code: 'block', nameEn: 'Block', nameHi: 'ब्लॉक' },
]

type Mandal = { nameEn: string; nameHi: string }

function mandalsBySeat(seats: Entry[]): Map<string, Mandal[]> {
  const mandals = new Map<string, Mandal[]>()
  for (const { depth, path, nameEn, nameHi } of outline(NAMED_MANDALS)) {
    const seat = path[0]
    if (depth === 0 || seat === undefined) continue
    mandals.set(seat, [...(mandals.get(seat) ?? []), { nameEn, nameHi }])
  }
  const named = [...mandals.values()].flat().length
  const rest = seats.filter((seat) => !mandals.has(seat.id))
  const shares = apportion(
    MANDALS - named,
    rest.map((seat) => seat.count),
  )
  for (const [at, seat] of rest.entries()) {
    const numbers = Array.from({ length: shares[at] ?? 0 }, (_, number) => number + 1)
    const numbered = numbers.map((number) => ({
      nameEn: `${seat.nameEn} Mandal ${number}`,
      nameHi: `${seat.nameHi} मंडल ${number}`,
    }))
    mandals.set(seat.id, numbered)
  }
  return mandals
}

function* seatUnits(seat: Entry, parentCode: string, mandals: Mandal[]): Generator<UnitRow> {
  const code = `MP-A${three(seat.id)}`
  yield { code, parentCode, level: 'constituency', nameEn: seat.nameEn, nameHi: seat.nameHi }
  for (const [at, mandal] of mandals.entries()) {
    yield { code: `${code}-M${at + 1}`, parentCode: code, level: 'mandal', ...mandal }
  }
  const mandalOf = (booth: number) => Math.floor(((booth - 1) * mandals.length) / seat.count) + 1
  yield* booths({ ...seat, code }, (booth) => `${code}-M${mandalOf(booth)}`)
}

function* partyTree(): Generator<UnitRow> {
  const entries = [...outline(SEATS)]
  const mandals = mandalsBySeat(entries.filter((entry) => entry.depth === 2))
  yield STATE
  for (const entry of entries) {
    const { depth, id, nameEn, nameHi, path } = entry
    if (depth === 0) {
      const names = { nameEn: `${nameEn} Division`, nameHi: `${nameHi} संभाग` }
      yield { code: `MP-${id}`, parentCode: STATE.code, level: 'division', ...names }
    } else if (depth === 1) {
      yield { code: `MP-D${id}`, parentCode: `MP-${path[0]}`, level: 'district', nameEn, nameHi }
    } else {
      yield* seatUnits(entry, `MP-D${path[1]}`, mandals.get(id) ?? [])
    }
  }
}

/** State, 13 divisions, 62 organisational districts, 230 constituencies, 1,070 mandals and 65,400 booths. */
export function madhyaPradeshPartyUnits(): Generator<UnitRow> {
  return withAliases(partyTree(), ALIASES)
}

// An organisational district that is half of a government district ends its id in N (Nagar) or G (Gramin).
function whole(id: string): string {
  return id.replace(/[NG]$/, '')
}

function* governmentTree(): Generator<UnitRow> {
  const entries = [...outline(SEATS)]
  yield STATE
  const seen = new Set<string>()
  for (const { depth, id, nameEn, nameHi } of entries) {
    if (depth !== 1 || seen.has(whole(id))) continue
    seen.add(whole(id))
    const half = id !== whole(id)
    yield {
      code: `MP-D${whole(id)}`,
      parentCode: STATE.code,
      level: 'district',
      nameEn: half ? nameEn.replace(/ (Nagar|Gramin)$/, '') : nameEn,
      nameHi: half ? nameHi.replace(/ (नगर|ग्रामीण)$/, '') : nameHi,
    }
  }
  for (const { depth, id, nameEn, nameHi, path } of entries) {
    if (depth !== 2) continue
    yield {
      code: `MP-B${three(id)}`,
      parentCode: `MP-D${whole(path[1] ?? '')}`,
      level: 'block',
      nameEn: `${nameEn} Block`,
      nameHi: `${nameHi} ब्लॉक`,
    }
  }
}

/** State, the 55 districts of the government and 230 blocks, one for each constituency and named after it. */
export function madhyaPradeshGovernmentUnits(): Generator<UnitRow> {
  return withAliases(governmentTree(), ALIASES)
}
