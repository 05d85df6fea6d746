import { Hono } from 'hono'
import * as z from 'zod'
import { unitRef } from '../../people/index.ts'
import { record, whenRecorded } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, nothing, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { hopsBetween } from '../rules.ts'
import {
  assign,
  assigned,
  ends,
  needing,
  spareNear,
  tellSent,
  tie,
  unassign,
  wasAssigned,
} from './queries.ts'
import { Assignment, AssignmentDraft, Proposals, ProposalsAsked } from './shapes.ts'

/** Spare trainers for a unit without one, and sending them there. */
export const assigning = new Hono<TenantEnv>()
  .get(
    '/radar/:nextTierId/proposals',
    may('workshops:edit'),
    answers(Proposals, 'The nearest spare trainers for a unit'),
    valid('param', z.object({ nextTierId: z.uuid() })),
    valid('query', ProposalsAsked),
    async (c) => {
      const { nextTierId: tierId } = c.req.valid('param')
      const { needing: unit } = c.req.valid('query')
      const { db, holds, now } = c.var
      const [[need], rows] = await db.read([
        needing(tierId, unit, holds),
        spareNear(tierId, unit, now, holds),
      ])
      if (!need) throw new Problem('not-found')
      const proposals = rows.map(({ id, nameEn, nameHi, path, unit: home, ...row }) => ({
        ...row,
        person: { id, nameEn, nameHi },
        unit: unitRef(home),
        hops: hopsBetween(path, need.path),
      }))
      return c.json({ unit: unitRef(need.unit), trainers: need.trainers, proposals })
    },
  )
  .post(
    '/radar/assignments',
    may('workshops:edit'),
    answers(Assignment, 'Send a spare trainer to a unit without one', 201),
    valid('json', AssignmentDraft),
    async (c) => {
      const draft = c.req.valid('json')
      const { db, holds, actor, now, organisation } = c.var
      const link = `${c.env.ORIGIN}/o/${organisation}/teach`
      const [, , , , [row], [both]] = await db.write([
        assign(draft, { personId: actor.personId, now }, holds),
        record(c, 'trainer.assigned', draft.id, draft),
        tie(draft, whenRecorded(c)),
        tellSent(draft, link, now, whenRecorded(c)),
        assigned(draft.id, holds),
        ends(draft, holds),
      ])
      if (!both?.seen) throw new Problem('not-found')
      if (!row || unitRef(row.unit).id !== draft.unitId) throw new Problem('state-changed')
      const { personId, nameEn, nameHi, unit, ...rest } = row
      return c.json({ ...rest, unit: unitRef(unit), person: { id: personId, nameEn, nameHi } }, 201)
    },
  )
  .delete(
    '/radar/assignments/:assignmentId',
    may('workshops:edit'),
    answers(z.null(), 'Take an assignment back', 204),
    valid('param', z.object({ assignmentId: z.uuid() })),
    async (c) => {
      const { assignmentId } = c.req.valid('param')
      const { db, holds, actor, now } = c.var
      const [, , [was]] = await db.write([
        unassign(assignmentId, { personId: actor.personId, now }, holds),
        record(c, 'trainer.unassigned', assignmentId),
        wasAssigned(assignmentId, holds),
      ])
      if (!was) throw new Problem('not-found')
      return nothing(c)
    },
  )
