import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { unitRef } from '../../people/index.ts'
import { mine } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers } from '../../platform/http.ts'
import { q } from '../../platform/sql.ts'
import { Named } from '../roster/shapes.ts'
import {
  type BatchRow,
  batches,
  type DutyRow,
  duties,
  emptyUnits,
  missing,
  saidOf,
  todayIs,
  unsaid,
  unvisited,
  waiting,
} from './queries.ts'
import { Today } from './shapes.ts'

const namedIn = (json: string) => Named.parse(JSON.parse(json))
const Days = z.array(z.string())

const batchOf = ({ tier, host, unmarked, feedbackAsked, mayDecline, ...row }: BatchRow) => ({
  ...row,
  tier: namedIn(tier),
  host: unitRef(host),
  unmarked: Days.parse(JSON.parse(unmarked)),
  feedbackAsked: feedbackAsked === 1,
  mayDecline: mayDecline === 1,
})

const dutyOf = ({ workshop, session, host, mayDecline, ...row }: DutyRow) => ({
  ...row,
  workshop: namedIn(workshop),
  session: session === null ? null : namedIn(session),
  host: unitRef(host),
  mayDecline: mayDecline === 1,
})

/** A trainer's day. */
export const today = new Hono<TenantEnv>().get(
  '/me/today',
  mine,
  answers(Today, 'My day as a trainer: batches, duties, who is missing, what is left to do'),
  async (c) => {
    const { actor, db, now } = c.var
    const asked = { personId: actor.personId, now }
    const [[day], own, given, absent, [absences], empty, idle, stays, feedback, [said]] = await db.read([
      todayIs(now),
      batches(asked),
      duties(asked),
      ...missing(asked),
      emptyUnits(asked),
      waiting(asked),
      unvisited(asked),
      unsaid(asked),
      q.all<{ count: number }>(sql`select ${saidOf(actor.personId)} as count`),
    ])
    return c.json({
      today: day?.today ?? '',
      batches: own.map(batchOf),
      duties: given.map(dutyOf),
      missing: {
        people: absent.map(({ unit, ...person }) => ({ ...person, unit: unitRef(unit) })),
        count: absences?.count ?? 0,
      },
      units: { units: empty.map(({ unit }) => unitRef(unit)), count: empty[0]?.count ?? 0 },
      waiting: idle.map(({ tier, unit, planned, ...row }) => ({
        ...row,
        tier: namedIn(tier),
        unit: unitRef(unit),
        planned: planned === 1,
      })),
      stays: stays.map((row) => ({ ...row, workshop: namedIn(row.workshop) })),
      feedback: feedback.map((row) => ({ ...row, workshop: namedIn(row.workshop) })),
      said: said?.count ?? 0,
    })
  },
)
