import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../platform/audit.ts'
import { may } from '../platform/auth.ts'
import type { TenantEnv } from '../platform/env.ts'
import { answers, nothing, valid } from '../platform/http.ts'
import { Problem } from '../platform/problem.ts'
import { counts, gate, gates, mark, markAll, markOf, unmark } from './queries.ts'
import { dayCounts, verdictOf } from './rules.ts'
import { AttendanceCounts, MarkDraft, MarkMade, MarksDraft, MarksMade } from './shapes.ts'

const WorkshopId = z.object({ workshopId: z.uuid() })
const MarkId = z.object({ markId: z.uuid() })

/** Marking people present, at the gate and after a day offline, and taking a mark back. */
export const routes = new Hono<TenantEnv>()
  .post(
    '/workshops/:workshopId/marks',
    may('attendance:mark'),
    answers(MarkMade, 'Mark somebody present', 201),
    valid('param', WorkshopId),
    valid('json', MarkDraft),
    async (c) => {
      const { workshopId } = c.req.valid('param')
      const input = c.req.valid('json')
      const { db, holds, actor, now } = c.var
      const [, , [row]] = await db.write([
        mark(workshopId, input, { personId: actor.personId, now }, holds),
        record(c, 'mark.made', input.id, { workshopId, ...input }),
        gate(workshopId, input, now, holds),
      ])
      if (!row) throw new Problem('not-found')
      const verdict = verdictOf(row, input)
      if ('refusal' in verdict) {
        const { startsOn, endsOn } = row
        throw new Problem(verdict.refusal, { startsOn, endsOn })
      }
      return c.json(verdict, 201)
    },
  )
  .post(
    '/workshops/:workshopId/marks/batch',
    may('attendance:mark'),
    answers(MarksMade, 'Upload the marks of a device that was offline', 201),
    valid('param', WorkshopId),
    valid('json', MarksDraft),
    async (c) => {
      const { workshopId } = c.req.valid('param')
      const { marks } = c.req.valid('json')
      const { db, holds, actor, now } = c.var
      const [, , rows] = await db.write([
        markAll(workshopId, marks, { personId: actor.personId, now }, holds),
        record(c, 'marks.uploaded', workshopId, { marks }),
        gates(workshopId, marks, now, holds),
      ])
      if (rows.length === 0) throw new Problem('not-found')
      const made = marks.flatMap((asked, place) => {
        const row = rows[place]
        return row ? [{ refusal: null, ...verdictOf(row, asked), id: asked.id }] : []
      })
      return c.json({ marks: made }, 201)
    },
  )
  .get(
    '/workshops/:workshopId/attendance',
    may('attendance:mark'),
    answers(AttendanceCounts, 'How many were present on each day'),
    valid('param', WorkshopId),
    async (c) => {
      const [[workshop], days] = await c.var.db.read(counts(c.req.valid('param').workshopId, c.var.holds))
      if (!workshop) throw new Problem('not-found')
      return c.json({ registered: workshop.registered, days: dayCounts(workshop, days) })
    },
  )
  .delete(
    '/marks/:markId',
    may('attendance:mark'),
    answers(z.null(), 'Take a mark back', 204),
    valid('param', MarkId),
    async (c) => {
      const { markId } = c.req.valid('param')
      const { db, holds } = c.var
      const [[before], , , [after]] = await db.write([
        markOf(markId, holds),
        unmark(markId, holds),
        record(c, 'mark.undone', markId),
        markOf(markId, holds),
      ])
      if (!before) throw new Problem('not-found')
      if (after) throw new Problem('state-changed')
      return nothing(c)
    },
  )
