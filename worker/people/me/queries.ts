import { sql } from 'drizzle-orm'
import type { Role } from '../../platform/roles.ts'
import { q } from '../../platform/sql.ts'
import { type PersonColumns, personColumns, unitJson } from '../queries.ts'

/** A live power as a row. */
export type PowerRow = {
  role: Role
  unit: string
  wingId: string | null
  workshopId: string | null
  tierId: string | null
  untilAt: number | null
}

/** The caller's own person (none before the profile), live powers from the top, and the organisation's language. */
export const me = (personId: string, now: number) =>
  [
    q.all<PersonColumns>(sql`select ${personColumns(sql`true`)} from people p join units u on u.id = p.unit_id
      where p.id = ${personId}`),
    q.all<PowerRow>(sql`select o.role, ${unitJson('u')} as unit, o.wing_id as "wingId",
        o.workshop_id as "workshopId", o.tier_id as "tierId", o.until_at as "untilAt"
      from powers o join units u on u.path = o.path
      where o.person_id = ${personId} and o.from_at <= ${now} and (o.until_at is null or o.until_at > ${now})
      order by u.path, o.role`),
    q.all<{ language: 'hi' | 'en' }>(sql`select language from organisation`),
  ] as const

/** True for a unit that people may belong to. */
export const openUnit = (unitId: string) =>
  sql`exists (select 1 from units where id = ${unitId} and closed_on is null)`
