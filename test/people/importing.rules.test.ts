import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { writePeople } from '../../worker/people/imports/queries.ts'
import { dayFrom } from '../../worker/people/imports/reading.ts'
import {
  type Facts,
  type KnownPerson,
  type PersonRow,
  planPeople,
} from '../../worker/people/imports/rules.ts'

const row = (number: number, more: Partial<PersonRow> = {}): PersonRow => ({
  row: number,
  nameEn: 'Asha Verma',
  nameHi: 'आशा वर्मा',
  unitText: 'B1',
  levelText: '',
  code: null,
  guardianName: null,
  phone: null,
  email: null,
  gender: null,
  bornYear: null,
  language: null,
  hasSmartphone: null,
  canRead: null,
  office: null,
  officeFrom: null,
  wings: [],
  skills: [],
  ...more,
})
const person = (id: string, more: Partial<KnownPerson> = {}): KnownPerson => ({
  id,
  unitId: 'b1',
  code: null,
  nameEn: 'Asha Verma',
  nameHi: 'आशा वर्मा',
  guardianName: null,
  phone: null,
  email: null,
  gender: null,
  bornYear: null,
  language: 'hi',
  hasSmartphone: null,
  canRead: null,
  offices: [],
  wings: [],
  skills: [],
  mine: true,
  ...more,
})
const unit = (text: string, code: string, byCode = true, levelId = 'booth') => ({
  text,
  byCode,
  id: code.toLowerCase(),
  code,
  levelId,
  nameEn: text,
  nameHi: text,
})
const facts = (more: Partial<Facts> = {}): Facts => ({
  units: [unit('B1', 'B1'), unit('B2', 'B2')],
  people: [],
  officeKinds: [{ id: 'president', nameEn: 'President', nameHi: 'अध्यक्ष' }],
  wings: [{ id: 'youth', nameEn: 'Youth', nameHi: 'युवा' }],
  levels: [
    { id: 'district', nameEn: 'District', nameHi: 'ज़िला' },
    { id: 'booth', nameEn: 'Booth', nameHi: 'बूथ' },
  ],
  ...more,
})
const faultsOf = (rows: PersonRow[], more: Partial<Facts> = {}) =>
  planPeople(rows, facts(more)).faults.map(({ row, column, code }) => `${row} ${column} ${code}`)

test.each<[string, Partial<PersonRow>, Partial<Facts>]>([
  ['2 unit_code unknown-unit', { unitText: 'B7' }, {}],
  ['2 level unknown-level', { levelText: 'hamlet' }, {}],
  [
    '2 unit_code ambiguous-unit',
    { unitText: 'Guna' },
    { units: [unit('Guna', 'G1', false), unit('Guna', 'G2', false)] },
  ],
  ['2 office unknown-office', { office: 'Chief' }, {}],
  ['2 wings unknown-wing', { wings: ['women'] }, {}],
  ['2 code code-taken', { code: 'K1' }, { people: [person('p', { code: 'K1', mine: false })] }],
  ['2 unit_code moved', { code: 'K1' }, { people: [person('p', { code: 'K1', unitId: 'b2' })] }],
])('%s', (fault, said, known) => expect(faultsOf([row(2, said)], known)).toEqual([fault]))

test('a level tells units of one name apart; a code comes before a name', () => {
  const units = [unit('Guna', 'G1', false, 'district'), unit('Guna', 'G2', false, 'booth')]
  const plan = planPeople([row(2, { unitText: 'Guna', levelText: 'ज़िला' })], facts({ units }))
  expect(plan.add).toMatchObject([{ unitId: 'g1' }])
  expect(plan.understood).toMatchObject([{ text: 'Guna', code: 'G1' }])
})

test('the same person twice in a table is a fault of the second row; a guardian or a phone makes two', () => {
  expect(faultsOf([row(2), row(3)])).toEqual(['3 name_en duplicate-row'])
  expect(faultsOf([row(2), row(3, { guardianName: 'Ram' }), row(4, { phone: '+911' })])).toEqual([])
})

test('who is there already is unchanged; what the row says more is a change; what it does not say stays', () => {
  const there = person('p', { phone: '+911', skills: ['it'] })
  const plan = (more: Partial<PersonRow>) => {
    const { add, change, unchanged } = planPeople([row(2, more)], facts({ people: [there] }))
    return [add.length, change.length, unchanged]
  }
  expect(plan({})).toEqual([0, 0, 1])
  expect(plan({ phone: '+911', skills: ['it'] })).toEqual([0, 0, 1])
  expect(plan({ bornYear: 1980 })).toEqual([0, 1, 0])
  expect(plan({ wings: ['युवा'] })).toEqual([0, 1, 0])
  expect(plan({ office: 'अध्यक्ष' })).toEqual([0, 1, 0])
  expect(plan({ phone: '+912' })).toEqual([1, 0, 0])
  expect(plan({ guardianName: 'Ram' })).toEqual([1, 0, 0])
})

test.each([
  ['2026-03-06', '2026-03-06'],
  ['6/3/2026', '2026-03-06'],
  ['०६-०३-२०२६', '2026-03-06'],
  ['31.12.2025', '2025-12-31'],
  ['31/02/2026', undefined],
  ['yesterday', undefined],
])('%s is the day %s', (written, day) => expect(dayFrom(written)).toBe(day))

test('2,000 people are written by four statements, and so are two', () => {
  const writing = { holds: () => sql`true`, now: 0, today: '2026-01-01', by: 'me' }
  const rows = Array.from({ length: 2000 }, (_, i) =>
    row(i + 2, { nameEn: `N${i}`, office: 'president', wings: ['youth'] }),
  )
  const { add } = planPeople(rows, facts())
  expect(add).toHaveLength(2000)
  expect(writePeople(add, [], writing).statements).toHaveLength(4)
  expect(writePeople(add.slice(0, 2), [], writing).statements).toHaveLength(4)
})
