import { type SQL, sql } from 'drizzle-orm'
import { minor } from '../../consents/index.ts'
import { overPerson, unitJson } from '../../people/index.ts'
import type { Actor, Holds, PowersTable } from '../../platform/auth.ts'
import { holding } from '../../platform/auth.ts'
import { jsonList, q } from '../../platform/sql.ts'

/** How many a page holds. */
export const PAGE = 50

/** What is needed to ask a person for his consent. */
export const standing = (personId: string, now: number) =>
  q.all<{ minor: number; canRead: number | null; given: number | null }>(sql`
    select ${minor(sql`p.id`, now)} as minor, p.can_read as "canRead",
      (select given from consent_now where person_id = p.id) as given
    from people p where p.id = ${personId}`)

/** True over people `p` of unit `u` for who keeps people there, or looks after their privacy. */
export const keeping =
  (actor: Actor, now: number): Holds =>
  (place) =>
    sql`(${holding(actor, 'people:edit', now)(place)} or ${holding(actor, 'privacy:manage', now)(place)})`

type Word = {
  id: string
  personId: string
  given: boolean
  noticeId?: string | undefined
  language: string
  channel: string
  guardian: { name: string; relation: string; verified: string } | null
  witness: { name: string; readOut: string } | null
}

const of = (path: string) => sql.raw(`(w.value ->> '$.${path}')`)
const NOW = sql`(select id from notices order by version desc limit 1)`

/** True when every person of a list may be written for. */
const allOver = (
  list: SQL,
  holds: Holds,
) => sql`not exists (select 1 from json_each(${list}) o where not exists (
  select 1 from people p join units u on u.id = p.unit_id
  where p.id = (o.value ->> '$.personId') and ${overPerson(holds)}
    and not exists (select 1 from erasures e where e.person_id = p.id)))`

/** Writes the words of a list down, all or none. */
export const keep = (words: readonly Word[], by: { personId: string; now: number }, holds: Holds) => {
  const list = jsonList(words)
  return q.run(sql`insert into consents (id, person_id, notice_id, given, language, channel, recorded_by, recorded_at,
      witness_name, read_out, guardian_name, guardian_relation, guardian_verified)
    select ${of('id')}, ${of('personId')}, coalesce(${of('noticeId')}, ${NOW}), ${of('given')}, ${of('language')},
      ${of('channel')}, ${by.personId}, ${by.now}, ${of('witness.name')}, ${of('witness.readOut')},
      ${of('guardian.name')}, ${of('guardian.relation')}, ${of('guardian.verified')}
    from json_each(${list}) w
    where ${allOver(list, holds)}
      and exists (select 1 from notices v where v.id = coalesce(${of('noticeId')}, ${NOW}))
    on conflict (id) do nothing`)
}

/** How many words of a list stand in the ledger, and whether each person may be written for. */
export const kept = (words: readonly Word[], holds: Holds) =>
  q.all<{ recorded: number; allowed: number; published: number }>(sql`
    select (select count(*) from json_each(${jsonList(words)}) w join consents c on c.id = ${of('id')}
        and c.person_id = ${of('personId')}) as recorded,
      ${allOver(jsonList(words), holds)} as allowed, exists (select 1 from notices) as published`)

/** Somebody without consent as the statement reads him; `unit` is JSON. */
export type LackingRow = {
  id: string
  nameEn: string
  nameHi: string
  unit: string
  reason: 'never' | 'withdrawn' | 'guardian'
  minor: number
  canRead: number | null
}

/** People without consent below a unit, in the order of the tree, one more than a page. */
export function lacking(
  { unit, after }: { unit: string | undefined; after: string | undefined },
  { actor, now }: { actor: Actor; now: number },
) {
  const place = sql`select a.path, b.id from people b join units a on a.id = b.unit_id where b.id = ${after ?? null}`
  const top = sql`(select path from units where id = ${unit ?? null})`
  const within = unit ? sql`u.path >= ${top} and u.path < ${top} || '~' and` : sql``
  const beyond = after
    ? sql`u.path >= (select path from (${place})) and (u.path, p.id) > (${place}) and`
    : sql``
  const few = minor(sql`p.id`, now)
  return q.all<LackingRow>(sql`select p.id, p.name_en as "nameEn", p.name_hi as "nameHi", ${unitJson('u')} as unit,
      case when c.given = 0 then 'withdrawn' when c.given = 1 then 'guardian' else 'never' end as reason,
      ${few} as minor, p.can_read as "canRead"
    from units u cross join people p on p.unit_id = u.id left join consent_now c on c.person_id = p.id
    where ${within} ${beyond} exists (select 1 from notices) and ${overPerson(keeping(actor, now))}
      and (c.given is null or c.given = 0 or (c.guardian_name is null and ${few}))
      and p.merged_into is null and not exists (select 1 from erasures e where e.person_id = p.id)
    order by u.path, p.id limit ${PAGE + 1}`)
}

/** Requests and consents by number, over whom the capability is held; the tree is walked by units, not by people. */
export const counted = ({ table, holds }: PowersTable, now: number) =>
  q.all<
    Record<'open' | 'overdue' | 'waiting' | 'people' | 'agreed' | 'withdrawn' | 'unfinished', number>
  >(sql`
    with ${table}, r as (select r.* from privacy_requests r join people p on p.id = r.person_id
        join units u on u.id = p.unit_id where r.outcome is null and ${holds({ path: sql`u.path` })}),
      c as (select c.given, c.person_id from consents c join people p on p.id = c.person_id
        join units u on u.id = p.unit_id where c.seq = (select max(l.seq) from consents l where l.person_id = c.person_id)
          and ${holds({ path: sql`u.path` })}
          and not exists (select 1 from erasures e where e.person_id = c.person_id))
    select (select count(*) from r) as open, (select count(*) from r where due_at < ${now}) as overdue,
      (select count(*) from r join approvals a on a.id = r.approval_id and a.decision is null) as waiting,
      (select count(*) from units u cross join people p on p.unit_id = u.id where ${holds({ path: sql`u.path` })})
        - (select count(*) from erasures e join people p on p.id = e.person_id join units u on u.id = p.unit_id
          where ${holds({ path: sql`u.path` })}) as people,
      (select count(*) from c where given = 1) as agreed, (select count(*) from c where given = 0) as withdrawn,
      (select count(*) from erasures where forgotten_at is null) as unfinished`)
