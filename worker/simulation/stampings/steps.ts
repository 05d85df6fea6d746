import { type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import { type Asking, record } from '../../platform/audit.ts'
import type { Actor } from '../../platform/auth.ts'
import { addDays } from '../../platform/calendar.ts'
import { newId } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { q, type TenantDb } from '../../platform/sql.ts'
import { holdAt } from '../../programmes/index.ts'
import { addDrafts, type ManyDraft, ownPlan, removeDrafts, servedUnits } from '../../workshops/index.ts'
import { coverOf, type Served } from './cutting/rules.ts'
import { shown } from './queries.ts'

/** How many drafts a step writes, and how many it clears away. */
const [WRITTEN, CLEARED] = [200, 500]

/** Where a stamping stands. `tierId` is the tier of the next drafts, which end at `last`. */
export type Standing = {
  state: string
  toAt: number
  tierId: string | null
  last: number | null
  asked: string
}

/** Where a stamping stands, where `seen` holds. */
export const standing = (id: string, seen: SQL) =>
  q.all<Standing>(sql`select s.state, s.to_at as "toAt", d.tier_id as "tierId", s.asked,
      (select min(e.at) - 1 from stamp_drafts e where e.stamping_id = s.id and e.at > d.at and e.tier_id <> d.tier_id
        and s.state = 'writing' and e.at <= d.at + ${WRITTEN}) as last
    from stampings s left join stamp_drafts d on d.stamping_id = s.id and d.at = s.to_at + 1
    where s.id = ${id} and ${seen}`)

type Stepping = Asking & { var: { db: TenantDb; actor: Actor; now: number } }
type At = { id: string; from: number; to: number; step: string }

const chunk = ({ id, from, to }: At) => sql`d.stamping_id = ${id} and d.at > ${from} and d.at <= ${to}`
const stepped = ({ id, step }: At) =>
  sql`exists (select 1 from stampings where id = ${id} and step = ${step})`

/**
 * Drafts of a chunk with the units that each serves, packed as JSON. A draft that serves all below its host needs no more
 * than the host's name; the others are dealt the host's units in the order of the tree, without those that workshops
 * serve which stand there beside this stamping. `counts`: how many units stand below the units on the way.
 */
const chunkOf = (at: At, tierId: string) =>
  q.all<{ drafts: string; units: string; counts: string }>(sql`with
    d as materialized (select d.*, h.path, t.trainee_level_id, coalesce(k.units, 0) as below
      from stamp_drafts d join units h on h.id = d.unit_id join tiers t on t.id = d.tier_id
        left join unit_counts k on k.unit_id = d.unit_id and k.level_id = t.trainee_level_id
      where ${chunk(at)}),
    hosts as materialized (select distinct unit_id, path, trainee_level_id from d where parts > 1 or units <> below),
    taken as materialized (select id from (${servedUnits({
      tier: sql`select t.id, t.trainee_level_id from tiers t where t.id = ${tierId} and exists (select 1 from hosts)`,
      which: sql`not exists (select 1 from stamp_drafts o where o.workshop_id = w.id and o.stamping_id = ${at.id}) and ${ownPlan}`,
    })})),
    numbered as materialized (select h.unit_id, u.id, substr(u.path, length(h.path) + 1) as below,
        row_number() over (partition by h.unit_id order by u.path) - 1 as place, count(*) over (partition by h.unit_id) as every
      from hosts h cross join units u on u.level_id = h.trainee_level_id and u.path >= h.path and u.path < h.path || '~'
        and u.closed_on is null and u.id not in (select id from taken)),
    mine as materialized (select d.at, n.id, n.below, n.every from d join numbered n on n.unit_id = d.unit_id
      and n.place >= d.first and n.place < d.first + d.units),
    ways as (select unit_id as id from hosts
      union select a.value from mine m, json_each('["' || replace(trim(m.below, '/'), '/', '","') || '"]') a)
    select (select json_group_array(json_array(at, workshop_id, unit_id, part, parts, units, of_units, starts_on, ends_on,
        capacity, json(people), below)) from d) as drafts,
      (select json_group_array(json_array(at, id, below, every)) from mine) as units,
      (select json_group_array(json_array(k.unit_id, k.units)) from ways w join unit_counts k on k.unit_id = w.id
        and k.level_id = (select trainee_level_id from tiers where id = ${tierId})) as counts`)

const Draft = z.tuple([
  ...[z.int(), z.string(), z.string()],
  ...[z.int(), z.int(), z.int(), z.int()],
  ...[z.string(), z.string(), z.int(), z.array(z.string()), z.int()],
] as const)
const Drafts = z.array(Draft)
const Units = z.array(z.tuple([z.int(), z.string(), z.string(), z.int()]))
const Counts = z.array(z.tuple([z.string(), z.int()]))
const Asked = z.object({
  by: z.object({
    venueEn: z.string().nullish(),
    venueHi: z.string().nullish(),
    quota: z.object({ levelId: z.string(), each: z.int(), releaseDays: z.int().nullable() }).nullish(),
  }),
})

type Packed = { drafts: string; units: string; counts: string }

/** What a draft that starts on a day keeps for units. */
function keptFrom(
  quota: z.infer<typeof Asked>['by']['quota'],
  startsOn: string,
): NonNullable<ManyDraft['kept']> | null {
  if (!quota) return null
  const { levelId, each, releaseDays } = quota
  return { levelId, each, releaseOn: releaseDays === null ? null : addDays(startsOn, -releaseDays) }
}

/** The workshops of a chunk. @throws Problem `state-changed` when the tree is no longer what was drawn */
function workshopsOf(packed: Packed, tierId: string, asked: string): ManyDraft[] {
  const served = Map.groupBy(Units.parse(JSON.parse(packed.units)), ([at]) => at)
  const counts = new Map(Counts.parse(JSON.parse(packed.counts)))
  const { venueEn = null, venueHi = null, quota } = Asked.parse(JSON.parse(asked)).by
  return Drafts.parse(JSON.parse(packed.drafts)).map((draft) => {
    const [at, id, unitId, part, parts, units, ofUnits, startsOn, endsOn, capacity, people, below] = draft
    const own = served.get(at) ?? []
    const whole = parts === 1 && units === below
    const every = own[0]?.[3] ?? 0
    if (!whole && (own.length !== units || every !== ofUnits)) throw new Problem('state-changed', { at })
    const include = whole
      ? [unitId]
      : coverOf(
          unitId,
          own.map(([, unit, way]): Served => ({ id: unit, below: way })),
          counts,
        )
    const suffix = parts > 1 ? ` ${part + 1}/${parts}` : ''
    const kept = keptFrom(quota, startsOn)
    return { id, tierId, unitId, suffix, startsOn, endsOn, capacity, venueEn, venueHi, include, people, kept }
  })
}

/** Writes the next drafts. */
async function write(c: Stepping, at: At, { tierId, asked }: Standing, seen: SQL) {
  const { db, actor, now } = c.var
  if (tierId === null) return []
  const [[packed]] = await db.read([chunkOf(at, tierId)])
  if (!packed) return []
  const drafts = workshopsOf(packed, tierId, asked)
  const results = await db.write([
    q.run(sql`update stampings as s set to_at = ${at.to}, step = ${at.step}
      where s.id = ${at.id} and s.state = 'writing' and s.to_at = ${at.from} and ${seen}`),
    record(c, 'stamping.went-on', at.id, { state: 'writing', drafts: drafts.length }),
    ...addDrafts(drafts, { personId: actor.personId, now }, stepped(at)),
    q.run(sql`update stamp_drafts as d set outcome = 'written' where ${chunk(at)} and d.outcome is null and ${stepped(at)}
      and exists (select 1 from workshops w where w.id = d.workshop_id)`),
    q.run(sql`update stampings as s set written = (select count(*) from stamp_drafts d
        where d.stamping_id = s.id and d.outcome = 'written'),
        state = case when to_at + 1 >= drafts then 'done' else state end,
        ended_at = case when to_at + 1 >= drafts then ${now} end
      where s.id = ${at.id} and s.step = ${at.step}`),
    shown(at.id, seen),
  ])
  return results.at(-1)
}

const going = sql`select workshop_id from stamp_drafts where outcome = 'going'`

/** What clears drafts away that are going, and puts down that they are gone. */
const cleared = () =>
  [
    ...removeDrafts(going),
    q.run(sql`update stamp_drafts set outcome = 'gone' where outcome = 'going'`),
  ] as const

const Hosts = z.object({
  by: z.union([
    z.object({
      kind: z.literal('plan'),
      plan: z.object({ hops: z.array(z.object({ tierId: z.string(), hostLevelId: z.string() })) }),
      tierIds: z.array(z.string()),
    }),
    z.object({ kind: z.literal('template'), tierId: z.string(), hostLevelId: z.string() }),
  ]),
})

/** At which level each stamped tier is to be held. */
function levelsOf(asked: string) {
  const { by } = Hosts.parse(JSON.parse(asked))
  if (by.kind === 'template') return [by]
  return by.plan.hops.filter(({ tierId }) => by.tierIds.includes(tierId))
}

/** Clears the next drafts of earlier stampings away; after the last one the tiers are held where they are asked to be. */
async function clear(c: Stepping, at: At, { asked }: Standing, seen: SQL) {
  const levels = levelsOf(asked)
  const tiers = sql`(select value from json_each(${JSON.stringify(levels.map(({ tierId }) => tierId))}))`
  const left = sql`exists (select 1 from drafts_untouched n where n.tier_id in ${tiers} and n.stamping_id <> ${at.id})`
  const here = stepped(at)
  const results = await c.var.db.write([
    q.run(
      sql`update stampings as s set step = ${at.step} where s.id = ${at.id} and s.state = 'clearing' and ${seen}`,
    ),
    record(c, 'stamping.went-on', at.id, { state: 'clearing' }),
    q.run(sql`update stamp_drafts as d set outcome = 'going' where ${here} and (d.stamping_id, d.at) in (
      select n.stamping_id, n.at from drafts_untouched n where n.tier_id in ${tiers} and n.stamping_id <> ${at.id}
      limit ${CLEARED})`),
    q.run(
      sql`update stampings set replaced = replaced + (select count(*) from (${going})) where id = ${at.id} and ${here}`,
    ),
    ...cleared(),
    ...levels.map(({ tierId, hostLevelId }) => holdAt(tierId, hostLevelId, sql`${here} and not ${left}`)),
    q.run(sql`update stampings set state = case when drafts = 0 then 'done' else 'writing' end
      where id = ${at.id} and ${here} and state = 'clearing' and not ${left}`),
    shown(at.id, seen),
  ])
  return results.at(-1)
}

/** Takes the next drafts back; what somebody touched stays and is counted. */
async function revert(c: Stepping, at: At, seen: SQL) {
  const here = stepped(at)
  const results = await c.var.db.write([
    q.run(sql`update stampings as s set to_at = ${at.to}, step = ${at.step}
      where s.id = ${at.id} and s.state = 'reverting' and s.to_at = ${at.from} and ${seen}`),
    record(c, 'stamping.went-on', at.id, { state: 'reverting' }),
    q.run(sql`update stamp_drafts as d set outcome = case
        when exists (select 1 from drafts_untouched n where n.workshop_id = d.workshop_id) then 'going' else 'kept' end
      where ${chunk(at)} and d.outcome = 'written' and ${here}`),
    ...cleared(),
    q.run(sql`update stampings as s set
        kept = (select count(*) from stamp_drafts d where d.stamping_id = s.id and d.outcome = 'kept'),
        state = case when to_at + 1 >= drafts then 'reverted' else state end,
        ended_at = case when to_at + 1 >= drafts then ${c.var.now} end
      where s.id = ${at.id} and ${here}`),
    shown(at.id, seen),
  ])
  return results.at(-1)
}

/**
 * Goes on with a stamping by one step and answers how it stands then; whoever else goes on at the same time takes another
 * step, or none. @throws Problem `state-changed` when the tree is no longer what was drawn: take it back, and draw anew
 */
export async function goOn(c: Stepping, id: string, stood: Standing, seen: SQL): Promise<unknown> {
  const { state, toAt: from, last } = stood
  const to = (size: number) => Math.min(from + size, last ?? from + size)
  const step = newId()
  if (state === 'clearing') return clear(c, { id, from, to: from, step }, stood, seen)
  if (state === 'writing') return write(c, { id, from, to: to(WRITTEN), step }, stood, seen)
  if (state === 'reverting') return revert(c, { id, from, to: to(CLEARED), step }, seen)
  return (await c.var.db.read([shown(id, seen)])).at(-1)
}
