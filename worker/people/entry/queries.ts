import { sql } from 'drizzle-orm'
import { jsonList, q } from '../../platform/sql.ts'
import { TRIES_MAX } from '../cards/secret.ts'
import type { Candidate } from './rules.ts'

/** People whom an account may be: by one of its contacts or because it entered as them before; oldest first. */
export const knownBy = (contacts: readonly string[], entered: readonly string[]) =>
  q.all<Candidate>(sql`select p.id as "personId", p.name_en as "nameEn", p.name_hi as "nameHi",
      u.name_en as "unitEn", u.name_hi as "unitHi"
    from people p join units u on u.id = p.unit_id
    where p.id in (select coalesce(merged_into, id) from people where id in (
      select id from people where phone in (select value from json_each(${jsonList(contacts)}))
      union select id from people where email in (select value from json_each(${jsonList(contacts)}))
      union select id from people where id in (select value from json_each(${jsonList(entered)}))))
      and p.merged_into is null
    order by p.id limit 30`)

type Shown = { number: string; hash: string; bornYear: number | undefined; sessionId: string; now: number }

/** Tries a card: a right secret opens a way in and clears its failed tries, a wrong one costs one; then who it is. */
export function tryCard({ number, hash, bornYear, sessionId, now }: Shown) {
  const live = sql`number = ${number} and revoked_at is null and tries < ${TRIES_MAX}`
  const right = sql`secret_hash = ${hash} and exists (select 1 from people p where p.id = cards.person_id
    and (p.born_year is null or p.born_year = ${bornYear ?? null}))`
  return [
    q.run(sql`update cards set tries = 0 where ${live} and ${right}`),
    q.run(sql`update cards set tries = tries + 1 where ${live} and not (${right})`),
    q.run(sql`insert into entries (session_id, person_id, account_id, card_id, entered_at)
      select ${sessionId}, person_id, 'card:' || id, id, ${now} from cards where ${live} and ${right}`),
    q.all<{ id: string; personId: string }>(
      sql`select id, person_id as "personId" from cards where ${live} and ${right}`,
    ),
  ] as const
}
