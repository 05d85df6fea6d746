import { type SQL, sql } from 'drizzle-orm'
import { q } from '../../platform/sql.ts'

/** A fact of ours that a bank must show, always under the alias `s`: how it is read, and when it still waits for it. */
type Reading = {
  kind: 'payment' | 'deposit' | 'refund' | 'void' | 'payout'
  from: SQL
  id: SQL
  provider: SQL
  /** Its sum as a column; what comes (1) is told as positive, what goes (-1) as negative. */
  sum: SQL
  sign: 1 | -1
  reference: SQL
  /** The reference as it stands in a narration; indexed. */
  plain: SQL
  registration: SQL
  person: SQL
  at: SQL
  claimed: 0 | 1
  open: SQL
  /** When the ledger counts it as money at the bank; where nothing is said, whenever it is open. */
  booked?: SQL
  /** Whether its reference alone can be certain: a cheque's is not, as only its number is in a narration. */
  certain: boolean
}

const personOf = (registrationId: SQL) =>
  sql`(select sp.person_id from registrations sp where sp.id = ${registrationId})`

/** Everything of ours that a bank must show. A claim and the payment that it becomes are one, by the same id. */
export const SUBJECTS: readonly Reading[] = [
  {
    kind: 'payment',
    from: sql`claims s`,
    id: sql`s.id`,
    provider: sql`s.provider`,
    sum: sql`s.amount_minor`,
    sign: 1,
    reference: sql`s.reference`,
    plain: sql`s.reference`,
    registration: sql`s.registration_id`,
    person: personOf(sql`s.registration_id`),
    at: sql`s.claimed_at`,
    claimed: 1,
    open: sql`s.outcome is null`,
    certain: true,
  },
  {
    kind: 'payment',
    from: sql`payments s`,
    id: sql`s.id`,
    provider: sql`s.provider`,
    sum: sql`s.amount_minor`,
    sign: 1,
    reference: sql`s.reference`,
    plain: sql`upper(s.reference)`,
    registration: sql`s.registration_id`,
    person: personOf(sql`s.registration_id`),
    at: sql`s.received_at`,
    claimed: 0,
    open: sql`s.provider in ('upi', 'bank', 'cheque') and s.amount_minor > 0`,
    booked: sql`(s.provider <> 'cheque' or exists (select 1 from clearings bc where bc.payment_id = s.id))`,
    certain: true,
  },
  {
    kind: 'deposit',
    from: sql`(cash_deposits s join cash_closings sc on sc.approval_id = s.closing_id)`,
    id: sql`s.closing_id`,
    provider: sql`'cash'`,
    sum: sql`sc.counted_minor`,
    sign: 1,
    reference: sql`s.reference`,
    plain: sql`upper(s.reference)`,
    registration: sql`null`,
    person: sql`sc.collector_id`,
    at: sql`s.deposited_at`,
    claimed: 0,
    open: sql`true`,
    certain: true,
  },
  {
    kind: 'refund',
    from: sql`refunds s`,
    id: sql`s.id`,
    provider: sql`s.way`,
    sum: sql`s.amount_minor`,
    sign: -1,
    reference: sql`s.reference`,
    plain: sql`upper(s.reference)`,
    registration: sql`s.registration_id`,
    person: personOf(sql`s.registration_id`),
    at: sql`s.paid_at`,
    claimed: 0,
    open: sql`s.way in ('upi', 'bank') and s.paid_at is not null`,
    certain: true,
  },
  {
    kind: 'void',
    from: sql`(voids s join payments sy on sy.id = s.payment_id)`,
    id: sql`s.payment_id`,
    provider: sql`sy.provider`,
    sum: sql`s.amount_minor`,
    sign: -1,
    reference: sql`coalesce(s.reference, '')`,
    plain: sql`upper(s.reference)`,
    registration: sql`sy.registration_id`,
    person: personOf(sql`sy.registration_id`),
    at: sql`s.voided_at`,
    claimed: 0,
    open: sql`(sy.provider <> 'cheque' or exists (select 1 from clearings where payment_id = s.payment_id))
      and exists (select 1 from bank_matches where kind = 'payment' and subject_id = s.payment_id)`,
    certain: false,
  },
  {
    kind: 'payout',
    from: sql`stripe_payouts s`,
    id: sql`s.id`,
    provider: sql`'stripe'`,
    sum: sql`s.amount_minor`,
    sign: 1,
    reference: sql`s.id`,
    plain: sql`upper(substr(s.id, 4))`,
    registration: sql`null`,
    person: sql`null`,
    at: sql`s.arrives_at`,
    claimed: 0,
    open: sql`s.failed_at is null and s.currency = (select currency from organisation)`,
    certain: true,
  },
]

/** Its sum: what comes is positive, what goes negative. */
export const amountOf = ({ sum, sign }: Reading) => (sign === 1 ? sum : sql`-${sum}`)

/** True when it is exactly this sum; indexed. */
export const comesTo = ({ sum, sign }: Reading, minor: SQL) =>
  sql`${sum} = ${sign === 1 ? minor : sql`-${minor}`}`

/** True while no line of the bank shows it. */
export const unmatched = ({ kind, id }: Reading) =>
  sql`not exists (select 1 from bank_matches um where um.kind = ${kind} and um.subject_id = ${id})`

const named = (id: SQL) => sql`(select json_object('id', np.id, 'nameEn', np.name_en, 'nameHi', np.name_hi)
  from people np where np.id = ${id})`

/** It as JSON. */
export const subjectJson = (
  s: Reading,
) => sql`json_object('kind', ${s.kind}, 'id', ${s.id}, 'provider', ${s.provider},
  'amountMinor', ${amountOf(s)}, 'reference', coalesce(${s.reference}, ''), 'registrationId', ${s.registration},
  'at', ${s.at}, 'claimed', json(${s.claimed === 1 ? 'true' : 'false'}), 'person', json(${named(s.person)}))`

/** One statement over all of them. */
export const unionOf = (one: (s: Reading) => SQL, of = SUBJECTS) => sql.join(of.map(one), sql` union all `)

/** How many facts a page holds. */
export const PAGE = 50

/** What of ours the bank has not shown, the oldest first, one more than a page; and how many there are. */
export function unseen(after: string | undefined, guard: SQL) {
  const [at = '', id = ''] = after?.split(':') ?? []
  const page = sql`select kind, subject_id, at from bank_waits
    where (at, subject_id) > (${Number(at)}, ${id}) and ${guard} order by at, subject_id limit ${PAGE + 1}`
  const all = unionOf(
    (
      s,
    ) => sql`select b.at, b.subject_id as id, ${subjectJson(s)} as subject from (${page}) b cross join ${s.from}
      on ${s.id} = b.subject_id and ${s.open} where b.kind = ${s.kind}`,
  )
  return [
    q.all<{ at: number; id: string; subject: string }>(
      sql`select at, id, subject from (${all}) order by at, id`,
    ),
    q.all<{ total: number }>(sql`select (select count(*) from bank_waits) as total where ${guard}`),
  ] as const
}
