import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { holding, may, mine } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { closingRefusal } from '../rules.ts'
import { Asked } from '../shapes.ts'
import { bookJson, slipJson } from './answers.ts'
import { askClosing, deposit, pages, referenceUsed, slip } from './queries.ts'
import { CashAsked, CashBook, ClosingAsked, ClosingSlip, DepositMade } from './shapes.ts'

const ClosingId = z.object({ closingId: z.uuid() })

/** The cash book: what each collector took on each day, closing a day by two, bringing it to the bank. */
export const cash = new Hono<TenantEnv>()
  .get(
    '/me/cash-book',
    mine,
    answers(CashBook, 'The cash that I took, day by day'),
    valid('query', CashAsked),
    async (c) => {
      const { actor, db } = c.var
      const [rows] = await db.read([
        pages(c.req.valid('query').after, { collectorId: actor.personId }, c.var.now),
      ])
      return c.json(bookJson(rows))
    },
  )
  .get(
    '/cash-book',
    may('payments:read'),
    answers(CashBook, 'The cash that everybody took, day by day'),
    valid('query', CashAsked),
    async (c) => {
      const { db, holds, scopes } = c.var
      const [powers, rows] = await db.read([scopes, pages(c.req.valid('query').after, { holds }, c.var.now)])
      if (powers.length === 0) throw new Problem('not-found')
      return c.json(bookJson(rows))
    },
  )
  .post(
    '/cash-closings',
    may('payments:record'),
    answers(
      Asked,
      'Ask that a day be closed, with what was counted: mine, or that of somebody who left',
      201,
    ),
    valid('json', ClosingAsked),
    async (c) => {
      const { actor, db, holds } = c.var
      const given = c.req.valid('json')
      const input = { ...given, collectorId: given.collectorId ?? actor.personId }
      const [, , [found]] = await db.write(askClosing(input, c, holds))
      if (!found) throw new Problem('not-found')
      const refusal = closingRefusal({
        asked: found.asked === 1,
        open: found.open === 1,
        closed: found.closed === 1,
        expectedMinor: found.expectedMinor,
        countedMinor: input.countedMinor,
      })
      if (refusal === 'invalid')
        throw new Problem('invalid', {
          errors: [{ pointer: '/reason', code: 'too_small', detail: 'A difference needs a reason' }],
        })
      if (refusal) throw new Problem(refusal)
      return c.json({ approvalId: input.approvalId, decision: found.decision }, 201)
    },
  )
  .get(
    '/cash-closings/:closingId',
    mine,
    answers(ClosingSlip, 'A closed day, to be printed'),
    valid('param', ClosingId),
    async (c) => {
      const { actor, db, now } = c.var
      const { closingId } = c.req.valid('param')
      const [[found], entries] = await db.read(slip(closingId, c, holding(actor, 'payments:read', now)))
      if (!found) throw new Problem('not-found')
      return c.json(slipJson(found, entries))
    },
  )
  .post(
    '/cash-closings/:closingId/deposit',
    may('cash:confirm'),
    answers(ClosingSlip, 'Record that the cash of a closed day was brought to the bank', 201),
    valid('param', ClosingId),
    valid('json', DepositMade),
    async (c) => {
      const { actor, db, holds } = c.var
      const { closingId } = c.req.valid('param')
      const { reference } = c.req.valid('json')
      const [, , [found], entries, [used]] = await db.write([
        deposit(closingId, reference, c, holds),
        record(c, 'cash.deposited', closingId, { reference }),
        ...slip(closingId, c, holds),
        referenceUsed(closingId, reference),
      ])
      if (!found) throw new Problem('not-found')
      const shown = slipJson(found, entries)
      const done = shown.deposit?.reference === reference && shown.deposit.recordedBy.id === actor.personId
      if (shown.collector.id === actor.personId) throw new Problem('two-people')
      if (!done && !shown.deposit && used?.used === 1) throw new Problem('reference-used')
      if (!done) throw new Problem('state-changed')
      return c.json(shown, 201)
    },
  )
