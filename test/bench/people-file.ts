import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { PEOPLE_NAMES } from './people-names.ts'

/** Columns of the generated table. */
export const PEOPLE_COLUMNS = [
  'unit_code',
  'name_hi',
  'name_en',
  'guardian_name',
  'phone',
  'gender',
  'born_year',
  'code',
]

/** Invented people, two or three to a unit: names repeat as they do in life, phones and codes do not. */
export function* inventedPeople(count: number, codes: readonly string[]): Generator<string[]> {
  const { given, family } = PEOPLE_NAMES
  for (let n = 0; n < count; n += 1) {
    const [hi = '', en = ''] = given[(n * 7) % given.length] ?? []
    const [familyHi = '', familyEn = ''] = family[(n * 11 + Math.floor(n / 13)) % family.length] ?? []
    const [, father = ''] = given[(n * 5 + 3) % given.length] ?? []
    yield [
      codes[n % codes.length] ?? '',
      `${hi} ${familyHi}`,
      `${en} ${familyEn}`,
      `${father} ${familyEn}`,
      `98${String(10_000_000 + n).padStart(8, '0')}`,
      n % 2 === 0 ? 'female' : 'male',
      String(1950 + (n % 55)),
      `GEN-${n}`,
    ]
  }
}

/** The codes of a units table under which nothing stands. */
function lowest(csv: string): string[] {
  const lines = csv.trim().split(/\r?\n/).slice(1)
  const cells = lines.map((line) => line.split(','))
  const parents = new Set(cells.map(([, parent]) => parent))
  return cells.flatMap(([code = '']) => (parents.has(code) ? [] : [code]))
}

// `node test/bench/people-file.ts 150000 units.csv > people.csv`: people of the lowest units of a table.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [, , count = '1000', unitsFile] = process.argv
  const codes = unitsFile ? lowest(readFileSync(unitsFile, 'utf8')) : ['B1']
  process.stdout.write(`${PEOPLE_COLUMNS.join(',')}\n`)
  for (const person of inventedPeople(Number(count), codes)) process.stdout.write(`${person.join(',')}\n`)
}
