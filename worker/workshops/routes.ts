import { Hono } from 'hono'
import * as z from 'zod'
import { isEdited } from '../organisations/index.ts'
import { record, recordChange, whenRecorded } from '../platform/audit.ts'
import { may } from '../platform/auth.ts'
import type { TenantEnv } from '../platform/env.ts'
import { answers, valid } from '../platform/http.ts'
import { Problem } from '../platform/problem.ts'
import { workshopOf, workshopPageOf } from './answers.ts'
import { faultsWith } from './catchments/queries.ts'
import { tellFaculty } from './faculty/queries.ts'
import { draftPlace, placeOf } from './places.ts'
import { notAPartition } from './plans/answers.ts'
import {
  addWorkshop,
  asked,
  cancelWorkshop,
  draftFacts,
  editWorkshop,
  PAGE,
  pageOf,
  publishWorkshop,
  tellCalledOff,
  workshopsPage,
} from './queries.ts'
import { offerSeats } from './room.ts'
import { draftFaults, editFaults } from './rules.ts'
import { goOn, seenLast } from './seen.ts'
import { WorkshopDraft, WorkshopEdit, WorkshopPage, Workshops, WorkshopsAsked } from './shapes.ts'

const WorkshopId = z.object({ workshopId: z.uuid() })

/** Workshops for those who run them. */
export const routes = new Hono<TenantEnv>()
  .get(
    '/workshops',
    may('workshops:read'),
    answers(Workshops, 'Workshops by their first day'),
    valid('query', WorkshopsAsked),
    async (c) => {
      const { after, ...which } = c.req.valid('query')
      const { db, holds, scopes } = c.var
      const latestFirst = which.before !== undefined
      const page = workshopsPage(asked(which, holds), seenLast(after), latestFirst)
      const [powers, found] = await db.read([scopes, page])
      if (powers.length === 0) throw new Problem('not-found')
      return c.json({ workshops: found.slice(0, PAGE).map(workshopOf), after: goOn(found, PAGE) })
    },
  )
  .get(
    '/workshops/:workshopId',
    may('workshops:read'),
    answers(WorkshopPage, "A workshop's page for those who run it"),
    valid('param', WorkshopId),
    async (c) => {
      const { db, holds } = c.var
      const [[workshop], ...rest] = await db.read(pageOf(c.req.valid('param').workshopId, placeOf(holds)))
      if (!workshop) throw new Problem('not-found')
      return c.json(workshopPageOf(workshop, ...rest))
    },
  )
  .post(
    '/workshops',
    may('workshops:edit'),
    answers(WorkshopPage, 'Draft a workshop at a host unit', 201),
    valid('json', WorkshopDraft),
    async (c) => {
      const draft = c.req.valid('json')
      const { db, holds, now, actor } = c.var
      const [, , [facts], [workshop], ...rest] = await db.write([
        addWorkshop({ ...draft, publishedAt: null }, actor.personId, now, draftPlace(holds)),
        record(c, 'workshop.drafted', draft.id, draft),
        draftFacts(draft.tierId, draft.unitId, holds),
        ...pageOf(draft.id, placeOf(holds)),
      ])
      if (workshop) return c.json(workshopPageOf(workshop, ...rest), 201)
      const errors = facts ? draftFaults(draft, facts) : []
      throw errors.length > 0 ? new Problem('invalid', { errors }) : new Problem('not-found')
    },
  )
  .patch(
    '/workshops/:workshopId',
    may('workshops:edit'),
    answers(WorkshopPage, 'Change a workshop'),
    valid('param', WorkshopId),
    valid('json', WorkshopEdit),
    async (c) => {
      const { workshopId } = c.req.valid('param')
      const edit = c.req.valid('json')
      const { db, holds, now } = c.var
      const [written, , , [workshop], ...rest] = await db.write([
        editWorkshop(workshopId, edit, holds),
        recordChange(c, 'workshop.edited', workshopId, edit),
        offerSeats(workshopId, now, whenRecorded(c)),
        ...pageOf(workshopId, placeOf(holds)),
      ])
      if (!workshop) throw new Problem('not-found')
      if (written.rowsAffected === 0 && !isEdited(edit, workshop)) {
        if (workshop.version !== edit.version) throw new Problem('version-changed')
        const [, , sessions] = rest
        const errors = editFaults(edit, { ...workshop, sessions })
        throw errors.length > 0 ? new Problem('invalid', { errors }) : new Problem('state-changed')
      }
      return c.json(workshopPageOf(workshop, ...rest))
    },
  )
  .post(
    '/workshops/:workshopId/publication',
    may('workshops:edit'),
    answers(WorkshopPage, 'Publish a workshop'),
    valid('param', WorkshopId),
    async (c) => {
      const { workshopId } = c.req.valid('param')
      const { db, holds, now, organisation } = c.var
      const [, , , [workshop], ...rest] = await db.write([
        publishWorkshop(workshopId, now, holds),
        recordChange(c, 'workshop.published', workshopId),
        tellFaculty(c, workshopId, `${c.env.ORIGIN}/o/${organisation}/teach`),
        ...pageOf(workshopId, placeOf(holds)),
      ])
      if (!workshop) throw new Problem('not-found')
      if (workshop.publishedAt === null) throw new Problem('state-changed')
      return c.json(workshopPageOf(workshop, ...rest))
    },
  )
  .post(
    '/workshops/:workshopId/cancellation',
    may('workshops:edit'),
    answers(WorkshopPage, 'Call a workshop off'),
    valid('param', WorkshopId),
    async (c) => {
      const { workshopId } = c.req.valid('param')
      const { db, holds, now, organisation } = c.var
      const without = { workshopId, include: [], exclude: [] }
      const [, , , gaps, overlaps, [workshop], ...rest] = await db.write([
        cancelWorkshop(workshopId, now, holds),
        recordChange(c, 'workshop.cancelled', workshopId),
        tellCalledOff(c, workshopId, `${c.env.ORIGIN}/o/${organisation}/registrations/`),
        ...faultsWith(without, placeOf(holds)),
        ...pageOf(workshopId, placeOf(holds)),
      ])
      if (!workshop) throw new Problem('not-found')
      if (workshop.cancelledAt === null)
        throw gaps.length + overlaps.length > 0 ? notAPartition(gaps, overlaps) : new Problem('state-changed')
      return c.json(workshopPageOf(workshop, ...rest))
    },
  )
