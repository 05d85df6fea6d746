import { v7 } from 'uuid'
import { addDays } from '../../worker/platform/calendar.ts'
import { FIRST_DAY } from './cascade.ts'
import type { TestOrganisation } from './organisation.ts'

/** Adds sessions to a workshop, so many on each day from the first, each of a subject of its own; says their ids. */
export async function subjectsTaught(
  org: TestOrganisation,
  { programmeId, workshopId, days }: { programmeId: string; workshopId: string; days: number[] },
): Promise<string[]> {
  const made: string[] = []
  for (const [day, count] of days.entries()) {
    for (let n = 0; n < count; n += 1) {
      const [id, subjectId] = [v7(), v7()]
      made.push(id)
      await org.db.execute({
        sql: 'insert into subjects (id, programme_id, position, name_en, name_hi) values (?, ?, ?, ?, ?)',
        args: [subjectId, programmeId, made.length, `Subject ${made.length}`, `विषय ${made.length}`],
      })
      await org.db.execute({
        sql: `insert into sessions (id, workshop_id, day_on, starts_minute, ends_minute, subject_id, title_en, title_hi)
          values (?, ?, ?, ?, ?, ?, ?, ?)`,
        args: [
          id,
          workshopId,
          addDays(FIRST_DAY, day),
          540 + 60 * n,
          600 + 60 * n,
          subjectId,
          `Session ${made.length}`,
          `सत्र ${made.length}`,
        ],
      })
    }
  }
  return made
}
