import type { Slice } from './table.ts'

/** Where something is wrong, and what stood there. */
export type Example = { row: number; column: string; value: string; detail: string }

/** A kind of fault with its first examples. */
export type FaultKind = { code: string; count: number; examples: readonly Example[] }

/** What the server says of a part of a table; `understood` are names that it took for units. */
export type Report = {
  rows: number
  accepted: number
  changed: number
  unchanged: number
  faults: readonly FaultKind[]
  ignored: readonly string[]
  understood?: readonly { text: string; unit: { code: string; nameEn: string; nameHi: string } }[]
}

/** Nothing said yet. */
export const NOTHING: Required<Report> = {
  rows: 0,
  accepted: 0,
  changed: 0,
  unchanged: 0,
  faults: [],
  ignored: [],
  understood: [],
}

const EXAMPLES = 20

const placed = (slice: Slice, { row, ...rest }: Example): Example => ({
  ...rest,
  row: row === 1 ? 1 : (slice.numbers[row - 2] ?? row),
})

const joined = (before: FaultKind | undefined, now: FaultKind): FaultKind => {
  const known = before?.examples ?? []
  const fresh = now.examples.filter(
    (example) => !known.some(({ row, column }) => row === example.row && column === example.column),
  )
  const repeated = now.examples.length - fresh.length
  return {
    code: now.code,
    count: (before?.count ?? 0) + now.count - repeated,
    examples: [...known, ...fresh].sort((a, b) => a.row - b.row).slice(0, EXAMPLES),
  }
}

/** The report on a table so far, and on one more part of it: rows as the file counts them, repeated rows counted once. */
export const withPart = (before: Required<Report>, slice: Slice, now: Report): Required<Report> => {
  const faults = new Map(before.faults.map((kind) => [kind.code, kind]))
  for (const kind of now.faults) {
    const examples = kind.examples.map((example) => placed(slice, example))
    faults.set(kind.code, joined(faults.get(kind.code), { ...kind, examples }))
  }
  const repeatedThere = Math.min(slice.extra, now.unchanged)
  const repeatedNew = Math.min(slice.extra - repeatedThere, now.accepted)
  const understood = new Map(before.understood.map((each) => [each.text, each]))
  for (const each of now.understood ?? []) understood.set(each.text, each)
  return {
    rows: before.rows + now.rows - slice.extra,
    accepted: before.accepted + now.accepted - repeatedNew,
    // Of the repeated ones those that are there already were told of by the part before.
    changed: before.changed + now.changed - Math.min(repeatedNew, now.changed),
    unchanged: before.unchanged + now.unchanged - repeatedThere,
    faults: [...faults.values()].sort((a, b) => b.count - a.count),
    ignored: [...new Set([...before.ignored, ...now.ignored])],
    understood: [...understood.values()],
  }
}
