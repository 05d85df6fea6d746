import { type SQL, sql } from 'drizzle-orm'
import { record } from '../../platform/audit.ts'
import { type Holds, holding } from '../../platform/auth.ts'
import { newId } from '../../platform/id.ts'
import { q, whenWritten } from '../../platform/sql.ts'
import type { Claimed } from '../providers/rules.ts'
import { dueOf, fromRegistrations, moneyPlace, paidOf } from '../queries.ts'
import type { Asker } from '../waivers/queries.ts'

/** How many claims or cheques a page holds. */
export const PAGE = 50

const owed = sql`(${dueOf(sql`g.id`)} - ${paidOf(sql`g.id`)})`

/** What is owed for a registration `g` and not claimed yet. */
const unclaimed = sql`(${owed} - coalesce((select sum(oc.amount_minor) from claims oc
  where oc.registration_id = g.id and oc.outcome is null), 0))`

/** The person of `g` himself, or whoever `holds` money there. */
const concerns = ({ var: { actor } }: Asker, holds: Holds) =>
  sql`(g.person_id = ${actor.personId} or ${holds(moneyPlace)})`

/** Money that is said to be sent, as it is to be written. */
export type ClaimInput = {
  id: string
  registrationId: string
  provider: Claimed
  accountId: string | null
  amountMinor: number
  reference: string
  datedOn: string | null
  payerName: string | null
}

/** Writes a claim if so much is owed and not claimed yet, and its reference stands for nothing else. */
export function claim(t: ClaimInput, c: Asker, holds: Holds) {
  const { actor, now } = c.var
  return q.run(sql`insert into claims (id, registration_id, provider, account_id, amount_minor, currency, reference,
      dated_on, payer_name, claimed_by, claimed_account, claimed_at)
    select ${t.id}, g.id, ${t.provider}, (select ba.id from bank_accounts ba where ba.id = ${t.accountId}),
      ${t.amountMinor}, d.currency, ${t.reference}, ${t.datedOn}, ${t.payerName}, ${actor.personId},
      ${actor.accountId}, ${now}
    from ${fromRegistrations} join dues d on d.registration_id = g.id
    where g.id = ${t.registrationId} and g.cancelled_at is null and ${t.amountMinor} <= ${unclaimed}
      and ${concerns(c, holds)}
    on conflict do nothing`)
}

/** What became of a claim that was to be written. */
export const claimed = (t: ClaimInput, c: Asker, holds: Holds) =>
  q.all<{
    cancelledAt: number | null
    openMinor: number
    claimedFor: string | null
    referenceUsed: number
  }>(sql`select g.cancelled_at as "cancelledAt", ${unclaimed} as "openMinor",
      (select registration_id from claims where id = ${t.id}) as "claimedFor",
      exists (select 1 from claims u where u.reference = ${t.reference} and u.outcome is null and u.id <> ${t.id})
        as "referenceUsed"
    from ${fromRegistrations} where g.id = ${t.registrationId} and ${concerns(c, holds)}`)

const named = (
  id: SQL,
) => sql`coalesce((select json_object('id', np.id, 'nameEn', np.name_en, 'nameHi', np.name_hi)
  from people np where np.id = ${id}), json_object('id', ${id}, 'nameEn', '', 'nameHi', ''))`

const limit = sql`(select two_above_minor from money_rule)`
const shown = sql`exists (select 1 from bank_matches bm where bm.kind = 'payment' and bm.subject_id = k.id)`
/** Who knows the money first, of two: who vouched, or who took the claim for the payer. */
const first = sql`coalesce(k.vouched_by, case when k.claimed_by <> g.person_id then k.claimed_by end)`
const firstAccount = sql`case when k.vouched_by is not null then k.vouched_account else k.claimed_account end`

/** What the caller may do with a claim `k` of `g`; the same is held by triggers (0022). */
const next = ({ actor, now }: Asker['var']) => sql`case
  when not ${holding(actor, 'payments:record', now)(moneyPlace)} or g.person_id = ${actor.personId}
    or exists (select 1 from entries pe where pe.person_id = g.person_id and pe.account_id = ${actor.accountId}) then 'other'
  when k.amount_minor <= ${limit} or ${shown} then 'verify'
  when ${first} is null then 'vouch'
  when ${first} = ${actor.personId} or ${firstAccount} = ${actor.accountId} then 'other'
  else 'verify' end`

/** A claim as its statement reads it. */
export type ClaimRow = {
  id: string
  registrationId: string
  provider: Claimed
  amountMinor: number
  currency: string
  reference: string
  datedOn: string | null
  claimedAt: number
  vouchedAt: number | null
  outcome: 'verified' | 'refused' | 'withdrawn' | null
  endedAt: number | null
  note: string | null
  voidedAt: number | null
  clearedAt: number | null
  next: 'verify' | 'vouch' | 'other'
  own: number
}

const columns = (c: Asker) => sql`k.id, k.registration_id as "registrationId", k.provider,
  k.amount_minor as "amountMinor", k.currency, k.reference, k.dated_on as "datedOn", k.claimed_at as "claimedAt",
  k.vouched_at as "vouchedAt", k.outcome, k.ended_at as "endedAt", k.note,
  (select voided_at from voids where payment_id = k.id) as "voidedAt",
  (select cleared_at from clearings where payment_id = k.id) as "clearedAt", ${next(c.var)} as next,
  (k.claimed_by = ${c.var.actor.personId} or g.person_id = ${c.var.actor.personId}) as own`

const fromClaims = sql`${fromRegistrations} join claims k on k.registration_id = g.id`

/** One claim, for its person or whoever `holds` money there. */
export const one = (id: string, c: Asker, holds: Holds) =>
  q.all<
    ClaimRow & {
      cancelledAt: number | null
      owedMinor: number
      endedBy: string | null
      vouchedBy: string | null
    }
  >(
    sql`select ${columns(c)}, g.cancelled_at as "cancelledAt", ${owed} as "owedMinor", k.ended_by as "endedBy",
      k.vouched_by as "vouchedBy" from ${fromClaims} where k.id = ${id} and ${concerns(c, holds)}`,
  )

type AccountRow = {
  id: string
  name: string
  holder: string
  vpa: string | null
  bank: string | null
  number: string | null
  ifsc: string | null
  setAt: number
}

/** How a fee can be paid: what is owed, the rules, the accounts, the claims so far. */
export const ways = (registrationId: string, c: Asker, holds: Holds) =>
  [
    q.all<{
      registrationId: string
      openMinor: number
      currency: string
      reference: string
      classification: 'contribution' | 'fee_for_service'
      twoAboveMinor: number
      claimDays: number
      workshopEn: string
    }>(sql`select g.id as "registrationId", case when g.cancelled_at is null then max(0, ${unclaimed}) else 0 end
        as "openMinor", w.currency, g.code as reference, f.classification, r.two_above_minor as "twoAboveMinor",
        r.claim_days as "claimDays", w.name_en as "workshopEn"
      from ${fromRegistrations} join fee_classes f on f.workshop_id = w.id, money_rule r
      where g.id = ${registrationId} and ${concerns(c, holds)}`),
    q.all<AccountRow>(sql`select id, name, holder, vpa, bank, number, ifsc, set_at as "setAt" from bank_accounts
      where ended_at is null order by set_at, id limit 20`),
    q.all<ClaimRow>(sql`select ${columns(c)} from ${fromClaims}
      where g.id = ${registrationId} and ${concerns(c, holds)} order by k.claimed_at, k.id`),
  ] as const

type QueuedRow = ClaimRow & {
  person: string
  workshop: string
  claimedBy: string
  vouchedBy: string | null
  endedBy: string | null
  seen: number
}

/** Claims where the caller `holds` money, one more than a page. */
export function queue(state: 'open' | 'ended', after: string | undefined, c: Asker, holds: Holds) {
  const [at = '', id = ''] = after?.split(':') ?? []
  const open = state === 'open'
  const key = open ? sql`(k.claimed_at, k.id)` : sql`(k.ended_at, k.id)`
  const beyond = after ? sql`and ${key} ${open ? sql`>` : sql`<`} (${Number(at)}, ${id})` : sql``
  return q.all<QueuedRow>(sql`select ${columns(c)}, ${named(sql`g.person_id`)} as person,
      json_object('id', w.id, 'nameEn', w.name_en, 'nameHi', w.name_hi) as workshop,
      ${named(sql`k.claimed_by`)} as "claimedBy",
      case when k.vouched_by is not null then ${named(sql`k.vouched_by`)} end as "vouchedBy",
      case when k.ended_by is not null then ${named(sql`k.ended_by`)} end as "endedBy", ${shown} as seen
    from ${fromClaims}
    where ${open ? sql`k.outcome is null` : sql`k.outcome is not null`} and ${holds(moneyPlace)} ${beyond}
    order by ${open ? sql`k.claimed_at, k.id` : sql`k.ended_at desc, k.id desc`} limit ${PAGE + 1}`)
}

const place = (id: string, holds: Holds) =>
  sql`exists (select 1 from ${fromClaims} where k.id = ${id} and ${holds(moneyPlace)})`

const nextIs = (id: string, what: 'verify' | 'vouch', c: Asker) =>
  sql`(select ${next(c.var)} from ${fromClaims} where k.id = ${id}) = ${what}`

/** The first of two says that the money is here. */
export const vouch = (id: string, c: Asker, holds: Holds) =>
  q.run(sql`update claims set vouched_by = ${c.var.actor.personId}, vouched_account = ${c.var.actor.accountId},
      vouched_at = ${c.var.now}
    where id = ${id} and outcome is null and vouched_by is null and ${nextIs(id, 'vouch', c)} and ${place(id, holds)}`)

/** The money is here: the claim becomes a payment with a receipt, by trigger. */
export const verify = (id: string, c: Asker, holds: Holds) =>
  q.run(sql`update claims set outcome = 'verified', ended_by = ${c.var.actor.personId},
      ended_account = ${c.var.actor.accountId}, ended_at = ${c.var.now}
    where id = ${id} and outcome is null and ${nextIs(id, 'verify', c)} and ${place(id, holds)}
      and exists (select 1 from ${fromClaims} where k.id = ${id} and g.cancelled_at is null
        and k.amount_minor <= ${owed})`)

/** The money is not here. Its reference is free again. */
export const refuse = (id: string, reason: string, c: Asker, holds: Holds) =>
  q.run(sql`update claims set outcome = 'refused', ended_by = ${c.var.actor.personId},
      ended_account = ${c.var.actor.accountId}, ended_at = ${c.var.now}, note = ${reason}
    where id = ${id} and outcome is null and ${place(id, holds)} and not exists (
      select 1 from registrations where id = claims.registration_id and person_id = ${c.var.actor.personId})`)

/** Takes back a claim of one's own. */
export const withdraw = (id: string, c: Asker) =>
  q.run(sql`update claims set outcome = 'withdrawn', ended_by = ${c.var.actor.personId},
      ended_account = ${c.var.actor.accountId}, ended_at = ${c.var.now}
    where id = ${id} and outcome is null and (claimed_by = ${c.var.actor.personId} or exists (select 1
      from registrations where id = claims.registration_id and person_id = ${c.var.actor.personId}))`)

/** Tells the person of a claim that it was refused, if the statement before wrote something. */
export const tellRefused = (id: string, link: string, now: number) =>
  q.run(sql`insert into outbox (id, key, topic, person_id, facts, created_at)
    select ${newId()}, 'claim-refused:' || k.id, 'claim-refused', g.person_id, json_object('amountMinor', k.amount_minor,
      'currency', k.currency, 'reason', k.note, 'link', ${link} || g.id), ${now}
    from claims k join registrations g on g.id = k.registration_id where k.id = ${id} and ${whenWritten}
    on conflict do nothing`)

const payment = (id: string, holds: Holds) => sql`exists (select 1 from ${fromRegistrations}
  join payments p on p.registration_id = g.id where p.id = ${id} and ${holds(moneyPlace)})`

/** The bank paid a cheque. */
export const clear = (id: string, c: Asker, holds: Holds) =>
  q.run(sql`insert into clearings (payment_id, cleared_by, cleared_account, cleared_at)
    select ${id}, ${c.var.actor.personId}, ${c.var.actor.accountId}, ${c.var.now} where ${payment(id, holds)}
    on conflict do nothing`)

/** The money did not come after all: the payment is void, and owed again. */
export const makeVoid = (id: string, reason: string, c: Asker, holds: Holds) =>
  [
    q.run(sql`insert into voids (payment_id, amount_minor, reference, reason, voided_by, voided_account, voided_at)
    select p.id, p.amount_minor, p.reference, ${reason}, ${c.var.actor.personId}, ${c.var.actor.accountId}, ${c.var.now}
    from payments p where p.id = ${id} and ${payment(id, holds)} on conflict do nothing`),
    record(c, 'payment.voided', id),
  ] as const

/** Tells the person that his money did not come, if the statement before wrote something. */
export const tellVoid = (id: string, link: string, now: number) =>
  q.run(sql`insert into outbox (id, key, topic, person_id, facts, created_at)
    select ${newId()}, 'payment-void:' || p.id, 'payment-void', g.person_id, json_object('amountMinor', v.amount_minor,
      'currency', p.currency, 'receiptNumber', x.number, 'reason', v.reason, 'link', ${link} || g.id), ${now}
    from voids v join payments p on p.id = v.payment_id join receipts x on x.payment_id = p.id
      join registrations g on g.id = p.registration_id where p.id = ${id} and ${whenWritten}
    on conflict do nothing`)

/** How a payment stands after the bank spoke, for whoever `holds` money there. */
export const banked = (id: string, holds: Holds) =>
  q.all<{
    paymentId: string
    clearedAt: number | null
    voidedAt: number | null
    clearedBy: string | null
  }>(sql`
    select ${id} as "paymentId", (select cleared_at from clearings where payment_id = ${id}) as "clearedAt",
      (select voided_at from voids where payment_id = ${id}) as "voidedAt",
      (select cleared_by from clearings where payment_id = ${id}) as "clearedBy" where ${payment(id, holds)}`)

/** Cheques that wait for the bank, the oldest first, one more than a page. */
export function cheques(after: string | undefined, holds: Holds) {
  const [at = '', id = ''] = after?.split(':') ?? []
  return q.all<{
    paymentId: string
    registrationId: string
    receiptNumber: string
    reference: string
    amountMinor: number
    currency: string
    receivedAt: number
    person: string
    workshop: string
  }>(sql`select p.id as "paymentId", g.id as "registrationId", x.number as "receiptNumber", p.reference,
      p.amount_minor as "amountMinor", p.currency, p.received_at as "receivedAt", ${named(sql`g.person_id`)} as person,
      json_object('id', w.id, 'nameEn', w.name_en, 'nameHi', w.name_hi) as workshop
    from ${fromRegistrations} join payments p on p.registration_id = g.id join receipts x on x.payment_id = p.id
    where p.provider = 'cheque' and p.amount_minor > 0 and p.reference is not null
      and not exists (select 1 from clearings where payment_id = p.id) and ${holds(moneyPlace)}
      ${after ? sql`and (p.received_at, p.id) > (${Number(at)}, ${id})` : sql``}
    order by p.received_at, p.id limit ${PAGE + 1}`)
}
