import { Hono } from 'hono'
import * as z from 'zod'
import { rootPath } from '../../organisations/index.ts'
import { unitRef } from '../../people/index.ts'
import { record, whenRecorded } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { topOf } from '../queries.ts'
import { Named } from '../shapes.ts'
import {
  addProbe,
  addSampling,
  draw,
  keepChoices,
  keepMissed,
  PAGE,
  probeOf,
  programmeSeen,
  type SampledRow,
  type SamplingRow,
  sampledIn,
  samplingAt,
  samplingsAt,
  seenFor,
  standing,
} from './queries.ts'
import {
  Answered,
  Answers,
  KeyedQuestion,
  Probe,
  ProbeDraft,
  Question,
  SamplingDraft,
  SamplingPage,
  Samplings,
  SamplingsAsked,
} from './shapes.ts'

const ProgrammeId = z.object({ programmeId: z.uuid() })
const Keyed = z.array(KeyedQuestion)
// What is asked goes out without its answer.
const Asked = z.array(z.object(Question.shape))

const samplingOf = ({ tier, unit, ...row }: SamplingRow) => ({
  ...row,
  tier: Named.parse(JSON.parse(tier)),
  unit: unitRef(unit),
})

const sampledOf = ({ id, nameEn, nameHi, unit, answered, ...row }: SampledRow) => ({
  ...row,
  person: { id, nameEn, nameHi },
  unit: unitRef(unit),
  done: answered === 1 || row.missed !== null,
})

const probeFrom = (row: { id: string; questions: string; madeAt: number } | undefined) =>
  row ? { id: row.id, madeAt: row.madeAt, questions: Keyed.parse(JSON.parse(row.questions)) } : null

const pageFrom = (row: (SamplingRow & { questions: string }) | undefined, sampled: readonly SampledRow[]) => {
  if (!row) throw new Problem('not-found')
  const { questions, ...sampling } = row
  return {
    ...samplingOf(sampling),
    questions: Asked.parse(JSON.parse(questions)),
    sampled: sampled.map(sampledOf),
  }
}

/** The five questions of a programme, samples of its people, and what these answer. */
export const sampling = new Hono<TenantEnv>()
  .get(
    '/programmes/:programmeId/probe',
    may('programmes:edit'),
    answers(Probe, 'The five questions of a programme'),
    valid('param', ProgrammeId),
    async (c) => {
      const { programmeId } = c.req.valid('param')
      const { db, holds } = c.var
      const guard = holds({ path: rootPath })
      const [[seen], [row]] = await db.read([programmeSeen(programmeId, guard), probeOf(programmeId, guard)])
      if (!seen) throw new Problem('not-found')
      return c.json({ probe: probeFrom(row) })
    },
  )
  .post(
    '/programmes/:programmeId/probes',
    may('programmes:edit'),
    answers(Probe, 'Set the five questions of a programme', 201),
    valid('param', ProgrammeId),
    valid('json', ProbeDraft),
    async (c) => {
      const { programmeId } = c.req.valid('param')
      const draft = c.req.valid('json')
      const { db, holds, actor, now } = c.var
      const guard = holds({ path: rootPath })
      const [, , [row]] = await db.write([
        addProbe(programmeId, draft, { personId: actor.personId, now }, guard),
        record(c, 'probe.set', draft.id, { programmeId }),
        probeOf(programmeId, guard),
      ])
      if (!row) throw new Problem('not-found')
      return c.json({ probe: probeFrom(row) }, 201)
    },
  )
  .post(
    '/samplings',
    may('fidelity:sample'),
    answers(SamplingPage, 'Draw a sample of those whom a tier trained', 201),
    valid('json', SamplingDraft),
    async (c) => {
      const draft = c.req.valid('json')
      const { db, holds, actor, now } = c.var
      const [, , , [row], sampled, [place]] = await db.write([
        addSampling(draft, { personId: actor.personId, now }, holds),
        record(c, 'sampling.drawn', draft.id, draft),
        draw(draft, whenRecorded(c)),
        samplingAt(draft.id, holds),
        sampledIn(draft.id, holds),
        seenFor(draft.tierId, draft.unitId, holds),
      ])
      if (!place) throw new Problem('not-found')
      if (!row) throw new Problem('state-changed')
      return c.json(pageFrom(row, sampled), 201)
    },
  )
  .get(
    '/samplings',
    may('fidelity:sample'),
    answers(Samplings, 'Samples that were drawn in a unit'),
    valid('query', SamplingsAsked),
    async (c) => {
      const { unit, after } = c.req.valid('query')
      const { db, holds, scopes, tops } = c.var
      const [held, rows] = await db.read([scopes, samplingsAt(topOf(unit, tops), after, holds)])
      if (held.length === 0) throw new Problem('not-found')
      const samplings = rows.slice(0, PAGE).map(samplingOf)
      return c.json({ samplings, after: rows.length > PAGE ? (samplings.at(-1)?.id ?? null) : null })
    },
  )
  .get(
    '/samplings/:samplingId',
    may('fidelity:sample'),
    answers(SamplingPage, 'A sample: its questions and whom to ask'),
    valid('param', z.object({ samplingId: z.uuid() })),
    async (c) => {
      const { samplingId } = c.req.valid('param')
      const { db, holds } = c.var
      const [[row], sampled] = await db.read([samplingAt(samplingId, holds), sampledIn(samplingId, holds)])
      return c.json(pageFrom(row, sampled))
    },
  )
  .put(
    '/samplings/:samplingId/answers/:sampledId',
    may('fidelity:sample'),
    answers(Answered, 'Keep what somebody answered'),
    valid('param', z.object({ samplingId: z.uuid(), sampledId: z.uuid() })),
    valid('json', Answers),
    async (c) => {
      const { samplingId, sampledId: credentialId } = c.req.valid('param')
      const said = c.req.valid('json')
      const { db, holds, actor, now } = c.var
      const by = { personId: actor.personId, now }
      const [, , [row]] = await db.write([
        'choices' in said
          ? keepChoices({ samplingId, credentialId, choices: said.choices }, by, holds)
          : keepMissed({ samplingId, credentialId, missed: said.missed }, by, holds),
        record(c, 'sampling.answered', samplingId),
        standing(samplingId, credentialId, holds),
      ])
      if (!row) throw new Problem('not-found')
      const kept =
        'choices' in said ? row.answers === JSON.stringify(said.choices) : row.missed === said.missed
      if (!kept) throw new Problem('state-changed')
      return c.json({ credentialId, done: row.done === 1 })
    },
  )
