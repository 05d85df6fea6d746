import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { unpark } from '../inbox/queries.ts'
import type { PaymentJob } from '../jobs.ts'
import { type ExceptionRow, exception, exceptionList, PAGE, settle } from './queries.ts'
import { ExceptionList, ExceptionPage, ExceptionsAsked, Settlement } from './shapes.ts'

const ExceptionId = z.object({ exceptionId: z.uuid() })

const json = ({ settledBy, settledEn, settledHi, detail, ...row }: ExceptionRow) => ({
  ...row,
  detail: JSON.parse(detail),
  settledBy: settledBy ? { id: settledBy, nameEn: settledEn ?? '', nameHi: settledHi ?? '' } : null,
})

/** What about money needs somebody to look at it, and saying what was done. */
export const exceptions = new Hono<TenantEnv>()
  .get(
    '/exceptions',
    may('payments:read'),
    answers(ExceptionList, 'What about money needs somebody to look'),
    valid('query', ExceptionsAsked),
    async (c) => {
      const { db, holds, scopes } = c.var
      const [powers, rows] = await db.read([scopes, exceptionList(c.req.valid('query'), holds)])
      if (powers.length === 0) throw new Problem('not-found')
      const page = rows.slice(0, PAGE)
      const after = rows.length > PAGE ? (page.at(-1)?.id ?? null) : null
      return c.json({ exceptions: page.map(json), after })
    },
  )
  .post(
    '/exceptions/:exceptionId/retry',
    may('payments:connect'),
    answers(ExceptionPage, 'Have a parked event of Stripe dealt with again', 202),
    valid('param', ExceptionId),
    async (c) => {
      const { databases, db, holds, organisation } = c.var
      const { exceptionId } = c.req.valid('param')
      const [[found]] = await db.read([exception(exceptionId, holds)])
      if (!found) throw new Problem('not-found')
      if (found.settledAt !== null || !found.kind.startsWith('event-')) throw new Problem('state-changed')
      const [[event]] = await databases.directory.write([unpark(found.subject, organisation)])
      if (!event) throw new Problem('state-changed')
      const job: PaymentJob = { kind: 'stripe-event', eventId: event.eventId }
      await c.env.JOBS?.send(job)
      return c.json(json(found), 202)
    },
  )
  .post(
    '/exceptions/:exceptionId/settlement',
    may('payments:connect'),
    answers(ExceptionPage, 'Say what was done about it', 201),
    valid('param', ExceptionId),
    valid('json', Settlement),
    async (c) => {
      const { actor, db, holds, now } = c.var
      const { exceptionId } = c.req.valid('param')
      const { note } = c.req.valid('json')
      const [, , [after]] = await db.write([
        settle(exceptionId, note, actor, now, holds),
        record(c, 'exception.settled', exceptionId),
        exception(exceptionId, holds),
      ])
      if (!after) throw new Problem('not-found')
      if (after.settledBy !== actor.personId || after.note !== note) throw new Problem('state-changed')
      return c.json(json(after), 201)
    },
  )
