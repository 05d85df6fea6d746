import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { pathOf } from '../../hierarchy/index.ts'
import { holding, may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { q } from '../../platform/sql.ts'
import { changeOf, madeOf } from '../answers.ts'
import { changesWhere, makeChange } from '../queries.ts'
import { today } from '../routes.ts'
import { Change, Changes, Made } from '../shapes.ts'
import { built, undoing as undo } from './queries.ts'

/** What happened to a unit, and taking a change back within a day. */
export const undoing = new Hono<TenantEnv>()
  .get(
    '/units/:unitId/changes',
    may('units:read'),
    answers(Changes, 'What happened to a unit'),
    valid('param', z.object({ unitId: z.uuid() })),
    async (c) => {
      const { unitId } = c.req.valid('param')
      const { db, holds, now, actor } = c.var
      const seen = holds({ path: pathOf(unitId) })
      const about = sql`${seen} and x.id in (
        select id from tree_changes where unit_id = ${unitId} union select id from tree_changes where into_id = ${unitId}
        union select change_id from tree_steps where row_id = ${unitId} and kind in ('parent', 'unit', 'closed'))`
      const [powers, changes] = await db.read([
        q.all<{ seen: number }>(sql`select coalesce(${seen}, 0) as seen`),
        changesWhere(about, now, holding(actor, 'units:edit', now)),
      ])
      if (!powers[0]?.seen) throw new Problem('not-found')
      return c.json({ changes: changes.map(changeOf) })
    },
  )
  .post(
    '/tree-changes/:changeId/undoing',
    may('units:edit'),
    answers(Change, 'Take a change of the tree back, within a day', 201),
    valid('param', z.object({ changeId: z.uuid() })),
    valid('json', z.strictObject(Made)),
    async (c) => {
      const { changeId } = c.req.valid('param')
      const { id, on } = c.req.valid('json')
      const { db, holds, now } = c.var
      const { deed, obstacle } = undo(id, today(on, now), changeId, now, holds)
      const [since, seen, ...parts] = await db.write([
        built(changeId),
        obstacle,
        ...makeChange(c, deed, { undoes: changeId }, holds),
      ])
      const reason = parts[12].length === 0 ? seen[0]?.reason : null
      if (reason === 'late') throw new Problem('undo-over')
      if (reason === 'undone') throw new Problem('state-changed')
      if (reason === 'built') throw new Problem('built-upon', { built: since })
      return c.json(madeOf(seen, parts[3], parts[12], ''), 201)
    },
  )
