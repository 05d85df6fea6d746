import type Database from 'libsql'
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
  bank_sums: 'two rows',
  refund_policies: 'one for the organisation, one for a programme, a few for workshops',
  zone_shifts: 'two a year where clocks change, else one row',
  money_rules: 'a row for each time that the treasurer set the rules of money',
  bank_accounts: 'the accounts that an organisation has and had',
}

/** Indexes that hold what is open or recent only. */
export const FEW: Record<string, string> = {
  approvals_open: 'questions that nobody decided yet',
  people_lists_shared: 'lists that somebody shares',
  attempts_open: 'payments that are under way',
  attempts_in_suspense: 'money that waits for a decision',
  stripe_refunds_open: 'refunds that are under way',
  refunds_unpaid: 'refunds that wait to be paid out',
  privacy_requests_open: 'requests that nobody answered yet',
  claims_open: 'money said to be sent that nobody looked at yet',
  claims_due: 'money said to be sent that nobody looked at yet',
  attempts_to_review: 'money that waits for the word of the treasurer',
  attempt_lines_in_suspense: 'money that waits for a decision',
  stripe_payouts_failed: 'payouts that the bank refused',
  stripe_payouts_under_way: 'payouts that have not arrived yet',
  exceptions_open: 'exceptions that nobody settled yet',
  bank_lines_open: 'lines of the bank that nobody explained yet',
  bank_waits_by_time: 'money that the bank has not shown yet',
}

type Allowed = { tables: string[]; because: string }
const NEWEST = 'in the order of its index, as far as a page for whoever sees the whole'

/** What single reads may walk through, and why. */
const ALLOWED: Record<string, Allowed> = {
  'GET /approvals': { tables: ['approvals'], because: 'decided questions: the newest first, a page' },
  'GET /imports': {
    tables: ['imports', 'import_mappings'],
    because: `${NEWEST}; one mapping for each kind of file`,
  },
  'GET /workshops': { tables: ['workshops'], because: NEWEST },
  'GET /exceptions': { tables: ['exceptions'], because: NEWEST },
  'GET /disputes': { tables: ['disputes'], because: NEWEST },
  'GET /payouts': { tables: ['stripe_payouts'], because: NEWEST },
  'GET /claims': { tables: ['claims'], because: `of those that ended: ${NEWEST}` },
  'GET /bank-lines': { tables: ['bank_lines'], because: NEWEST },
  'GET /reconciliation': {
    tables: ['recon_runs', 'bank_lines'],
    because: 'the last two weeks of nights; the first and the last line of the statements, by their index',
  },
  'GET /books': {
    tables: ['ledger_days'],
    because: 'some twenty rows a day, kept by trigger, however many entries the ledger has',
  },
  'GET /refunds': { tables: ['refunds'], because: NEWEST },
  'GET /cash-book': { tables: ['cash_pages'], because: NEWEST },
  'GET /audit': { tables: ['audit'], because: NEWEST },
  'GET /audit/verification': {
    tables: ['audit', 'audit_chain'],
    because: 'the last of each: the end of its tree',
  },
  'GET /privacy/retention': {
    tables: ['retention_rules', 'retention_runs'],
    because: 'a handful of rules; the last ten runs by their key',
  },
  'GET /privacy/breaches': { tables: ['breaches'], because: 'an organisation has few, or is no more' },
  'GET /privacy/desk': {
    tables: ['people', 'units', 'erasures'],
    because:
      'the numbers of the desk count everybody of the officer who asks: it grows with people, and is told so',
  },
  'GET /privacy/lacking': {
    tables: ['consents', 'units'],
    because:
      'walks units in the order of the page; what each has said last is read once: it grows with people',
  },
}

/** Whether a read may walk through a table. */
export const allowed = (route: string, table: string): boolean =>
  ALLOWED[route]?.tables.includes(table) ?? false

/**
 * The tables and indexes that a statement walks from their first row to the last, read off the program that the database
 * makes of it: a cursor is set to the beginning (or the end) and moved on in a loop.
 */
export function scansOf(
  db: Database.Database,
  { sql, args }: Sent,
  names: ReadonlyMap<number, Scan>,
): Scan[] {
  const ops = db.prepare(`explain ${sql}`).all(args) as Op[]
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
export function rootPages(db: Database.Database): Map<number, Scan> {
  const rows = db
    .prepare('select rootpage, type, name, tbl_name from sqlite_schema where rootpage > 0')
    .all() as Record<string, string>[]
  return new Map(
    rows.map(({ rootpage, type, name, tbl_name }) => [
      Number(rootpage),
      { table: `${tbl_name}`, index: type === 'index' ? `${name}` : null },
    ]),
  )
}
