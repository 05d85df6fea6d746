import type { Client, InValue } from '@libsql/client'
import { v7 } from 'uuid'
import { defaultNotice } from '../../worker/consents/template.ts'
import { searchText, soundKey, unitWords } from '../../worker/hierarchy/names.ts'
import type { Both } from './tables/campaigns.ts'
import type { LevelRow, UnitRow } from './tables/expand.ts'
import { demoPhone, personName } from './tables/people-names.ts'

/** A unit that stands in the tree, as later rows refer to it. */
export type Unit = { id: string; code: string; path: string; levelId: string; nameEn: string; nameHi: string }

/** A person who stands in a unit. */
export type Person = { id: string; unit: Unit; nameEn: string; nameHi: string; phone: string | null }

/** What an organisation is founded with. */
export type Founding = {
  slug: string
  nameEn: string
  nameHi: string
  aboutEn: string
  aboutHi: string
  kind: string
  levels: LevelRow[]
  /** Its tree, begun anew at every call. */
  units: () => Iterable<UnitRow>
  wings: { code: string; title: Both }[]
  offices: { code: string; title: Both }[]
}

/** A row by column names; every row of one call has the same columns. */
export type Row = Record<string, InValue>

/** Says how far a long piece of seeding has come. */
export type Say = (line: string) => void

const ROWS_PER_STATEMENT = 4000

/** A demo organisation while it is being written. */
export type Tenant = Awaited<ReturnType<typeof foundTenant>>

/** Inserts rows in statements of some thousands, each in its own transaction. */
export async function insertMany(db: Client, table: string, rows: readonly Row[]) {
  const columns = Object.keys(rows[0] ?? {})
  const cells = columns.map((_, at) => `value ->> ${at}`).join(', ')
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    const part = rows
      .slice(from, from + ROWS_PER_STATEMENT)
      .map((row) => columns.map((column) => row[column]))
    await db.batch(
      [
        {
          sql: `insert into ${table} (${columns.join(', ')}) select ${cells} from json_each(?)`,
          args: [JSON.stringify(part)],
        },
      ],
      'write',
    )
  }
}

const texts = new Map<string, string>()

/** The search text of names, remembered: the demo people share given names and surnames. */
function searchTextOf(names: string[]): string {
  const key = names.join('|')
  const known = texts.get(key) ?? searchText(names)
  texts.set(key, known)
  return known
}

const sounds = new Map<string, string | null>()

/** How a name sounds, remembered like its search text. */
function soundKeyOf(name: string): string | null {
  const known = sounds.get(name)
  if (known !== undefined) return known
  const sound = soundKey([name])
  sounds.set(name, sound)
  return sound
}

/** Writes the organisation, its levels, wings, offices and units, and keeps what later rows refer to. */
export async function foundTenant(db: Client, f: Founding, now: number) {
  const insert = (table: string, rows: readonly Row[]) => insertMany(db, table, rows)
  const { slug, nameEn, nameHi, aboutEn, aboutHi, kind } = f
  await insert('organisation', [
    {
      id: 1,
      slug,
      name_en: nameEn,
      name_hi: nameHi,
      about_en: aboutEn,
      about_hi: aboutHi,
      kind,
      language: 'hi',
      time_zone: 'Asia/Kolkata',
      currency: 'INR',
      created_at: now,
    },
  ])
  await insert(
    'levels',
    f.levels.map(({ code, ...names }, depth) => ({ id: code, depth, ...named(names) })),
  )
  const titled = ({ code, title }: { code: string; title: Both }) => ({
    id: code,
    name_en: title.en,
    name_hi: title.hi,
  })
  if (f.wings.length > 0) await insert('wings', f.wings.map(titled))
  if (f.offices.length > 0) await insert('office_kinds', f.offices.map(titled))

  const units = new Map<string, Unit>()
  const byLevel = new Map<string, Unit[]>()
  const rows: Row[] = []
  for (const row of f.units()) {
    const id = v7()
    const parent = row.parentCode === null ? undefined : units.get(row.parentCode)
    const unit = {
      id,
      code: row.code,
      path: `${parent?.path ?? '/'}${id}/`,
      levelId: row.level,
      nameEn: row.nameEn,
      nameHi: row.nameHi,
    }
    units.set(row.code, unit)
    const peers = byLevel.get(row.level) ?? []
    peers.push(unit)
    byLevel.set(row.level, peers)
    rows.push(unitRow(unit, parent, row.aliases ?? [], now))
  }
  await insert('units', rows)

  const unit = (code: string): Unit => {
    const known = units.get(code)
    if (!known) throw new Error(`the demo tree has no unit ${code}`)
    return known
  }
  let invented = slug.length * 7919
  /** An invented person at a unit; with a phone of the demo block for every second one unless asked otherwise. */
  function invent(
    at: Unit,
    phone: string | null = invented % 2 === 0 ? demoPhone(invented) : null,
  ): Person & { row: Row } {
    invented += 1
    const { nameEn, nameHi, guardianHi, gender } = personName(invented)
    const person = { id: v7(), unit: at, nameEn, nameHi, phone }
    return { ...person, row: personRow(person, { guardianHi, gender, n: invented }, now) }
  }
  const noticeId = v7()
  await insert('notices', [noticeRow(noticeId, f, now)])
  return {
    db,
    slug,
    now,
    noticeId,
    insert,
    unit,
    units,
    byLevel,
    invent,
    level: (id: string) => byLevel.get(id) ?? [],
  }
}

const noticeRow = (id: string, f: Founding, now: number): Row => {
  const { textEn, textHi, contact } = defaultNotice(f, 'http://localhost:8787')
  return { id, version: 1, text_en: textEn, text_hi: textHi, contact, published_at: now - 86_400 * 30 }
}

const named = ({ nameEn, nameHi }: { nameEn: string; nameHi: string }) => ({
  name_en: nameEn,
  name_hi: nameHi,
})

const unitRow = (u: Unit, parent: Unit | undefined, aliases: string[], now: number): Row => ({
  id: u.id,
  code: u.code,
  parent_id: parent?.id ?? null,
  level_id: u.levelId,
  path: u.path,
  ...named(u),
  aliases: JSON.stringify(aliases),
  search_text: unitWords({ ...u, aliases }),
  created_at: now,
})

type About = { guardianHi: string; gender: string; n: number }

const personRow = (p: Person, { guardianHi, gender, n }: About, now: number): Row => ({
  id: p.id,
  unit_id: p.unit.id,
  ...named(p),
  guardian_name: guardianHi,
  gender,
  born_year: 1950 + (n % 50),
  phone: p.phone,
  language: 'hi',
  has_smartphone: n % 3 === 0 ? 0 : 1,
  can_read: n % 11 === 0 ? 0 : 1,
  search_text: searchTextOf([p.nameEn, p.nameHi]),
  sound_key: soundKeyOf(p.nameEn),
  guardian_key: soundKeyOf(guardianHi),
  created_at: now,
})
