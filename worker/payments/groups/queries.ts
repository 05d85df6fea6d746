import { type SQL, sql } from 'drizzle-orm'
import { type Asking, record } from '../../platform/audit.ts'
import type { Actor, Holds } from '../../platform/auth.ts'
import { newId } from '../../platform/id.ts'
import { jsonList, q, whenWritten } from '../../platform/sql.ts'
import { type AttemptRow, attemptColumns, heldOut, inTime, owed, SESSION_LIFE } from '../checkout/queries.ts'
import {
  concerned,
  fromRegistrations,
  isContribution,
  moneyPlace,
  receiptFor,
  tellPaidFor,
} from '../queries.ts'
import { CONTRIBUTION_CASH_MAX } from '../rules.ts'

/** A request by somebody who is known. */
type Asker = { var: Asking['var'] & { actor: Actor } }

/** A payer as he is given: his row is made unless it is there. */
export type PayerInput = { id: string; legalName: string }

const payerOf = (actor: Actor) => sql`(select op.id from payers op where op.person_id = ${actor.personId})`

/** Makes the actor a payer under his own name, unless he is one or `guard` is false. */
const selfAsPayer = (actor: Actor, now: number, guard: SQL) =>
  q.run(sql`insert into payers (id, person_id, legal_name, recorded_by, recorded_at)
    select ${newId()}, sp.id, sp.name_en, sp.id, ${now} from people sp
    where sp.id = ${actor.personId} and ${guard} on conflict do nothing`)

/** What is opened: an attempt under this id, with one line a registration. */
export type Opening = { id: string; registrationIds: readonly string[] }

/**
 * Opens one attempt for what several people owe: for all of them or for nobody. Reads back the attempt, and how each
 * registration stands that the actor may see.
 */
export function openGroup({ id, registrationIds }: Opening, c: Asker, holds: Holds) {
  const { actor, now } = c.var
  const lines = jsonList(registrationIds.map((registrationId) => [newId(), registrationId]))
  const seen = sql`from json_each(${lines}) v join ${fromRegistrations} and g.id = v.value ->> 1`
  const fits = sql`${concerned(actor, holds)} and g.cancelled_at is null and ${owed} > 0 and not ${heldOut(now)}`
  const all = sql`(select count(*) ${seen} where ${fits}) = ${registrationIds.length}
    and (select count(distinct w.currency) ${seen}) = 1`
  return [
    selfAsPayer(actor, now, all),
    q.run(sql`insert into attempts (id, registration_id, amount_minor, currency, stripe_account_id, title, created_at,
        expires_at, lines, opened_by, payer_id)
      select ${id}, min(g.id), sum(${owed}), w.currency, o.stripe_account_id,
        min(w.name_en) || case when count(*) > 1 then ' × ' || count(*) else '' end, ${now}, ${now + SESSION_LIFE},
        count(*), ${actor.personId}, ${payerOf(actor)}
      ${seen} join organisation o on true where o.stripe_ready = 1 and ${all} group by o.slug
      on conflict do nothing`),
    record(c, 'group.checkout', id, { registrations: registrationIds }),
    q.run(sql`insert into attempt_lines (id, attempt_id, registration_id, amount_minor)
      select v.value ->> 0, ${id}, g.id, ${owed} ${seen} where ${registrationIds.length} > 1 and ${whenWritten}`),
    q.all<AttemptRow & { usable: number }>(sql`select ${attemptColumns}, (${inTime(now)}) as usable
      from attempts a join organisation o on true where a.id = ${id} and a.opened_by = ${actor.personId}`),
    q.all<{ registrationId: string; cancelledAt: number | null; owedMinor: number; ready: number }>(sql`
      select g.id as "registrationId", g.cancelled_at as "cancelledAt", ${owed} as "owedMinor",
        o.stripe_ready as ready ${seen} join organisation o on true where ${concerned(actor, holds)}`),
  ] as const
}

/** One sum taken at a desk, as it is to be written. */
export type GroupTaking = {
  id: string
  payer: PayerInput
  provider: 'cash' | 'upi' | 'bank'
  reference: string | null
  lines: readonly { registrationId: string; amountMinor: number }[]
}

/** Cash for the workshop `w` so far: what the person of `g` paid, or this payer, whichever is more. */
const cashOf = (payerId: string) => sql`max(
  coalesce((select sum(cp.amount_minor) from payments cp join registrations cg on cg.id = cp.registration_id
    where cp.provider = 'cash' and cg.workshop_id = w.id and cg.person_id = g.person_id), 0),
  coalesce((select sum(cp.amount_minor) from payments cp join registrations cg on cg.id = cp.registration_id
    where cp.provider = 'cash' and cg.workshop_id = w.id and cp.payer_id = ${payerId}), 0))`

/** Records one sum for several people if every share of it is owed and lawful; all of it or nothing. */
export function takeGroup(t: GroupTaking, organisation: string, link: string, c: Asker, holds: Holds) {
  const { actor, now } = c.var
  const total = t.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  const rows = t.lines.map(({ registrationId, amountMinor }) => [newId(), registrationId, amountMinor])
  const seen = sql`from json_each(${jsonList(rows)}) v join ${fromRegistrations} and g.id = v.value ->> 1`
  const amount = sql`(v.value ->> 2)`
  const fits = sql`${holds(moneyPlace)} and g.cancelled_at is null and ${amount} <= ${owed}
    and (${t.provider} <> 'cash' or not ${isContribution} or ${cashOf(t.payer.id)} + ${total} <= ${CONTRIBUTION_CASH_MAX})`
  const free = sql`not exists (select 1 from collections u where u.id = ${t.id}
      or (u.provider = ${t.provider} and u.reference = ${t.reference}))
    and not exists (select 1 from payments u where u.provider = ${t.provider} and u.reference = ${t.reference})`
  const all = sql`${free} and (select count(*) ${seen} where ${fits}) = ${t.lines.length}
    and (select count(distinct w.currency) ${seen}) = 1`
  const meant = sql`p.collection_id = ${t.id}`
  return [
    q.run(sql`insert into payers (id, legal_name, recorded_by, recorded_at)
      select ${t.payer.id}, ${t.payer.legalName}, ${actor.personId}, ${now} where ${all} on conflict do nothing`),
    q.run(sql`insert into collections
      (id, provider, amount_minor, lines, currency, reference, payer_id, received_at, recorded_by)
      select ${t.id}, ${t.provider}, ${total}, ${t.lines.length}, min(w.currency), ${t.reference}, ${t.payer.id}, ${now},
        ${actor.personId} ${seen} where ${all} group by true`),
    q.run(sql`insert into payments (id, registration_id, collection_id, payer_id, provider, amount_minor, currency,
        reference, received_at, recorded_by)
      select v.value ->> 0, g.id, ${t.id}, ${t.payer.id}, ${t.provider}, ${amount}, w.currency, ${t.reference}, ${now},
        ${actor.personId} ${seen} where ${whenWritten}`),
    record(c, 'group.paid', t.id, { provider: t.provider, reference: t.reference, lines: t.lines }),
    receiptFor(meant, organisation, now),
    tellPaidFor(meant, link, now),
    q.all<{ taken: number; referenceUsed: number; isContribution: number }>(sql`select
      exists (select 1 from collections u where u.id = ${t.id} and u.recorded_by = ${actor.personId}) as taken,
      exists (select 1 from collections u where u.provider = ${t.provider} and u.reference = ${t.reference}
        and u.id <> ${t.id}) or exists (select 1 from payments u where u.provider = ${t.provider}
        and u.reference = ${t.reference} and u.collection_id is not ${t.id}) as "referenceUsed",
      exists (select 1 ${seen} where ${isContribution}) as "isContribution"`),
    q.all<{
      registrationId: string
      cancelledAt: number | null
      owedMinor: number
      amountMinor: number
      cashMinor: number
    }>(sql`select g.id as "registrationId", g.cancelled_at as "cancelledAt", ${owed} as "owedMinor",
      ${amount} as "amountMinor", ${cashOf(t.payer.id)} as "cashMinor" ${seen} where ${holds(moneyPlace)}`),
  ] as const
}

/** A payment for several people: what was asked or taken. */
export type GroupRow = {
  id: string
  provider: 'stripe' | 'cash' | 'upi' | 'bank'
  totalMinor: number
  currency: string
  reference: string | null
  payerName: string | null
  receivedAt: number | null
  decision: string | null
  sessionId: string | null
  account: string | null
}

type LineRow = {
  registrationId: string
  paymentId: string | null
  personId: string
  personEn: string
  personHi: string
  workshopId: string
  workshopEn: string
  workshopHi: string
  amountMinor: number
  decision: string | null
  refundedMinor: number
  receiptNumber: string | null
}

/** A payment for several people with the lines that the caller may see: all of them for who opened or took it. */
export function groupPage(id: string, actor: Actor, holds: Holds) {
  return [
    q.all<GroupRow>(sql`select ${id} as id, coalesce(c.provider, 'stripe') as provider,
        coalesce(a.amount_minor, c.amount_minor) as "totalMinor", coalesce(c.currency, a.currency) as currency,
        coalesce(c.reference, a.intent_id) as reference, y.legal_name as "payerName", c.received_at as "receivedAt",
        case when a.id is null then 'allocated' else a.decision end as decision, a.session_id as "sessionId",
        a.stripe_account_id as account
      from (select ${id} as id) i left join attempts a on a.id = i.id left join collections c on c.id = i.id
        left join payers y on y.id = coalesce(c.payer_id, a.payer_id)
      where a.id is not null or c.id is not null`),
    q.all<LineRow>(sql`select g.id as "registrationId", p.id as "paymentId", e.id as "personId",
        e.name_en as "personEn", e.name_hi as "personHi", w.id as "workshopId", w.name_en as "workshopEn",
        w.name_hi as "workshopHi", l.amount_minor as "amountMinor", l.decision,
        coalesce((select sum(r.amount_minor) from refunds r where r.payment_id = p.id and r.failed_at is null), 0)
          as "refundedMinor", x.number as "receiptNumber"
      from (select id, registration_id, amount_minor, decision from attempt_lines where attempt_id = ${id}
          union all select id, registration_id, amount_minor, 'allocated' from payments
            where collection_id = ${id} and attempt_id is null) l
        join ${fromRegistrations} and g.id = l.registration_id
        left join payments p on p.id = l.id left join receipts x on x.payment_id = p.id
      where ${concerned(actor, holds)} or ${actor.personId} in (
        select opened_by from attempts where id = ${id} union all select recorded_by from collections where id = ${id})
      order by e.name_en, g.id`),
  ] as const
}
