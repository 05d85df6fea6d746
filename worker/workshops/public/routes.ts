import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { open } from '../../platform/auth.ts'
import { addDays, dayOf } from '../../platform/calendar.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { q } from '../../platform/sql.ts'
import { catchmentOf, publicWorkshopOf } from '../answers.ts'
import { termsWhere } from '../catchments/queries.ts'
import { inCatchment } from '../catchments/serving.ts'
import { traineeUnit } from '../facts.ts'
import { PAGE, sessionsOf, workshopsPage, workshopWhere } from '../queries.ts'
import { goOn, seenLast } from '../seen.ts'
import { PublicWorkshopPage, PublicWorkshops, PublicWorkshopsAsked } from '../shapes.ts'

const WorkshopId = z.object({ workshopId: z.uuid() })

const shown = sql`w.published_at is not null and w.cancelled_at is null`

const pathOf = (unit: string) => sql`(select path from units where id = ${unit})`

/** True for a unit whose people can be seated in `w`: in its catchment, and not above the level that it trains. */
const serves = (unit: string) => sql`${inCatchment(sql`w.id`, pathOf(unit))}
  and ${traineeUnit(sql`w.tier_id`, pathOf(unit))} is not null`

const timeZone = () => q.all<{ timeZone: string }>(sql`select time_zone as "timeZone" from organisation`)

/** Workshops for everybody: published ones that were not called off. */
export const publicPages = new Hono<TenantEnv>()
  .get(
    '/public/workshops',
    open,
    answers(PublicWorkshops, 'Upcoming workshops'),
    valid('query', PublicWorkshopsAsked),
    async (c) => {
      const { unit, after } = c.req.valid('query')
      const { db, now } = c.var
      // The organisation's day is known only with its time zone: a day more is read than may be shown.
      const guard = sql`${shown} and w.ends_on >= ${addDays(dayOf(now, 'UTC'), -1)}
        ${unit ? sql`and ${serves(unit)}` : sql``}`
      const [[zone], found] = await db.read([timeZone(), workshopsPage(guard, seenLast(after))])
      const today = dayOf(now, zone?.timeZone ?? 'UTC')
      const upcoming = found.slice(0, PAGE).filter(({ endsOn }) => endsOn >= today)
      return c.json({ workshops: upcoming.map((w) => publicWorkshopOf(w, now)), after: goOn(found, PAGE) })
    },
  )
  .get(
    '/public/workshops/:workshopId',
    open,
    answers(PublicWorkshopPage, 'A workshop as anybody may see it'),
    valid('param', WorkshopId),
    async (c) => {
      const { workshopId } = c.req.valid('param')
      const { db, now } = c.var
      const [[row], terms, sessions] = await db.read([
        workshopWhere(workshopId, shown),
        termsWhere(sql`w.id = ${workshopId} and ${shown}`),
        sessionsOf(workshopId, shown),
      ])
      if (!row) throw new Problem('not-found')
      const { traineeLevelId, traineeLevelEn, traineeLevelHi, minimum, maximum } = row
      const level = { traineeLevelId, traineeLevelEn, traineeLevelHi }
      const workshop = publicWorkshopOf(row, now)
      return c.json({ ...workshop, ...level, minimum, maximum, catchment: catchmentOf(terms), sessions })
    },
  )
