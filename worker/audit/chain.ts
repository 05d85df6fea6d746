import { type SQL, sql } from 'drizzle-orm'
import { type AuditRow, START, type Stand, type Stretch } from '../platform/audit-chain.ts'
import { q } from '../platform/sql.ts'

/** Rows that are linked or checked at once. */
export const STRETCH = 2000

const rowsAfter = (seq: SQL | number) =>
  q.all<AuditRow>(sql`select seq, id, at, actor_id as "actorId",
    account_id as "accountId", session_id as "sessionId", on_behalf_of as "onBehalfOf", action,
    subject_id as "subjectId", detail, evidence, source, device, request_id as "requestId", mac
  from audit where seq > ${seq} order by seq limit ${STRETCH}`)

/** The newest link, then the rows that have none yet, the oldest first. */
export const unsealed = () =>
  [
    q.all<{ seq: number; hash: string }>(sql`select seq, hash from audit_chain order by seq desc limit 1`),
    rowsAfter(sql`(select coalesce(max(seq), 0) from audit_chain)`),
  ] as const

/** Adds links right after row `from`; nothing when another job has added them meanwhile. */
export const link = (from: number, links: readonly { seq: number; hash: string }[]) =>
  q.run(sql`insert into audit_chain (seq, hash)
    select value ->> 'seq', value ->> 'hash' from json_each(${JSON.stringify(links)})
    where (select coalesce(max(seq), 0) from audit_chain) = ${from}`)

/** The link of one row. */
export const linkAt = (seq: number) =>
  q.all<{ hash: string }>(sql`select hash from audit_chain where seq = ${seq}`)

/** In the directory: what it remembers of an organisation's audit. */
export const headOf = (slug: string) =>
  q.all<{ seq: number; hash: string }>(sql`select seq, hash from audit_heads where slug = ${slug}`)

/** In the directory: remembers a newer head. */
export const remember = (slug: string, head: { seq: number; hash: string }, now: number) =>
  q.run(sql`insert into audit_heads values (${slug}, ${head.seq}, ${head.hash}, ${now})
    on conflict (slug) do update set seq = excluded.seq, hash = excluded.hash, at = excluded.at
    where excluded.seq > seq`)

/** In the directory: every organisation. */
export const everyOrganisation = () =>
  q.all<{ slug: string }>(sql`select slug from organisations order by slug`)

/** What checking goes on with after row `after`: where it stands, rows, links, copied codes, and both ends. */
export const stretchAfter = (after: number) =>
  [
    q.all<{ hash: string | null; signed: number | null }>(sql`select
      (select hash from audit_chain where seq = ${after}) as hash,
      (select mac is not null from audit where seq = ${after}) as signed`),
    rowsAfter(after),
    q.all<{ seq: number; hash: string }>(
      sql`select seq, hash from audit_chain where seq > ${after} order by seq limit ${STRETCH + 1}`,
    ),
    q.all<{
      seq: number
    }>(sql`select distinct a.seq from audit a join audit b on b.mac = a.mac and b.seq < a.seq
      where a.seq > ${after} and a.seq <= coalesce(
        (select seq from audit where seq > ${after} order by seq limit 1 offset ${STRETCH - 1}), a.seq)`),
    q.all<{
      sealed: number
      rows: number
    }>(sql`select coalesce((select max(seq) from audit_chain), 0) as sealed,
      coalesce((select max(seq) from audit), 0) as rows`),
  ] as const

type Answers<T extends readonly unknown[]> = { -readonly [K in keyof T]: Awaited<T[K]> }
type Read = Answers<ReturnType<typeof stretchAfter>>

/** What the statements above answered, as it is checked; `head` must have been read before them. */
export function stretchFrom(
  after: number,
  [[at], rows, links, copies, [ends]]: Read,
  head: { seq: number; hash: string } | undefined,
): { from: Stand; stretch: Stretch; rows: number } {
  const from = after === 0 ? START : { seq: after, hash: at?.hash ?? '', signed: at?.signed === 1 }
  const stretch = {
    rows,
    links: new Map(links.map(({ seq, hash }) => [seq, hash])),
    copies: new Set(copies.map(({ seq }) => seq)),
    sealed: ends?.sealed ?? 0,
    head,
    last: rows.length < STRETCH,
  }
  return { from, stretch, rows: ends?.rows ?? 0 }
}
