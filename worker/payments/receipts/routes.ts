import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { holding, mine, open } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, nothing, valid } from '../../platform/http.ts'
import { knock } from '../../platform/limits.ts'
import { Problem } from '../../platform/problem.ts'
import { hashSecret } from '../../platform/seal.ts'
import { refundJson, refundsOfPayment } from '../refunds/queries.ts'
import {
  behindLink,
  concerned,
  linkOf,
  linksOf,
  makeLink,
  receiptJson,
  receiptPage,
  revokeLink,
} from './queries.ts'
import {
  PublicReceipt,
  Receipt,
  ReceiptLinkDraft,
  ReceiptLinkMade,
  ReceiptLinks,
  ReceiptSecret,
} from './shapes.ts'

const PaymentId = z.object({ paymentId: z.uuid() })
const ReceiptLinkId = z.object({ receiptLinkId: z.uuid() })

const DAY = 86_400

type Keyed = { env: Parameters<typeof hashSecret>[0]; var: { organisation: string } }

/** A link's secret, read off a keyed hash of its id: making it again after a lost answer gives the same one. */
const secretOf = (c: Keyed, id: string) => hashSecret(c.env, 'receipt', c.var.organisation, id)

/** What is kept of it. */
const hashOf = (c: Keyed, secret: string) => hashSecret(c.env, 'receipt-kept', c.var.organisation, secret)

/** Receipts: for their people, for the desk, and for whoever was sent a link. */
export const receipts = new Hono<TenantEnv>()
  .get(
    '/receipts/:paymentId',
    mine,
    answers(Receipt, 'A printable receipt'),
    valid('param', PaymentId),
    async (c) => {
      const { actor, db, now } = c.var
      const { paymentId } = c.req.valid('param')
      const holds = holding(actor, 'dues:read', now)
      const [[found], refunds] = await db.read([
        receiptPage(paymentId, concerned(actor, holds)),
        refundsOfPayment(paymentId, c, holds),
      ])
      if (!found) throw new Problem('not-found')
      return c.json({ ...receiptJson(found), refunds: refunds.map(refundJson) })
    },
  )
  .get(
    '/receipts/:paymentId/links',
    mine,
    answers(ReceiptLinks, 'Links that show a receipt to whoever has them'),
    valid('param', PaymentId),
    async (c) => {
      const { actor, db, now } = c.var
      const guard = concerned(actor, holding(actor, 'dues:read', now))
      const [[seen], links] = await db.read(linksOf(c.req.valid('param').paymentId, guard))
      if (!seen) throw new Problem('not-found')
      return c.json({ links })
    },
  )
  .post(
    '/receipts/:paymentId/links',
    mine,
    answers(ReceiptLinkMade, 'Make a link that shows a receipt to whoever has it', 201),
    valid('param', PaymentId),
    valid('json', ReceiptLinkDraft),
    async (c) => {
      const { actor, db, now, organisation } = c.var
      const { paymentId } = c.req.valid('param')
      const { id, days } = c.req.valid('json')
      const guard = concerned(actor, holding(actor, 'dues:read', now))
      const secret = await secretOf(c, id)
      const hash = await hashOf(c, secret)
      const [, , [seen], , [made]] = await db.write([
        makeLink({ id, paymentId, hash, by: actor.personId, now, untilAt: now + days * DAY }, guard),
        record(c, 'receipt-link.made', id, { paymentId, days }),
        ...linksOf(paymentId, guard),
        linkOf(id, guard),
      ])
      if (!seen) throw new Problem('not-found')
      if (made?.paymentId !== paymentId) throw new Problem('state-changed')
      return c.json({ ...made, link: `${c.env.ORIGIN}/r/${organisation}#${secret}` }, 201)
    },
  )
  .delete(
    '/receipt-links/:receiptLinkId',
    mine,
    answers(z.null(), 'End a link to a receipt at once', 204),
    valid('param', ReceiptLinkId),
    async (c) => {
      const { actor, db, now } = c.var
      const { receiptLinkId } = c.req.valid('param')
      const guard = concerned(actor, holding(actor, 'dues:read', now))
      const [, , [link]] = await db.write([
        revokeLink(receiptLinkId, actor.personId, now, guard),
        record(c, 'receipt-link.revoked', receiptLinkId),
        linkOf(receiptLinkId, guard),
      ])
      if (!link) throw new Problem('not-found')
      return nothing(c)
    },
  )
  .post(
    '/public-receipts',
    open,
    answers(PublicReceipt, 'The receipt behind a link'),
    valid('json', ReceiptSecret),
    async (c) => {
      await knock(c, 'receipts')
      const hash = await hashOf(c, c.req.valid('json').secret)
      const [[link], [found], refunds] = await c.var.db.read(behindLink(hash, c.var.now))
      // One answer for a link that ended, was revoked or never was.
      if (!link || !found) throw new Problem('not-found')
      return c.json(PublicReceipt.parse({ ...receiptJson(found), refunds, untilAt: link.untilAt }))
    },
  )
