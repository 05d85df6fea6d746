import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { suggested, toSend } from '../../web/imports/reading/columns.ts'
import { FileFault } from '../../web/imports/reading/fault.ts'
import { readBytes } from '../../web/imports/reading/file.ts'
import { cascade } from '../support/cascade.ts'
import { judged } from '../support/importing.ts'
import { workbook } from '../support/workbook.ts'
import { type World, world } from '../support/world.ts'

type Kind = 'units' | 'people' | 'offices' | 'trainings'
/** What a file came to: why it is no table, or what is wrong with which row and what was mended in it. */
type Outcome = string | { faults?: string[]; repairs?: string[]; accepted?: number }
type Case = [fault: string, file: string, content: string | Uint8Array, outcome: Outcome, kind?: Kind]

let w: World
let o: Awaited<ReturnType<World['organisation']>>
let admin: Awaited<ReturnType<typeof o.person>>
const folder = mkdtempSync(join(tmpdir(), 'prashikshan-faults-'))
const TABLES = [
  'prior_trainings',
  'units',
  'people',
  'offices',
  'wing_members',
  'skills',
  'unit_counts',
] as const
const sizes = async () =>
  Object.assign(
    {},
    ...(await Promise.all(TABLES.map((table) => o.rows(`select count(*) as ${table} from ${table}`)))).flat(),
  )
let before: Record<string, number>
beforeAll(async () => {
  w = await world()
  o = await w.organisation({ names: { B1: 'Rampur|रामपुर', B2: 'Rampur|रामपुर', D2: 'Guna|गुना' } })
  admin = await o.person('Admin', { grants: ['admin@ST'] })
  await o.db.execute("insert into office_kinds values ('president', 'President', 'अध्यक्ष')")
  await o.db.execute("insert into wings values ('youth', 'Youth', 'युवा')")
  const known = await o.person('Known', { unit: 'B3' })
  await o.db.execute({ sql: "update people set external_code = 'K-1' where id = ?", args: [known.id] })
  await o.person('Twin', { unit: 'B3' })
  await o.person('Twin', { unit: 'B3' })
  await o.db.execute("insert into level_parents (level_id, parent_id) values ('booth', 'district')")
  const [first, second] = [await cascade(o), await cascade(o)]
  await o.db.batch(
    [
      { sql: "update programmes set name_en = 'Second' where id = ?", args: [second.programmeId] },
      { sql: "update tiers set name_en = 'Only there' where id = ?", args: [second.tierId(1)] },
      {
        sql: "insert into subjects (id, programme_id, position, name_en, name_hi) values ('s', ?, 1, 'Speech', 'भाषण')",
        args: [first.programmeId],
      },
    ],
    'write',
  )
  before = await sizes()
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await w.close()
})

const utf16 = (text: string, little: boolean, mark: boolean) => {
  const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le')
  return little ? bytes : bytes.swap16()
}
const latin = (text: string) => Buffer.from(text, 'latin1')
const U = 'code,parent_code,level,name_en'
const P =
  'unit_code,name_en,phone,code,gender,born_year,office,office_from,wings,email,has_smartphone,language'
const units = (...lines: string[]) => [U, ...lines].join('\n')
const person = (over: Record<string, string>) => {
  const row: Record<string, string> = { unit_code: 'B3', name_en: 'Asha', ...over }
  return [
    P,
    P.split(',')
      .map((column) => row[column] ?? '')
      .join(','),
  ].join('\n')
}
const training = (over: Record<string, string>) => {
  const row: Record<string, string> = { code: 'K-1', ...over }
  const columns = 'code,name_en,unit_code,tier,subject,programme,trained_on,certificate'.split(',')
  return `${columns}\n${columns.map((column) => row[column] ?? '').join(',')}`
}
const one = (fault: string): Outcome => ({ faults: [`2 ${fault}`], accepted: 0 })
const mends = (repair: string): Outcome => ({ faults: [], repairs: [`2 ${repair}`], accepted: 1 })
const fine: Outcome = { faults: [], accepted: 1 }
const GOOD = 'X1,D1,booth,New'

const CASES: Case[] = [
  ['an empty file', 'a.csv', '', 'file-empty'],
  ['blanks only', 'a.csv', ' \n\n  \n', 'file-empty'],
  [
    'a workbook named .csv',
    'a.csv',
    workbook([[...U.split(',')], ['X1', 'D1', 'booth', 'N']]),
    'file-xlsx-as-csv',
  ],
  ['a workbook named .txt', 'a.txt', workbook([['code'], ['x']]), 'file-xlsx-as-csv'],
  ['CSV named .xlsx', 'a.xlsx', units(GOOD), 'file-csv-as-xlsx'],
  ['an old workbook', 'a.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'file-xls'],
  ['a PDF', 'a.csv', '%PDF-1.7\n', 'file-pdf'],
  ['a gzipped table', 'a.csv', Buffer.from('1f8b0800', 'hex'), 'file-gzip'],
  ['a picture', 'a.csv', Buffer.from('89504e470d0a1a0a', 'hex'), 'file-picture'],
  ['a photograph', 'a.csv', Buffer.from('ffd8ffe0', 'hex'), 'file-picture'],
  [
    'a page of the web, as offices export them',
    'a.csv',
    '<html><table><tr><td>code</td></tr></table></html>',
    'file-html',
  ],
  ['XML', 'a.csv', '<?xml version="1.0"?><rows/>', 'file-html'],
  ['JSON', 'a.csv', '[{"code":"X1"}]', 'file-json'],
  ['a zip without a workbook', 'a.xlsx', zipSync({ 'a.csv': Buffer.from('x') }), 'file-broken-xlsx'],
  ['half a workbook', 'a.xlsx', workbook([['code'], ['x']]).subarray(0, 200), 'file-broken-xlsx'],
  ['an archive', 'a.zip', zipSync({ 'a.csv': Buffer.from('x') }), 'file-zip'],
  ['NUL', 'a.csv', units('X1,D1,booth,N\0w'), 'file-nul'],
  ['an unclosed quote', 'a.csv', units('X1,D1,booth,"New', 'X2,D1,booth,Other'), 'file-unclosed-quote'],
  ['letters behind a closed quote', 'a.csv', units('X1,D1,booth,"New"er'), 'file-unclosed-quote'],
  ['a cell of 10 MB', 'a.csv', units(`X1,D1,booth,${'x'.repeat(10_000_000)}`), 'file-cell-too-long'],
  ['a header without rows', 'a.csv', U, 'file-no-rows'],
  ['no header', 'a.csv', '1,2,3\n4,5,6', 'file-no-header'],
  ['a lacking column', 'a.csv', 'code,level,name_en\nX1,booth,New', 'file-missing-column'],
  ['no name in any language', 'a.csv', 'code,parent_code,level\nX1,D1,booth', 'file-missing-column'],
  ['a doubled heading', 'a.csv', `${U},code\n${GOOD},X2`, 'file-doubled-header'],
  ['a heading doubled but for its letters', 'a.csv', `${U},CODE \n${GOOD},X2`, 'file-doubled-header'],
  ['a comma outside quotes', 'a.csv', units('X1,D1,booth,New, and more'), 'file-row-too-wide'],
  [
    'more columns than a table has',
    'a.csv',
    `${Array.from({ length: 201 }, (_, n) => `c${n}`)}\n1`,
    'file-too-many-columns',
  ],
  ['an empty sheet', 'a.xlsx', workbook([]), 'file-empty'],
  ['UTF-8 with a mark', 'a.csv', `\ufeff${units(GOOD)}`, fine],
  ['UTF-16, little', 'a.csv', utf16(units(GOOD), true, true), fine],
  ['UTF-16, big', 'a.csv', utf16(units(GOOD), false, true), fine],
  ['UTF-16 without a mark', 'a.csv', utf16(units(GOOD), true, false), fine],
  ['Windows-1252', 'a.csv', latin(units('X1,D1,booth,Caf\xe9')), fine],
  ['semicolons', 'a.csv', units(GOOD).replaceAll(',', ';'), fine],
  ['tabs', 'a.tsv', units(GOOD).replaceAll(',', '\t'), fine],
  ['bars', 'a.csv', units(GOOD).replaceAll(',', '|'), fine],
  ['sep=;', 'a.csv', `sep=;\n${units(GOOD).replaceAll(',', ';')}`, fine],
  ['lines that end in CR', 'a.csv', units(GOOD).replaceAll('\n', '\r'), fine],
  [
    'lines that end in CR LF, some in LF',
    'a.csv',
    `${U}\r\n${GOOD}\nD1,ST,district,D1`,
    { faults: [], accepted: 1 },
  ],
  ['headings in Hindi', 'a.csv', `कोड,ऊपर का कोड,स्तर,हिंदी नाम\nX1,D1,booth,नया`, fine],
  ['a workbook', 'a.xlsx', workbook([U.split(','), GOOD.split(',')]), fine],
  ['a code that is missing', 'a.csv', units(',D1,booth,New'), one('code missing-code')],
  [
    'a code with a letter of another script',
    'a.csv',
    units('\u0410BC1,D1,booth,New'),
    one('code mixed-scripts'),
  ],
  ['a code in another script', 'a.csv', units('\u0410\u0411,D1,booth,New'), one('code code-letters')],
  ['a code with a blank', 'a.csv', units('X 1,D1,booth,New'), one('code code-letters')],
  ['a name that is missing', 'a.csv', units('X1,D1,booth,'), one('name_en missing-name')],
  ['a name of 121 letters', 'a.csv', units(`X1,D1,booth,${'n'.repeat(121)}`), one('name_en too_big')],
  ['a cell of 501 letters', 'a.csv', units(`X1,D1,booth,${'n'.repeat(501)}`), one('name_en too_big')],
  ['a formula', 'a.csv', units('X1,D1,booth,=1+1'), one('name_en bad-characters')],
  ['a formula behind an apostrophe', 'a.csv', units(`X1,D1,booth,'=1+1`), one('name_en bad-characters')],
  [
    'letters that turn the line',
    'a.csv',
    units('X1,D1,booth,N\u202eew'),
    one('name_en unreadable-characters'),
  ],
  [
    'letters that cannot be seen',
    'a.csv',
    units('X1,D1,booth,N\u200bew'),
    one('name_en unreadable-characters'),
  ],
  ['what a wrong encoding left', 'a.csv', units('X1,D1,booth,N\ufffdw'), one('name_en bad-characters')],
  ['a level that is not there', 'a.csv', units('X1,D1,ward,New'), one('level unknown-level')],
  ['an orphan', 'a.csv', units('X1,D77,booth,New'), one('parent_code orphan-parent')],
  ['a second root', 'a.csv', units('X1,,state,New'), one('parent_code second-root')],
  [
    'two roots',
    'a.csv',
    units('X1,,state,New', 'X2,,state,New'),
    { faults: ['2 parent_code second-root', '3 parent_code second-root'], accepted: 0 },
  ],
  ['a unit of the top level below another', 'a.csv', units('X1,ST,state,New'), one('level level-depth')],
  ['a level that is not below its parent’s', 'a.csv', units('X1,B1,booth,New'), one('level level-inversion')],
  [
    'a level inversion inside the file',
    'a.csv',
    units('X1,D1,booth,New', 'X2,X1,district,New'),
    { faults: ['3 level level-inversion'], accepted: 1 },
  ],
  [
    'a level that may not stand right below that one',
    'a.csv',
    units('X1,ST,booth,New'),
    one('level level-unfit'),
  ],
  ['a unit below itself', 'a.csv', units('X1,X1,booth,New'), one('parent_code cycle')],
  [
    'a circle of two',
    'a.csv',
    units('X1,X2,district,New', 'X2,X1,booth,New'),
    { faults: ['2 parent_code cycle', '3 parent_code below-refused'], accepted: 0 },
  ],
  [
    'a unit below a refused one',
    'a.csv',
    units('X1,D77,district,New', 'X2,X1,booth,New'),
    { faults: ['2 parent_code orphan-parent', '3 parent_code below-refused'], accepted: 0 },
  ],
  ['a code twice', 'a.csv', units(GOOD, GOOD), { faults: ['3 code duplicate-code'], accepted: 1 }],
  ['a unit that stands elsewhere', 'a.csv', units('B1,D2,booth,Rampur'), one('parent_code moved')],
  ['a unit of another level', 'a.csv', units('D1,ST,booth,D1'), one('level moved')],
  [
    'a unit that is not there',
    'p.csv',
    person({ unit_code: 'Nowhere' }),
    one('unit_code unknown-unit'),
    'people',
  ],
  ['no unit', 'p.csv', person({ unit_code: '' }), one('unit_code missing-unit'), 'people'],
  [
    'a name of two units',
    'p.csv',
    person({ unit_code: 'Rampur' }),
    one('unit_code ambiguous-unit'),
    'people',
  ],
  ['a phone that is none', 'p.csv', person({ phone: '12' }), one('phone bad-phone'), 'people'],
  [
    'a phone that Excel cut',
    'p.csv',
    person({ phone: '9.19876E+11' }),
    one('phone scientific-number'),
    'people',
  ],
  [
    'a phone that Excel shortened without loss',
    'p.csv',
    person({ phone: '9.19999940001E+11' }),
    mends('phone scientific'),
    'people',
  ],
  ['a phone with a decimal', 'p.csv', person({ phone: '9999940001.0' }), mends('phone decimal'), 'people'],
  [
    'a phone behind an apostrophe',
    'p.csv',
    person({ phone: "'9999940001" }),
    mends('phone apostrophe'),
    'people',
  ],
  ['a phone in Devanagari digits', 'p.csv', person({ phone: '९९९९९४०००१' }), mends('phone digits'), 'people'],
  ['an e-mail that is none', 'p.csv', person({ email: 'asha.example.in' }), one('email bad-email'), 'people'],
  ['a year that is none', 'p.csv', person({ born_year: '85' }), one('born_year bad-year'), 'people'],
  ['a gender that is none', 'p.csv', person({ gender: 'x' }), one('gender bad-value'), 'people'],
  [
    'a truth that is none',
    'p.csv',
    person({ has_smartphone: 'maybe' }),
    one('has_smartphone bad-value'),
    'people',
  ],
  ['a language that is none', 'p.csv', person({ language: 'fr' }), one('language bad-value'), 'people'],
  [
    'an office that is not there',
    'p.csv',
    person({ office: 'Chief' }),
    one('office unknown-office'),
    'people',
  ],
  [
    'a day that is none',
    'p.csv',
    person({ office: 'president', office_from: '31/2/2025' }),
    one('office_from bad-date'),
    'people',
  ],
  ['a wing that is not there', 'p.csv', person({ wings: 'sport' }), one('wings unknown-wing'), 'people'],
  [
    'somebody who belongs to another unit',
    'p.csv',
    person({ unit_code: 'D2', code: 'K-1' }),
    one('unit_code person-moved'),
    'people',
  ],
  [
    'the same person twice',
    'p.csv',
    `${person({ code: 'N-1' })}\n${person({ code: 'N-1' }).split('\n')[1]}`,
    { faults: ['3 name_en duplicate-row'], accepted: 1 },
    'people',
  ],
  ['an office of nobody', 'f.csv', 'code,office\nK-77,president', one('code unknown-person'), 'offices'],
  [
    'an office of one of two',
    'f.csv',
    'name_en,unit_code,office\nTwin,B3,president',
    one('name_en ambiguous-person'),
    'offices',
  ],
  [
    'an office that ends before it begins',
    'f.csv',
    'code,office,from,until\nK-1,president,2026-05-01,2026-04-01',
    one('until ends-before'),
    'offices',
  ],
  ['a row without an office', 'f.csv', 'code,office\nK-1,', one('office missing-office'), 'offices'],
  [
    'an office that is not there, for somebody',
    'f.csv',
    'code,office\nK-1,Chief',
    one('office unknown-office'),
    'offices',
  ],
  [
    'an office of a day that is none',
    'f.csv',
    'code,office,from\nK-1,president,soon',
    one('from bad-date'),
    'offices',
  ],
  ['a training of nothing', 't.csv', training({}), one('tier missing-training'), 'trainings'],
  ['a tier that is not there', 't.csv', training({ tier: 'Tier 9' }), one('tier unknown-tier'), 'trainings'],
  [
    'a tier of two programmes',
    't.csv',
    training({ tier: 'Tier 2' }),
    one('tier ambiguous-tier'),
    'trainings',
  ],
  [
    'a tier of two programmes, with its programme',
    't.csv',
    training({ tier: 'Tier 2', programme: 'second', trained_on: '३/2022' }),
    mends('trained_on digits'),
    'trainings',
  ],
  [
    'a subject that is not there',
    't.csv',
    training({ subject: 'Song' }),
    one('subject unknown-subject'),
    'trainings',
  ],
  [
    'a subject of another programme than the tier',
    't.csv',
    training({ tier: 'Only there', subject: 'Speech' }),
    one('subject other-programme'),
    'trainings',
  ],
  [
    'a training that is still to come',
    't.csv',
    training({ subject: 'Speech', trained_on: '2099' }),
    one('trained_on future-day'),
    'trainings',
  ],
  [
    'a training of a month that is none',
    't.csv',
    training({ subject: 'Speech', trained_on: '13/2022' }),
    one('trained_on bad-date'),
    'trainings',
  ],
  [
    'a certificate of 121 letters',
    't.csv',
    training({ subject: 'Speech', certificate: 'C'.repeat(121) }),
    one('certificate too_big'),
    'trainings',
  ],
  [
    'a training of nobody',
    't.csv',
    training({ subject: 'Speech', code: 'K-77' }),
    one('code unknown-person'),
    'trainings',
  ],
  [
    'a training of one of two',
    't.csv',
    training({ subject: 'Speech', code: '', name_en: 'Twin', unit_code: 'B3' }),
    one('name_en ambiguous-person'),
    'trainings',
  ],
  [
    'a training of somebody in a unit that is not there',
    't.csv',
    training({ subject: 'Speech', code: '', name_en: 'Twin', unit_code: 'Nowhere' }),
    one('unit_code unknown-unit'),
    'trainings',
  ],
]

async function outcomeOf(file: string, kind: Kind): Promise<Outcome> {
  try {
    const read = await readBytes(file, readFileSync(file))
    const sheet = read.sheet(0)
    const mapping = suggested(kind, sheet.header, {})
    const { columns, rows } = toSend(kind, sheet, mapping)
    const table = [columns, ...rows.map(([, cells]) => cells)]
    const report = await judged(admin, { kind, unitId: o.unitId('ST'), table })
    const places = (all: typeof report.faults) =>
      all
        .flatMap(({ code, examples }) => examples.map(({ row, column }) => `${row} ${column} ${code}`))
        .toSorted()
    return {
      faults: places(report.faults),
      repairs: places(report.repairs),
      accepted: report.import.added + report.import.changed,
    }
  } catch (thrown) {
    if (thrown instanceof FileFault) return thrown.code
    throw thrown
  }
}

test('the table of faults has at least 60 kinds, each once', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(60)
  expect(new Set(CASES.map(([fault]) => fault)).size).toBe(CASES.length)
})

test.each(CASES)('%s', async (_fault, name, content, outcome, kind = 'units') => {
  const file = join(folder, name)
  writeFileSync(file, content)
  const came = await outcomeOf(file, kind)
  expect(came).toEqual(typeof outcome === 'string' ? outcome : expect.objectContaining(outcome))
})

test('and nothing of all these files was written', async () => {
  expect(await sizes()).toEqual(before)
})
