import { sql } from 'drizzle-orm'
import { rootPath } from '../../organisations/index.ts'
import type { Actor, Holds } from '../../platform/auth.ts'
import { q } from '../../platform/sql.ts'

/** How long the way back from Stripe's page is open, seconds. */
export const STATE_LIFE = 15 * 60

/** Opens a way back from Stripe's page for one person in one session; what nobody came back with is forgotten. */
export const openWay = (hash: string, { personId, sessionId }: Actor, now: number, holds: Holds) =>
  [
    q.run(sql`delete from stripe_states where expires_at < ${now}`),
    q.run(sql`insert into stripe_states (hash, person_id, session_id, made_at, expires_at)
      select ${hash}, ${personId}, ${sessionId}, ${now}, ${now + STATE_LIFE} where ${holds({ path: rootPath })}`),
  ] as const

/** Comes back, once; answers a row when the way was open to this person in this session. */
export const comeBack = (hash: string, { personId, sessionId }: Actor, now: number, holds: Holds) =>
  q.all<{ hash: string }>(sql`update stripe_states set used_at = ${now}
    where hash = ${hash} and person_id = ${personId} and session_id = ${sessionId} and used_at is null
      and expires_at > ${now} and ${holds({ path: rootPath })} returning hash`)
