import { Hono } from 'hono'
import * as z from 'zod'
import { may } from '../../platform/auth.ts'
import { dayOf } from '../../platform/calendar.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { catchmentOf } from '../answers.ts'
import { placeOf } from '../places.ts'
import { livedTerms, seenHere } from './queries.ts'
import { versionsOf } from './rules.ts'
import { CatchmentHistory, HistoryAsked } from './shapes.ts'

const Person = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })

/** How many forms are told. */
const MOST = 50

/** What the catchment of a workshop was, and who changed it when. */
export const catchmentHistory = new Hono<TenantEnv>().get(
  '/workshops/:workshopId/catchment',
  may('workshops:read'),
  answers(CatchmentHistory, 'What the catchment of a workshop was, on a day or every time it changed'),
  valid('param', z.object({ workshopId: z.uuid() })),
  valid('query', HistoryAsked),
  async (c) => {
    const { workshopId } = c.req.valid('param')
    const { on } = c.req.valid('query')
    const { db, holds } = c.var
    const guard = placeOf(holds)
    const [[seen], terms] = await db.read([seenHere(workshopId, guard), livedTerms(workshopId, guard)])
    if (!seen) throw new Problem('not-found')
    const all = versionsOf(terms).filter(({ at }) => on === undefined || dayOf(at, seen.timeZone) <= on)
    const versions = all.slice(0, on === undefined ? MOST : 1).map(({ at, by, terms: then }) => ({
      at,
      by: by === null ? null : Person.parse(JSON.parse(by)),
      ...catchmentOf(then),
    }))
    return c.json({ versions })
  },
)
