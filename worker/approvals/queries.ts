import { is, SQL, sql } from 'drizzle-orm'
import { type Actor, holding } from '../platform/auth.ts'
import type { Capability } from '../platform/roles.ts'
import { q } from '../platform/sql.ts'
import type { ApprovalKind } from './rules.ts'
import { DECIDED_WITH } from './rules.ts'

/** How many a page holds. */
export const PAGE = 50

/**
 * What is asked: `unitId` (and `workshopId`) say where the second person must hold the kind's capability. Facts that
 * only the database knows are given as SQL (`detail` as a JSON text).
 */
export type Asking = {
  id: string
  kind: ApprovalKind
  subjectId: string
  unitId: SQL | string
  workshopId?: SQL | string | null
  personId?: SQL | string | null
  detail: SQL | Record<string, unknown>
  reason: string
}

type Asker = { actor: Actor; now: number }

/**
 * Asks, where the guard holds (it must say that the asker may). Of one thing one question is open at a time; the same
 * id again is the same question. Put `record(c, 'approval.asked', id, …)` right after it.
 */
export const ask = (a: Asking, { actor, now }: Asker, guard: SQL) =>
  q.run(sql`insert into approvals (id, kind, subject_id, unit_id, workshop_id, person_id, detail, reason, asked_by,
      asked_account, asked_at)
    select ${a.id}, ${a.kind}, ${a.subjectId}, ${a.unitId}, ${a.workshopId ?? null}, ${a.personId ?? null},
      ${is(a.detail, SQL) ? a.detail : JSON.stringify(a.detail)}, ${a.reason}, ${actor.personId}, ${actor.accountId}, ${now}
    where ${guard} on conflict do nothing`)

/** The question as it stands, for the route that asked it: its id, or undefined when nothing was asked. */
export const whenAsked = (id: string, { actor }: Asker) =>
  q.all<{ id: string; decision: string | null }>(
    sql`select id, decision from approvals where id = ${id} and asked_by = ${actor.personId}`,
  )

const place = { path: sql`u.path`, workshop: sql`a.workshop_id` }

/** True where the actor holds, at the question's place, the capability that deciding its kind needs. */
const decides = ({ actor, now }: Asker) =>
  sql.join(
    (Object.entries(DECIDED_WITH) as [ApprovalKind, Capability][]).map(
      ([kind, capability]) => sql`(a.kind = ${kind} and ${holding(actor, capability, now)(place)})`,
    ),
    sql` or `,
  )

/** True where the actor is somebody else than the asker and the one it is for. */
const second = ({ actor }: Asker) => sql`(a.asked_by <> ${actor.personId}
  and a.asked_account <> ${actor.accountId} and a.person_id is not ${actor.personId})`

const named = (
  column: string,
) => sql`(select json_object('id', p.id, 'nameEn', p.name_en, 'nameHi', p.name_hi)
  from people p where p.id = ${sql.raw(`a.${column}`)})`

/** A question as its statement reads it. */
export type Row = {
  id: string
  kind: ApprovalKind
  subjectId: string
  unit: string
  workshopId: string | null
  person: string | null
  detail: string
  reason: string
  askedBy: string | null
  askerId: string
  askedAt: number
  decision: 'approved' | 'refused' | 'withdrawn' | null
  decidedBy: string | null
  deciderId: string | null
  decidedAt: number | null
  note: string | null
  decidable: number
  own: number
}

const columns = (
  asker: Asker,
) => sql`a.id, a.kind, a.subject_id as "subjectId", a.workshop_id as "workshopId",
  json_object('id', u.id, 'code', u.code, 'levelId', u.level_id, 'nameEn', u.name_en, 'nameHi', u.name_hi) as unit,
  ${named('person_id')} as person, a.detail, a.reason, ${named('asked_by')} as "askedBy", a.asked_by as "askerId",
  a.asked_at as "askedAt", a.decision, ${named('decided_by')} as "decidedBy", a.decided_by as "deciderId",
  a.decided_at as "decidedAt", a.note,
  (a.decision is null and ${second(asker)} and (${decides(asker)})) as decidable,
  a.asked_by = ${asker.actor.personId} as own`

const seen = (asker: Asker) => sql`(a.asked_by = ${asker.actor.personId} or ${decides(asker)})`

/** One question, if the actor asked it or may decide its like there. */
export const one = (id: string, asker: Asker) =>
  q.all<Row>(sql`select ${columns(asker)} from approvals a join units u on u.id = a.unit_id
    where a.id = ${id} and ${seen(asker)}`)

/** Open questions, the oldest first, or decided ones, the newest first; one more than a page. */
export function listed(state: 'open' | 'decided', after: string | undefined, asker: Asker) {
  const open = state === 'open'
  const beyond = after
    ? open
      ? sql`and a.id > ${after}`
      : sql`and (a.decided_at, a.id) < (select decided_at, id from approvals where id = ${after})`
    : sql``
  return q.all<Row>(sql`select ${columns(asker)} from approvals a join units u on u.id = a.unit_id
    where ${open ? sql`a.decision is null` : sql`a.decision is not null`} and ${seen(asker)} ${beyond}
    order by ${open ? sql`a.id` : sql`a.decided_at desc, a.id desc`} limit ${PAGE + 1}`)
}

type Word = { decision: 'approved' | 'refused'; note: string }

/** Decides an open question. Whether two people took part is held by the table itself. */
export const decide = (id: string, { decision, note }: Word, asker: Asker) =>
  q.run(sql`update approvals set decision = ${decision}, note = ${note || null}, decided_at = ${asker.now},
      decided_by = ${asker.actor.personId}, decided_account = ${asker.actor.accountId}
    where id = ${id} and decision is null and exists (
      select 1 from approvals a join units u on u.id = a.unit_id where a.id = ${id} and (${decides(asker)}))`)

/** Takes back an open question of one's own. */
export const withdraw = (id: string, { actor, now }: Asker) =>
  q.run(sql`update approvals set decision = 'withdrawn', decided_at = ${now}, decided_by = ${actor.personId},
      decided_account = ${actor.accountId}
    where id = ${id} and decision is null and asked_by = ${actor.personId}`)
