import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { rootPath } from '../organisations/index.ts'
import { record } from '../platform/audit.ts'
import { may, open } from '../platform/auth.ts'
import type { TenantEnv } from '../platform/env.ts'
import { answers, valid } from '../platform/http.ts'
import { Problem } from '../platform/problem.ts'
import { q } from '../platform/sql.ts'
import { allNotices, noticeNow, organisationNames, publish } from './queries.ts'
import { NoticeDraft, NoticeNow, Notices, NoticeTemplate } from './shapes.ts'
import { defaultNotice } from './template.ts'

/** The privacy notice: for anybody to read; its versions are published by whoever answers for people's data. */
export const consents = new Hono<TenantEnv>()
  .get('/notice', open, answers(NoticeNow, 'The privacy notice in force'), async (c) => {
    const [[notice]] = await c.var.db.read([noticeNow()])
    return c.json({ notice: notice ?? null })
  })
  .get('/notices', open, answers(Notices, 'Every version of the privacy notice'), async (c) => {
    const [notices] = await c.var.db.read([allNotices()])
    return c.json({ notices })
  })
  .get('/notice/template', open, answers(NoticeTemplate, 'A privacy notice to begin from'), async (c) => {
    const [[own]] = await c.var.db.read([organisationNames()])
    if (!own) throw new Problem('not-found')
    return c.json(defaultNotice(own, c.env.ORIGIN))
  })
  .post(
    '/notices',
    may('privacy:manage'),
    answers(NoticeNow, 'Publish the next version of the privacy notice', 201),
    valid('json', NoticeDraft),
    async (c) => {
      const draft = c.req.valid('json')
      const { actor, db, holds, now } = c.var
      const everywhere = holds({ path: rootPath })
      const [[power], , , [notice]] = await db.write([
        q.all<{ held: number }>(sql`select ${everywhere} as held`),
        publish(draft, { personId: actor.personId, now }, everywhere),
        record(c, 'notice.published', draft.id, { version: draft.version }),
        noticeNow(),
      ])
      if (power?.held !== 1) throw new Problem('not-found')
      if (notice?.id !== draft.id) throw new Problem('version-changed')
      return c.json({ notice }, 201)
    },
  )
