import { sql } from 'drizzle-orm'
import { q } from '../platform/sql.ts'

type Note = { topic: string; key: string; facts: Record<string, unknown> }

/** Tells whoever keeps the organisation's money, once: its treasurers, or its owners when there are none. */
export const tellTreasurers = ({ topic, key, facts }: Note, now: number, guard = sql`true`) =>
  q.run(sql`insert into outbox (id, key, topic, person_id, facts, created_at)
    select lower(hex(randomblob(16))), ${`${key}:`} || k.person_id, ${topic}, k.person_id, ${JSON.stringify(facts)}, ${now}
    from (select distinct p.person_id, p.role from powers p join units u on u.path = p.path and u.parent_id is null
      where p.from_at <= ${now} and (p.until_at is null or p.until_at > ${now}) and p.workshop_id is null
        and p.wing_id is null and p.role = (select case when exists (select 1 from powers t where t.role = 'treasurer'
          and t.path = p.path and t.from_at <= ${now} and (t.until_at is null or t.until_at > ${now}))
          then 'treasurer' else 'owner' end)) k
    where ${guard} on conflict do nothing`)
