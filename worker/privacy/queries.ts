import { sql } from 'drizzle-orm'
import { jsonList, q } from '../platform/sql.ts'

/** Erasures of which something is left to do, with what the directory knows the people by. */
export const unfinished = () =>
  q.all<{ personId: string; contacts: string; stripeIds: string }>(sql`
    select e.person_id as "personId", e.contacts, (select json_group_array(s.value) from registrations r
        join attempts a on a.registration_id = r.id, json_each(json_array(a.session_id, a.intent_id, a.id)) s
      where r.person_id = e.person_id and s.value is not null) as "stripeIds"
    from erasures e where e.scrubbed_at is null order by e.erased_at limit 20`)

/** The directory has forgotten him. */
export const forgotten = (personId: string, now: number) =>
  q.run(sql`update erasures set contacts = '[]', forgotten_at = coalesce(forgotten_at, ${now})
    where person_id = ${personId}`)

/** Writes the index of names anew: what deleting leaves behind in its inner pages goes with the old one. */
export const wordsForgotten = () => q.run(sql`insert into people_names (people_names) values ('rebuild')`)

/** The files hold nothing of them any more. */
export const scrubbed = (personIds: readonly string[], now: number) =>
  q.run(sql`update erasures set scrubbed_at = ${now}
    where person_id in (select value from json_each(${jsonList(personIds)}))`)
