import { Hono } from 'hono'
import * as z from 'zod'
import { unitRef } from '../../people/index.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { topOf } from '../queries.ts'
import { Named } from '../shapes.ts'
import { generationsAt, PAGE, traineesOf, trainersAt, unitAt } from './queries.ts'
import { THRESHOLD, toldOf } from './rules.ts'
import {
  Fidelity,
  FidelityAsked,
  Trainees,
  TraineesAsked,
  TrainersAsked,
  TrainersFidelity,
} from './shapes.ts'

const one = (json: string) => Named.parse(JSON.parse(json))

/** What people still know of what they were taught: by generation, by trainer, and for whom a refresher is. */
export const fidelity = new Hono<TenantEnv>()
  .get(
    '/fidelity',
    may('coverage:read'),
    answers(Fidelity, 'What is left of the training at each remove'),
    valid('query', FidelityAsked),
    async (c) => {
      const { unit } = c.req.valid('query')
      const { db, holds, tops } = c.var
      const top = topOf(unit, tops)
      const [[seen], rows] = await db.read([unitAt(top, undefined, holds), generationsAt(top, holds)])
      if (!seen) throw new Problem('not-found')
      const generations = rows.map(({ programme, tier, generation, asked, known, right }) => ({
        programme: one(programme),
        tier: one(tier),
        generation,
        ...toldOf(asked, known, right),
      }))
      return c.json({ unit: unitRef(seen.unit), threshold: THRESHOLD, generations })
    },
  )
  .get(
    '/tiers/:tierId/fidelity',
    may('fidelity:sample'),
    answers(TrainersFidelity, 'What is left of each trainer’s teaching'),
    valid('param', z.object({ tierId: z.uuid() })),
    valid('query', TrainersAsked),
    async (c) => {
      const { tierId } = c.req.valid('param')
      const { unit, after = '' } = c.req.valid('query')
      const { db, holds, tops } = c.var
      const top = topOf(unit, tops)
      const [[seen], rows] = await db.read([
        unitAt(top, tierId, holds),
        trainersAt(tierId, top, after, holds),
      ])
      if (!seen) throw new Problem('not-found')
      const trainers = rows.slice(0, PAGE).map(({ trainer, trainees, asked, known, right }) => ({
        trainer: one(trainer),
        trainees,
        ...toldOf(asked, known, right),
      }))
      const last = trainers.at(-1)?.trainer.id ?? null
      return c.json({ threshold: THRESHOLD, trainers, after: rows.length > PAGE ? last : null })
    },
  )
  .get(
    '/tiers/:tierId/fidelity/:trainerId/trainees',
    may('fidelity:sample'),
    answers(Trainees, 'For whom a refresher is'),
    valid('param', z.object({ tierId: z.uuid(), trainerId: z.uuid() })),
    valid('query', TraineesAsked),
    async (c) => {
      const { tierId, trainerId } = c.req.valid('param')
      const { unit, after = '' } = c.req.valid('query')
      const { db, holds, tops } = c.var
      const top = topOf(unit, tops)
      const [[seen], rows] = await db.read([
        unitAt(top, tierId, holds),
        traineesOf({ tierId, trainerId, top, after }, holds),
      ])
      if (!seen) throw new Problem('not-found')
      const trainees = rows.slice(0, PAGE).map(({ credentialId, unit: home, ...person }) => ({
        credentialId,
        person,
        unit: unitRef(home),
      }))
      const last = trainees.at(-1)?.credentialId ?? null
      return c.json({ trainees, after: rows.length > PAGE ? last : null })
    },
  )
