import type { Actor } from './auth.ts'

/** What a program would take for a formula, also behind apostrophes that somebody put before it. */
const FORMULA = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/u

/** What a line of a table begins with that says who took it and why; it is no row. */
export const WATERMARK = '# exported by'

/** A cell that no program takes for a formula: an apostrophe before it makes it text. `plainCell` undoes this. */
export const safeCell = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

/** A cell as it was before `safeCell`. */
export const plainCell = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text

type Cell = string | number | null

/** A cell between quotes where it must be. */
const quoted = (text: string) => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/**
 * Rows as CSV that spreadsheets open as UTF-8 and run nothing of: with a header a mark of the encoding comes first. The
 * watermark is the last line. Parts that follow one another are joined as they are.
 */
export function csvOf(
  header: readonly string[] | undefined,
  rows: readonly (readonly Cell[])[],
  mark: string,
): string {
  const lines = rows.map((row) =>
    row.map((cell) => (typeof cell === 'string' ? quoted(safeCell(cell)) : (cell ?? ''))).join(','),
  )
  return `${[...(header ? [`\ufeff${header.join(',')}`] : []), ...lines, quoted(mark)].join('\r\n')}\r\n`
}

type Taken = { var: { actor: Actor; now: number; requestId: string } }

/** The line that says who took a table, when and what for, and by which request. */
export const watermark = ({ var: { actor, now, requestId } }: Taken, reason: string): string =>
  `${WATERMARK} ${actor.personId} on ${new Date(now * 1000).toISOString()} for ${reason.replace(/\s+/g, ' ')} (${requestId})`
