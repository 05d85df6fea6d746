import { Hono } from 'hono'
import * as z from 'zod'
import { attendeeOf } from '../attendance/index.ts'
import { unitRef } from '../people/index.ts'
import { record } from '../platform/audit.ts'
import { holding, may, mine } from '../platform/auth.ts'
import type { TenantEnv } from '../platform/env.ts'
import { answers, nothing, valid } from '../platform/http.ts'
import { Problem } from '../platform/problem.ts'
import { log, PAGE, type StayRow, stayHere, staysAfter, staysOf, unlog } from './queries.ts'
import { StayDraft, Stays, StaysAsked, WorkshopStays } from './shapes.ts'

const RegistrationId = z.object({ registrationId: z.uuid() })
const StayId = z.object({ stayId: z.uuid() })
const WorkshopId = z.object({ workshopId: z.uuid() })

const stayOf = ({ id, unit, fromOn, untilOn, days, done, byProxy }: StayRow) => ({
  id,
  unit: unitRef(unit),
  fromOn,
  untilOn,
  days,
  done,
  byProxy: byProxy === 1,
})

/** The latest day that has begun anywhere on Earth. */
const latestDay = (now: number) => new Date((now + 14 * 3600) * 1000).toISOString().slice(0, 10)

type Found = Awaited<ReturnType<typeof staysOf>[0]>

function told([head]: Found, rows: readonly StayRow[]) {
  if (!head) throw new Problem('not-found')
  const { id, nameEn, nameHi, startsOn, personId, personEn, personHi } = head
  return {
    workshop: { id, nameEn, nameHi, startsOn },
    person: { id: personId, nameEn: personEn, nameHi: personHi },
    stays: rows.map(stayOf),
  }
}

/** Field stays after a workshop. */
export const visits = new Hono<TenantEnv>()
  .get(
    '/registrations/:registrationId/stays',
    mine,
    answers(Stays, 'Field stays after a workshop'),
    valid('param', RegistrationId),
    async (c) => {
      const { actor, db, now } = c.var
      const holds = holding(actor, 'registrations:read', now)
      const [head, rows] = await db.read(staysOf(c.req.valid('param').registrationId, actor, holds))
      return c.json(told(head, rows))
    },
  )
  .post(
    '/registrations/:registrationId/stays',
    mine,
    answers(Stays, 'Log a field stay, for oneself or for somebody without a phone', 201),
    valid('param', RegistrationId),
    valid('json', StayDraft),
    async (c) => {
      const { registrationId } = c.req.valid('param')
      const draft = c.req.valid('json')
      const { actor, db, now } = c.var
      const holds = holding(actor, 'registrations:edit', now)
      const [, , head, rows] = await db.write([
        log(registrationId, draft, { actor, now, latest: latestDay(now) }, holds),
        record(c, 'stay.logged', draft.id, { registrationId, unitId: draft.unitId }),
        ...staysOf(registrationId, actor, holds),
      ])
      const answer = told(head, rows)
      if (!answer.stays.some(({ id }) => id === draft.id))
        throw new Problem(draft.untilOn > latestDay(now) ? 'outside-dates' : 'state-changed')
      return c.json(answer, 201)
    },
  )
  .delete(
    '/stays/:stayId',
    mine,
    answers(z.null(), 'Take a field stay back', 204),
    valid('param', StayId),
    async (c) => {
      const { stayId } = c.req.valid('param')
      const { actor, db, now } = c.var
      const holds = holding(actor, 'registrations:edit', now)
      const [[before]] = await db.write([
        stayHere(stayId, actor, holds),
        unlog(stayId, actor, holds),
        record(c, 'stay.undone', stayId),
      ])
      if (!before) throw new Problem('not-found')
      return nothing(c)
    },
  )
  .get(
    '/workshops/:workshopId/stays',
    may('registrations:read'),
    answers(WorkshopStays, 'Field stays of everybody after a workshop'),
    valid('param', WorkshopId),
    valid('query', StaysAsked),
    async (c) => {
      const { db, holds } = c.var
      const [[head], found] = await db.read(
        staysAfter(c.req.valid('param').workshopId, c.req.valid('query').after, holds),
      )
      if (!head) throw new Problem('not-found')
      const { people, days, ...workshop } = head
      const stays = found.slice(0, PAGE).map((row) => ({
        ...stayOf(row),
        attendee: attendeeOf(row),
        registrationId: row.registrationId,
      }))
      return c.json({
        workshop,
        people,
        days,
        stays,
        after: found.length > PAGE ? (stays.at(-1)?.id ?? null) : null,
      })
    },
  )
