import type { Client, InValue } from '@libsql/client'
import type { Sent } from './listening.ts'

/** A table or an index that a statement reads from end to end. */
export type Scan = { table: string; index: string | null }

type Op = { opcode: string; p1: number; p2: number }

/** What may be read whole: by its nature it stays small however many units, people and years there are. */
export const SMALL: Record<string, string> = {
  organisation: 'one row',
  levels: 'the rungs of a tree: a handful',
  level_parents: 'a handful per level',
  wings: 'a dozen',
  office_kinds: 'some dozens',
  programmes: 'some a year',
  tiers: 'some per programme',
  subjects: 'some per programme',
  notices: 'one for each wording of the privacy notice',
  moment: 'one row',
  zone_shifts: 'two a year where clocks change, else one row',
}

/** Indexes that hold what is open or recent only. */
export const FEW: Record<string, string> = {
  approvals_open: 'questions that nobody decided yet',
  people_lists_shared: 'lists that somebody shares',
}

/**
 * The tables and indexes that a statement walks from their first row to the last, read off the program that the database
 * makes of it: a cursor is set to the beginning (or the end) and moved on in a loop.
 */
export async function scansOf(
  db: Client,
  { sql, args }: Sent,
  names: ReadonlyMap<number, Scan>,
): Promise<Scan[]> {
  const { rows } = await db.execute({ sql: `explain ${sql}`, args: args as InValue[] })
  const ops = rows as unknown as Op[]
  const opened = new Map<number, Scan>()
  const begun = new Set<number>()
  const walked = new Map<number, Scan>()
  for (const { opcode, p1, p2 } of ops) {
    if (opcode === 'OpenRead' && names.has(p2)) opened.set(p1, names.get(p2) as Scan)
    if (opcode === 'OpenEphemeral' || opcode === 'OpenPseudo' || opcode === 'VOpen') opened.delete(p1)
    if (opcode === 'Rewind' || opcode === 'Last' || opcode === 'Sort') begun.add(p1)
    const scan = opened.get(p1)
    if ((opcode === 'Next' || opcode === 'Prev') && begun.has(p1) && scan) walked.set(p1, scan)
  }
  return [...walked.values()]
}

/** Tables and indexes of a database by the page where each begins. */
export async function rootPages(db: Client): Promise<Map<number, Scan>> {
  const { rows } = await db.execute(
    'select rootpage, type, name, tbl_name from sqlite_schema where rootpage > 0',
  )
  return new Map(
    rows.map(({ rootpage, type, name, tbl_name }) => [
      Number(rootpage),
      { table: `${tbl_name}`, index: type === 'index' ? `${name}` : null },
    ]),
  )
}
