import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { pathOf } from '../../hierarchy/index.ts'
import { unitJson } from '../../people/index.ts'
import type { Holds } from '../../platform/auth.ts'
import { q, under } from '../../platform/sql.ts'
import { drawOf } from '../fidelity/rules.ts'
import type { ProbeDraft, SamplingDraft } from './shapes.ts'

/** How many samples a page holds. */
export const PAGE = 50

type By = { personId: string; now: number }

/** Keeps five questions for a programme; the same id again is the same probe. */
export const addProbe = (programmeId: string, draft: z.infer<typeof ProbeDraft>, by: By, guard: SQL) =>
  q.run(sql`insert into probes (id, programme_id, questions, made_by, made_at)
    select ${draft.id}, g.id, ${JSON.stringify(draft.questions)}, ${by.personId}, ${by.now}
    from programmes g where g.id = ${programmeId} and ${guard} on conflict do nothing`)

/** The probe of a programme in force. */
export const probeOf = (programmeId: string, guard: SQL) =>
  q.all<{ id: string; questions: string; madeAt: number }>(sql`select b.id, b.questions, b.made_at as "madeAt"
    from probes b where b.programme_id = ${programmeId} and ${guard} order by b.made_at desc, b.id desc limit 1`)

/** Whether there is such a programme and `guard` holds. */
export const programmeSeen = (programmeId: string, guard: SQL) =>
  q.all<{ id: string }>(sql`select id from programmes where id = ${programmeId} and ${guard}`)

type Draft = z.infer<typeof SamplingDraft>

const here = (holds: Holds) => holds({ path: sql`u.path`, tier: sql`t.id` })

/** Begins a sample, if the tier's programme has its questions. */
export const addSampling = (draft: Draft, by: By, holds: Holds) =>
  q.run(sql`insert into samplings (id, probe_id, tier_id, unit_id, seed, drawn_by, drawn_at)
    select ${draft.id}, (select b.id from probes b where b.programme_id = t.programme_id
        order by b.made_at desc, b.id desc limit 1), t.id, u.id, ${draft.seed}, ${by.personId}, ${by.now}
    from tiers t cross join units u
    where t.id = ${draft.tierId} and u.id = ${draft.unitId} and ${here(holds)}
      and exists (select 1 from probes b where b.programme_id = t.programme_id)
    on conflict do nothing`)

/** The number in the last seven digits of a random id. */
const tail = (id: string) => {
  const digit = (place: number) =>
    `(instr('0123456789abcdef', substr(${id}, ${-place}, 1)) - 1) * ${16 ** (place - 1)}`
  return sql.raw(`(${[1, 2, 3, 4, 5, 6, 7].map(digit).join(' + ')})`)
}

/**
 * Draws a sample: as many batches by chance as asked that are held in the unit, and of each as many people by chance who
 * hold its credential and were not drawn for these questions before.
 */
export function draw(draft: Draft, guard: SQL) {
  const { coefficients, prime } = drawOf(draft.seed)
  const chance = (id: string) =>
    coefficients.reduce((sum, next) => sql`((${sum} * ${tail(id)} + ${next}) % ${prime})`, sql`0`)
  const batches = sql`select w.id from workshops w join units h on h.id = w.unit_id
    where w.tier_id = ${draft.tierId} and w.cancelled_at is null and ${under(sql`h.path`, pathOf(draft.unitId))}
      and exists (select 1 from credentials c where c.workshop_id = w.id and c.revoked_at is null)
    order by ${chance('w.id')}, w.id limit ${draft.batches}`
  return q.run(sql`insert into sampled (sampling_id, credential_id, probe_id, tier_id, trainer_id, generation, place)
    select s.id, d.id, s.probe_id, s.tier_id, (select f.person_id from faculty f where f.workshop_id = d.workshop_id
        order by f.leads desc, f.person_id limit 1), d.generation, d.place
    from samplings s cross join (
      select c.id, c.workshop_id, c.generation, c.tier_id, row_number() over (
        partition by c.workshop_id order by ${chance('c.id')}, c.id) as place
      from (${batches}) w cross join credentials c on c.workshop_id = w.id and c.revoked_at is null
      where not exists (select 1 from sampled o join samplings l on l.id = ${draft.id}
        where o.credential_id = c.id and o.probe_id = l.probe_id)) d
    where s.id = ${draft.id} and d.place <= ${draft.each} and ${guard} on conflict do nothing`)
}

/** A sample as it is stored; `tier` and `unit` are JSON. */
export type SamplingRow = {
  id: string
  tier: string
  unit: string
  seed: number
  drawnAt: number
  people: number
  done: number
}

const columns = sql`s.id, json_object('id', t.id, 'nameEn', t.name_en, 'nameHi', t.name_hi) as tier, ${unitJson('u')} as unit,
  s.seed, s.drawn_at as "drawnAt", (select count(*) from sampled d where d.sampling_id = s.id) as people,
  (select count(*) from sampled d where d.sampling_id = s.id and (d.answers is not null or d.missed is not null)) as done`

const joined = sql`samplings s join tiers t on t.id = s.tier_id join units u on u.id = s.unit_id`

/** Samples of a unit itself, or of where the caller's powers begin, the newest first; one more than a page. */
export const samplingsAt = (top: SQL, after: string | undefined, holds: Holds) =>
  q.all<SamplingRow>(sql`select ${columns} from ${joined}
    where s.unit_id in (${top}) and ${here(holds)}
      ${after ? sql`and (s.drawn_at, s.id) < (select drawn_at, id from samplings where id = ${after})` : sql``}
    order by s.drawn_at desc, s.id desc limit ${PAGE + 1}`)

/** One sample with its questions (JSON). */
export const samplingAt = (id: string, holds: Holds) =>
  q.all<SamplingRow & { questions: string }>(sql`select ${columns},
      (select questions from probes where id = s.probe_id) as questions
    from ${joined} where s.id = ${id} and ${here(holds)}`)

/** Somebody who was drawn; `unit` is JSON. */
export type SampledRow = {
  credentialId: string
  id: string
  nameEn: string
  nameHi: string
  unit: string
  answered: number
  missed: 'absent' | 'unwilling' | null
}

/** Whom a sample drew, by place. */
export const sampledIn = (id: string, holds: Holds) =>
  q.all<SampledRow>(sql`select d.credential_id as "credentialId", p.id, p.name_en as "nameEn", p.name_hi as "nameHi",
      ${unitJson('h')} as unit, d.answers is not null as answered, d.missed
    from ${joined} join sampled d on d.sampling_id = s.id join credentials c on c.id = d.credential_id
      join people p on p.id = c.person_id join units h on h.id = c.unit_id
    where s.id = ${id} and ${here(holds)} order by h.path, d.credential_id`)

/** Where somebody stands in a sample whose taker may ask. */
const drawn = (samplingId: string, holds: Holds) =>
  sql`sampled.sampling_id = ${samplingId} and exists (select 1 from ${joined} where s.id = ${samplingId} and ${here(holds)})`

/** Keeps what somebody answered; how many were right is counted against the questions right here. */
export const keepChoices = (
  {
    samplingId,
    credentialId,
    choices,
  }: { samplingId: string; credentialId: string; choices: (number | null)[] },
  by: By,
  holds: Holds,
) =>
  q.run(sql`update sampled set answers = ${JSON.stringify(choices)}, missed = null, asked_by = ${by.personId},
      asked_at = ${by.now}, known = (select count(*) from probes b, json_each(b.questions) n, json_each(${JSON.stringify(choices)}) a
        where b.id = sampled.probe_id and a.key = n.key and a.value = n.value ->> 'answer')
    where sampled.credential_id = ${credentialId} and sampled.answers is not ${JSON.stringify(choices)}
      and ${drawn(samplingId, holds)}`)

/** Notes why somebody was not asked. */
export const keepMissed = (
  { samplingId, credentialId, missed }: { samplingId: string; credentialId: string; missed: string },
  by: By,
  holds: Holds,
) =>
  q.run(sql`update sampled set missed = ${missed}, asked_by = ${by.personId}, asked_at = ${by.now}
    where sampled.credential_id = ${credentialId} and sampled.answers is null and sampled.missed is not ${missed}
      and ${drawn(samplingId, holds)}`)

/** How somebody stands in a sample after his answers were brought. */
export const standing = (samplingId: string, credentialId: string, holds: Holds) =>
  q.all<{ done: number; answers: string | null; missed: string | null }>(sql`
    select answers is not null or missed is not null as done, answers, missed from sampled
    where sampled.credential_id = ${credentialId} and ${drawn(samplingId, holds)}`)

/** Whether the caller may sample a tier in a unit. */
export const seenFor = (tierId: string, unitId: string, holds: Holds) =>
  q.all<{ seen: number }>(sql`select 1 as seen from tiers t cross join units u
    where t.id = ${tierId} and u.id = ${unitId} and ${here(holds)}`)
