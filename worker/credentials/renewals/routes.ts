import { Hono } from 'hono'
import * as z from 'zod'
import { Attendee, attendeeOf } from '../../attendance/index.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { LIST, wanting } from './queries.ts'

const TierId = z.object({ tierId: z.uuid() })
const Below = z.object({ unit: z.uuid() })

/** Whose credentials want a refresher, those whose time is up first; `more` says that the list goes on. */
const Wanting = z.object({
  people: z.array(
    Attendee.extend({
      id: z.string(),
      code: z.string(),
      validUntil: z.int().nullable(),
      expired: z.boolean(),
      outdated: z.boolean(),
    }),
  ),
  more: z.boolean(),
})

/** Refreshers: whose credentials ran out or soon will, and who learnt an older syllabus. */
export const renewals = new Hono<TenantEnv>().get(
  '/tiers/:tierId/renewals',
  may('registrations:read'),
  answers(Wanting, 'Who needs a refresher'),
  valid('param', TierId),
  valid('query', Below),
  async (c) => {
    const { db, holds, now } = c.var
    const { tierId } = c.req.valid('param')
    const [[tier], rows] = await db.read(wanting(tierId, c.req.valid('query').unit, now, holds))
    if (!tier) throw new Problem('not-found')
    const people = rows.slice(0, LIST).map((row) => ({
      ...attendeeOf(row),
      id: row.id,
      code: row.code,
      validUntil: row.validUntil,
      expired: row.validUntil !== null && row.validUntil <= now,
      outdated: row.outdated === 1,
    }))
    return c.json({ people, more: rows.length > LIST })
  },
)
