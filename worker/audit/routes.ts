import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import type * as z from 'zod'
import { record } from '../platform/audit.ts'
import { auditKeys, checkStretch } from '../platform/audit-chain.ts'
import { may } from '../platform/auth.ts'
import { csvOf, watermark } from '../platform/csv-out.ts'
import type { TenantEnv } from '../platform/env.ts'
import { answers, valid } from '../platform/http.ts'
import { Problem } from '../platform/problem.ts'
import { headOf, stretchAfter, stretchFrom } from './chain.ts'
import { allowed, counted, EXPORTED, listed, mayRead, PAGE, type Row, unnoted } from './queries.ts'
import {
  AuditAsked,
  type AuditEntry,
  AuditPage,
  ExportAsked,
  Exported,
  Verification,
  VerificationAsked,
} from './shapes.ts'

const HOUR = 3600

const read = (json: string | null) => (json === null ? null : JSON.parse(json))

function entryOf({ actorId, accountId, ...row }: Row): z.infer<typeof AuditEntry> {
  return {
    ...row,
    way: accountId?.startsWith('card:') ? 'card' : accountId === null ? 'job' : 'account',
    who: read(row.who) ?? (actorId ? { id: actorId, nameEn: '', nameHi: '' } : null),
    onBehalfOf: read(row.onBehalfOf),
    subject: read(row.subject),
    detail: read(row.detail),
    evidence: read(row.evidence),
    sealed: row.sealed === 1,
  }
}

const COLUMNS = [
  'seq',
  'at',
  'person_id',
  'name',
  'action',
  'subject_id',
  'subject',
  'on_behalf_of',
  'detail',
  'evidence',
  'source',
  'device',
  'request_id',
] as const

const cellsOf = (row: Row): (string | number | null)[] => [
  row.seq,
  new Date(row.at * 1000).toISOString(),
  row.actorId,
  read(row.who)?.nameEn ?? null,
  row.action,
  row.subjectId,
  read(row.subject)?.nameEn ?? null,
  read(row.onBehalfOf)?.nameEn ?? null,
  row.detail,
  row.evidence,
  row.source,
  row.device,
  row.requestId,
]

/** Reading, checking and exporting the audit; all three by somebody who may read it for the whole organisation. */
export const auditing = new Hono<TenantEnv>()
  .get(
    '/audit',
    may('audit:read'),
    answers(AuditPage, 'Who did what, the newest first; reading is itself recorded once an hour'),
    valid('query', AuditAsked),
    async (c) => {
      const { actor, db, holds, now } = c.var
      const hour = now - (now % HOUR)
      const [, [power], rows] = await db.write([
        record(
          c,
          'audit.read',
          'audit',
          {},
          sql`${allowed(holds)} and ${unnoted(actor.sessionId, actor.personId, hour)}`,
        ),
        mayRead(holds),
        listed(c.req.valid('query'), PAGE, holds),
      ])
      if (!power?.may) throw new Problem('not-found')
      const shown = rows.slice(0, PAGE).map(entryOf)
      return c.json({ rows: shown, before: rows.length > PAGE ? (shown.at(-1)?.seq ?? null) : null })
    },
  )
  .get(
    '/audit/verification',
    may('audit:read'),
    answers(Verification, 'Check the next rows of the audit after one that was checked'),
    valid('query', VerificationAsked),
    async (c) => {
      const { databases, db, holds, organisation } = c.var
      const { after } = c.req.valid('query')
      // The directory's head is read first: it never lies ahead of the chain then.
      const [[head]] = await databases.directory.read([headOf(organisation)])
      const [[power], ...answered] = await db.read([mayRead(holds), ...stretchAfter(after)])
      if (!power?.may) throw new Problem('not-found')
      const { from, stretch, rows } = stretchFrom(after, answered, head)
      const { fault, stand } = checkStretch(organisation, auditKeys(c.env.SEALING_KEY), from, stretch)
      const done = stretch.last || fault !== undefined
      return c.json({ checked: stand.seq, rows, sealed: stretch.sealed, done, fault: fault ?? null })
    },
  )
  .post(
    '/audit/export',
    may('audit:read'),
    answers(Exported, 'Export rows of the audit as CSV, up to 5,000 a request'),
    valid('json', ExportAsked),
    async (c) => {
      const { db, holds } = c.var
      const { reason, ...asked } = c.req.valid('json')
      const [[power], rows] = await db.write([
        mayRead(holds),
        listed(asked, EXPORTED, holds),
        record(c, 'audit.exported', 'audit', { reason, asked }, allowed(holds), {
          evidence: counted(asked, holds),
        }),
      ])
      if (!power?.may) throw new Problem('not-found')
      const page = rows.slice(0, EXPORTED)
      const header = asked.before ? undefined : COLUMNS
      return c.json({
        csv: csvOf(header, page.map(cellsOf), watermark(c, reason)),
        rows: page.length,
        before: rows.length > EXPORTED ? (page.at(-1)?.seq ?? null) : null,
      })
    },
  )
