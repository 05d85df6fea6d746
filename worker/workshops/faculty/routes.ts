import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { holding, may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { workshopPageOf } from '../answers.ts'
import { placeOf } from '../places.ts'
import { pageOf } from '../queries.ts'
import { FacultyEdit, WorkshopPage } from '../shapes.ts'
import { claimFaculty, knownPeople, replaceFaculty, tellFaculty } from './queries.ts'
import { facultyFaults, isFaculty } from './rules.ts'

const WorkshopId = z.object({ workshopId: z.uuid() })

/** Faculty: who teaches at a workshop, and who leads it. */
export const faculty = new Hono<TenantEnv>().put(
  '/workshops/:workshopId/faculty',
  may('workshops:edit'),
  answers(WorkshopPage, 'Say who teaches'),
  valid('param', WorkshopId),
  valid('json', FacultyEdit),
  async (c) => {
    const { workshopId } = c.req.valid('param')
    const edit = c.req.valid('json')
    const { actor, db, holds, now, organisation } = c.var
    const link = `${c.env.ORIGIN}/o/${organisation}/teach`
    const sees = holding(actor, 'people:read', now)
    const [claimed, , , , , known, [workshop], terms, segments, sessions, teachers] = await db.write([
      claimFaculty(workshopId, edit, { holds, sees }),
      record(c, 'workshop.faculty-edited', workshopId, { faculty: edit.faculty }),
      ...replaceFaculty(c, workshopId, edit.faculty),
      tellFaculty(c, workshopId, link),
      knownPeople(workshopId, edit.faculty, sees),
      ...pageOf(workshopId, placeOf(holds)),
    ])
    if (!workshop) throw new Problem('not-found')
    const retried = workshop.version === edit.version + 1 && isFaculty(edit.faculty, teachers)
    if (claimed.rowsAffected === 0 && !retried) {
      if (workshop.version !== edit.version) throw new Problem('version-changed')
      const errors = facultyFaults(
        edit.faculty,
        known.map(({ id }) => id),
      )
      throw errors.length > 0 ? new Problem('invalid', { errors }) : new Problem('state-changed')
    }
    return c.json(workshopPageOf(workshop, terms, segments, sessions, teachers))
  },
)
