import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import { dayOf } from '../../platform/calendar.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { contactOver, masked, pageFrom } from '../page.ts'
import { page } from '../queries.ts'
import { PersonPage } from '../shapes.ts'
import { leaveOffices, transfer, transferred } from './queries.ts'

const PersonId = z.object({ personId: z.uuid() })

/** Where a person goes; `endOfficeIds`: which of his offices at the unit he leaves end today. */
const TransferDraft = z.strictObject({
  id: z.uuidv7(),
  unitId: z.uuid(),
  version: z.int(),
  endOfficeIds: z.array(z.uuid()).max(50),
})

/** A person goes to another unit; what he earned stays with the unit that he earned it for. */
export const transfers = new Hono<TenantEnv>().post(
  '/people/:personId/transfers',
  may('people:edit'),
  answers(PersonPage, 'Move a person to another unit', 201),
  valid('param', PersonId),
  valid('json', TransferDraft),
  async (c) => {
    const { personId } = c.req.valid('param')
    const { id, unitId, version, endOfficeIds } = c.req.valid('json')
    const { actor, db, holds, now } = c.var
    const [, , , [done], ...rows] = await db.write([
      transfer({ id, personId, unitId, version, by: actor.personId, now }, holds),
      record(c, 'person.transferred', personId, { transferId: id, unitId, endOfficeIds }),
      leaveOffices(id, endOfficeIds, dayOf(now, 'Asia/Kolkata')),
      transferred(id, personId),
      ...page(personId, holds, contactOver(c)),
    ])
    const shown = pageFrom(...rows)
    if (!shown) throw new Problem('not-found')
    if (done) return c.json(masked(c, shown), 201)
    if (shown.version !== version) throw new Problem('version-changed')
    const fault = {
      pointer: '/unitId',
      code: 'unit',
      detail: 'There is no such unit, or the person is there',
    }
    throw new Problem('invalid', { errors: [fault] })
  },
)
