import { Hono } from 'hono'
import * as z from 'zod'
import { record, whenRecorded } from '../../platform/audit.ts'
import { mine } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { dayAt } from '../../platform/sql.ts'
import { type DutyRow, ownDuty } from '../duties/queries.ts'
import { Declination, WorkshopDeclination } from '../duties/shapes.ts'
import { tellDuty } from '../duties/telling.ts'
import { decline, declineWhole, leave, teaches } from './queries.ts'

const WorkshopId = z.object({ workshopId: z.uuid() })
const DutyId = z.object({ dutyId: z.uuid() })
const Declined = z.object({ id: z.string(), endedAt: z.int() })

const declinedOf = (duty: DutyRow | undefined) => {
  if (!duty) throw new Problem('not-found')
  if (duty.endedAt === null) throw new Problem('state-changed')
  return { id: duty.id, endedAt: duty.endedAt }
}

/** Declining what one is to teach, before its day; whoever gave it is told, and it is open again. */
export const declining = new Hono<TenantEnv>()
  .post(
    '/duties/:dutyId/declination',
    mine,
    answers(Declined, 'Decline a duty, with a reason', 201),
    valid('param', DutyId),
    valid('json', Declination),
    async (c) => {
      const { dutyId } = c.req.valid('param')
      const { reason } = c.req.valid('json')
      const { actor, db, now, organisation } = c.var
      const by = { personId: actor.personId, now }
      const link = `${c.env.ORIGIN}/o/${organisation}/duties`
      const [, , , [duty]] = await db.write([
        decline(dutyId, reason, by, dayAt(now)),
        record(c, 'duty.declined', dutyId),
        tellDuty({ topic: 'duty-declined', dutyId, link, now, by: actor.personId }, whenRecorded(c)),
        ownDuty(dutyId, actor.personId),
      ])
      return c.json(declinedOf(duty), 201)
    },
  )
  .post(
    '/workshops/:workshopId/declination',
    mine,
    answers(Declined, 'Decline to teach a workshop as a whole, with a reason', 201),
    valid('param', WorkshopId),
    valid('json', WorkshopDeclination),
    async (c) => {
      const { workshopId } = c.req.valid('param')
      const draft = c.req.valid('json')
      const { actor, db, now, organisation } = c.var
      const by = { personId: actor.personId, now }
      const link = `${c.env.ORIGIN}/o/${organisation}/duties`
      const [[member], , , , , [duty]] = await db.write([
        teaches(workshopId, actor.personId),
        declineWhole(workshopId, draft, by, dayAt(now)),
        record(c, 'duty.declined', draft.id, { workshopId }),
        tellDuty(
          { topic: 'duty-declined', dutyId: draft.id, link, now, by: actor.personId },
          whenRecorded(c),
        ),
        leave(workshopId, actor.personId, whenRecorded(c)),
        ownDuty(draft.id, actor.personId),
      ])
      if (!member && !duty) throw new Problem('not-found')
      if (!duty) throw new Problem('state-changed')
      return c.json(declinedOf(duty), 201)
    },
  )
