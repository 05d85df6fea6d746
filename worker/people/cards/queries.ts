import { sql } from 'drizzle-orm'
import type { Holds } from '../../platform/auth.ts'
import { q } from '../../platform/sql.ts'
import { overPersonId } from '../queries.ts'
import { TRIES_MAX } from './secret.ts'

/** How long a card can be printed again after a lost answer, seconds. */
const REPRINT = 600

type Issue = { id: string; personId: string; number: string; hash: string; by: string; now: number }

/** Issues a card in place of whatever card the person has; the same id again is the same card. */
export function issue({ id, personId, number, hash, by, now }: Issue, holds: Holds) {
  const allowed = overPersonId(personId, holds)
  return {
    issued: q.run(sql`insert into cards (id, number, person_id, secret_hash, issued_by, issued_at)
      select ${id}, ${number}, ${personId}, ${hash}, ${by}, ${now} where ${allowed} on conflict do nothing`),
    replaced: q.run(sql`update cards set revoked_at = ${now} where person_id = ${personId} and id <> ${id}
      and revoked_at is null and exists (select 1 from cards mine where mine.id = ${id}
        and mine.person_id = ${personId} and mine.issued_at = ${now}) and ${allowed}`),
    printable: q.all<{ nameEn: string; nameHi: string; fresh: number }>(sql`
      select p.name_en as "nameEn", p.name_hi as "nameHi",
        c.issued_by = ${by} and c.issued_at > ${now - REPRINT} and c.revoked_at is null as fresh
      from cards c join people p on p.id = c.person_id
      where c.id = ${id} and c.person_id = ${personId} and ${allowed}`),
  }
}

/** Whether the person may be seen; then the live cards, the newest first. */
export const live = (personId: string, holds: Holds) =>
  [
    q.all<{ seen: number }>(sql`select ${overPersonId(personId, holds)} as seen`),
    q.all<{ id: string; number: string; issuedAt: number; locked: number }>(sql`
      select id, number, issued_at as "issuedAt", tries >= ${TRIES_MAX} as locked from cards
      where person_id = ${personId} and revoked_at is null and ${overPersonId(personId, holds)}
      order by issued_at desc`),
  ] as const

const mine = (holds: Holds) => sql`exists (select 1 from people p join units u on u.id = p.unit_id
  where p.id = cards.person_id and ${holds({ path: sql`u.path` })})`

/** Makes a card worthless. */
export const revoke = (id: string, now: number, holds: Holds) =>
  q.run(sql`update cards set revoked_at = ${now} where id = ${id} and revoked_at is null and ${mine(holds)}`)

/** Whether there is such a card for the caller. */
export const there = (id: string, holds: Holds) =>
  q.all<{ id: string }>(sql`select id from cards where id = ${id} and ${mine(holds)}`)
