import { contactOf } from '../../accounts/index.ts'
import { severalOf } from './cells.ts'

/** What a row says of a person; null where nothing is said. `office` and `wings` are texts that name them. */
export type SaidPerson = {
  code: string | null
  guardianName: string | null
  phone: string | null
  email: string | null
  gender: 'female' | 'male' | 'other' | null
  bornYear: number | null
  language: 'hi' | 'en' | null
  hasSmartphone: number | null
  canRead: number | null
  office: string | null
  officeFrom: string | null
  wings: readonly string[]
  skills: readonly string[]
}

/** The columns of a table of people. */
export const PERSON_COLUMNS = {
  required: ['unit_code'],
  oneOf: [['name_en', 'name_hi']],
  optional:
    'code level phone email guardian_name gender born_year language has_smartphone can_read office office_from wings skills'.split(
      ' ',
    ),
}

/** Words, separated by blanks, that stand for a value. */
const wordsFor = <T>(...said: readonly (readonly [T, string])[]): Map<string, T> =>
  new Map(
    said.flatMap(([value, words]) =>
      words
        .normalize('NFC')
        .split(' ')
        .map((word) => [word, value] as const),
    ),
  )

const GENDERS = wordsFor<'female' | 'male' | 'other'>(
  ['female', 'female f woman w महिला स्त्री'],
  ['male', 'male m man पुरुष'],
  ['other', 'other o अन्य'],
)
const TRUTHS = wordsFor([1, 'yes y true 1 हाँ हां haan'], [0, 'no n false 0 नहीं nahin'])
const LANGUAGES = wordsFor<'hi' | 'en'>(['hi', 'hi hindi हिन्दी हिंदी'], ['en', 'en english अंग्रेज़ी अंग्रेजी'])

const latinDigits = (text: string) => text.replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x966))

/** A day as people write it (2026-03-06, 6/3/2026, 06-03-2026), as YYYY-MM-DD; undefined when it is none. */
export function dayFrom(written: string): string | undefined {
  const text = latinDigits(written)
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  const indian = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  const [year, month, date] = iso ? iso.slice(1) : (indian?.slice(1).toReversed() ?? [])
  if (!year || !month || !date) return undefined
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const real = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== day ? undefined : day
}

/** A day as people write it, or a month (2025-03, 3/2025) or a year, of which no more is known; undefined when it is none. */
export function partOfDay(written: string): string | undefined {
  const text = latinDigits(written)
  if (yearFrom(text) !== undefined && text.length === 4) return text
  const [, year, month] = /^(\d{4})-(\d{1,2})$/.exec(text) ?? []
  const [, otherMonth, otherYear] = /^(\d{1,2})[/.-](\d{4})$/.exec(text) ?? []
  const first = dayFrom(`${year ?? otherYear}-${month ?? otherMonth}-01`)
  return first?.slice(0, 7) ?? dayFrom(text)
}

function yearFrom(written: string): number | undefined {
  const year = Number(latinDigits(written))
  return Number.isInteger(year) && year >= 1900 && year <= 2100 ? year : undefined
}

function contactFrom(kind: 'phone' | 'email') {
  return (written: string) => {
    const contact = contactOf(written)
    return contact?.kind === kind ? contact.value : undefined
  }
}

const oneOf =
  <T>(words: ReadonlyMap<string, T>) =>
  (written: string) =>
    words.get(written.toLowerCase())

/** Reads the cells of one row; the first that cannot be read is the fault, [column, code], and null in the row. */
export function readPerson(cell: (column: string) => string): {
  person: SaidPerson
  fault: readonly [string, string] | null
} {
  let fault: readonly [string, string] | null = null
  const read = <T>(column: string, from: (written: string) => T | undefined, code: string) => {
    const written = cell(column)
    if (written === '') return null
    const value = from(written)
    if (value === undefined) fault ??= [column, code]
    return value ?? null
  }
  if (!cell('name_en') && !cell('name_hi')) fault = ['name_en', 'missing-name']
  const person: SaidPerson = {
    code: cell('code').slice(0, 64) || null,
    guardianName: cell('guardian_name') || null,
    phone: read('phone', contactFrom('phone'), 'bad-phone'),
    email: read('email', contactFrom('email'), 'bad-email'),
    gender: read('gender', oneOf(GENDERS), 'bad-value'),
    bornYear: read('born_year', yearFrom, 'bad-year'),
    language: read('language', oneOf(LANGUAGES), 'bad-value'),
    hasSmartphone: read('has_smartphone', oneOf(TRUTHS), 'bad-value'),
    canRead: read('can_read', oneOf(TRUTHS), 'bad-value'),
    office: cell('office').toLowerCase() || null,
    officeFrom: read('office_from', dayFrom, 'bad-date'),
    wings: severalOf(cell('wings')).map((wing) => wing.toLowerCase()),
    skills: severalOf(cell('skills')).map((skill) => skill.toLowerCase().slice(0, 60)),
  }
  return { person, fault }
}
