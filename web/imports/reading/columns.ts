import { COLUMNS, type Kind } from '../columns.ts'
import { FileFault } from './fault.ts'
import type { Sheet } from './lines.ts'

/** Which column of ours each column of a file is, by its place; null for one that is not used. */
export type Mapping = readonly (string | null)[]

const SYNONYMS: Record<string, string> = {
  code: 'unit code|booth code|id|unit id|कोड|बूथ कोड|इकाई कोड|क्रमांक कोड|member id|सदस्य क्रमांक',
  parent_code: 'parent|parent id|parent unit|ऊपर का कोड|मूल कोड|ऊपरी इकाई',
  level: 'level|type|unit type|unit level|स्तर|प्रकार',
  name_en: 'name|english name|name english|name in english|full name|unit name|अंग्रेज़ी नाम|नाम अंग्रेज़ी',
  name_hi: 'hindi name|name hindi|name in hindi|नाम|हिंदी नाम|हिन्दी नाम|पूरा नाम|इकाई का नाम|नाम हिंदी',
  aliases: 'alias|other names|उपनाम|दूसरे नाम',
  unit_code:
    'unit|unit name|booth|booth name|mandal|block|village|इकाई|इकाई का नाम|इकाई कोड|बूथ|मंडल|ब्लॉक|गाँव|गांव',
  phone:
    'mobile|mobile number|mobile no|phone number|phone no|contact|contact number|whatsapp|मोबाइल|मोबाइल नंबर|फ़ोन|फोन|संपर्क',
  email: 'e mail|email id|mail|ईमेल|ई मेल',
  guardian_name:
    'father name|fathers name|father|husband name|father husband name|पिता का नाम|पति का नाम|पिता पति का नाम|पिता',
  gender: 'sex|लिंग',
  born_year: 'year of birth|birth year|yob|जन्म वर्ष|जन्म का वर्ष',
  language: 'भाषा',
  has_smartphone: 'smartphone|has smartphone|स्मार्टफ़ोन|स्मार्टफोन',
  can_read: 'literate|can read|साक्षर|पढ़ सकते हैं',
  office: 'post|position|designation|role|पद|दायित्व',
  office_from: 'from date|office from|post from|पद कब से',
  wings: 'wing|morcha|front|मोर्चा|प्रकोष्ठ',
  skills: 'skill|कौशल',
  from: 'from|since|start date|कब से|से',
  until: 'to|until|till|end date|कब तक|तक',
  tier: 'stage|training|training level|चरण|प्रशिक्षण|प्रशिक्षण स्तर',
  subject: 'topic|विषय',
  programme: 'program|campaign|अभियान|कार्यक्रम',
  trained_on: 'date|training date|date of training|trained on|year|तारीख|दिनांक|प्रशिक्षण दिनांक|वर्ष|कब',
  trained_by: 'trainer|speaker|taught by|प्रशिक्षक|वक्ता',
  place: 'venue|where|training place|स्थान|कहाँ',
  certificate: 'certificate no|certificate number|cert no|प्रमाणपत्र|प्रमाणपत्र संख्या|प्रमाणपत्र क्रमांक',
}

/** A heading as it is compared: small letters, no marks. */
export const plainHeading = (heading: string): string =>
  heading
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/['’.:*()[\]]+/g, '')
    .replace(/[\s_/-]+/g, ' ')
    .trim()

/** Columns that a kind of table can have. */
export const columnsOf = (kind: Kind): string[] =>
  [...COLUMNS[kind].needed, ...COLUMNS[kind].allowed].map(({ name }) => name)

function guess(kind: Kind, heading: string): string | undefined {
  const plain = plainHeading(heading)
  const known = columnsOf(kind)
  const own = known.find((column) => plainHeading(column) === plain)
  const named = (column: string) =>
    (SYNONYMS[column] ?? '').split('|').some((word) => plainHeading(word) === plain)
  return own ?? known.find(named)
}

/** What the columns of a file probably are: as remembered, else by their headings; no column twice. */
export function suggested(
  kind: Kind,
  header: readonly string[],
  remembered: Readonly<Record<string, string>>,
): Mapping {
  const taken = new Set<string>()
  const known = columnsOf(kind)
  return header.map((heading) => {
    const kept = remembered[plainHeading(heading)]
    const column = kept !== undefined && (kept === '-' || known.includes(kept)) ? kept : guess(kind, heading)
    if (!column || column === '-' || taken.has(column)) return null
    taken.add(column)
    return column
  })
}

/** What is remembered of a mapping: each heading with its column, `-` for none. */
export const toRemember = (header: readonly string[], mapping: Mapping): Record<string, string> =>
  Object.fromEntries(
    header
      .map((heading, index) => [plainHeading(heading).slice(0, 100), mapping[index] ?? '-'] as const)
      .filter(([heading]) => heading !== ''),
  )

/** The first column that a kind of table lacks under a mapping. */
export function lacking(kind: Kind, mapping: Mapping): string | undefined {
  const has = (column: string) => mapping.includes(column)
  const { required, oneOf } = NEEDS[kind]
  return required.find((column) => !has(column)) ?? oneOf.find((all) => !all.some(has))?.[0]
}

const NEEDS: Record<Kind, { required: readonly string[]; oneOf: readonly (readonly string[])[] }> = {
  units: { required: ['code', 'parent_code', 'level'], oneOf: [['name_en', 'name_hi']] },
  people: { required: ['unit_code'], oneOf: [['name_en', 'name_hi']] },
  offices: { required: ['office'], oneOf: [['code', 'phone', 'name_en', 'name_hi']] },
  trainings: {
    required: [],
    oneOf: [
      ['tier', 'subject'],
      ['code', 'phone', 'name_en', 'name_hi'],
    ],
  },
}

/** A table as it is sent: our columns, and for each row its number in the file and its cells. */
export type Sending = { columns: string[]; rows: [number, string[]][] }

/** The mapped cells of a sheet. @throws FileFault when a column is lacking or stands there twice */
export function toSend(kind: Kind, sheet: Sheet, mapping: Mapping): Sending {
  const doubled = sheet.header.find(
    (heading, index) =>
      mapping[index] &&
      sheet.header.findIndex((other) => plainHeading(other) === plainHeading(heading)) !== index,
  )
  if (doubled) throw new FileFault('file-doubled-header', { column: doubled })
  const missing = lacking(kind, mapping)
  if (missing) throw new FileFault('file-missing-column', { column: missing })
  const places = mapping.flatMap((column, index) => (column ? [{ column, index }] : []))
  return {
    columns: places.map(({ column }) => column),
    rows: sheet.rows.map((cells, at) => [
      sheet.numbers[at] ?? 0,
      places.map(({ index }) => (cells[index] ?? '').trim()),
    ]),
  }
}

/** Headings that stand in a header twice; such a file is not guessed at. */
export const doubledHeading = (header: readonly string[]): string | undefined =>
  header.find(
    (heading, index) =>
      heading !== '' && header.findIndex((other) => plainHeading(other) === plainHeading(heading)) !== index,
  )
