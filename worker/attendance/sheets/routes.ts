import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import { LARGE_MAX } from '../../platform/body.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { attendeeOf } from '../rules.ts'
import { PAGE, sheet, stands, tick, untick } from './queries.ts'
import { Sheet, SheetAsked, SheetEdit, SheetStands } from './shapes.ts'

const WorkshopId = z.object({ workshopId: z.uuid() })
const Ids = z.array(z.string())

/** The sheet of a day: who sat in which session, many people and sessions at once. */
export const sheets = new Hono<TenantEnv>()
  .get(
    '/workshops/:workshopId/sheet',
    may('attendance:mark'),
    answers(Sheet, 'Who sat in which session of a day'),
    valid('param', WorkshopId),
    valid('query', SheetAsked),
    async (c) => {
      const { dayOn, after } = c.req.valid('query')
      const [[head], sessions, found] = await c.var.db.read(
        sheet(c.req.valid('param').workshopId, dayOn, after, c.var.holds),
      )
      if (!head) throw new Problem('not-found')
      const { ofSessions, ...workshop } = head
      const rows = found.slice(0, PAGE).map((row) => ({
        ...attendeeOf(row),
        registrationId: row.registrationId,
        code: row.code,
        sessions: Ids.parse(JSON.parse(row.sessions)),
        sessionsMarked: row.sessionsMarked,
        daysMarked: row.daysMarked,
      }))
      return c.json({
        workshop,
        ofSessions,
        sessions: sessions.map(({ subjectId, subjectEn, subjectHi, ...session }) => ({
          ...session,
          subject: { id: subjectId, nameEn: subjectEn, nameHi: subjectHi },
        })),
        rows,
        after: found.length > PAGE ? (rows.at(-1)?.registrationId ?? null) : null,
      })
    },
  )
  .put(
    '/workshops/:workshopId/sheet',
    may('attendance:mark'),
    answers(SheetStands, 'Mark many people in many sessions'),
    valid('param', WorkshopId),
    valid('json', SheetEdit, LARGE_MAX),
    async (c) => {
      const { workshopId } = c.req.valid('param')
      const { ticks } = c.req.valid('json')
      const { db, holds, actor, now } = c.var
      const [, , , , [workshop], rows] = await db.write([
        tick(workshopId, ticks, { personId: actor.personId, now }, holds),
        record(c, 'sessions.marked', workshopId, { ticks: ticks.filter(({ there }) => there) }),
        untick(workshopId, ticks, holds),
        record(c, 'sessions.unmarked', workshopId, { ticks: ticks.filter(({ there }) => !there) }),
        ...stands(workshopId, ticks, holds),
      ])
      if (!workshop) throw new Problem('not-found')
      return c.json({ ticks: rows.map((row) => ({ ...row, there: row.there === 1 })) })
    },
  )
