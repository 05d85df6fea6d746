// What a table of units means for the tree that is there. Pure.

/** A row of the table. `row` is as a spreadsheet counts it. */
export type UnitRow = {
  row: number
  code: string
  parentCode: string
  level: string
  nameEn: string
  nameHi: string
  aliases: readonly string[]
}

/** A unit that is there. `mine` says whether the importer may edit it. */
export type KnownUnit = {
  code: string
  parentCode: string | null
  levelId: string
  nameEn: string
  nameHi: string
  aliases: readonly string[]
  mine: boolean
}

/** A rung of the organisation; depth 0 is the top. */
export type Rung = { id: string; depth: number; nameEn: string; nameHi: string }

/** A fault at a place of the table. */
export type UnitFault = { row: number; column: string; code: string; value: string; detail: string }

/** What to write of a unit. */
export type UnitText = {
  code: string
  parentCode: string
  levelId: string
  nameEn: string
  nameHi: string
  aliases: readonly string[]
}

/** What an import would do: units to add (parents first), units to rename, rows that say what is there, and faults. */
export type UnitPlan = { add: UnitText[]; rename: UnitText[]; unchanged: number; faults: UnitFault[] }

type Table = {
  rungs: ReadonlyMap<string, Rung>
  rows: ReadonlyMap<string, UnitRow>
  known: ReadonlyMap<string, KnownUnit>
}

const CODE = /^[A-Za-z0-9._/-]{1,64}$/
const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((x, i) => x === b[i])
const spelt = (level: string) => level.toLowerCase()

/** The levels by everything that they may be called. */
const rungsByName = (levels: readonly Rung[]) =>
  new Map(
    levels.flatMap((rung) => [rung.id, rung.nameEn, rung.nameHi].map((name) => [spelt(name), rung] as const)),
  )

const fault = (row: UnitRow, column: string, code: string, value: string, detail: string): UnitFault => ({
  row: row.row,
  column,
  code,
  value,
  detail,
})

/** Faults that a row has by itself. */
function ownFaults(row: UnitRow, { rungs, rows }: Table): UnitFault[] {
  const found: UnitFault[] = []
  const say = (column: string, code: string, value: string, detail: string) =>
    found.push(fault(row, column, code, value, detail))
  const first = rows.get(row.code)
  if (!row.code) say('code', 'missing-code', '', 'A unit needs a code')
  else if (!CODE.test(row.code))
    say('code', 'bad-characters', row.code, 'Latin letters, digits and . _ / - only')
  else if (first && first !== row)
    say('code', 'duplicate-code', row.code, `The code stands in row ${first.row} already`)
  if (!row.nameEn && !row.nameHi) say('name_en', 'missing-name', '', 'A unit needs a name')
  if (!rungs.has(spelt(row.level)))
    say('level', 'unknown-level', row.level, 'The organisation has no such level')
  return found
}

/** Faults of a row's place below its parent. */
function placeFaults(row: UnitRow, { rungs, rows, known }: Table): UnitFault[] {
  const rung = rungs.get(spelt(row.level))
  const parentRow = rows.get(row.parentCode)
  const parent = known.get(row.parentCode)
  if (!row.parentCode)
    return [
      fault(row, 'parent_code', 'second-root', row.code, 'Only the root has no parent, and there is one'),
    ]
  if (row.parentCode === row.code) return []
  if (!parentRow && !parent?.mine)
    return [fault(row, 'parent_code', 'orphan-parent', row.parentCode, 'There is no unit with this code')]
  if (rung?.depth === 0)
    return [fault(row, 'level', 'level-depth', row.level, 'The top level belongs to the root alone')]
  const above = parent ? rungs.get(spelt(parent.levelId)) : rungs.get(spelt(parentRow?.level ?? ''))
  if (rung && above && above.depth >= rung.depth)
    return [fault(row, 'level', 'level-inversion', row.level, `The parent is of level ${above.nameEn}`)]
  return []
}

/** Rows whose ancestors lead back to themselves; each row is walked over once. */
function cycleFaults({ rows, known }: Table): UnitFault[] {
  const walked = new Set<string>()
  const found: UnitFault[] = []
  for (const start of rows.keys()) {
    const way: UnitRow[] = []
    let row = rows.get(start)
    while (row && !known.has(row.code) && !walked.has(row.code)) {
      walked.add(row.code)
      way.push(row)
      row = rows.get(row.parentCode)
    }
    const from = row ? way.indexOf(row) : -1
    for (const one of from < 0 ? [] : way.slice(from))
      found.push(fault(one, 'parent_code', 'cycle', one.parentCode, 'This unit would stand below itself'))
  }
  return found
}

/** What a row says of a unit that is there: nothing new, another name, or something an import does not do. */
function compare(row: UnitRow, text: UnitText, unit: KnownUnit): UnitFault | 'same' | 'renamed' {
  if (!unit.mine) return fault(row, 'code', 'code-taken', row.code, 'This code is in use elsewhere')
  if ((unit.parentCode ?? '') !== row.parentCode)
    return fault(
      row,
      'parent_code',
      'moved',
      row.parentCode,
      `The unit stands below ${unit.parentCode ?? 'nothing'}`,
    )
  if (unit.levelId !== text.levelId)
    return fault(row, 'level', 'moved', row.level, `The unit is of level ${unit.levelId}`)
  const named = unit.nameEn === text.nameEn && unit.nameHi === text.nameHi
  return named && same(unit.aliases, text.aliases) ? 'same' : 'renamed'
}

/** What a row says. An empty cell leaves what is there, or takes the other language's name. */
const textOf = (row: UnitRow, rung: Rung, unit: KnownUnit | undefined): UnitText => ({
  code: row.code,
  parentCode: row.parentCode,
  levelId: rung.id,
  nameEn: row.nameEn || unit?.nameEn || row.nameHi,
  nameHi: row.nameHi || unit?.nameHi || row.nameEn,
  aliases: row.aliases.length > 0 ? row.aliases : (unit?.aliases ?? []),
})

/** The units in an order in which no unit comes before its parent. */
function parentsFirst(units: readonly UnitText[]): UnitText[] {
  const byCode = new Map(units.map((unit) => [unit.code, unit]))
  const steps = new Map<string, number>()
  const stepOf = (unit: UnitText): number => {
    const parent = byCode.get(unit.parentCode)
    const step = steps.get(unit.code) ?? (parent ? stepOf(parent) + 1 : 0)
    steps.set(unit.code, step)
    return step
  }
  return units.toSorted((a, b) => stepOf(a) - stepOf(b))
}

type Verdict = { is: 'new' | 'renamed' | 'same'; text: UnitText } | { is: 'faulty'; faults: UnitFault[] }

function judge(row: UnitRow, facts: Table): Verdict {
  const faults = ownFaults(row, facts)
  const rung = facts.rungs.get(spelt(row.level))
  if (faults.length > 0 || !rung) return { is: 'faulty', faults }
  const unit = facts.known.get(row.code)
  const text = textOf(row, rung, unit)
  const compared = unit ? compare(row, text, unit) : 'new'
  if (typeof compared === 'object') return { is: 'faulty', faults: [compared] }
  const misplaced = unit ? [] : placeFaults(row, facts)
  return misplaced.length > 0 ? { is: 'faulty', faults: misplaced } : { is: compared, text }
}

/**
 * Decides what a table of units would do to the tree. Matching is by code: what is there keeps its place, and only its
 * names change. With any fault nothing of the plan may be written.
 */
export function planUnits(
  table: readonly UnitRow[],
  levels: readonly Rung[],
  there: readonly KnownUnit[],
): UnitPlan {
  const rows = new Map<string, UnitRow>()
  for (const row of table) if (row.code && !rows.has(row.code)) rows.set(row.code, row)
  const known = new Map(there.map((unit) => [unit.code, unit]))
  const facts: Table = { rungs: rungsByName(levels), rows, known }
  const verdicts = table.map((row) => judge(row, facts))
  const texts = (is: Verdict['is']) =>
    verdicts.flatMap((verdict) => (verdict.is === is && verdict.is !== 'faulty' ? [verdict.text] : []))
  const faults = verdicts.flatMap((verdict) => (verdict.is === 'faulty' ? verdict.faults : []))
  faults.push(...cycleFaults(facts))
  return {
    add: faults.length > 0 ? texts('new') : parentsFirst(texts('new')),
    rename: texts('renamed'),
    unchanged: texts('same').length,
    faults: faults.sort((a, b) => a.row - b.row),
  }
}
