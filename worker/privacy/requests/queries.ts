import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { ask } from '../../approvals/index.ts'
import { changePerson, overPerson, type PersonChange } from '../../people/index.ts'
import type { Actor, Holds } from '../../platform/auth.ts'
import { newId } from '../../platform/id.ts'
import { q } from '../../platform/sql.ts'
import { dueAt, type Kind } from '../rules.ts'
import type { Asked, Closing } from './shapes.ts'

/** How many a page holds. */
export const PAGE = 50

type Asker = { actor: Actor; now: number }

/** True for a person, by id, over whom the route's capability is held. */
export const overPersonId = (personId: SQL | string, holds: Holds) =>
  sql`exists (select 1 from people p join units u on u.id = p.unit_id where p.id = ${personId} and ${overPerson(holds)})`

/** A request to be written. */
export type Draft = { id: string; personId: string; asked: z.infer<typeof Asked>; approvalId: string | null }

const erased = (personId: string) => sql`exists (select 1 from erasures where person_id = ${personId})`

const openErasure = (
  d: Draft,
) => sql`exists (select 1 from privacy_requests o where o.person_id = ${d.personId}
  and o.kind = 'erasure' and o.outcome is null)`

/** What else must hold: an erased person asks nothing, and one erasure at a time is open. */
const free = (d: Draft) =>
  d.asked.kind === 'erasure'
    ? sql`not ${erased(d.personId)} and not ${openErasure(d)}`
    : sql`not ${erased(d.personId)}`

/** Writes a request down, where the guard holds; a nomination counts at once, the same id again is the same request. */
export function begin(d: Draft, { actor, now }: Asker, guard: SQL) {
  const { kind, ...words } = d.asked
  const [outcome, closedBy, closedAt] =
    kind === 'nomination' ? ['done', actor.personId, now] : [null, null, null]
  return q.run(sql`insert into privacy_requests (id, person_id, kind, words, asked_by, asked_at, due_at, approval_id,
      outcome, closed_by, closed_at)
    select ${d.id}, ${d.personId}, ${kind}, ${JSON.stringify(words)}, ${actor.personId}, ${now},
      ${dueAt(kind, now)}, ${d.approvalId}, ${outcome}, ${closedBy}, ${closedAt}
    where ${guard} and ${free(d)} on conflict do nothing`)
}

/** Asks a second person to approve an erasure; before the request that names the question. */
export const question = (d: Draft, asker: Asker, guard: SQL) =>
  ask(
    {
      id: d.approvalId ?? '',
      kind: 'erasure',
      subjectId: d.personId,
      unitId: sql`(select unit_id from people where id = ${d.personId})`,
      personId: d.personId,
      detail: { requestId: d.id },
      reason: '',
    },
    asker,
    sql`${d.asked.kind === 'erasure'} and ${guard} and ${free(d)}
      and not exists (select 1 from privacy_requests where id = ${d.id})`,
  )

const named = (
  column: string,
) => sql`(select json_object('id', n.id, 'nameEn', n.name_en, 'nameHi', n.name_hi)
  from people n where n.id = ${sql.raw(`r.${column}`)})`

/** A request as its statement reads it. */
export type Row = {
  id: string
  kind: Kind
  person: string
  words: string
  askedBy: string | null
  askerId: string
  askedAt: number
  dueAt: number
  approvalId: string | null
  waiting: number
  present: string
  outcome: 'done' | 'refused' | 'withdrawn' | null
  answer: string | null
  closedBy: string | null
  closerId: string | null
  closedAt: number | null
}

const columns = sql`r.id, r.kind, json_object('id', p.id, 'nameEn', p.name_en, 'nameHi', p.name_hi) as person,
  r.words, ${named('asked_by')} as "askedBy", r.asked_by as "askerId", r.asked_at as "askedAt", r.due_at as "dueAt",
  r.approval_id as "approvalId",
  exists (select 1 from approvals a where a.id = r.approval_id and a.decision is null) as waiting,
  json_object('nameEn', p.name_en, 'nameHi', p.name_hi, 'guardianName', p.guardian_name, 'gender', p.gender,
    'bornYear', p.born_year, 'language', p.language, 'hasSmartphone', p.has_smartphone, 'canRead', p.can_read,
    'phone', p.phone, 'email', p.email) as present,
  r.outcome, r.answer, ${named('closed_by')} as "closedBy", r.closed_by as "closerId", r.closed_at as "closedAt"`

const from = sql`privacy_requests r join people p on p.id = r.person_id join units u on u.id = p.unit_id`

/** Requests where a guard on `r`, `p` and `u` holds, in an order, at most so many. */
export const requestsWhere = (guard: SQL, order: SQL = sql`r.asked_at desc, r.id desc`, limit = -1) =>
  q.all<Row>(sql`select ${columns} from ${from} where ${guard} order by ${order} limit ${limit}`)

/** Requests of people over whom the capability is held: open ones by their due date, closed ones the newest first. */
export function listed(
  {
    state,
    person,
    after,
  }: { state: 'open' | 'closed'; person: string | undefined; after: string | undefined },
  holds: Holds,
) {
  const open = state === 'open'
  const beyond = !after
    ? sql``
    : open
      ? sql`and (r.due_at, r.id) > (select due_at, id from privacy_requests where id = ${after})`
      : sql`and (r.closed_at, r.id) < (select closed_at, id from privacy_requests where id = ${after})`
  return requestsWhere(
    sql`${open ? sql`r.outcome is null` : sql`r.outcome is not null`} and ${overPerson(holds)}
      ${person ? sql`and r.person_id = ${person}` : sql``} ${beyond}`,
    open ? sql`r.due_at, r.id` : sql`r.closed_at desc, r.id desc`,
    PAGE + 1,
  )
}

const requestOver = (id: string, holds: Holds) => sql`exists (select 1 from ${from}
  where r.id = ${id} and ${overPerson(holds)})`

/** Ends an open request that no second person decides, where the capability is held over its person. */
export const close = (
  id: string,
  { outcome, answer }: z.infer<typeof Closing>,
  { actor, now }: Asker,
  holds: Holds,
) =>
  q.run(sql`update privacy_requests set outcome = ${outcome}, answer = ${answer || null}, closed_by = ${actor.personId},
      closed_at = ${now}
    where id = ${id} and outcome is null and approval_id is null and ${requestOver(id, holds)}`)

/** Makes a proposed correction true, while its request is open. */
export const apply = (id: string, personId: string, proposed: PersonChange, holds: Holds) =>
  changePerson(
    personId,
    proposed,
    sql`exists (select 1 from privacy_requests r where r.id = ${id} and r.person_id = ${personId}
      and r.kind = 'correction' and r.outcome is null) and ${requestOver(id, holds)}`,
  )

/** Takes back one's own open request, and the question that it asked. */
export const takeBack = (id: string, { actor, now }: Asker) =>
  [
    q.run(sql`update privacy_requests set outcome = 'withdrawn', closed_by = ${actor.personId}, closed_at = ${now}
      where id = ${id} and outcome is null and person_id = ${actor.personId} and asked_by = ${actor.personId}`),
    q.run(sql`update approvals set decision = 'withdrawn', decided_at = ${now}, decided_by = ${actor.personId},
        decided_account = ${actor.accountId}
      where decision is null and asked_by = ${actor.personId}
        and id = (select approval_id from privacy_requests where id = ${id} and outcome = 'withdrawn')`),
  ] as const

/** A new id for the question of an erasure. */
export const questionFor = (asked: z.infer<typeof Asked>) => (asked.kind === 'erasure' ? newId() : null)
