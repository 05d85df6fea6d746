import { sql } from 'drizzle-orm'
import { pathOf } from '../../hierarchy/index.ts'
import { unitJson } from '../../people/index.ts'
import type { Actor, Holds } from '../../platform/auth.ts'
import { q, under } from '../../platform/sql.ts'

/** How many nominations a page holds. */
export const PAGE = 100

type Head = {
  id: string
  nameEn: string
  nameHi: string
  approvals: number
  nominateBy: string | null
  skill: string | null
}

type Row = {
  id: string
  personId: string
  personEn: string
  personHi: string
  unit: string
  nominatedAt: number
  byEn: string | null
  byHi: string | null
  next: number
  steps: string
  mine: number
  skilled: number | null
}

const agreed = sql.raw(
  "(select count(*) from nomination_steps s where s.nomination_id = n.id and s.decision = 'approved')",
)

/** True where the caller may take the open step of a nomination `n` of unit `u`, whose parent is `a`. */
const mine = (actor: Actor, holds: Holds) => sql`(n.nominated_by is not ${actor.personId}
  and n.person_id <> ${actor.personId}
  and not exists (select 1 from nomination_steps d where d.nomination_id = n.id and d.decided_by = ${actor.personId})
  and ${holds({ path: sql`iif(${agreed} = 0, u.path, coalesce(a.path, u.path))`, tier: sql`n.tier_id` })})`

/** A tier where the caller nominates below a unit, and the nominations there that wait for somebody to agree. */
export const waiting = (
  tierId: string,
  { unit, after }: { unit: string; after?: string | undefined },
  actor: Actor,
  holds: Holds,
) =>
  [
    q.all<Head>(sql`select t.id, t.name_en as "nameEn", t.name_hi as "nameHi", t.approvals,
        t.nominate_by as "nominateBy", t.skill
      from tiers t where t.id = ${tierId} and ${holds({ path: pathOf(unit), tier: sql`t.id` })}`),
    q.all<Row>(sql`select n.id, p.id as "personId", p.name_en as "personEn", p.name_hi as "personHi",
        ${unitJson('u')} as unit, n.nominated_at as "nominatedAt", b.name_en as "byEn", b.name_hi as "byHi",
        ${agreed} + 1 as next, ${mine(actor, holds)} as mine,
        case when t.skill is not null then exists (select 1 from skills k where k.person_id = p.id
          and k.skill = t.skill and k.state = 'verified') end as skilled,
        (select json_group_array(json_object('step', s.step, 'decidedAt', s.decided_at, 'note', s.note,
            'by', json_object('nameEn', coalesce(d.name_en, ''), 'nameHi', coalesce(d.name_hi, ''))))
          from nomination_steps s left join people d on d.id = s.decided_by where s.nomination_id = n.id) as steps
      from tiers t join nominations n on n.tier_id = t.id and n.withdrawn_at is null
        join units u on u.id = n.unit_id and ${under(sql`u.path`, pathOf(unit))} left join units a on a.id = u.parent_id
        join people p on p.id = n.person_id left join people b on b.id = n.nominated_by
      where t.id = ${tierId} and ${agreed} < t.approvals and ${holds({ path: pathOf(unit), tier: sql`t.id` })}
        and n.id > ${after ?? ''}
      order by n.id limit ${PAGE + 1}`),
  ] as const

/** Units of a tier in a subtree whose places are not all filled, in the order of the tree, one more than a page. */
export const openPlaces = (
  tierId: string,
  { unit, after }: { unit: string; after?: string | undefined },
  now: number,
  holds: Holds,
) =>
  [
    q.all<{
      target: number
      nominateBy: string | null
      lapsed: number
    }>(sql`select t.target, t.nominate_by as "nominateBy",
        coalesce(t.nominate_by < date(${now} + 19800, 'unixepoch'), 0) as lapsed
      from tiers t where t.id = ${tierId} and ${holds({ path: pathOf(unit), tier: sql`t.id` })}`),
    q.all<{ id: string; unit: string; nominated: number }>(sql`select u.id, ${unitJson('u')} as unit,
        coalesce(c.nominated, 0) as nominated
      from tiers t cross join units u on u.level_id = t.trainee_level_id and ${under(sql`u.path`, pathOf(unit))}
        left join coverage c on c.tier_id = t.id and c.unit_id = u.id
      where t.id = ${tierId} and coalesce(c.nominated, 0) < t.target and u.closed_on is null
        and ${holds({ path: pathOf(unit), tier: sql`t.id` })}
        ${after ? sql`and u.path > ${pathOf(after)}` : sql``}
      order by u.path limit ${PAGE + 1}`),
  ] as const

/** A step that is taken. */
export type Taken = { step: number; decision: 'approved' | 'refused'; note: string }

const here = (nominationId: string, holds: Holds) => sql`nominations n join units u on u.id = n.unit_id
  where n.id = ${nominationId} and ${holds({ path: sql`u.path`, tier: sql`n.tier_id` })}`

/** Takes a step; who may, and in which order, the schema says. */
export const take = (
  nominationId: string,
  { step, decision, note }: Taken,
  by: { personId: string; now: number },
  holds: Holds,
) =>
  q.run(sql`insert into nomination_steps (nomination_id, step, decision, note, decided_by, decided_at)
    select n.id, ${step}, ${decision}, ${note}, ${by.personId}, ${by.now} from ${here(nominationId, holds)}`)

/** How a step of a nomination was decided, where the caller nominates. */
export const taken = (nominationId: string, step: number, holds: Holds) =>
  q.all<{ id: string; decision: 'approved' | 'refused' | null; by: string | null; complete: number }>(sql`
    select n.id, (select decision from nomination_steps s where s.nomination_id = n.id and s.step = ${step}) as decision,
      (select decided_by from nomination_steps s where s.nomination_id = n.id and s.step = ${step}) as by,
      n.withdrawn_at is null and ${agreed} >= (select approvals from tiers t where t.id = n.tier_id) as complete
    from ${here(nominationId, holds)}`)
