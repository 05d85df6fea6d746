import { Hono } from 'hono'
import * as z from 'zod'
import { digestsOf, record } from '../platform/audit.ts'
import { may } from '../platform/auth.ts'
import type { TenantEnv } from '../platform/env.ts'
import { answers, valid } from '../platform/http.ts'
import { Problem } from '../platform/problem.ts'
import { referenceOf } from './claims/shapes.ts'
import { cursorOf, PAGE, paymentList, summary } from './lists.ts'
import { pageOf, receipt, type Taking, take, taken, tellPaid } from './queries.ts'
import { deskRefusal } from './rules.ts'
import { DeskPayment, PaymentList, PaymentSummary, PaymentsAsked, Recorded } from './shapes.ts'

const After = z.object({ after: z.uuid().optional() })

/** The desk and the treasurer: taking money, lists. */
export const desk = new Hono<TenantEnv>()
  .post(
    '/payments',
    may('payments:record'),
    answers(Recorded, 'Record money taken at a desk', 201),
    valid('json', DeskPayment),
    async (c) => {
      const { actor, db, holds, now, organisation } = c.var
      const input = c.req.valid('json')
      const taking: Taking = {
        id: input.id,
        registrationId: input.registrationId,
        provider: input.provider,
        amountMinor: input.amountMinor,
        reference:
          input.provider === 'cheque' ? referenceOf(input) : 'reference' in input ? input.reference : null,
        payerName: input.payerName ?? null,
        recordedBy: actor.personId,
      }
      const [, , , , [account], [payment]] = await db.write([
        take(taking, now, holds),
        record(c, 'payment.recorded', taking.id, {
          ...taking,
          payerName: digestsOf(c, taking.id, { payerName: taking.payerName }).payerName,
        }),
        receipt(taking.id, organisation, now),
        tellPaid(taking.id, pageOf(c), now),
        ...taken(taking, holds),
      ])
      if (!account) throw new Problem('not-found')
      const refusal = deskRefusal({
        ...taking,
        ...account,
        paidFor: payment?.registrationId ?? null,
        referenceUsed: account.referenceUsed === 1,
      })
      if (refusal || !payment) throw new Problem(refusal ?? 'state-changed')
      return c.json({ ...payment, owedMinor: account.dueMinor - account.paidMinor }, 201)
    },
  )
  .get(
    '/payments',
    may('payments:read'),
    answers(PaymentList, 'Payments and their totals'),
    valid('query', PaymentsAsked),
    async (c) => {
      const { db, holds, scopes } = c.var
      const [powers, rows, totals] = await db.read([scopes, ...paymentList(c.req.valid('query'), holds)])
      if (powers.length === 0) throw new Problem('not-found')
      const payments = rows.slice(0, PAGE).map(({ personEn, personHi, workshopEn, workshopHi, ...row }) => ({
        ...row,
        person: { id: row.personId, nameEn: personEn, nameHi: personHi },
        workshop: { id: row.workshopId, nameEn: workshopEn, nameHi: workshopHi },
      }))
      const last = payments.at(-1)
      return c.json({ payments, totals, after: rows.length > PAGE && last ? cursorOf(last) : null })
    },
  )
  .get(
    '/payments/summary',
    may('payments:read'),
    answers(PaymentSummary, 'What each workshop is owed and has got'),
    valid('query', After),
    async (c) => {
      const { db, holds, scopes } = c.var
      const [powers, rows] = await db.read([scopes, summary(c.req.valid('query').after ?? '', holds)])
      if (powers.length === 0) throw new Problem('not-found')
      const workshops = rows.slice(0, PAGE).map(({ workshopId, nameEn, nameHi, startsOn, ...sums }) => ({
        workshop: { id: workshopId, nameEn, nameHi, startsOn },
        ...sums,
        owedMinor: sums.dueMinor - sums.paidMinor,
      }))
      return c.json({
        workshops,
        after: rows.length > PAGE ? (workshops.at(-1)?.workshop.id ?? null) : null,
      })
    },
  )
