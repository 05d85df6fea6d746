import { Hono } from 'hono'
import * as z from 'zod'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { listed } from '../cards/routes.ts'
import { Roster, RosterAsked } from '../shapes.ts'
import { PAGE, roster } from './queries.ts'

const WorkshopId = z.object({ workshopId: z.uuid() })

/** Who is registered for a workshop. */
export const rosters = new Hono<TenantEnv>().get(
  '/workshops/:workshopId/roster',
  may('registrations:read'),
  answers(Roster, 'Who is registered for a workshop'),
  valid('param', WorkshopId),
  valid('query', RosterAsked),
  async (c) => {
    const { db, holds } = c.var
    const [[head], found, [counts]] = await db.read(
      roster(c.req.valid('param').workshopId, c.req.valid('query'), holds),
    )
    if (!head || !counts || (head.hosted !== 1 && counts.registered === 0)) throw new Problem('not-found')
    const rows = found.slice(0, PAGE).map((row) => ({
      registrationId: row.registrationId,
      code: row.code,
      person: { id: row.personId, nameEn: row.personEn, nameHi: row.personHi },
      unit: {
        id: row.unitId,
        code: row.unitCode,
        levelId: row.unitLevelId,
        nameEn: row.unitEn,
        nameHi: row.unitHi,
      },
      dueMinor: row.dueMinor,
      paidMinor: row.paidMinor,
      days: listed.days(row.days),
      credential: listed.credential(row.credential),
    }))
    const { capacity, currency, hosted: _hosted, ...workshop } = head
    return c.json({
      workshop,
      rows,
      counts: { capacity, ...counts },
      currency,
      after: found.length > PAGE ? (rows.at(-1)?.registrationId ?? null) : null,
    })
  },
)
