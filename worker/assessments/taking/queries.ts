import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type AttendeeRow, attendeeColumns } from '../../attendance/index.ts'
import type { Holds } from '../../platform/auth.ts'
import { jsonList, q } from '../../platform/sql.ts'
import { type PaperRow, paperColumns, questionsOf } from '../queries.ts'
import { SITTINGS } from '../rules.ts'
import type { OwnSitting } from '../shapes.ts'

/** How many people a page of an assessor's list holds. */
export const PAGE = 100

/** True where the caller marks people at a workshop `w` hosted by unit `u`. */
const atGate = (holds: Holds) => holds({ path: sql`u.path`, tier: sql`w.tier_id`, workshop: sql`w.id` })

/** Papers that are asked in a workshop (a scalar of its id): published, about its programme's subjects as taught now. */
const askedIn = (workshopId: SQL) => sql`workshops aw join tiers at on at.id = aw.tier_id
  join subjects s on s.programme_id = at.programme_id
  join papers p on p.subject_id = s.id and p.published_at is not null and p.syllabus_version = s.syllabus_version
  where aw.id = ${workshopId}`

type Head = { id: string; nameEn: string; nameHi: string }
type ResultRow = {
  id: string
  paperId: string
  right: number
  questions: number
  passed: number
  takenAt: number
}

const ownWorkshop = (
  registrationId: string,
  personId: string,
) => sql`(select r.workshop_id from registrations r
  where r.id = ${registrationId} and r.person_id = ${personId} and r.cancelled_at is null)`

/** What somebody may sit for by himself: his workshop, the papers with their questions, and what he came to. */
export function ownPapers(registrationId: string, personId: string) {
  const asked = sql`${askedIn(ownWorkshop(registrationId, personId))} and p.kind <> 'oral'`
  return [
    q.all<Head & { wasThere: number }>(sql`select w.id, w.name_en as "nameEn", w.name_hi as "nameHi",
        exists (select 1 from marks m where m.registration_id = ${registrationId}) as "wasThere"
      from workshops w where w.id = ${ownWorkshop(registrationId, personId)} and w.cancelled_at is null`),
    q.all<PaperRow>(sql`select ${paperColumns} from ${asked} order by s.position, p.id`),
    questionsOf(sql`select p.id from ${asked}`),
    ownResults(registrationId, personId),
  ] as const
}

/** Every sitting of somebody's own registration, the newest first. */
export const ownResults = (registrationId: string, personId: string) =>
  q.all<ResultRow & { own: number }>(sql`select x.id, x.paper_id as "paperId", x.right, x.questions, x.passed,
      x.taken_at as "takenAt", x.taken_by = ${personId} as own
    from registrations r join results x on x.registration_id = r.id
    where r.id = ${registrationId} and r.person_id = ${personId} order by x.taken_at desc, x.id desc`)

/** Scores a sitting; the right answers never leave the database. Sees the registration as `r`, the paper as `p`. */
const scored = (s: z.infer<typeof OwnSitting>, by: { personId: string; now: number }) => sql`
  select ${s.id}, r.id, p.id, ${jsonList(s.answers)}, score.right, score.questions,
    score.right * 100 >= p.pass_percent * score.questions, ${by.personId}, ${by.now}
  from papers p, registrations r, (select count(*) as questions, coalesce(sum(exists (
      select 1 from json_each(${jsonList(s.answers)}) e
      where e.value ->> 'questionId' = a.id and e.value ->> 'choice' = a.answer)), 0) as right
    from paper_questions a where a.paper_id = ${s.paperId}) score`

const intoResults = sql.raw(
  'results (id, registration_id, paper_id, answers, right, questions, passed, taken_by, taken_at)',
)

/** Keeps what somebody answered by himself, as often as he may. */
export const sit = (
  registrationId: string,
  s: z.infer<typeof OwnSitting>,
  by: { personId: string; now: number },
) =>
  q.run(sql`insert into ${intoResults} ${scored(s, by)}
    where p.id = ${s.paperId} and p.kind <> 'oral' and r.id = ${registrationId} and r.person_id = ${by.personId}
      and ${s.paperId} in (select p.id from ${askedIn(ownWorkshop(registrationId, by.personId))})
      and (select count(*) from results o where o.registration_id = r.id and o.paper_id = p.id
        and o.taken_by = ${by.personId}) < ${SITTINGS}
    on conflict do nothing`)

/** Keeps what somebody answered to an assessor, where that one marks people. */
export const assess = (
  workshopId: string,
  registrationId: string,
  s: z.infer<typeof OwnSitting>,
  { by, holds }: { by: { personId: string; now: number }; holds: Holds },
) =>
  q.run(sql`insert into ${intoResults} ${scored(s, by)}
    where p.id = ${s.paperId} and r.id = ${registrationId} and r.workshop_id = ${workshopId}
      and ${s.paperId} in (select p.id from ${askedIn(sql`${workshopId}`)})
      and exists (select 1 from workshops w join units u on u.id = w.unit_id
        where w.id = ${workshopId} and ${atGate(holds)})
    on conflict do nothing`)

/** A sitting of this workshop, where the caller marks people. */
export const resultHere = (workshopId: string, id: string, holds: Holds) =>
  q.all<
    ResultRow & { registrationId: string }
  >(sql`select x.id, x.paper_id as "paperId", x.right, x.questions,
      x.passed, x.taken_at as "takenAt", x.registration_id as "registrationId"
    from results x join registrations r on r.id = x.registration_id join workshops w on w.id = r.workshop_id
      join units u on u.id = w.unit_id
    where x.id = ${id} and w.id = ${workshopId} and ${atGate(holds)}`)

/** A workshop for its assessor. */
export const workshopHere = (workshopId: string, holds: Holds) =>
  q.all<Head>(sql`select w.id, w.name_en as "nameEn", w.name_hi as "nameHi"
    from workshops w join units u on u.id = w.unit_id where w.id = ${workshopId} and ${atGate(holds)}`)

/** The papers of a workshop, and a page of those who were there with the best of each paper (JSON). */
export const assessed = (workshopId: string, after: string | undefined, holds: Holds) =>
  [
    workshopHere(workshopId, holds),
    q.all<PaperRow>(
      sql`select ${paperColumns} from ${askedIn(sql`${workshopId}`)} order by s.position, p.id`,
    ),
    q.all<AttendeeRow & { registrationId: string; code: string; results: string }>(sql`
      select r.id as "registrationId", r.code, ${attendeeColumns},
        (select json_group_array(json_object('paperId', b.paper_id, 'right', b.best, 'questions', b.questions,
            'passed', b.passed))
          from (select x.paper_id, max(x.right) as best, x.questions, max(x.passed) as passed
            from results x where x.registration_id = r.id group by x.paper_id) b) as results
      from workshops w join units u on u.id = w.unit_id
        join registrations r on r.workshop_id = w.id and r.cancelled_at is null
        join people p on p.id = r.person_id join units s on s.id = r.unit_id
      where w.id = ${workshopId} and ${atGate(holds)}
        and exists (select 1 from marks m where m.registration_id = r.id) ${
          after
            ? sql`and (p.name_en, r.id) > (select ap.name_en, ar.id from registrations ar
                join people ap on ap.id = ar.person_id where ar.id = ${after})`
            : sql``
        } order by p.name_en, r.id limit ${PAGE + 1}`),
  ] as const

/** A paper that is asked in a workshop, with its questions, for the assessor. */
export const paperHere = (workshopId: string, paperId: string, holds: Holds) =>
  [
    workshopHere(workshopId, holds),
    q.all<PaperRow>(sql`select ${paperColumns} from ${askedIn(sql`${workshopId}`)} and p.id = ${paperId}`),
    questionsOf(sql`${paperId}`),
  ] as const
