import { type SQL, sql } from 'drizzle-orm'
import { rootPath } from '../../organisations/index.ts'
import type { Actor, Holds } from '../../platform/auth.ts'
import { newId } from '../../platform/id.ts'
import { q } from '../../platform/sql.ts'
import type { ExceptionKind } from './rules.ts'

/** Something about money that somebody must look at. `detail` never holds a personal value. */
export type Raised = { kind: ExceptionKind; subject: string; detail?: Record<string, string | number | null> }

/** Raises an exception, if the guard holds, unless it is open already. */
export const raise = ({ kind, subject, detail = {} }: Raised, now: number, guard: SQL = sql`true`) =>
  q.run(sql`insert into exceptions (id, kind, subject, detail, raised_at)
    select ${newId()}, ${kind}, ${subject}, ${JSON.stringify(detail)}, ${now} where ${guard}
    on conflict do nothing`)

/** Settles an exception whose cause is gone; nobody's name stands at it. */
export const settleRaised = ({ kind, subject }: Raised, now: number, guard: SQL = sql`true`) =>
  q.run(sql`update exceptions set settled_at = ${now}
    where kind = ${kind} and subject = ${subject} and settled_at is null and ${guard}`)

/** How many exceptions a page holds. */
export const PAGE = 100

/** An exception; `detail` is JSON. */
export type ExceptionRow = {
  id: string
  kind: ExceptionKind
  subject: string
  detail: string
  raisedAt: number
  settledAt: number | null
  settledBy: string | null
  settledEn: string | null
  settledHi: string | null
  note: string | null
}

const rows = sql`select x.id, x.kind, x.subject, x.detail, x.raised_at as "raisedAt", x.settled_at as "settledAt",
    x.settled_by as "settledBy", e.name_en as "settledEn", e.name_hi as "settledHi", x.note
  from exceptions x left join people e on e.id = x.settled_by`

type Asked = { state: 'open' | 'settled'; after?: string | undefined }

/** Exceptions that are open, or settled ones, the newest first, one more than a page. */
export const exceptionList = ({ state, after }: Asked, holds: Holds) =>
  q.all<ExceptionRow>(sql`${rows} where (x.settled_at is null) = ${state === 'open' ? 1 : 0}
    ${after ? sql`and (x.raised_at, x.id) < (select a.raised_at, a.id from exceptions a where a.id = ${after})` : sql``}
    and ${holds({ path: rootPath })} order by x.raised_at desc, x.id desc limit ${PAGE + 1}`)

/** An exception, for whoever may settle it. */
export const exception = (id: string, holds: Holds) =>
  q.all<ExceptionRow>(sql`${rows} where x.id = ${id} and ${holds({ path: rootPath })}`)

/** A person has looked and says what was done. */
export const settle = (id: string, note: string, actor: Actor, now: number, holds: Holds) =>
  q.run(sql`update exceptions set settled_at = ${now}, settled_by = ${actor.personId}, note = ${note}
    where id = ${id} and settled_at is null and ${holds({ path: rootPath })}`)
