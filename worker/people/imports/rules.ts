// What a table of people means for the people who are there. Pure.

/** A row of the table; null where nothing is said. `row` is as a spreadsheet counts it. */
export type PersonRow = {
  row: number
  nameEn: string
  nameHi: string
  /** The code of a unit, or its name. */
  unitText: string
  levelText: string
  code: string | null
  guardianName: string | null
  phone: string | null
  email: string | null
  gender: 'female' | 'male' | 'other' | null
  bornYear: number | null
  language: 'hi' | 'en' | null
  hasSmartphone: boolean | null
  canRead: boolean | null
  office: string | null
  officeFrom: string | null
  wings: readonly string[]
  skills: readonly string[]
}

/** A unit that a text of the table may mean, by code or by name; only units over which the importer may write. */
export type MeantUnit = {
  text: string
  byCode: boolean
  id: string
  code: string
  levelId: string
  nameEn: string
  nameHi: string
}

/** A person who is there and may be one of the table. `mine` says whether the importer may change him. */
export type KnownPerson = {
  id: string
  unitId: string
  code: string | null
  nameEn: string
  nameHi: string
  guardianName: string | null
  phone: string | null
  email: string | null
  gender: string | null
  bornYear: number | null
  language: string
  hasSmartphone: boolean | null
  canRead: boolean | null
  /** Kinds of the live offices that he holds at his own unit. */
  offices: readonly string[]
  wings: readonly string[]
  skills: readonly string[]
  mine: boolean
}

/** Something that has an id and a name in both languages: a kind of office, a wing, a level. */
export type Named = { id: string; nameEn: string; nameHi: string }

/** What a table is judged by. */
export type Facts = {
  units: readonly MeantUnit[]
  people: readonly KnownPerson[]
  officeKinds: readonly Named[]
  wings: readonly Named[]
  levels: readonly Named[]
}

/** A fault at a place of the table. */
export type PersonFault = { row: number; column: string; code: string; value: string; detail: string }

/** A row with everything that it names found. `personId` is undefined for somebody new. */
export type Resolved = Omit<PersonRow, 'office' | 'wings'> & {
  personId: string | undefined
  unitId: string
  officeKindId: string | null
  wingIds: readonly string[]
}

/** What an import would do: people to add, people to change, rows that say what is there, faults, names understood. */
export type PeoplePlan = {
  add: Resolved[]
  change: Resolved[]
  unchanged: number
  faults: PersonFault[]
  understood: MeantUnit[]
}

const FIELDS = [
  'guardianName',
  'phone',
  'email',
  'gender',
  'bornYear',
  'language',
  'hasSmartphone',
  'canRead',
] as const

/** Things by whatever they may be called. */
const byName = (things: readonly Named[]) =>
  new Map(
    things.flatMap((thing) =>
      [thing.id, thing.nameEn, thing.nameHi].map((name) => [name.toLowerCase(), thing.id]),
    ),
  )

type Index = {
  meant: Map<string, MeantUnit[]>
  offices: Map<string, string>
  wings: Map<string, string>
  levels: Map<string, string>
  byCode: Map<string, KnownPerson>
  byLook: Map<string, KnownPerson[]>
}

/** What tells people apart who have no code: unit, names and guardian. */
const lookOf = (p: { nameEn: string; nameHi: string; guardianName: string | null }, unitId: string) =>
  JSON.stringify([unitId, p.nameEn, p.nameHi, p.guardianName])

const say = (
  row: { row: number },
  column: string,
  code: string,
  value: string,
  detail: string,
): PersonFault => ({
  row: row.row,
  column,
  code,
  value,
  detail,
})

/** The unit that a row means, or why it is not clear. */
function unitOf(row: PersonRow, { meant, levels }: Index): MeantUnit | PersonFault {
  const level = row.levelText ? levels.get(row.levelText.toLowerCase()) : undefined
  if (row.levelText && !level)
    return say(row, 'level', 'unknown-level', row.levelText, 'The organisation has no such level')
  const all = (meant.get(row.unitText) ?? []).filter((unit) => !level || unit.levelId === level)
  const [first, second] = all.some(({ byCode }) => byCode) ? all.filter(({ byCode }) => byCode) : all
  if (!first)
    return say(row, 'unit_code', 'unknown-unit', row.unitText, 'There is no unit with this code or name')
  if (!second) return first
  const choices = all.slice(0, 5).map(({ code, levelId }) => `${code} (${levelId})`)
  return say(row, 'unit_code', 'ambiguous-unit', row.unitText, `Several units: ${choices.join(', ')}`)
}

/** The person who is there and whom a row without a known code means. */
function lookalike(row: PersonRow, unitId: string, { byLook }: Index): KnownPerson | undefined {
  const all = (byLook.get(lookOf(row, unitId)) ?? []).filter(({ code }) => !code || !row.code)
  const samePhone = all.find(({ phone }) => phone === row.phone)
  return samePhone ?? all.find(({ phone }) => phone === null || row.phone === null)
}

/** Whether a row says something of a person that is not so yet. */
function tellsMore(row: Resolved, person: KnownPerson): boolean {
  return (
    row.nameEn !== person.nameEn ||
    row.nameHi !== person.nameHi ||
    (row.code !== null && row.code !== person.code) ||
    FIELDS.some((field) => row[field] !== null && row[field] !== person[field]) ||
    (row.officeKindId !== null && !person.offices.includes(row.officeKindId)) ||
    row.wingIds.some((wing) => !person.wings.includes(wing)) ||
    row.skills.some((skill) => !person.skills.includes(skill))
  )
}

/** Why a row may not be about the person who has its code. */
function misplaced(row: PersonRow, unitId: string, person: KnownPerson): PersonFault[] {
  if (!person.mine) return [say(row, 'code', 'code-taken', row.code ?? '', 'This code is in use elsewhere')]
  if (person.unitId !== unitId)
    return [
      say(
        row,
        'unit_code',
        'moved',
        row.unitText,
        'The person belongs to another unit; move him on his page',
      ),
    ]
  return []
}

/** A row with everything that it names found, or its faults. */
function resolve(row: PersonRow, index: Index): Resolved | PersonFault[] {
  const unit = unitOf(row, index)
  if ('detail' in unit) return [unit]
  const faults: PersonFault[] = []
  const officeKindId = row.office === null ? null : (index.offices.get(row.office.toLowerCase()) ?? null)
  if (row.office !== null && officeKindId === null)
    faults.push(say(row, 'office', 'unknown-office', row.office, 'The organisation has no such office'))
  const wingIds = row.wings.flatMap((wing) => {
    const id = index.wings.get(wing.toLowerCase())
    if (!id) faults.push(say(row, 'wings', 'unknown-wing', wing, 'The organisation has no such wing'))
    return id ? [id] : []
  })
  const coded = row.code === null ? undefined : index.byCode.get(row.code)
  if (coded) faults.push(...misplaced(row, unit.id, coded))
  const person = coded ?? lookalike(row, unit.id, index)
  const names = named(row, person)
  return faults.length > 0
    ? faults
    : { ...row, ...names, personId: person?.id, unitId: unit.id, officeKindId, wingIds }
}

/** A name that the table gives in one language only leaves the other as it is. */
function named({ nameEn, nameHi }: PersonRow, person: KnownPerson | undefined) {
  if (!person || nameEn !== nameHi) return { nameEn, nameHi }
  const known = nameEn === person.nameEn || nameHi === person.nameHi
  return known ? { nameEn: person.nameEn, nameHi: person.nameHi } : { nameEn, nameHi }
}

function indexOf({ units, people, officeKinds, wings, levels }: Facts): Index {
  return {
    meant: Map.groupBy(units, ({ text }) => text),
    offices: byName(officeKinds),
    wings: byName(wings),
    levels: byName(levels),
    byCode: new Map(people.flatMap((person) => (person.code === null ? [] : [[person.code, person]]))),
    byLook: Map.groupBy(
      people.filter(({ mine }) => mine),
      (person) => lookOf(person, person.unitId),
    ),
  }
}

/** Rows that mean the same person as an earlier row. */
function doubles(rows: readonly Resolved[]): PersonFault[] {
  const seen = new Map<string, number>()
  return rows.flatMap((row) => {
    const key = row.personId ?? row.code ?? `${lookOf(row, row.unitId)} ${row.phone}`
    const first = seen.get(key)
    seen.set(key, first ?? row.row)
    if (first === undefined) return []
    const detail = `The same person as in row ${first}; a code, a guardian or a phone tells two apart`
    return [say(row, row.code ? 'code' : 'name_en', 'duplicate-row', row.code ?? row.nameEn, detail)]
  })
}

/**
 * Decides what a table of people would do. A person is known by code, else by unit, names, guardian and phone; what a row
 * does not say stays. With any fault nothing of the plan may be written.
 */
export function planPeople(table: readonly PersonRow[], facts: Facts): PeoplePlan {
  const index = indexOf(facts)
  const judged = table.map((row) => resolve(row, index))
  const rows = judged.filter((one): one is Resolved => !Array.isArray(one))
  const faults = judged.flatMap((one) => (Array.isArray(one) ? one : []))
  const people = new Map(facts.people.map((person) => [person.id, person]))
  const known = rows.map((row) => ({ row, person: people.get(row.personId ?? '') }))
  const more = known.filter(({ row, person }) => person && tellsMore(row, person))
  const used = new Set(rows.map(({ unitText, unitId }) => `${unitText} ${unitId}`))
  return {
    add: rows.filter(({ personId }) => personId === undefined),
    change: more.map(({ row }) => row),
    unchanged: known.filter(({ person }) => person).length - more.length,
    faults: [...faults, ...doubles(rows)].sort((a, b) => a.row - b.row),
    understood: facts.units.filter(({ text, id, byCode }) => !byCode && used.has(`${text} ${id}`)),
  }
}
