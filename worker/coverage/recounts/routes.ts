import { Hono } from 'hono'
import * as z from 'zod'
import { rootPath } from '../../organisations/index.ts'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { CHUNK, step } from './counting.ts'
import { begin, type RecountRow, recountOf, recountsOf, tierSeen } from './queries.ts'
import { Recount, RecountDraft, Recounts } from './shapes.ts'

const RecountId = z.object({ recountId: z.uuid() })
const OfTier = z.object({ tier: z.uuid() })

const told = ({ mend, firstUnit, ...row }: RecountRow) => ({
  ...row,
  mend: mend === 1,
  firstUnit: firstUnit === null ? null : Recount.shape.firstUnit.parse(JSON.parse(firstUnit)),
})

/** Counting a tier anew, step by step: whoever asked may do the steps, and what he leaves undone a job does. */
export const recounts = new Hono<TenantEnv>()
  .post(
    '/coverage/recounts',
    may('organisation:edit'),
    answers(Recount, 'Begin to count the coverage of a tier anew', 201),
    valid('json', RecountDraft),
    async (c) => {
      const draft = c.req.valid('json')
      const { db, holds, actor, now } = c.var
      const guard = holds({ path: rootPath })
      const { tierId, mend } = draft
      const [, , [tier], [row]] = await db.write([
        begin(draft, { personId: actor.personId, now }, guard),
        record(c, 'coverage.recounted', draft.id, { tierId, mend }),
        tierSeen(tierId, guard),
        recountOf(draft.id, guard),
      ])
      if (!tier) throw new Problem('not-found')
      if (row?.tierId !== tierId) throw new Problem('state-changed')
      return c.json(told(row), 201)
    },
  )
  .get(
    '/coverage/recounts',
    may('organisation:edit'),
    answers(Recounts, 'The latest recounts of a tier'),
    valid('query', OfTier),
    async (c) => {
      const { tier } = c.req.valid('query')
      const { db, holds } = c.var
      const guard = holds({ path: rootPath })
      const [[seen], rows] = await db.read([tierSeen(tier, guard), recountsOf(tier, guard)])
      if (!seen) throw new Problem('not-found')
      return c.json({ recounts: rows.map(told) })
    },
  )
  .get(
    '/coverage/recounts/:recountId',
    may('organisation:edit'),
    answers(Recount, 'How far a recount is'),
    valid('param', RecountId),
    async (c) => {
      const { db, holds } = c.var
      const [[row]] = await db.read([recountOf(c.req.valid('param').recountId, holds({ path: rootPath }))])
      if (!row) throw new Problem('not-found')
      return c.json(told(row))
    },
  )
  .post(
    '/coverage/recounts/:recountId/steps',
    may('organisation:edit'),
    answers(Recount, 'Go one step on with a recount', 201),
    valid('param', RecountId),
    async (c) => {
      const id = c.req.valid('param').recountId
      const { db, holds, now } = c.var
      const guard = holds({ path: rootPath })
      const results = await db.write([...step({ id, guard }, CHUNK, now), recountOf(id, guard)])
      const [row] = results.at(-1) as RecountRow[]
      if (!row) throw new Problem('not-found')
      return c.json(told(row), 201)
    },
  )
