import { sql } from 'drizzle-orm'
import type { Actor, Holds } from '../../platform/auth.ts'
import { q } from '../../platform/sql.ts'
import type { Way } from '../providers/rules.ts'
import { fromRegistrations } from '../queries.ts'
import { concerned } from '../receipts/queries.ts'

/** A refund voucher as its statement reads it. */
export type VoucherRow = {
  id: string
  number: string
  origin: 'approved' | 'dashboard'
  amountMinor: number
  currency: string
  way: Way
  approvedAt: number
  paidAt: number | null
  failedAt: number | null
  reference: string | null
  failure: string | null
  sending: string | null
  registrationId: string
  paymentId: string | null
  receiptNumber: string | null
  payerName: string
  personId: string
  personEn: string
  personHi: string
  workshopId: string
  workshopEn: string
  workshopHi: string
  startsOn: string
  organisationEn: string
  organisationHi: string
  askedEn: string | null
  askedHi: string | null
  decidedEn: string | null
  decidedHi: string | null
}

/** The voucher of a refund, for whom it is and for whoever `holds` money there. */
export const voucher = (id: string, actor: Actor, holds: Holds) =>
  q.all<VoucherRow>(sql`select r.id, r.number, r.origin, r.amount_minor as "amountMinor", r.currency, r.way,
      r.approved_at as "approvedAt", r.paid_at as "paidAt", r.failed_at as "failedAt", r.reference, r.failure,
      s.state as sending, g.id as "registrationId", p.id as "paymentId", x.number as "receiptNumber",
      coalesce(p.payer_name, y.legal_name, e.name_en) as "payerName",
      e.id as "personId", e.name_en as "personEn", e.name_hi as "personHi", w.id as "workshopId",
      w.name_en as "workshopEn", w.name_hi as "workshopHi", w.starts_on as "startsOn",
      o.name_en as "organisationEn", o.name_hi as "organisationHi", b.name_en as "askedEn", b.name_hi as "askedHi",
      d.name_en as "decidedEn", d.name_hi as "decidedHi"
    from refunds r join ${fromRegistrations} and g.id = r.registration_id join organisation o on true
      left join payments p on p.id = r.payment_id left join receipts x on x.payment_id = p.id
      left join collections k on k.id = p.collection_id left join payers y on y.id = k.payer_id
      left join approvals a on a.id = r.approval_id left join people b on b.id = a.asked_by
      left join people d on d.id = a.decided_by left join stripe_refunds s on s.id = r.sending_id
    where r.id = ${id} and ${concerned(actor, holds)}`)
