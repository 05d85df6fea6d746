import { type SQL, sql } from 'drizzle-orm'
import { dues } from '../../db/tenant/schema/registrations.ts'
import type { ApprovalKind } from '../approvals/index.ts'
import type { Actor, Holds } from '../platform/auth.ts'
import type { Money } from '../platform/money.ts'
import { insertIf, jsonList, q, whenWritten } from '../platform/sql.ts'
import type { Provider } from './providers/rules.ts'
import { receiptSeries, receiptYear } from './rules.ts'

/** What a place costs somebody, the fee it follows from, and by which of the organiser's rules. */
export type Price = Money & {
  baseMinor?: number | undefined
  why?: { nameEn: string; nameHi: string } | null | undefined
}

/** Raises a price for each of several registrations; of nothing there is no due. The ledger follows by itself. */
export const raiseDues = (prices: readonly (Price & { id: string })[], now: number) =>
  q.run(sql`insert into dues (registration_id, amount_minor, currency, raised_at, base_minor, why_en, why_hi)
    select v.value ->> 'id', v.value ->> 'amountMinor', v.value ->> 'currency', ${now}, v.value ->> 'baseMinor',
      v.value ->> '$.why.nameEn', v.value ->> '$.why.nameHi'
    from json_each(${jsonList(prices)}) v
    where v.value ->> 'amountMinor' > 0 and ${whenWritten} on conflict do nothing`)

/** What of a registration's due was waived, as a scalar. */
export const waivedOf = (registrationId: SQL) =>
  sql`coalesce((select sum(dw.amount_minor) from waivers dw where dw.registration_id = ${registrationId}), 0)`

/** What a registration costs, less what was waived, as a scalar; 0 when nothing. */
export const dueOf = (registrationId: SQL) =>
  sql`(coalesce((select dd.amount_minor from dues dd where dd.registration_id = ${registrationId}), 0)
    - ${waivedOf(registrationId)})`

/** What was paid for a registration, as a scalar. */
export const paidOf = (registrationId: SQL) =>
  sql`coalesce((select sum(dp.amount_minor) from payments dp where dp.registration_id = ${registrationId}), 0)`

/** What of a registration's payments is given back or is to be, as a scalar; what is owed does not grow by it. */
export const refundedOf = (registrationId: SQL) =>
  sql`coalesce((select sum(dr.amount_minor) from refunds dr
    where dr.registration_id = ${registrationId} and dr.payment_id is not null and dr.failed_at is null), 0)`

/** Raises what a registration costs; a fee of nothing raises no due. The ledger follows by itself. */
export const raiseDue = (registrationId: string, price: Price, now: number, guard: SQL = whenWritten) => {
  const { amountMinor, currency, baseMinor, why } = price
  const due = { amountMinor, currency, baseMinor, whyEn: why?.nameEn, whyHi: why?.nameHi }
  return insertIf(dues, { registrationId, ...due, raisedAt: now }, sql`${amountMinor} > 0 and ${guard}`)
}

/** Address of a registration's page in the web app, up to its id. */
export const pageOf = (c: { env: { ORIGIN: string }; var: { organisation: string } }) =>
  `${c.env.ORIGIN}/o/${c.var.organisation}/registrations/`

type Asked = { approvalId: string; kind: ApprovalKind; subject: SQL; actor: Actor }

/** Columns `asked`, `decision` and `open`: the question with this id of this person's, and whether another one is open. */
export const askedFacts = ({ approvalId, kind, subject, actor }: Asked) => sql`
  exists (select 1 from approvals qa where qa.id = ${approvalId} and qa.kind = ${kind} and qa.subject_id = ${subject}
    and qa.asked_by = ${actor.personId}) as asked,
  (select qd.decision from approvals qd where qd.id = ${approvalId}) as decision,
  exists (select 1 from approvals qo where qo.kind = ${kind} and qo.subject_id = ${subject}
    and qo.decision is null) as open`

/** A registration `g`, its workshop `w`, its person `e`, and the unit `h` that hosts it. */
export const fromRegistrations = sql`registrations g join workshops w on w.id = g.workshop_id
  join people e on e.id = g.person_id join units h on h.id = w.unit_id`

/** Where powers over money are asked for: at the host of the workshop. */
export const moneyPlace = { path: sql`h.path`, workshop: sql`w.id`, tier: sql`w.tier_id` }

const pathOf = (unitId: SQL) => sql`(select gu.path from units gu where gu.id = ${unitId})`

/** True for whoever holds the capability at the host, at the person's unit, or at the unit that he stands for. */
export const overRegistration = (holds: Holds): SQL =>
  sql`(${holds(moneyPlace)} or ${holds({ ...moneyPlace, path: pathOf(sql`e.unit_id`) })}
    or ${holds({ ...moneyPlace, path: pathOf(sql`g.unit_id`) })})`

/** True for the registration's own person, and for whoever holds the capability over it. */
export const concerned = (actor: Actor, holds: Holds): SQL =>
  sql`(g.person_id = ${actor.personId} or ${overRegistration(holds)})`

/** True where the fee of the workshop `w` is a contribution, of which the law allows little in cash (0022). */
export const isContribution = sql`((select fc.classification from fee_classes fc where fc.workshop_id = w.id) = 'contribution')`

/** Money taken at a desk, as it is to be written. */
export type Taking = {
  id: string
  registrationId: string
  provider: Exclude<Provider, 'stripe'>
  amountMinor: number
  reference: string | null
  payerName: string | null
  recordedBy: string
}

/** Records money taken at a desk, of a payer who is known by his name, if it is owed and was not recorded before; a trigger holds the limit of cash (0022). */
export const take = (t: Taking, now: number, holds: Holds) =>
  q.run(sql`insert into payments
    (id, registration_id, provider, amount_minor, currency, reference, payer_name, received_at, recorded_by, payer_id)
    select ${t.id}, g.id, ${t.provider}, ${t.amountMinor}, d.currency, ${t.reference}, ${t.payerName}, ${now},
      ${t.recordedBy}, (select ny.id from payers ny where ny.person_id is null
        and ny.legal_name = ${t.payerName ?? ''} collate nocase and ny.legal_name collate nocase not in (e.name_en, e.name_hi)
        order by ny.recorded_at, ny.id limit 1)
    from ${fromRegistrations} join dues d on d.registration_id = g.id
    where g.id = ${t.registrationId} and g.cancelled_at is null
      and ${t.amountMinor} <= ${dueOf(sql`g.id`)} - ${paidOf(sql`g.id`)}
      and ${holds(moneyPlace)}
    on conflict do nothing`)

/**
 * Gives the payments `p` that are meant (one, or the lines of one collection) the next number of their series and year,
 * if the statement before wrote something.
 */
export function receiptFor(meant: SQL, slug: string, now: number) {
  const [series, year] = [receiptSeries(slug), receiptYear(now)]
  return q.run(sql`insert into receipts (payment_id, series, year, seq, number, issued_at, line)
    select p.id, ${series}, ${year}, n.seq, ${`${series}/${year}/`} || printf('%06d', n.seq), ${now},
      row_number() over (order by p.rowid)
    from payments p, (select coalesce(max(seq), 0) + 1 as seq from receipts
      where series = ${series} and year = ${year}) n
    where ${meant} and ${whenWritten}`)
}

/** Gives a payment the next number of its series and year, if the statement before wrote something. */
export const receipt = (paymentId: string, slug: string, now: number) =>
  receiptFor(sql`p.id = ${paymentId}`, slug, now)

/** Tells each person that his payment `p` came, with its receipt's number, if the statement before wrote something. */
export const tellPaidFor = (meant: SQL, link: string, now: number) =>
  q.run(sql`insert into outbox (id, key, topic, person_id, facts, created_at)
    select p.id, 'payment-received:' || p.id, 'payment-received', g.person_id,
      json_object('receiptNumber', x.number, 'amountMinor', p.amount_minor, 'currency', p.currency,
        'link', ${link} || g.id), ${now}
    from payments p join receipts x on x.payment_id = p.id join registrations g on g.id = p.registration_id
    where ${meant} and ${whenWritten}
    on conflict do nothing`)

/** Tells the person that a payment came, with its receipt's number, if the statement before wrote something. */
export const tellPaid = (paymentId: string, link: string, now: number) =>
  tellPaidFor(sql`p.id = ${paymentId}`, link, now)

/** Columns of a payment `p` with its receipt `x`. */
export const paymentColumns = sql`p.id, p.registration_id as "registrationId", p.provider,
  p.amount_minor as "amountMinor", p.currency, p.reference, p.received_at as "receivedAt",
  x.number as "receiptNumber"`

/** A payment with the number of its receipt. */
export type PaymentRow = {
  id: string
  registrationId: string
  provider: Provider
  amountMinor: number
  currency: string
  reference: string | null
  receivedAt: number
  receiptNumber: string
}

type DeskFacts = {
  cancelledAt: number | null
  dueMinor: number
  paidMinor: number
  referenceUsed: number
}

/** What became of money taken at a desk: the account it pays, and the payment itself with its receipt. */
export const taken = (t: Taking, holds: Holds) =>
  [
    q.all<DeskFacts>(sql`select g.cancelled_at as "cancelledAt", ${dueOf(sql`g.id`)} as "dueMinor",
      ${paidOf(sql`g.id`)} as "paidMinor",
      exists (select 1 from payments u where u.provider = ${t.provider} and u.reference = ${t.reference}
        and u.id <> ${t.id}) as "referenceUsed"
      from ${fromRegistrations} where g.id = ${t.registrationId} and ${holds(moneyPlace)}`),
    q.all<PaymentRow & { payerStanding: 'near' | 'reported' | null }>(sql`select ${paymentColumns},
        (select s.standing from payer_standings s where s.payer_key = coalesce((
            select coalesce(y.person_id, y.id) from payers y where y.id = p.payer_id), (
            select pg.person_id from registrations pg where pg.id = p.registration_id))
          and s.year = cast(strftime('%Y', p.received_at + 19800, 'unixepoch', 'start of month', '-3 months') as integer)
          order by s.standing desc limit 1) as "payerStanding"
      from payments p join receipts x on x.payment_id = p.id where p.id = ${t.id}`),
  ] as const

/** Payments of a registration with their receipts, the oldest first. */
export const paymentsOf = (registrationId: string, guard: SQL) =>
  q.all<PaymentRow>(sql`select ${paymentColumns} from ${fromRegistrations}
    join payments p on p.registration_id = g.id join receipts x on x.payment_id = p.id
    where g.id = ${registrationId} and ${guard} order by p.received_at, p.id`)
