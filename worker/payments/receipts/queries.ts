import { type SQL, sql } from 'drizzle-orm'
import type { Actor, Holds } from '../../platform/auth.ts'
import { q } from '../../platform/sql.ts'
import type { Provider, Way } from '../providers/rules.ts'
import { dueOf, fromRegistrations, moneyPlace, paidOf } from '../queries.ts'

/** A receipt as its statement reads it. */
export type ReceiptRow = {
  id: string
  registrationId: string
  provider: Provider
  amountMinor: number
  currency: string
  reference: string | null
  receivedAt: number
  number: string
  issuedAt: number
  classification: 'contribution' | 'fee_for_service'
  payerName: string
  dueMinor: number
  paidMinor: number
  personId: string
  personEn: string
  personHi: string
  workshopId: string
  workshopEn: string
  workshopHi: string
  startsOn: string
  organisationEn: string
  organisationHi: string
  recorderId: string | null
  recorderEn: string | null
  recorderHi: string | null
  uncleared: number
  voidedAt: number | null
  reason: string | null
  groupId: string | null
  groupLines: number | null
  groupMinor: number | null
}

/** True for whom a receipt was issued to, and for whoever `holds` money there. */
export const concerned = ({ personId }: Actor, holds: Holds) =>
  sql`(g.person_id = ${personId} or ${holds(moneyPlace)})`

const fromReceipts = sql`${fromRegistrations} join payments p on p.registration_id = g.id
  join receipts x on x.payment_id = p.id`

/** The class of the fee by the rules of the day on which the receipt was given. */
const classification = sql`(select coalesce(mr.programmes ->> ('$."' || t.programme_id || '"'), mr.classification,
    case o.kind when 'political_party' then 'contribution' else 'fee_for_service' end)
  from money_rules mr join tiers t on t.id = w.tier_id
  where mr.set_at <= x.issued_at order by mr.seq desc limit 1)`

/** The receipt of a payment, where the guard holds. */
export const receiptPage = (paymentId: SQL | string, guard: SQL) =>
  q.all<ReceiptRow>(sql`select p.id, p.registration_id as "registrationId", p.provider,
      coalesce(v.amount_minor, p.amount_minor) as "amountMinor", p.currency,
      coalesce(v.reference, p.reference) as reference, p.received_at as "receivedAt", x.number,
      x.issued_at as "issuedAt", ${classification} as classification,
      coalesce(p.payer_name, y.legal_name, e.name_en) as "payerName", ${dueOf(sql`g.id`)} as "dueMinor",
      ${paidOf(sql`g.id`)} as "paidMinor", e.id as "personId", e.name_en as "personEn", e.name_hi as "personHi",
      w.id as "workshopId", w.name_en as "workshopEn", w.name_hi as "workshopHi", w.starts_on as "startsOn",
      o.name_en as "organisationEn", o.name_hi as "organisationHi",
      b.id as "recorderId", b.name_en as "recorderEn", b.name_hi as "recorderHi",
      (p.provider = 'cheque' and v.payment_id is null
        and not exists (select 1 from clearings where payment_id = p.id)) as uncleared,
      v.voided_at as "voidedAt", v.reason, k.id as "groupId", k.lines as "groupLines", k.amount_minor as "groupMinor"
    from ${fromReceipts} join organisation o on true left join people b on b.id = p.recorded_by
      left join voids v on v.payment_id = p.id left join collections k on k.id = p.collection_id
      left join payers y on y.id = k.payer_id
    where p.id = ${paymentId} and ${guard}`)

/** A receipt as it is answered, without its refunds. */
export const receiptJson = (r: ReceiptRow) => ({
  number: r.number,
  issuedAt: r.issuedAt,
  classification: r.classification,
  payerName: r.payerName,
  dueMinor: r.dueMinor,
  paidMinor: r.paidMinor,
  payment: {
    id: r.id,
    registrationId: r.registrationId,
    provider: r.provider,
    amountMinor: r.amountMinor,
    currency: r.currency,
    reference: r.reference,
    receivedAt: r.receivedAt,
  },
  person: { id: r.personId, nameEn: r.personEn, nameHi: r.personHi },
  workshop: { id: r.workshopId, nameEn: r.workshopEn, nameHi: r.workshopHi, startsOn: r.startsOn },
  organisation: { nameEn: r.organisationEn, nameHi: r.organisationHi },
  recordedBy: r.recorderId && {
    id: r.recorderId,
    nameEn: r.recorderEn ?? '',
    nameHi: r.recorderHi ?? '',
  },
  uncleared: r.uncleared === 1,
  group:
    r.groupId === null
      ? null
      : { id: r.groupId, lines: r.groupLines ?? 1, totalMinor: r.groupMinor ?? r.amountMinor },
  void: r.voidedAt === null ? null : { at: r.voidedAt, reason: r.reason ?? '' },
})

/** A link to a receipt as its statement reads it. */
export type LinkRow = {
  id: string
  paymentId: string
  madeAt: number
  untilAt: number
  revokedAt: number | null
}

const columns = sql`l.id, l.payment_id as "paymentId", l.made_at as "madeAt", l.until_at as "untilAt",
  l.revoked_at as "revokedAt"`

const mayShare = (paymentId: SQL | string, guard: SQL) =>
  sql`exists (select 1 from ${fromReceipts} where p.id = ${paymentId} and ${guard})`

type LinkInput = { id: string; paymentId: string; hash: string; by: string; now: number; untilAt: number }

/** Makes a link to a receipt, where the guard holds; the same id again is the same link. */
export const makeLink = ({ id, paymentId, hash, by, now, untilAt }: LinkInput, guard: SQL) =>
  q.run(sql`insert into receipt_links (id, payment_id, secret_hash, made_by, made_at, until_at)
    select ${id}, ${paymentId}, ${hash}, ${by}, ${now}, ${untilAt} where ${mayShare(paymentId, guard)}
    on conflict do nothing`)

/** Links to a receipt, the newest first, where the guard holds. */
export const linksOf = (paymentId: string, guard: SQL) =>
  [
    q.all<{ seen: number }>(sql`select 1 as seen where ${mayShare(paymentId, guard)}`),
    q.all<LinkRow>(sql`select ${columns} from receipt_links l where l.payment_id = ${paymentId}
      and ${mayShare(sql`l.payment_id`, guard)} order by l.id desc limit 50`),
  ] as const

/** One link, where the guard holds for its receipt. */
export const linkOf = (id: string, guard: SQL) =>
  q.all<LinkRow>(sql`select ${columns} from receipt_links l
    where l.id = ${id} and ${mayShare(sql`l.payment_id`, guard)}`)

/** Ends a link at once. */
export const revokeLink = (id: string, by: string, now: number, guard: SQL) =>
  q.run(sql`update receipt_links as l set revoked_at = ${now}, revoked_by = ${by}
    where l.id = ${id} and l.revoked_at is null and ${mayShare(sql`l.payment_id`, guard)}`)

/** The receipt behind a live link, by the hash of its secret: the link, the receipt and what was given back. */
export function behindLink(hash: string, now: number) {
  const live = sql`(select l.payment_id from receipt_links l
    where l.secret_hash = ${hash} and l.revoked_at is null and l.until_at > ${now})`
  return [
    q.all<{ untilAt: number }>(sql`select until_at as "untilAt" from receipt_links l
      where l.secret_hash = ${hash} and l.revoked_at is null and l.until_at > ${now}`),
    receiptPage(live, sql`true`),
    q.all<{ number: string; amountMinor: number; way: Way; approvedAt: number; paidAt: number | null }>(sql`
      select r.number, r.amount_minor as "amountMinor", r.way, r.approved_at as "approvedAt", r.paid_at as "paidAt"
      from refunds r where r.payment_id = ${live} and r.failed_at is null order by r.seq`),
  ] as const
}
