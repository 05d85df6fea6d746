import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import { rootPath } from '../../organisations/index.ts'
import { type Asking, whenRecorded } from '../../platform/audit.ts'
import type { Holds } from '../../platform/auth.ts'
import { q } from '../../platform/sql.ts'
import { runs } from '../day.ts'
import type { CapEdit, SpeakerEdit } from '../duties/shapes.ts'

/** A cap concerns the whole organisation, and one tier `t`. */
const everywhere = (holds: Holds) => holds({ path: rootPath, tier: sql`t.id` })

/** Sets the cap of a tier; the same again changes nothing. */
export const setCap = (
  tierId: string,
  cap: z.infer<typeof CapEdit>,
  by: { personId: string; now: number },
  holds: Holds,
) =>
  q.run(sql`insert into load_caps (tier_id, sessions, days, refused, hops, set_by, set_at)
    select t.id, ${cap.sessions}, ${cap.days}, ${cap.refused ? 1 : 0}, ${cap.hops}, ${by.personId}, ${by.now}
    from tiers t where t.id = ${tierId} and ${everywhere(holds)}
    on conflict (tier_id) do update set sessions = excluded.sessions, days = excluded.days,
      refused = excluded.refused, hops = excluded.hops, set_by = excluded.set_by, set_at = excluded.set_at
    where sessions is not excluded.sessions or days is not excluded.days or refused <> excluded.refused
      or hops <> excluded.hops`)

/** A tier with its cap (JSON), where the caller sets it. */
export const capOf = (tierId: string, holds: Holds) =>
  q.all<{
    id: string
    nameEn: string
    nameHi: string
    cap: string | null
  }>(sql`select t.id, t.name_en as "nameEn",
      t.name_hi as "nameHi", (select json_object('sessions', k.sessions, 'days', k.days,
        'refused', json(iif(k.refused, 'true', 'false')), 'hops', k.hops)
        from load_caps k where k.tier_id = t.id) as cap
    from tiers t where t.id = ${tierId} and ${everywhere(holds)}`)

const here = (holds: Holds) => sql`exists (select 1 from workshops w join units h on h.id = w.unit_id
  where w.id = sessions.workshop_id and w.cancelled_at is null and ${runs(holds)})`

/** Names a session's guest, if it still has whom the caller saw there. */
export const invite = (sessionId: string, edit: z.infer<typeof SpeakerEdit>, holds: Holds) =>
  q.run(sql`update sessions set speaker = ${edit.speaker}
    where id = ${sessionId} and speaker is ${edit.was} and speaker is not ${edit.speaker} and ${here(holds)}`)

/** Whoever edits the timetable meanwhile is told that it changed. */
export const newVersion = (c: Asking, sessionId: string) =>
  q.run(sql`update workshops set version = version + 1
    where id = (select workshop_id from sessions where id = ${sessionId}) and ${whenRecorded(c)}`)

/** A session where the caller runs its workshop. */
export const sessionHere = (sessionId: string, holds: Holds) =>
  q.all<{
    speaker: string | null
  }>(sql`select s.speaker from sessions s join workshops w on w.id = s.workshop_id
    join units h on h.id = w.unit_id where s.id = ${sessionId} and ${runs(holds)}`)
