import { type SQL, sql } from 'drizzle-orm'
import { newId } from '../../platform/id.ts'
import { q } from '../../platform/sql.ts'

/** What people are told of duties. */
type Topic = 'duty-given' | 'duty-taken' | 'duty-declined'

type Telling = { topic: Topic; dutyId: string; link: string; now: number; by: string }

const time = (minute: string) => `printf('%02d:%02d', ${minute} / 60, ${minute} % 60)`

/** What is to be taught, and when, as messages say it. */
const what = (language: 'en' | 'hi') =>
  sql.raw(`coalesce(s.title_${language} || ' (' || w.name_${language} || ')', w.name_${language})`)
const when = sql.raw(`strftime('%d-%m-%Y', coalesce(s.day_on, w.starts_on))
  || coalesce(' ' || ${time('s.starts_minute')} || '-' || ${time('s.ends_minute')}, '')`)

/**
 * Tells whom a duty concerns, once: whoever has it, or, of one that was declined, whoever gave it. Nobody is told what he
 * did himself.
 */
export function tellDuty({ topic, dutyId, link, now, by }: Telling, guard: SQL) {
  const whom = sql.raw(topic === 'duty-declined' ? 'd.assigned_by' : 'd.person_id')
  return q.run(sql`insert into outbox (id, key, topic, person_id, facts, created_at)
    select ${newId()}, ${`${topic}:${dutyId}`}, ${topic}, e.id, json_object('whatEn', ${what('en')}, 'whatHi', ${what('hi')},
      'when', ${when}, 'nameEn', p.name_en, 'nameHi', p.name_hi, 'reason', d.reason, 'link', ${link}), ${now}
    from duties d join workshops w on w.id = d.workshop_id left join sessions s on s.id = d.session_id
      join people p on p.id = d.person_id join people e on e.id = ${whom}
    where d.id = ${dutyId} and e.id <> ${by} and ${guard} on conflict do nothing`)
}
