import { type SQL, sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { unitRef } from '../../people/index.ts'
import { record, whenRecorded } from '../../platform/audit.ts'
import { holding, may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, nothing, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { hopsBetween } from '../../radar/index.ts'
import { Named } from '../roster/shapes.ts'
import { givenOf, refusalOf } from './answers.ts'
import {
  burdens,
  candidates,
  clashes,
  dutyHere,
  end,
  give,
  grounds,
  heldThere,
  liveHere,
  runsIt,
} from './queries.ts'
import { Candidates, CandidatesAsked, DutyDraft, DutyGiven, Exchange } from './shapes.ts'
import { tellDuty } from './telling.ts'

const WorkshopId = z.object({ workshopId: z.uuid() })
const DutyId = z.object({ dutyId: z.uuid() })

type Asking = {
  env: { ORIGIN: string }
  var: { organisation: string; now: number; actor: { personId: string } }
}

/** Where one sees what one is to teach. */
const linkOf = (c: Asking) => `${c.env.ORIGIN}/o/${c.var.organisation}/teach`

const tellingOf = (c: Asking, dutyId: string) => ({
  dutyId,
  link: linkOf(c),
  now: c.var.now,
  by: c.var.actor.personId,
})

/** Duties of trainers: who may take one, giving it, exchanging its trainer, and taking him off. */
export const duties = new Hono<TenantEnv>()
  .get(
    '/workshops/:workshopId/candidates',
    may('workshops:edit'),
    answers(Candidates, 'Who may teach at a workshop, with what each does that week'),
    valid('param', WorkshopId),
    valid('query', CandidatesAsked),
    async (c) => {
      const { workshopId } = c.req.valid('param')
      const { session } = c.req.valid('query')
      const { actor, db, holds, now } = c.var
      const powers = { holds, sees: holding(actor, 'people:read', now) }
      const [[workshop], rows] = await db.read([
        runsIt(workshopId, holds),
        candidates({ workshopId, sessionId: session ?? null }, now, powers),
      ])
      if (!workshop) throw new Problem('not-found')
      const told = rows.map(({ person, unit, path, host, member, over, busy, ...row }) => ({
        ...row,
        person: Named.parse(JSON.parse(person)),
        unit: unitRef(unit),
        hops: hopsBetween(path, host),
        member: member === 1,
        over: over === 1,
        busy: busy === 1,
      }))
      return c.json({ candidates: told })
    },
  )
  .post(
    '/duties',
    may('workshops:edit'),
    answers(DutyGiven, 'Give somebody a duty', 201),
    valid('json', DutyDraft),
    async (c) => {
      const draft = c.req.valid('json')
      const { actor, db, holds, now } = c.var
      const powers = { holds, sees: holding(actor, 'people:read', now) }
      const [, , , [duty], found, clashing, over] = await db.write([
        give(draft, { personId: actor.personId, now }, powers),
        record(c, 'duty.given', draft.id, draft),
        tellDuty({ topic: 'duty-given', ...tellingOf(c, draft.id) }, whenRecorded(c)),
        dutyHere(draft.id, holds),
        grounds(draft, now, powers),
        clashes(draft, powers),
        burdens(draft, powers),
      ])
      if (!duty) throw refusalOf(found, clashing, over)
      if (duty.endedAt !== null || duty.personId !== draft.personId) throw new Problem('state-changed')
      return c.json(givenOf(duty, over), 201)
    },
  )
  .post(
    '/duties/:dutyId/exchange',
    may('workshops:edit'),
    answers(DutyGiven, 'Give a duty to somebody else', 201),
    valid('param', DutyId),
    valid('json', Exchange),
    async (c) => {
      const { dutyId } = c.req.valid('param')
      const { id, personId } = c.req.valid('json')
      const { actor, db, holds, now } = c.var
      const by = { personId: actor.personId, now }
      const powers = { holds, sees: holding(actor, 'people:read', now) }
      const place = (column: string): SQL => sql`(select ${sql.raw(column)} from duties where id = ${dutyId})`
      const draft = { id, personId, workshopId: place('workshop_id'), sessionId: place('session_id') }
      const [, , , , , [duty], [old], found, clashing, over] = await db.write([
        give(draft, by, powers, liveHere(dutyId, holds)),
        record(c, 'duty.exchanged', dutyId, { id, personId }),
        tellDuty({ topic: 'duty-given', ...tellingOf(c, id) }, whenRecorded(c)),
        tellDuty({ topic: 'duty-taken', ...tellingOf(c, dutyId) }, whenRecorded(c)),
        end(dutyId, by, whenRecorded(c)),
        dutyHere(id, holds),
        dutyHere(dutyId, holds),
        grounds(draft, now, powers),
        clashes(draft, powers),
        burdens(draft, powers),
      ])
      if (!old) throw new Problem('not-found')
      if (duty?.personId === personId && duty.endedAt === null) return c.json(givenOf(duty, over), 201)
      throw duty || old.endedAt !== null ? new Problem('state-changed') : refusalOf(found, clashing, over)
    },
  )
  .delete(
    '/duties/:dutyId',
    may('workshops:edit'),
    answers(z.null(), 'Take somebody off a duty', 204),
    valid('param', DutyId),
    async (c) => {
      const { dutyId } = c.req.valid('param')
      const { actor, db, holds, now } = c.var
      const [, , , [duty]] = await db.write([
        end(dutyId, { personId: actor.personId, now }, heldThere(holds)),
        record(c, 'duty.taken', dutyId),
        tellDuty({ topic: 'duty-taken', ...tellingOf(c, dutyId) }, whenRecorded(c)),
        dutyHere(dutyId, holds),
      ])
      if (!duty) throw new Problem('not-found')
      return nothing(c)
    },
  )
