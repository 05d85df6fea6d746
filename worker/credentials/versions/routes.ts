import { Hono } from 'hono'
import * as z from 'zod'
import { rootPath } from '../../organisations/index.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { versionsOf } from '../../programmes/index.ts'
import { countsOf, oldOf, PAGE, subjectOf } from './queries.ts'
import { SubjectHistory, TaughtOld, TaughtOldAsked } from './shapes.ts'

const SubjectId = z.object({ subjectId: z.uuid() })

const seenLast = (after: string | undefined) => {
  const [startsOn, id] = after?.split('~') ?? []
  return startsOn && id ? { startsOn, id } : undefined
}

/** Versions of subjects: how often each was taught, and who was taught an old one. */
export const versions = new Hono<TenantEnv>()
  .get(
    '/subjects/:subjectId/versions',
    may('workshops:read'),
    answers(SubjectHistory, 'Versions of a subject, and how often each was taught'),
    valid('param', SubjectId),
    async (c) => {
      const { subjectId } = c.req.valid('param')
      const { db, holds, now } = c.var
      const here = holds({ path: rootPath })
      const [[subject], rows, counts] = await db.read([
        subjectOf(subjectId, holds),
        versionsOf(subjectId, here),
        countsOf(subjectId, now, here),
      ])
      if (!subject) throw new Problem('not-found')
      const { programmeId, programmeEn, programmeHi, ...rest } = subject
      const none = { workshops: 0, sessions: 0, people: 0 }
      const told = rows.map((row) => {
        const { workshops, sessions, people } = counts.find(({ version }) => version === row.version) ?? none
        return { ...row, workshops, sessions, people }
      })
      const programme = { id: programmeId, nameEn: programmeEn, nameHi: programmeHi }
      return c.json({ ...rest, programme, versions: told })
    },
  )
  .get(
    '/subjects/:subjectId/taught-old',
    may('workshops:read'),
    answers(TaughtOld, 'Workshops that taught an old version of a subject'),
    valid('param', SubjectId),
    valid('query', TaughtOldAsked),
    async (c) => {
      const { subjectId } = c.req.valid('param')
      const { db, holds, now } = c.var
      const after = seenLast(c.req.valid('query').after)
      const [[subject], found] = await db.read([
        subjectOf(subjectId, holds),
        oldOf(subjectId, after, now, holds({ path: rootPath })),
      ])
      if (!subject) throw new Problem('not-found')
      const workshops = found.slice(0, PAGE)
      const last = found.length > PAGE ? workshops.at(-1) : undefined
      return c.json({ workshops, after: last ? `${last.startsOn}~${last.id}` : null })
    },
  )
