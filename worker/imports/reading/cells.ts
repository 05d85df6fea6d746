import { letterFault } from '../../platform/letters.ts'

/** Most letters of a cell. */
const CELL_MAX = 500

/** Columns that a table must have, and those that it may have. Of each list in `oneOf` one is needed. */
export type Columns = {
  required: readonly string[]
  oneOf: readonly (readonly string[])[]
  optional: readonly string[]
}

/** Letters that no name or code holds: control characters, what a wrong encoding leaves, and what starts a formula. */
const BAD = /[\p{Cc}\ufffd]|^[=+@]/u
/** A phone number starts with a plus. */
const BAD_PHONE = /[\p{Cc}\ufffd]|^[=@]/u

/** What is wrong with a cell as text, whatever its column means. */
export function cellFault(column: string, value: string): string | undefined {
  if ((column === 'phone' ? BAD_PHONE : BAD).test(value)) return 'bad-characters'
  return value.length > CELL_MAX ? 'too_big' : letterFault(value)
}

/** Cells that hold several values, separated by semicolons, commas or bars. */
export const severalOf = (cell: string): string[] => [
  ...new Set(
    cell
      .split(/[;,|]/)
      .map((part) => part.trim())
      .filter(Boolean),
  ),
]
