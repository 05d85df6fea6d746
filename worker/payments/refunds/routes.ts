import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import { nudge } from '../../platform/desk.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { q } from '../../platform/sql.ts'
import { cursor } from '../../platform/text.ts'
import { pageOf } from '../queries.ts'
import { refundRefusal } from '../rules.ts'
import { Asked, Refund } from '../shapes.ts'
import { askAll, calledOffPage } from './called-off.ts'
import {
  askRefund,
  PAGE,
  payingFacts,
  payOut,
  refund,
  refundJson,
  refundList,
  suspended,
  tellRefunded,
} from './queries.ts'
import { calmed, sendAnew } from './sending.ts'
import { AllAsked, CalledOff, Payout, RefundAsked, RefundList } from './shapes.ts'

const PaymentId = z.object({ paymentId: z.uuid() })
const WorkshopId = z.object({ workshopId: z.uuid() })
const AttemptId = z.object({ attemptId: z.uuid() })
const Sent = z.object({ attemptId: z.string() })
const RefundId = z.object({ refundId: z.uuid() })
const After = z.object({ after: cursor().optional() })

const invalid = (pointer: string, detail: string) =>
  new Problem('invalid', { errors: [{ pointer, code: 'custom', detail }] })

/** Giving money back: one person asks, another decides; Stripe or a third hand pays. */
export const refunds = new Hono<TenantEnv>()
  .post(
    '/payments/:paymentId/refunds',
    may('refunds:request'),
    answers(Asked, 'Ask that a payment be given back, in whole or in part', 201),
    valid('param', PaymentId),
    valid('json', RefundAsked),
    async (c) => {
      const { db, holds } = c.var
      const input = c.req.valid('json')
      const { paymentId } = c.req.valid('param')
      const [, , [found]] = await db.write(askRefund({ ...input, paymentId }, c, holds))
      if (!found) throw new Problem('not-found')
      const refusal = refundRefusal({
        asked: found.asked === 1,
        open: found.open === 1,
        blocked: found.blocked === 1,
        leftMinor: found.leftMinor,
        amountMinor: found.amountMinor,
        wayFits: found.wayFits === 1,
      })
      if (refusal === 'invalid') throw invalid('/way', 'This payment does not go back that way')
      if (refusal) throw new Problem(refusal)
      return c.json({ approvalId: input.approvalId, decision: found.decision }, 201)
    },
  )
  .get(
    '/workshops/:workshopId/refunds',
    may('payments:read'),
    answers(CalledOff, 'How giving everybody his money back stands'),
    valid('param', WorkshopId),
    async (c) => {
      const { db, holds } = c.var
      const page = calledOffPage(c.req.valid('param').workshopId, c, holds)
      const [[workshop], ways, [asked], given] = await db.read(page)
      if (!workshop) throw new Problem('not-found')
      const { unclearedMinor, blockedMinor, currency, cancelledAt, ...named } = workshop
      return c.json({
        workshop: named,
        currency,
        cancelledAt,
        unclearedMinor,
        blockedMinor,
        left: [...ways],
        asked: asked ? { ...asked, own: asked.own === 1 } : null,
        given: [...given],
      })
    },
  )
  .post(
    '/workshops/:workshopId/refunds',
    may('refunds:request'),
    answers(Asked, 'Ask that all that was paid for a workshop that was called off go back', 201),
    valid('param', WorkshopId),
    valid('json', AllAsked),
    async (c) => {
      const { db, holds } = c.var
      const input = { ...c.req.valid('json'), ...c.req.valid('param') }
      const [, , [found]] = await db.write(askAll(input, c, holds))
      if (!found) throw new Problem('not-found')
      if (found.asked !== 1) throw new Problem(found.open === 1 ? 'approval-open' : 'state-changed')
      return c.json({ approvalId: input.approvalId, decision: found.decision }, 201)
    },
  )
  .post(
    '/attempts/:attemptId/refunds',
    may('refunds:request'),
    answers(Sent, 'Send suspended money back once more', 201),
    valid('param', AttemptId),
    async (c) => {
      const { db, holds, now, organisation } = c.var
      const { attemptId } = c.req.valid('param')
      const [, , [found]] = await db.write([
        sendAnew(attemptId, now, sql`exists (select 1 ${suspended(attemptId, holds)})`),
        record(c, 'refund.again', attemptId),
        q.all<{ sending: number }>(sql`select exists (select 1 from stripe_refunds s where s.attempt_id = l.id
          and s.state in ('waiting', 'pending')) as sending ${suspended(attemptId, holds)}`),
      ])
      if (!found) throw new Problem('not-found')
      if (found.sending !== 1) throw new Problem('state-changed')
      await nudge(c.env, { kind: 'open-refunds', organisation })
      return c.json({ attemptId }, 201)
    },
  )
  .get(
    '/refunds',
    may('payments:read'),
    answers(RefundList, 'Refunds and how they stand'),
    valid('query', After),
    async (c) => {
      const { db, holds, scopes } = c.var
      const list = refundList(c.req.valid('query').after, c, holds)
      const [powers, rows, unpaid] = await db.read([scopes, ...list])
      if (powers.length === 0) throw new Problem('not-found')
      const page = rows.slice(0, PAGE)
      const shown = page.map(
        ({ personId, personEn, personHi, workshopId, workshopEn, workshopHi, ...row }) => ({
          ...refundJson(row),
          person: { id: personId, nameEn: personEn, nameHi: personHi },
          workshop: { id: workshopId, nameEn: workshopEn, nameHi: workshopHi },
        }),
      )
      return c.json({
        refunds: shown,
        unpaid,
        after: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
      })
    },
  )
  .post(
    '/refunds/:refundId/payout',
    may('payments:record'),
    answers(Refund, 'Record that a refund was handed over', 201),
    valid('param', RefundId),
    valid('json', Payout),
    async (c) => {
      const { actor, db, holds, now } = c.var
      const { refundId } = c.req.valid('param')
      const { reference = null } = c.req.valid('json')
      const [, , , , [after], [facts]] = await db.write([
        payOut(refundId, reference, c, holds),
        record(c, 'refund.paid', refundId, { reference }),
        tellRefunded(refundId, pageOf(c), now),
        calmed(refundId, now),
        refund(refundId, c, holds),
        payingFacts(refundId, reference),
      ])
      if (!after || !facts) throw new Problem('not-found')
      const done = after.paidAt !== null && facts.paidBy === actor.personId && after.reference === reference
      if (!done && after.paidAt === null && facts.used === 1) throw new Problem('reference-used')
      if (!done && after.paidAt === null && facts.fits !== 1 && after.way !== 'stripe')
        throw invalid('/reference', 'UPI needs 12 digits, a bank its reference, cash none')
      if (!done) throw new Problem('state-changed')
      return c.json(refundJson(after), 201)
    },
  )
