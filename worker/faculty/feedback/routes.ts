import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { may, mine } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { ownOf, resultOf } from './answers.ts'
import { ask, asked, askedOf, head, results, say, workshopHere } from './queries.ts'
import { OwnFeedback, Results, Said, Told } from './shapes.ts'

const RegistrationId = z.object({ registrationId: z.uuid() })
const WorkshopId = z.object({ workshopId: z.uuid() })

/** What one says of trainers, and what came of it: to those who run the workshop, and to the trainer himself. */
export const feedback = new Hono<TenantEnv>()
  .get(
    '/registrations/:registrationId/feedback',
    mine,
    answers(OwnFeedback, 'Of whom I may say something, and what I said'),
    valid('param', RegistrationId),
    async (c) => {
      const { actor, db, now } = c.var
      const own = sql`r.id = ${c.req.valid('param').registrationId} and r.person_id = ${actor.personId}`
      const [[row], rows] = await db.read([head(own, now), asked(own)])
      if (!row) throw new Problem('not-found')
      return c.json(ownOf(row, rows))
    },
  )
  .put(
    '/registrations/:registrationId/feedback',
    mine,
    answers(OwnFeedback, 'Say something of a trainer, once; until it closes it may be changed'),
    valid('param', RegistrationId),
    valid('json', Said),
    async (c) => {
      const { registrationId } = c.req.valid('param')
      const { actor, db, now } = c.var
      const own = sql`r.id = ${registrationId} and r.person_id = ${actor.personId}`
      const [, , [row], rows] = await db.write([
        say(c.req.valid('json'), own, now),
        record(c, 'feedback.given', registrationId),
        head(own, now),
        asked(own),
      ])
      if (!row) throw new Problem('not-found')
      return c.json(ownOf(row, rows))
    },
  )
  .post(
    '/workshops/:workshopId/feedback-requests',
    may('attendance:mark'),
    answers(Told, 'Send those who were there a personal link for feedback', 201),
    valid('param', WorkshopId),
    async (c) => {
      const { workshopId } = c.req.valid('param')
      const { db, holds, now } = c.var
      const [, , [workshop]] = await db.write([
        ask(workshopId, now, holds),
        record(c, 'feedback.asked', workshopId),
        askedOf(workshopId, holds),
      ])
      if (!workshop) throw new Problem('not-found')
      return c.json(workshop, 201)
    },
  )
  .get(
    '/workshops/:workshopId/feedback',
    may('workshops:edit'),
    answers(Results, 'What those who were there say of the trainers of a workshop'),
    valid('param', WorkshopId),
    async (c) => {
      const { workshopId } = c.req.valid('param')
      const { db, holds } = c.var
      const [[workshop], rows] = await db.read([
        workshopHere(workshopId, holds),
        results(sql`f.workshop_id = ${workshopId}`),
      ])
      if (!workshop) throw new Problem('not-found')
      return c.json({ results: rows.map(resultOf), closesOn: workshop.closesOn })
    },
  )
  .get('/me/feedback', mine, answers(Results, 'What is said of me as a trainer'), async (c) => {
    const { actor, db } = c.var
    const [rows] = await db.read([results(sql`f.trainer_id = ${actor.personId}`)])
    return c.json({ results: rows.map(resultOf), closesOn: null })
  })
