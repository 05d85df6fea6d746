import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { may, powersTable } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { pairFrom } from '../duplicates/answers.ts'
import { twoOf } from '../duplicates/queries.ts'
import type { Giver } from '../grants/queries.ts'
import { built, merge, mergeOf, moving, obstacleFrom, overBoth, standing, unmerge } from './queries.ts'
import { Comparison, MergeDraft, Merged } from './shapes.ts'

const TwoIds = z.object({ personId: z.uuid(), otherId: z.uuid() })
const MergeId = z.object({ mergeId: z.uuid() })

/** Two records of one person: compared, made one, and parted again. */
export const merges = new Hono<TenantEnv>()
  .get(
    '/people/:personId/comparison/:otherId',
    may('people:edit'),
    answers(Comparison, 'Two people side by side'),
    valid('param', TwoIds),
    async (c) => {
      const { personId: keptId, otherId: goneId } = c.req.valid('param')
      const { actor, db, holds, now } = c.var
      const giver: Giver = { actor, now, holds }
      const editing = powersTable(actor, 'people:edit', now, 'editing_powers')
      const two = { keptId, goneId, chosen: [] }
      const [[pair], [counts], , found] = await db.read([
        twoOf(keptId, goneId, editing),
        moving(goneId, overBoth(two, holds)),
        ...standing(two, giver),
      ])
      if (!pair || !counts || keptId === goneId) throw new Problem('not-found')
      return c.json({ ...pairFrom(pair), moving: counts, obstacles: found.map(obstacleFrom) })
    },
  )
  .post(
    '/merges',
    may('people:edit'),
    answers(Merged, 'Make two records one person', 201),
    valid('json', MergeDraft),
    async (c) => {
      const draft = c.req.valid('json')
      if (draft.keptId === draft.goneId) throw new Problem('not-found')
      const { actor, db, holds, now } = c.var
      const giver: Giver = { actor, now, holds }
      const [[both], found, , , [done]] = await db.write([
        ...standing(draft, giver),
        merge(draft, giver),
        record(c, 'people.merged', draft.keptId, {
          mergeId: draft.id,
          goneId: draft.goneId,
          chosen: draft.chosen,
        }),
        mergeOf(draft.id, holds),
      ])
      if (done && done.keptId === draft.keptId && done.goneId === draft.goneId) return c.json(done, 201)
      if (!both?.both) throw new Problem('not-found')
      const obstacles = found.map(obstacleFrom)
      if (obstacles.some(({ kind }) => kind === 'powers')) throw new Problem('beyond-own-powers')
      if (obstacles.some(({ kind }) => kind === 'yourself')) throw new Problem('two-people')
      throw new Problem('merge-conflict', { obstacles })
    },
  )
  .post(
    '/merges/:mergeId/undoing',
    may('people:edit'),
    answers(Merged, 'Part two records again', 201),
    valid('param', MergeId),
    async (c) => {
      const { mergeId } = c.req.valid('param')
      const { actor, db, holds, now } = c.var
      const [since, , , [merged]] = await db.write([
        built(mergeId, holds),
        unmerge(mergeId, { actor, now, holds }),
        record(c, 'people.parted', mergeId),
        mergeOf(mergeId, holds),
      ])
      if (!merged) throw new Problem('not-found')
      if (merged.undoneAt !== null) return c.json(merged, 201)
      if (since.length === 0) throw new Problem('two-people')
      throw new Problem('merge-built-on', { since })
    },
  )
