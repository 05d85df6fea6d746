import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { may, powersTable } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, nothing, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { likelyOf } from './answers.ts'
import { seesBoth, suspected, suspectedOf, tellApart, untell } from './queries.ts'
import { DuplicatesAsked, DuplicatesFound, LookalikesOf } from './shapes.ts'

const PersonId = z.object({ personId: z.uuid() })
const TwoIds = z.object({ personId: z.uuid(), otherId: z.uuid() })

/** People who may be in the list twice: found, and told apart. */
export const duplicates = new Hono<TenantEnv>()
  .get(
    '/duplicates',
    may('people:edit'),
    answers(DuplicatesFound, 'People who may be in the list twice'),
    valid('query', DuplicatesAsked),
    async (c) => {
      const { actor, db, now, scopes } = c.var
      const editing = powersTable(actor, 'people:edit', now, 'editing_powers')
      const [powers, pairs, [end]] = await db.read([scopes, ...suspected(c.req.valid('query'), editing)])
      if (powers.length === 0) throw new Problem('not-found')
      return c.json({ pairs: likelyOf(pairs), walked: end?.walked ?? 0, after: end?.last ?? null })
    },
  )
  .get(
    '/people/:personId/duplicates',
    may('people:edit'),
    answers(LookalikesOf, 'Whom a person may be'),
    valid('param', PersonId),
    async (c) => {
      const { actor, db, now } = c.var
      const editing = powersTable(actor, 'people:edit', now, 'editing_powers')
      const [pairs, [here]] = await db.read(suspectedOf(c.req.valid('param').personId, editing))
      if (!here?.seen) throw new Problem('not-found')
      return c.json({ pairs: likelyOf(pairs) })
    },
  )
  .put(
    '/people/:personId/distinctions/:otherId',
    may('people:edit'),
    answers(z.null(), 'Remember that two are two people', 204),
    valid('param', TwoIds),
    async (c) => {
      const { personId, otherId } = c.req.valid('param')
      const { actor, db, holds, now } = c.var
      const [, , [here]] = await db.write([
        tellApart(personId, otherId, actor.personId, now, holds),
        record(c, 'people.told-apart', personId, { otherId }),
        seesBoth(personId, otherId, holds),
      ])
      if (!here?.seen) throw new Problem('not-found')
      return nothing(c)
    },
  )
  .delete(
    '/people/:personId/distinctions/:otherId',
    may('people:edit'),
    answers(z.null(), 'Forget that two are two people', 204),
    valid('param', TwoIds),
    async (c) => {
      const { personId, otherId } = c.req.valid('param')
      const { db, holds } = c.var
      const [, , [here]] = await db.write([
        untell(personId, otherId, holds),
        record(c, 'people.not-told-apart', personId, { otherId }),
        seesBoth(personId, otherId, holds),
      ])
      if (!here?.seen) throw new Problem('not-found')
      return nothing(c)
    },
  )
