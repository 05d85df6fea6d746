import { eq, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { organisations } from '../../db/directory/schema.ts'
import { organisation } from '../../db/tenant/schema/organisation.ts'
import { grants, people } from '../../db/tenant/schema/people.ts'
import { defaultNotice, publish } from '../consents/index.ts'
import { insertUnits, searchText, soundKey } from '../hierarchy/index.ts'
import { zoneShifts } from '../platform/calendar.ts'
import { newId } from '../platform/id.ts'
import { insertIf, q } from '../platform/sql.ts'
import { officesOf } from './offices.ts'
import type { Founding } from './shapes.ts'

type Draft = z.infer<typeof Founding>

/** Takes a short name for an account, and reads whose it is. */
export const takeSlug = (d: Draft, accountId: string, now: number) =>
  [
    insertIf(
      organisations,
      {
        slug: d.slug,
        nameEn: d.nameEn,
        nameHi: d.nameHi,
        kind: d.kind,
        createdBy: accountId,
        createdAt: now,
      },
      sql`true`,
    ),
    q
      .select({ createdBy: organisations.createdBy })
      .from(organisations)
      .where(eq(organisations.slug, d.slug)),
  ] as const

/** How far ahead the changes of a time zone's clocks are written down. */
const ZONE_YEARS = 40

/** Writes the first rows of an organisation, a privacy notice among them, once, and reads who owns it. */
export function found(d: Draft, accountId: string, { now, origin }: { now: number; origin: string }) {
  const { slug, nameEn, nameHi, kind, language, timeZone, currency, owner, rootUnit } = d
  const settings = { id: 1, slug, nameEn, nameHi, kind, language, timeZone, currency, createdAt: now }
  const levels = d.levels.map((level, depth) => ({ ...level, depth }))
  const fresh = sql`not exists (select 1 from grants where role = 'owner')`
  const root = { ...rootUnit, parentCode: null, levelId: d.levels[0]?.id ?? '', aliases: [] }
  const person = {
    id: owner.id,
    unitId: rootUnit.id,
    nameEn: owner.nameEn,
    nameHi: owner.nameHi,
    language,
    searchText: searchText([owner.nameEn, owner.nameHi]),
    soundKey: soundKey([owner.nameEn, owner.nameHi]),
    createdAt: now,
  }
  const grant = {
    id: newId(),
    personId: owner.id,
    role: 'owner',
    unitId: rootUnit.id,
    fromAt: now,
    givenBy: accountId,
    givenAt: now,
  }
  const shifts = zoneShifts(timeZone, now, ZONE_YEARS)
  return [
    insertIf(organisation, settings, fresh),
    q.run(sql`insert into zone_shifts (from_at, seconds)
      select value ->> 'from', value ->> 'seconds' from json_each(${JSON.stringify(shifts)}) where ${fresh}
      on conflict do update set seconds = excluded.seconds`),
    q.run(sql`insert into levels (id, depth, name_en, name_hi)
      select value ->> 'id', value ->> 'depth', value ->> 'nameEn', value ->> 'nameHi' from json_each(${JSON.stringify(levels)})
      where ${fresh} on conflict do nothing`),
    q.run(sql`insert into office_kinds (id, name_en, name_hi)
      select value ->> 'id', value ->> 'nameEn', value ->> 'nameHi' from json_each(${JSON.stringify(officesOf(kind))})
      where ${fresh} on conflict do nothing`),
    ...insertUnits([root], now, fresh),
    publish({ id: newId(), version: 1, ...defaultNotice(d, origin) }, { personId: owner.id, now }, fresh),
    insertIf(people, person, fresh),
    insertIf(grants, grant, fresh),
    q.all<{ personId: string }>(
      sql`select person_id as "personId" from grants where role = 'owner' and given_by = ${accountId}`,
    ),
  ] as const
}
