import { Hono } from 'hono'
import * as z from 'zod'
import { attendeeOf } from '../../attendance/index.ts'
import { record } from '../../platform/audit.ts'
import { may, mine } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { askedOf, headOf, paperOf } from '../answers.ts'
import { SITTINGS } from '../rules.ts'
import { Assessed, AssessedAsked, OwnPapers, OwnSitting, Paper, Result, Sitting } from '../shapes.ts'
import { assess, assessed, ownPapers, PAGE, paperHere, resultHere, sit } from './queries.ts'

const WorkshopId = z.object({ workshopId: z.uuid() })
const Both = z.object({ workshopId: z.uuid(), paperId: z.uuid() })
const RegistrationId = z.object({ registrationId: z.uuid() })
const Best = z.array(z.object({ paperId: z.string(), right: z.int(), questions: z.int(), passed: z.int() }))

type Row = { id: string; paperId: string; right: number; questions: number; passed: number; takenAt: number }

const resultOf = ({ id, paperId, right, questions, passed, takenAt }: Row) => ({
  id,
  paperId,
  right,
  questions,
  passed: passed === 1,
  takenAt,
})

/** Taking papers: by oneself on a phone, or asked by an assessor. */
export const taking = new Hono<TenantEnv>()
  .get(
    '/registrations/:registrationId/papers',
    mine,
    answers(OwnPapers, 'What I am asked about, and how I did'),
    valid('param', RegistrationId),
    async (c) => {
      const { registrationId } = c.req.valid('param')
      const [[found], papers, questions, results] = await c.var.db.read(
        ownPapers(registrationId, c.var.actor.personId),
      )
      if (!found) throw new Problem('not-found')
      const { wasThere, ...workshop } = found
      return c.json({
        workshop,
        wasThere: wasThere === 1,
        papers: papers.map((row) => {
          const sat = results.filter(({ paperId }) => paperId === row.id)
          return {
            ...headOf(row),
            asked: wasThere === 1 ? askedOf(row.id, questions) : [],
            results: sat.map(resultOf),
            sittingsLeft: Math.max(0, SITTINGS - sat.filter(({ own }) => own === 1).length),
          }
        }),
      })
    },
  )
  .post(
    '/registrations/:registrationId/results',
    mine,
    answers(Result, 'Answer a paper', 201),
    valid('param', RegistrationId),
    valid('json', OwnSitting),
    async (c) => {
      const { registrationId } = c.req.valid('param')
      const sitting = c.req.valid('json')
      const { actor, db, now } = c.var
      const [, , [found], , , results] = await db.write([
        sit(registrationId, sitting, { personId: actor.personId, now }),
        record(c, 'paper.answered', registrationId, { paperId: sitting.paperId }),
        ...ownPapers(registrationId, actor.personId),
      ])
      if (!found) throw new Problem('not-found')
      const result = results.find(({ id }) => id === sitting.id)
      if (!result) throw new Problem('state-changed')
      return c.json(resultOf(result), 201)
    },
  )
  .get(
    '/workshops/:workshopId/papers',
    may('attendance:mark'),
    answers(Assessed, 'Who was asked what, and how he did'),
    valid('param', WorkshopId),
    valid('query', AssessedAsked),
    async (c) => {
      const [[workshop], papers, found] = await c.var.db.read(
        assessed(c.req.valid('param').workshopId, c.req.valid('query').after, c.var.holds),
      )
      if (!workshop) throw new Problem('not-found')
      const rows = found.slice(0, PAGE).map((row) => ({
        ...attendeeOf(row),
        registrationId: row.registrationId,
        code: row.code,
        results: Best.parse(JSON.parse(row.results)).map((best) => ({ ...best, passed: best.passed === 1 })),
      }))
      const after = found.length > PAGE ? (rows.at(-1)?.registrationId ?? null) : null
      return c.json({ workshop, papers: papers.map(headOf), rows, after })
    },
  )
  .get(
    '/workshops/:workshopId/papers/:paperId',
    may('attendance:mark'),
    answers(Paper, 'A paper for whoever asks it, with the answers'),
    valid('param', Both),
    async (c) => {
      const { workshopId, paperId } = c.req.valid('param')
      const [[workshop], [row], questions] = await c.var.db.read(paperHere(workshopId, paperId, c.var.holds))
      if (!workshop || !row) throw new Problem('not-found')
      return c.json(paperOf(row, questions))
    },
  )
  .post(
    '/workshops/:workshopId/results',
    may('attendance:mark'),
    answers(Result, 'Keep what somebody knew when he was asked', 201),
    valid('param', WorkshopId),
    valid('json', Sitting),
    async (c) => {
      const { workshopId } = c.req.valid('param')
      const { registrationId, ...sitting } = c.req.valid('json')
      const { actor, db, holds, now } = c.var
      const by = { personId: actor.personId, now }
      const [, , [workshop], , , [result]] = await db.write([
        assess(workshopId, registrationId, sitting, { by, holds }),
        record(c, 'person.assessed', registrationId, { paperId: sitting.paperId }),
        ...paperHere(workshopId, sitting.paperId, holds),
        resultHere(workshopId, sitting.id, holds),
      ])
      if (!workshop) throw new Problem('not-found')
      if (result?.registrationId !== registrationId) throw new Problem('not-registered')
      return c.json(resultOf(result), 201)
    },
  )
