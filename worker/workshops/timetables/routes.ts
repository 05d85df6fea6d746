import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { workshopPageOf } from '../answers.ts'
import { placeOf } from '../places.ts'
import { pageOf } from '../queries.ts'
import { TimetableEdit, WorkshopPage } from '../shapes.ts'
import { claimTimetable, replaceSessions, timetableClashes, timetableFacts } from './queries.ts'
import { clashFaults, isTimetable, sessionFaults } from './rules.ts'

const WorkshopId = z.object({ workshopId: z.uuid() })
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)

/** Timetables: what is taught on which day of a workshop, when, and by whom. */
export const timetables = new Hono<TenantEnv>().put(
  '/workshops/:workshopId/timetable',
  may('workshops:edit'),
  answers(WorkshopPage, 'Set the timetable'),
  valid('param', WorkshopId),
  valid('json', TimetableEdit),
  async (c) => {
    const { workshopId } = c.req.valid('param')
    const edit = c.req.valid('json')
    const { db, holds } = c.var
    const [claimed, , , , subjects, taken, clashes, [workshop], terms, segments, sessions, faculty] =
      await db.write([
        claimTimetable(workshopId, edit, holds),
        record(c, 'workshop.timetable-edited', workshopId, { sessions: edit.sessions.length }),
        ...replaceSessions(c, workshopId, edit.sessions),
        ...timetableFacts(workshopId, edit.sessions),
        timetableClashes(workshopId, edit, holds),
        ...pageOf(workshopId, placeOf(holds)),
      ])
    if (!workshop) throw new Problem('not-found')
    const retried = workshop.version === edit.version + 1 && isTimetable(edit.sessions, sessions)
    if (claimed.rowsAffected === 0 && !retried) {
      if (workshop.version !== edit.version) throw new Problem('version-changed')
      const known = { subjects: idsOf(subjects), taken: idsOf(taken) }
      const errors = sessionFaults(edit.sessions, workshop, known)
      if (errors.length > 0) throw new Problem('invalid', { errors })
      if (clashes.length > 0) throw new Problem('duty-clash', { errors: clashFaults(clashes) })
      throw new Problem('state-changed')
    }
    return c.json(workshopPageOf(workshop, terms, segments, sessions, faculty))
  },
)
