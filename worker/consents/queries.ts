import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { q } from '../platform/sql.ts'
import type { Barred } from './rules.ts'
import type { Consent, Guardian, Notice, NoticeDraft, Witness } from './shapes.ts'

const columns = sql`id, version, text_en as "textEn", text_hi as "textHi", contact, published_at as "publishedAt"`

/** The notice in force; no row while none is published. */
export const noticeNow = () =>
  q.all<z.infer<typeof Notice>>(sql`select ${columns} from notices order by version desc limit 1`)

/** Every version, the newest first. */
export const allNotices = () =>
  q.all<z.infer<typeof Notice>>(sql`select ${columns} from notices order by version desc`)

/** What a template is filled with. */
export const organisationNames = () =>
  q.all<{ nameEn: string; nameHi: string; slug: string }>(
    sql`select name_en as "nameEn", name_hi as "nameHi", slug from organisation`,
  )

/** Publishes the next version where the guard holds and nobody published one meanwhile. */
export const publish = (
  n: z.infer<typeof NoticeDraft>,
  by: { personId: string | null; now: number },
  guard: SQL,
) =>
  q.run(sql`insert into notices (id, version, text_en, text_hi, contact, published_by, published_at)
    select ${n.id}, ${n.version}, ${n.textEn}, ${n.textHi}, ${n.contact}, ${by.personId}, ${by.now}
    where ${guard} and ${n.version} = 1 + (select coalesce(max(version), 0) from notices) on conflict do nothing`)

/** A word to a notice, given or taken back. */
export type Said = {
  id: string
  personId: string
  noticeId: SQL | string
  given: boolean
  language: 'hi' | 'en'
  channel: 'app' | 'paper' | 'spoken'
  guardian: z.infer<typeof Guardian> | null
  witness: z.infer<typeof Witness> | null
}

/**
 * Writes a word down, for a person and a notice that exist, where the guard holds; the same id again is the same word.
 * The table refuses one without the guardian or the witness that the person needs.
 */
export const agreeing = (s: Said, by: { personId: string; now: number }, guard: SQL) =>
  q.run(sql`insert into consents (id, person_id, notice_id, given, language, channel, recorded_by, recorded_at,
      witness_name, read_out, guardian_name, guardian_relation, guardian_verified)
    select ${s.id}, p.id, n.id, ${Number(s.given)}, ${s.language}, ${s.channel}, ${by.personId}, ${by.now},
      ${s.witness?.name ?? null}, ${s.witness?.readOut ?? null}, ${s.guardian?.name ?? null},
      ${s.guardian?.relation ?? null}, ${s.guardian?.verified ?? null}
    from people p join notices n on n.id = ${s.noticeId} where p.id = ${s.personId} and ${guard}
    on conflict (id) do nothing`)

/**
 * True when a person needs nothing more to join: no notice is in force, he has agreed and not taken it back, or he
 * agrees now to the notice in force.
 */
export const agreed = (personId: string, noticeId: string | undefined) => sql`(
  not exists (select 1 from notices)
  or exists (select 1 from consent_now where person_id = ${personId} and given = 1)
  or ${noticeId ?? null} = (select id from notices order by version desc limit 1))`

/** True for a person `id` who may be under 18 in the year of an instant: only the year of birth is kept. */
export const minor = (id: SQL, at: number) => sql`exists (select 1 from minors m where m.id = ${id}
  and m.until_year >= cast(strftime('%Y', ${at}, 'unixepoch') as integer))`

/** Why a person `id` may not be registered or nominated now (`Barred`), null when he may. */
export const barred = (id: SQL, now: number) => sql<Barred | null>`(select case
    when ${minor(id, now)} and not exists (select 1 from consent_now b
      where b.person_id = ${id} and b.given = 1 and b.guardian_name is not null) then 'guardian-needed'
    when exists (select 1 from consent_now b where b.person_id = ${id} and b.given = 0) then 'consent-needed' end
  where exists (select 1 from notices))`

/** A consent as its statement reads it. */
type Row = Omit<z.infer<typeof Consent>, 'given' | 'byHimself'> & { given: number; byHimself: number }

/** What a person said, the newest first, where the guard holds. */
export const consentsOf = (personId: string, guard: SQL) =>
  q.all<Row>(sql`select c.id, c.given, n.version, c.language, c.channel, c.recorded_at as "recordedAt",
      c.recorded_by = c.person_id as "byHimself", c.witness_name as witness, c.read_out as "readOut",
      c.guardian_name as guardian, c.guardian_relation as relation, c.guardian_verified as verified
    from consents c join notices n on n.id = c.notice_id
    where c.person_id = ${personId} and ${guard} order by c.seq desc`)
