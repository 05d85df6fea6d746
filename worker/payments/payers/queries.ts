import { type SQL, sql } from 'drizzle-orm'
import type { Actor, Holds } from '../../platform/auth.ts'
import { newId } from '../../platform/id.ts'
import { q } from '../../platform/sql.ts'
import { moneyPlace, type PaymentRow } from '../queries.ts'
import { NEAR, REPORT_ABOVE } from './rules.ts'

/** How many payers a page holds. */
export const PAGE = 100

const startOf = (year: number) => Date.parse(`${year}-04-01T00:00:00+05:30`) / 1000

/** The contributions `c` of a year that the caller may see, with their workshop `w` and its host `h`. */
const fromYear = (
  year: number,
  holds: Holds,
) => sql`contributions c cross join workshops w on w.id = c.workshop_id
  cross join units h on h.id = w.unit_id where c.received_at >= ${startOf(year)} and c.received_at < ${startOf(year + 1)}
    and ${holds(moneyPlace)}`

/** The payments of a payer: for himself, as a payer of others, and of whoever was found to be him. */
const paymentsOf = (key: string) => {
  const persons = sql`(select ${key} union all select id from people where merged_into = ${key})`
  const payers = sql`(select ${key} union all select y.id from payers y where y.person_id in ${persons})`
  return sql`(select p.id from registrations g join payments p on p.registration_id = g.id where g.person_id in ${persons}
    union select p.id from payments p where p.payer_id in ${payers})`
}

/** The contributions `c` of one payer in a year. */
const fromPayer = (key: string, year: number, holds: Holds) =>
  sql`${fromYear(year, holds)} and c.payment_id in ${paymentsOf(key)} and c.payer_key = ${key}`

/** A payer with his sums of a year. */
export type PayerRow = {
  key: string
  payerId: string | null
  personId: string | null
  legalName: string
  address: string
  panSealed: string | null
  panLast: string | null
  citizen: number | null
  version: number
  keptMinor: number
  cashMinor: number
  payments: number
}

const columns = sql`s.key, y.id as "payerId", e.id as "personId", coalesce(y.legal_name, e.name_en) as "legalName",
  coalesce(y.address, '') as address, y.pan_sealed as "panSealed", y.pan_last as "panLast", y.citizen,
  coalesce(y.version, 0) as version, s.kept as "keptMinor", s.cash as "cashMinor", s.payments`

const sums = (which: SQL) => sql`(select c.payer_key as key, sum(c.kept_minor) as kept,
    sum(case c.provider when 'cash' then c.kept_minor else 0 end) as cash, count(*) as payments
  from ${which} group by c.payer_key) s
  left join people e on e.id = s.key left join payers y on y.id = s.key or y.person_id = s.key`

const least = { near: NEAR, reported: REPORT_ABOVE + 1 } as const

/** Payers of a year, who gave most first, one more than a page. */
export function payersOf(
  asked: { year: number; only?: keyof typeof least | undefined; after?: string | undefined },
  holds: Holds,
) {
  const [kept = '', key = ''] = asked.after?.split(':') ?? []
  const beyond = asked.after ? sql`and (s.kept, s.key) < (${Number(kept)}, ${key})` : sql``
  return q.all<PayerRow>(sql`select ${columns} from ${sums(fromYear(asked.year, holds))}
    where s.kept >= ${asked.only ? least[asked.only] : 0} ${beyond} order by s.kept desc, s.key desc limit ${PAGE + 1}`)
}

/** One payer with everything that came from him in a year. */
export const payerPage = (key: string, year: number, holds: Holds) =>
  [
    q.all<
      PayerRow & { currency: string }
    >(sql`select ${columns}, (select currency from organisation) as currency
      from ${sums(fromPayer(key, year, holds))}`),
    q.all<{
      paymentId: string
      registrationId: string
      receiptNumber: string
      provider: PaymentRow['provider']
      amountMinor: number
      keptMinor: number
      receivedAt: number
      workshopId: string
      workshopEn: string
      workshopHi: string
    }>(sql`select c.payment_id as "paymentId", c.registration_id as "registrationId", x.number as "receiptNumber",
        c.provider, c.amount_minor as "amountMinor", c.kept_minor as "keptMinor", c.received_at as "receivedAt",
        w.id as "workshopId", w.name_en as "workshopEn", w.name_hi as "workshopHi"
      from (select c.* from ${fromPayer(key, year, holds)}) c join receipts x on x.payment_id = c.payment_id
        join workshops w on w.id = c.workshop_id order by c.received_at, c.payment_id`),
  ] as const

/** What is written down of a payer; `pan` undefined leaves it as it is. */
export type PayerInput = {
  legalName: string
  address: string
  citizen: boolean | null
  pan?: { sealed: string; last: string } | null | undefined
}

/** Writes down what the law asks of a payer, if somebody paid so and nobody else wrote meanwhile. */
export function editPayer(
  { key, version, input }: { key: string; version: number; input: PayerInput },
  { actor, now, holds }: { actor: Actor; now: number; holds: Holds },
) {
  const { legalName, address, citizen, pan } = input
  const declared = citizen === null ? null : citizen ? 1 : 0
  const seen = sql`exists (select 1 from contributions c join workshops w on w.id = c.workshop_id
    join units h on h.id = w.unit_id where c.payment_id in ${paymentsOf(key)} and c.payer_key = ${key}
      and ${holds(moneyPlace)})`
  const panSet =
    pan === undefined ? sql`` : sql`pan_sealed = ${pan?.sealed ?? null}, pan_last = ${pan?.last ?? null},`
  return [
    q.run(sql`insert into payers (id, person_id, legal_name, recorded_by, recorded_at, version)
      select ${newId()}, e.id, e.name_en, ${actor.personId}, ${now}, 0 from people e
      where e.id = ${key} and ${seen} and not exists (select 1 from payers where person_id = ${key})`),
    q.run(sql`update payers set legal_name = ${legalName}, address = ${address}, ${panSet} citizen = ${declared},
        declared_at = case when ${declared} is citizen then declared_at when ${declared} is null then null else ${now} end,
        version = version + 1
      where (id = ${key} or person_id = ${key}) and version = ${version} and ${seen}`),
  ] as const
}

/** Everything above the limit in a year, payment by payment, for the report to the Election Commission. */
export const reported = (year: number, holds: Holds) =>
  q.all<{
    key: string
    payerId: string | null
    legalName: string
    address: string
    panSealed: string | null
    citizen: number | null
    totalMinor: number
    provider: string
    receivedAt: number
    keptMinor: number
    receiptNumber: string
  }>(sql`select t.key, y.id as "payerId", coalesce(y.legal_name, e.name_en) as "legalName",
      coalesce(y.address, '') as address, y.pan_sealed as "panSealed", y.citizen, t.kept as "totalMinor", c.provider,
      c.received_at as "receivedAt", c.kept_minor as "keptMinor", x.number as "receiptNumber"
    from (select c.payer_key as key, sum(c.kept_minor) as kept from ${fromYear(year, holds)}
        group by c.payer_key having sum(c.kept_minor) > ${REPORT_ABOVE}) t
      join contributions c on c.payer_key = t.key and c.received_at >= ${startOf(year)}
        and c.received_at < ${startOf(year + 1)} and c.kept_minor > 0
      join workshops w on w.id = c.workshop_id join units h on h.id = w.unit_id
      join receipts x on x.payment_id = c.payment_id
      left join people e on e.id = t.key left join payers y on y.id = t.key or y.person_id = t.key
    where ${holds(moneyPlace)} order by 3, 1, c.received_at, c.payment_id`)
