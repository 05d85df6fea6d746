import { type SQL, sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { unitRef } from '../../people/index.ts'
import { record } from '../../platform/audit.ts'
import { may, open } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, nothing, valid } from '../../platform/http.ts'
import { knock } from '../../platform/limits.ts'
import { Problem } from '../../platform/problem.ts'
import { q } from '../../platform/sql.ts'
import { guestHash } from '../../workshops/index.ts'
import { Named } from '../roster/shapes.ts'
import { askedByLink, resultOf } from './answers.ts'
import {
  asked,
  guestSession,
  head,
  organisationNames,
  PAGE,
  present,
  results,
  say,
  teachesThere,
  workshopHere,
} from './queries.ts'
import { feedbackLink, proofOf } from './secret.ts'
import { AskedByLink, GuestSecret, LinkSecret, Links, LinksAsked, Results, SaidByLink } from './shapes.ts'

const WorkshopId = z.object({ workshopId: z.uuid() })

type Asking = { env: Parameters<typeof proofOf>[0]['env']; var: { organisation: string } }

/** The registration behind a personal link. @throws Problem `not-found` for one that we did not make */
async function behind(c: Asking, { code, proof }: z.infer<typeof LinkSecret>): Promise<SQL> {
  const made = await proofOf({ env: c.env, organisation: c.var.organisation }, code)
  if (made !== proof) throw new Problem('not-found')
  return sql`r.code = ${code}`
}

/** Feedback without a log-in: personal links, to be printed or sent, and what guests are told. */
export const feedbackLinks = new Hono<TenantEnv>()
  .get(
    '/workshops/:workshopId/feedback-links',
    may('workshops:edit'),
    answers(Links, 'Personal links for feedback, to be printed; not for those who teach there'),
    valid('param', WorkshopId),
    valid('query', LinksAsked),
    async (c) => {
      const { workshopId } = c.req.valid('param')
      const { actor, db, holds, organisation } = c.var
      const [[workshop], [teaches], [names], rows] = await db.read([
        workshopHere(workshopId, holds),
        q.all<{ is: number }>(sql`select ${teachesThere(workshopId, actor.personId)} as "is"`),
        organisationNames(),
        present(workshopId, c.req.valid('query').after, holds),
      ])
      if (!workshop || !names) throw new Problem('not-found')
      if (teaches?.is) throw new Problem('two-people')
      const shown = rows.slice(0, PAGE)
      const links = await Promise.all(
        shown.map(async ({ code, person, unit }) => ({
          person: Named.parse(JSON.parse(person)),
          unit: unitRef(unit),
          link: await feedbackLink({ env: c.env, organisation }, code),
        })),
      )
      return c.json({
        organisation: names,
        workshop: Named.parse(JSON.parse(workshop.workshop)),
        closesOn: workshop.closesOn,
        links,
        after: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
      })
    },
  )
  .post(
    '/feedback-links/asked',
    open,
    answers(AskedByLink, 'Of whom the holder of a personal link may say something; no answer is told'),
    valid('json', LinkSecret),
    async (c) => {
      await knock(c, 'feedback')
      const which = await behind(c, c.req.valid('json'))
      const { db, now } = c.var
      const [[names], [row], rows] = await db.read([organisationNames(), head(which, now), asked(which)])
      if (!row || !names) throw new Problem('not-found')
      return c.json({ organisation: names, ...askedByLink(row, rows) })
    },
  )
  .post(
    '/feedback-links/said',
    open,
    answers(z.null(), 'Say something of a trainer by a personal link, in place of what was said before', 204),
    valid('json', SaidByLink),
    async (c) => {
      await knock(c, 'feedback')
      const { code, proof, ...said } = c.req.valid('json')
      const which = await behind(c, { code, proof })
      const { db, now } = c.var
      const [, , [row]] = await db.write([
        say(said, which, now),
        record(c, 'feedback.given-by-link', code),
        head(which, now),
      ])
      if (!row) throw new Problem('not-found')
      return nothing(c)
    },
  )
  .post(
    '/guest/feedback',
    open,
    answers(Results, 'What is said of a guest expert, for whoever has his link'),
    valid('json', GuestSecret),
    async (c) => {
      await knock(c, 'guests')
      const { db, now } = c.var
      const session = guestSession(await guestHash(c, c.req.valid('json').secret), now)
      const [[there], rows] = await db.read([
        q.all<{ id: string | null }>(sql`select ${session} as id`),
        results(sql`f.session_id = ${session} and f.session_id <> '' and f.trainer_id = ''`),
      ])
      if (!there?.id) throw new Problem('not-found')
      return c.json({ results: rows.map(resultOf), closesOn: null })
    },
  )
