/** A table as it was read from a file; `numbers` are the rows as a spreadsheet counts them, the header being row 1. */
export type Table = {
  header: readonly string[]
  rows: readonly (readonly string[])[]
  numbers: readonly number[]
}

/** A part of a table that is sent by itself; `extra` rows stand in other parts too, so that no parent is missing. */
export type Slice = Table & { extra: number }

const SYNONYMS: Readonly<Record<string, string>> = {
  name: 'name_en',
  english_name: 'name_en',
  hindi_name: 'name_hi',
  नाम: 'name_hi',
  हिंदी_नाम: 'name_hi',
  हिन्दी_नाम: 'name_hi',
  अंग्रेज़ी_नाम: 'name_en',
  कोड: 'code',
  parent: 'parent_code',
  ऊपर_का_कोड: 'parent_code',
  स्तर: 'level',
  unit: 'unit_code',
  इकाई: 'unit_code',
  इकाई_कोड: 'unit_code',
  mobile: 'phone',
  mobile_number: 'phone',
  फ़ोन: 'phone',
  मोबाइल: 'phone',
  ईमेल: 'email',
  father_name: 'guardian_name',
  पिता_का_नाम: 'guardian_name',
  लिंग: 'gender',
  जन्म_वर्ष: 'born_year',
  पद: 'office',
  मोर्चा: 'wings',
  कौशल: 'skills',
}

const normal = (heading: string): string =>
  heading
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')

const KNOWN: ReadonlyMap<string, string> = new Map(
  Object.entries(SYNONYMS).map(([word, column]) => [normal(word), column]),
)

/** What a column is called here, whatever the table calls it; an unknown one keeps its name. */
export const columnOf = (heading: string): string => KNOWN.get(normal(heading)) ?? normal(heading)

/** A blank line, or the one that says who exported the table. */
const isBlank = (cells: readonly string[]): boolean =>
  cells.every((cell) => cell.trim() === '') || cells[0]?.startsWith('# exported by') === true

/** A table from the lines of a file, the first being its header; blank lines are left out and still counted. */
export const tableOf = (lines: readonly (readonly string[])[]): Table => {
  const [header = [], ...rest] = lines
  const numbered = rest
    .map((cells, index) => ({ cells, number: index + 2 }))
    .filter(({ cells }) => !isBlank(cells))
  return {
    header: header.map(columnOf),
    rows: numbered.map(({ cells }) => cells),
    numbers: numbered.map(({ number }) => number),
  }
}

const at = (table: Table, column: string): number => table.header.indexOf(column)
const cell = (cells: readonly string[], index: number): string => cells[index]?.trim() ?? ''

/** The code of the one row without a parent; undefined when there is none, or several. */
export const rootCodeOf = (table: Table): string | undefined => {
  const [code, parent] = [at(table, 'code'), at(table, 'parent_code')]
  if (code < 0 || parent < 0) return undefined
  const roots = table.rows.filter((cells) => cell(cells, parent) === '')
  const [only, ...others] = roots.map((cells) => cell(cells, code))
  return others.length === 0 ? only || undefined : undefined
}

/** The table with one code written as another, as a unit's own and as a parent's. */
export const withCode = (table: Table, from: string, to: string): Table => {
  const columns = [at(table, 'code'), at(table, 'parent_code')]
  const rows = table.rows.map((cells) =>
    cells.map((value, index) => (columns.includes(index) && value.trim() === from ? to : value)),
  )
  return { ...table, rows }
}

const letters = (cells: readonly string[]): number =>
  cells.reduce((sum, value) => sum + 3 + new TextEncoder().encode(value).length, 0)

/** Consecutive parts, each small enough to be sent. */
const inOrder = (table: Table, order: readonly number[], most: Most): number[][] => {
  const parts: number[][] = []
  let bytes = 0
  for (const index of order) {
    const size = letters(table.rows[index] ?? [])
    const part = parts.at(-1)
    if (part && part.length < most.rows && bytes + size <= most.bytes) {
      part.push(index)
      bytes += size
    } else {
      parts.push([index])
      bytes = size
    }
  }
  return parts
}

/** The most that one part holds. */
export type Most = { rows: number; bytes: number }

const MOST: Most = { rows: 10_000, bytes: 1_000_000 }

type Tree = { parent: readonly (number | undefined)[]; children: ReadonlyMap<number, readonly number[]> }

const treeOf = (table: Table): Tree => {
  const [code, parentCode] = [at(table, 'code'), at(table, 'parent_code')]
  const byCode = new Map<string, number>()
  table.rows.forEach((cells, index) => {
    const own = cell(cells, code)
    if (own && !byCode.has(own)) byCode.set(own, index)
  })
  const parent = table.rows.map((cells) => byCode.get(cell(cells, parentCode)))
  const children = new Map<number, number[]>()
  parent.forEach((above, index) => {
    if (above === undefined) return
    const below = children.get(above)
    if (below) below.push(index)
    else children.set(above, [index])
  })
  return { parent, children }
}

/** Rows so that each subtree stays together, those of a circle last. */
const byBranch = (table: Table, { parent, children }: Tree): number[] => {
  const order: number[] = []
  const open = parent.flatMap((above, index) => (above === undefined ? [index] : [])).reverse()
  const seen = new Set<number>()
  while (open.length > 0) {
    const index = open.pop() ?? -1
    if (seen.has(index)) continue
    seen.add(index)
    order.push(index)
    open.push(...[...(children.get(index) ?? [])].reverse())
  }
  return [...order, ...table.rows.map((_, index) => index).filter((index) => !seen.has(index))]
}

const ancestorsOf = (part: readonly number[], { parent }: Tree): number[] => {
  const inside = new Set(part)
  const found: number[] = []
  for (const start of part) {
    let above = parent[start]
    while (above !== undefined && !inside.has(above)) {
      inside.add(above)
      found.push(above)
      above = parent[above]
    }
  }
  return found
}

const picked = (table: Table, indices: readonly number[], extra: number): Slice => ({
  header: table.header,
  rows: indices.map((index) => table.rows[index] ?? []),
  numbers: indices.map((index) => table.numbers[index] ?? 0),
  extra,
})

/**
 * A table in parts that are sent one after the other. A table of units is cut along its branches, and every part repeats
 * the few ancestors that it needs, so that each can be judged by itself.
 */
export const slicesOf = (table: Table, most: Most = MOST): Slice[] => {
  const nested = at(table, 'code') >= 0 && at(table, 'parent_code') >= 0
  const whole = inOrder(table, [...table.rows.keys()], most)
  if (!nested || whole.length <= 1) return whole.map((part) => picked(table, part, 0))
  const tree = treeOf(table)
  return inOrder(table, byBranch(table, tree), most).map((part) => {
    const above = ancestorsOf(part, tree)
    return picked(table, [...above.reverse(), ...part], above.length)
  })
}
