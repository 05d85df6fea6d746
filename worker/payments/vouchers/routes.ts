import { Hono } from 'hono'
import * as z from 'zod'
import { holding, mine } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { refundState } from '../rules.ts'
import { type VoucherRow, voucher } from './queries.ts'
import { Voucher } from './shapes.ts'

/** Of two people's doing an id of ours, of the organisation's own doing at Stripe the id there, of a group with a number. */
const RefundId = z.object({ refundId: z.string().regex(/^[\w:-]{1,80}$/) })

const named = (nameEn: string | null, nameHi: string | null) =>
  nameEn === null ? null : { nameEn, nameHi: nameHi ?? nameEn }

function voucherJson({ sending, ...r }: VoucherRow): z.infer<typeof Voucher> {
  return Voucher.parse({
    ...r,
    state: refundState({ paidAt: r.paidAt, failedAt: r.failedAt, sending }),
    person: { id: r.personId, nameEn: r.personEn, nameHi: r.personHi },
    workshop: { id: r.workshopId, nameEn: r.workshopEn, nameHi: r.workshopHi, startsOn: r.startsOn },
    organisation: { nameEn: r.organisationEn, nameHi: r.organisationHi },
    askedBy: named(r.askedEn, r.askedHi),
    approvedBy: named(r.decidedEn, r.decidedHi),
  })
}

/** Refund vouchers, for their people and for whoever looks after money. */
export const vouchers = new Hono<TenantEnv>().get(
  '/refunds/:refundId',
  mine,
  answers(Voucher, 'A printable refund voucher'),
  valid('param', RefundId),
  async (c) => {
    const { actor, db, now } = c.var
    const [[found]] = await db.read([
      voucher(c.req.valid('param').refundId, actor, holding(actor, 'dues:read', now)),
    ])
    if (!found) throw new Problem('not-found')
    return c.json(voucherJson(found))
  },
)
