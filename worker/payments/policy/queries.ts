import { type SQL, sql } from 'drizzle-orm'
import type { Asking } from '../../platform/audit.ts'
import type { Actor } from '../../platform/auth.ts'
import { newId } from '../../platform/id.ts'
import { jsonList, q } from '../../platform/sql.ts'
import { PROVIDERS } from '../providers/rules.ts'
import type { Step } from './rules.ts'

/** The day on which an instant falls in the organisation's zone. */
export const zoneDay = (
  at: SQL,
) => sql`date(${at} + (select zs.seconds from zone_shifts zs where zs.from_at <= ${at}
  order by zs.from_at desc limit 1), 'unixepoch')`

/** The steps that hold for a registration `g`: those that were shown when its fee was raised, else those of now. */
export const stepsOf = sql`coalesce((select rp.steps from refund_promises rp where rp.registration_id = g.id),
  (select rt.steps from refund_terms rt where rt.workshop_id = w.id))`

/** True where the workshop was called off before anybody gave this seat up: everything goes back. */
export const calledOff = sql`(w.cancelled_at is not null and coalesce(g.cancelled_at, w.cancelled_at) >= w.cancelled_at)`

/** The percent that goes back of a registration `g` of `w`, given up when it was, else now; null without a policy. */
export const percentBack = (now: number) => sql`(case when ${calledOff} then 100
  when ${stepsOf} is not null then coalesce((select s.value ->> 'percent' from json_each(${stepsOf}) s
    where s.value ->> 'days' <= julianday(w.starts_on) - julianday(${zoneDay(sql`coalesce(g.cancelled_at, ${now})`)})
    order by s.value ->> 'days' desc limit 1), 0) end)`

const refunded = sql`coalesce((select sum(rr.amount_minor) from refunds rr
  where rr.payment_id = p.id and rr.failed_at is null), 0)`

/** What goes back of a payment `p` of `g` by the policy: never more than is left of it; null without one. */
export const shareBack = (now: number) => sql`(select case when l.blocked = 0 then min(l.left_minor,
    max(0, p.amount_minor * ${percentBack(now)} / 100 - ${refunded})) else 0 * ${percentBack(now)} end
  from refundable_payments l where l.id = p.id)`

/** How a seat stands with what goes back when it is given up. */
export type BackRow = { startsOn: string; steps: string | null; percent: number | null; calledOff: number }

/** What goes back of a registration if its seat is given up now, or was: the policy, and each payment's part. */
export const backPage = (registrationId: string, now: number, seen: SQL, from: SQL) =>
  [
    q.all<BackRow>(sql`select w.starts_on as "startsOn", ${stepsOf} as steps, ${percentBack(now)} as percent,
      ${calledOff} as "calledOff" from ${from} where g.id = ${registrationId} and ${seen}`),
    q.all<{ paymentId: string; leftMinor: number; backMinor: number | null }>(sql`
      select p.id as "paymentId", (select l.left_minor from refundable_payments l where l.id = p.id) as "leftMinor", ${shareBack(now)} as "backMinor"
      from ${from} join payments p on p.registration_id = g.id
      where g.id = ${registrationId} and ${seen} order by p.received_at, p.id`),
  ] as const

/** The way by which a payment of `p` goes back unless somebody says another. */
const usualWay = sql`case p.provider ${sql.join(
  Object.entries(PROVIDERS).flatMap(([name, { back }]) =>
    back[0] ? [sql`when ${name} then ${back[0]}`] : [],
  ),
  sql` `,
)} end`

/** More payments than anybody makes for one seat. */
const PAYMENTS_MAX = 20

/**
 * Puts before the second person that what the policy says goes back, payment by payment, of a seat that the actor has
 * given up at this instant. Asked again it asks nothing more.
 */
export const askBack = (registrationId: string, actor: Actor, { var: { now } }: Asking) =>
  q.run(sql`insert into approvals (id, kind, subject_id, unit_id, workshop_id, person_id, detail, reason, asked_by,
      asked_account, asked_at)
    select i.value, 'refund', v.id, v.unit_id, v.workshop_id, v.person_id, json_object('amountMinor', v.back, 'paymentId', v.id,
        'way', v.way, 'keepSeat', 0, 'currency', v.currency, 'registrationId', v.registration_id, 'percent', v.percent,
        'policyMinor', v.back),
      '', ${actor.personId}, ${actor.accountId}, ${now}
    from (select p.id, w.unit_id, w.id as workshop_id, g.person_id, g.id as registration_id, p.currency,
          ${usualWay} as way, ${percentBack(now)} as percent, ${shareBack(now)} as back,
          row_number() over (order by p.received_at, p.id) - 1 as nth
        from registrations g join workshops w on w.id = g.workshop_id join payments p on p.registration_id = g.id
        where g.id = ${registrationId} and g.cancelled_at = ${now}
          and g.cancelled_by = ${actor.personId}) v
      join json_each(${jsonList(Array.from({ length: PAYMENTS_MAX }, () => newId()))}) i on i.key = v.nth
    where v.back > 0 and not exists (select 1 from approvals a
      where a.kind = 'refund' and a.subject_id = v.id and a.asked_at = ${now})`)

/** What of a given-up seat's money was asked to be given back at this instant. */
export const askedBack = (registrationId: string, actor: Actor) =>
  sql`coalesce((select sum(a.detail ->> 'amountMinor') from payments p join approvals a on a.subject_id = p.id
    and a.kind = 'refund' where p.registration_id = ${registrationId} and a.asked_by = ${actor.personId}
      and a.detail ->> 'percent' is not null and a.asked_at >= (
        select cancelled_at from registrations where id = ${registrationId})), 0)`

/** Whose policy it is. */
export type PolicyOf = { kind: 'organisation' | 'programme' | 'workshop'; id: string }

const subject = ({ kind, id }: PolicyOf) => {
  if (kind === 'organisation') return sql`${id} = 'organisation'`
  return kind === 'programme'
    ? sql`exists (select 1 from programmes where id = ${id})`
    : sql`exists (select 1 from workshops where id = ${id})`
}

/** Sets a policy if nobody else did since it was seen; fees that were raised before keep theirs. */
export const setPolicy = (
  of: PolicyOf,
  { steps, version }: { steps: readonly Step[] | null; version: number },
  { actor, now, guard }: { actor: Actor; now: number; guard: SQL },
) =>
  q.run(sql`insert into refund_policies (of_id, kind, steps, version, set_by, set_at)
    select ${of.id}, ${of.kind}, ${steps && jsonList(steps)}, ${version + 1}, ${actor.personId}, ${now}
    where ${guard} and ${subject(of)} and coalesce((select version from refund_policies where of_id = ${of.id}), 0) = ${version}
    on conflict (of_id) do update set steps = excluded.steps, version = excluded.version, set_by = excluded.set_by,
      set_at = excluded.set_at where refund_policies.steps is not excluded.steps`)

/** A policy as its statement reads it; `steps` null says that what is above it counts. */
export type PolicyRow = {
  kind: PolicyOf['kind']
  id: string
  nameEn: string
  nameHi: string
  steps: string | null
  version: number
  setAt: number | null
}

/** Most workshops of which the list tells; they are those with a policy of their own. */
const LISTED = 200

/** The organisation's policy, every programme's, and those of workshops that have one, or of the one that is asked for. */
export const policies = (workshopId: string | undefined, guard: SQL) =>
  q.all<PolicyRow>(sql`select v.kind, v.id, v.name_en as "nameEn", v.name_hi as "nameHi", p.steps,
      coalesce(p.version, 0) as version, p.set_at as "setAt"
    from (select 'organisation' as kind, 'organisation' as id, name_en, name_hi, 1 as rank from organisation
        union all select 'programme', id, name_en, name_hi, 2 from programmes
        union all select 'workshop', w.id, w.name_en, w.name_hi, 3 from workshops w
          where w.id in (select of_id from refund_policies where kind = 'workshop' and steps is not null)
            or w.id = ${workshopId ?? ''}) v
      left join refund_policies p on p.of_id = v.id
    where ${guard} order by v.rank, v.name_en, v.id limit ${LISTED}`)
