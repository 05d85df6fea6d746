import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { rootPath } from '../../organisations/index.ts'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { q } from '../../platform/sql.ts'
import { boardBy } from '../rules.ts'
import { add, breachesWhere, note, type Row } from './queries.ts'
import { Breach, BreachDraft, Breaches, EntryDraft } from './shapes.ts'

const BreachId = z.object({ breachId: z.uuid() })
const Entries = Breach.shape.entries
const Named = Breach.shape.recordedBy

function shown({ entries: json, recordedBy, ...row }: Row): z.infer<typeof Breach> {
  const entries = Entries.parse(JSON.parse(json))
  const first = (kind: string) => entries.find((entry) => entry.kind === kind)?.writtenAt ?? null
  return {
    ...row,
    boardBy: boardBy(row.noticedAt),
    recordedBy: recordedBy ? Named.parse(JSON.parse(recordedBy)) : { nameEn: '', nameHi: '' },
    boardToldAt: first('board'),
    peopleToldAt: first('people'),
    closedAt: first('closed'),
    entries,
  }
}

/** The register of breaches: for who looks after the privacy of the whole organisation. */
export const breaches = new Hono<TenantEnv>()
  .get(
    '/privacy/breaches',
    may('privacy:manage'),
    answers(Breaches, 'The register of breaches'),
    async (c) => {
      const { db, holds } = c.var
      const guard = holds({ path: rootPath })
      const [[power], rows] = await db.read([
        q.all<{ held: number }>(sql`select ${guard} as held`),
        breachesWhere(guard),
      ])
      if (power?.held !== 1) throw new Problem('not-found')
      return c.json({ breaches: rows.map(shown) })
    },
  )
  .post(
    '/privacy/breaches',
    may('privacy:manage'),
    answers(Breach, 'Write a breach into the register', 201),
    valid('json', BreachDraft),
    async (c) => {
      const draft = c.req.valid('json')
      const { actor, db, holds, now } = c.var
      const guard = holds({ path: rootPath })
      const [[power], , , [row]] = await db.write([
        q.all<{ held: number }>(sql`select ${guard} as held`),
        note(draft, { personId: actor.personId, now }, sql`${guard} and ${draft.noticedAt} <= ${now}`),
        record(c, 'breach.noted', draft.id, { noticedAt: draft.noticedAt, people: draft.people }),
        breachesWhere(sql`b.id = ${draft.id} and ${guard}`),
      ])
      if (power?.held === 1 && draft.noticedAt > now) {
        const detail = 'It was noticed already'
        throw new Problem('invalid', { errors: [{ pointer: '/noticedAt', code: 'future', detail }] })
      }
      if (!row) throw new Problem('not-found')
      return c.json(shown(row), 201)
    },
  )
  .get(
    '/privacy/breaches/:breachId',
    may('privacy:manage'),
    answers(Breach, 'A breach and what was done about it'),
    valid('param', BreachId),
    async (c) => {
      const { breachId } = c.req.valid('param')
      const [[row]] = await c.var.db.read([
        breachesWhere(sql`b.id = ${breachId} and ${c.var.holds({ path: rootPath })}`),
      ])
      if (!row) throw new Problem('not-found')
      return c.json(shown(row))
    },
  )
  .post(
    '/privacy/breaches/:breachId/entries',
    may('privacy:manage'),
    answers(Breach, 'Add what was learnt, done or told', 201),
    valid('param', BreachId),
    valid('json', EntryDraft),
    async (c) => {
      const { breachId } = c.req.valid('param')
      const entry = c.req.valid('json')
      const { actor, db, holds, now } = c.var
      const guard = holds({ path: rootPath })
      const [, , [row]] = await db.write([
        add(breachId, entry, { personId: actor.personId, now }, guard),
        record(c, 'breach.added', breachId, { kind: entry.kind }),
        breachesWhere(sql`b.id = ${breachId} and ${guard}`),
      ])
      if (!row) throw new Problem('not-found')
      const answer = shown(row)
      if (!answer.entries.some(({ id }) => id === entry.id)) throw new Problem('state-changed')
      return c.json(answer, 201)
    },
  )
