import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import type { Holds } from '../platform/auth.ts'
import { q } from '../platform/sql.ts'
import type { AuditAsked } from './shapes.ts'

/** How many rows a page shows. */
export const PAGE = 50

/** How many rows one request exports. */
export const EXPORTED = 5000

/** True where the audit may be read: it concerns the whole organisation, so that the power must lie at its top. */
export const allowed = (holds: Holds) =>
  holds({ path: sql`(select path from units where parent_id is null)` })

/** Whether the audit may be read, as a statement. */
export const mayRead = (holds: Holds) => q.all<{ may: number }>(sql`select ${allowed(holds)} as may`)

const named = (id: string) => sql`(select json_object('id', p.id, 'nameEn', p.name_en, 'nameHi', p.name_hi)
  from people p where p.id = ${sql.raw(id)})`

const own = (kind: string, table: string) =>
  sql.raw(`(select json_object('kind', '${kind}', 'id', s.id, 'nameEn', s.name_en, 'nameHi', s.name_hi)
    from ${table} s where s.id = a.subject_id)`)

/** Things that have no name of their own are told by the person whom they concern. */
const ofPerson = (table: string) =>
  sql.raw(`(select json_object('kind', 'person', 'id', s.id, 'nameEn', s.name_en, 'nameHi', s.name_hi)
    from ${table} t join people s on s.id = t.person_id where t.id = a.subject_id)`)

const subject = sql`coalesce(${own('person', 'people')}, ${own('unit', 'units')}, ${own('workshop', 'workshops')},
  ${own('programme', 'programmes')}, ${own('tier', 'tiers')}, ${own('wing', 'wings')}, ${ofPerson('grants')},
  ${ofPerson('registrations')}, ${ofPerson('credentials')}, ${ofPerson('cards')}, ${ofPerson('nominations')},
  ${ofPerson('offices')}, ${ofPerson('approvals')},
  (select json_object('kind', 'payment', 'id', r.payment_id, 'nameEn', r.number, 'nameHi', r.number)
    from receipts r where r.payment_id = a.subject_id),
  (select json_object('kind', 'person', 'id', p.id, 'nameEn', p.name_en, 'nameHi', p.name_hi) from marks m
    join registrations g on g.id = m.registration_id join people p on p.id = g.person_id where m.id = a.subject_id))`

/** A row as its statement reads it. */
export type Row = {
  seq: number
  at: number
  actorId: string | null
  accountId: string | null
  session: string | null
  who: string | null
  onBehalfOf: string | null
  action: string
  subjectId: string
  subject: string | null
  detail: string
  evidence: string | null
  source: string | null
  device: string | null
  requestId: string
  sealed: number
}

type Asked = z.infer<typeof AuditAsked>

const wanted = ({ person, subject: about, action, from, until, before }: Asked): SQL[] => [
  ...(person
    ? [
        sql`(a.actor_id = ${person} or a.subject_id = ${person} or a.on_behalf_of = ${person}
        or exists (select 1 from grants t where t.id = a.subject_id and t.person_id = ${person}))`,
      ]
    : []),
  ...(about ? [sql`a.subject_id = ${about}`] : []),
  ...(action
    ? [
        action.includes('.')
          ? sql`a.action = ${action}`
          : sql`a.action between ${`${action}.`} and ${`${action}.~`}`,
      ]
    : []),
  ...(from ? [sql`a.at >= ${from}`] : []),
  ...(until ? [sql`a.at < ${until}`] : []),
  ...(before ? [sql`a.seq < ${before}`] : []),
]

const where = (asked: Asked, holds: Holds) => sql.join([allowed(holds), ...wanted(asked)], sql` and `)

/** Rows, the newest first; one more than asked for. */
export const listed = (asked: Asked, count: number, holds: Holds) =>
  q.all<Row>(sql`select a.seq, a.at, a.actor_id as "actorId", a.account_id as "accountId",
      substr(a.session_id, -6) as session, ${named('a.actor_id')} as who, ${named('a.on_behalf_of')} as "onBehalfOf",
      a.action, a.subject_id as "subjectId", ${subject} as subject, a.detail, a.evidence, a.source, a.device,
      a.request_id as "requestId", exists (select 1 from audit_chain k where k.seq = a.seq) as sealed
    from audit a where ${where(asked, holds)} order by a.seq desc limit ${count + 1}`)

/** How many rows an export will hold, as JSON for its own audit row. */
export const counted = (asked: Asked, holds: Holds) =>
  sql`(select json_object('rows', count(*)) from (select 1 from audit a where ${where(asked, holds)}
    limit ${EXPORTED}))`

/** True unless this session's reading was noted since an instant. */
export const unnoted = (sessionId: string, personId: string, since: number) =>
  sql`not exists (select 1 from audit where actor_id = ${personId} and action = 'audit.read'
    and session_id = ${sessionId} and at >= ${since})`
