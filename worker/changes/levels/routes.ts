import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import { LARGE_MAX } from '../../platform/body.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { q } from '../../platform/sql.ts'
import { code } from '../../platform/text.ts'
import { loadFrom, madeOf, refuse } from '../answers.ts'
import { makeChange } from '../queries.ts'
import { today } from '../routes.ts'
import { Change, Made } from '../shapes.ts'
import { editFault, editLevel, inserting, insertPreview, levelsWhere, removing } from './queries.ts'
import { LevelDraft, LevelEdit, LevelPreview, Levels } from './shapes.ts'

const LevelId = z.object({ levelId: code() })
const ParentIds = z.array(z.string())

type LevelRow = Awaited<ReturnType<typeof levelsWhere>>[number]

const levelsOf = (rows: readonly LevelRow[]) => ({
  levels: rows.map((row) => {
    const parentIds = ParentIds.parse(JSON.parse(row.parentIds))
    return { ...row, parentIds: parentIds.length > 0 ? parentIds : null }
  }),
})

/** The levels of an organisation: naming them, what may stand above them, inserting one and removing one. */
export const levels = new Hono<TenantEnv>()
  .get('/levels', may('units:read'), answers(Levels, 'The levels, with their units'), async (c) => {
    const [powers, rows] = await c.var.db.read([c.var.scopes, levelsWhere(sql`1`)])
    if (powers.length === 0) throw new Problem('not-found')
    return c.json(levelsOf(rows))
  })
  .post(
    '/levels/preview',
    may('organisation:edit'),
    answers(LevelPreview, 'What inserting a level would do'),
    valid('json', LevelDraft, LARGE_MAX),
    async (c) => {
      const { db, now, holds } = c.var
      const [[seen], [counts], examples, ...load] = await db.read(
        insertPreview(c.req.valid('json'), now, holds),
      )
      if (!seen) throw new Problem('not-found')
      if (seen.reason) refuse(seen.reason, '/beginning')
      const named = examples.map((one) => ({ ...one, parent: UnitRef.parse(JSON.parse(one.parent)) }))
      const { units = 0, moves = 0 } = counts ?? {}
      return c.json({ units, moves, examples: named, load: loadFrom(...load) })
    },
  )
  .post(
    '/levels',
    may('organisation:edit'),
    answers(Change, 'Insert a level', 201),
    valid('json', z.strictObject({ ...LevelDraft.shape, ...Made }), LARGE_MAX),
    async (c) => {
      const { id, on, ...draft } = c.req.valid('json')
      const { now, db, holds } = c.var
      const { deed, obstacle } = inserting({ id, on: today(on, now), now }, draft, holds)
      const { level, aboveId, beginning } = draft
      const detail = { level, aboveId, way: beginning.way }
      const [seen, ...parts] = await db.write([obstacle, ...makeChange(c, deed, detail, holds)])
      return c.json(madeOf(seen, parts[3], parts[12], '/beginning'), 201)
    },
  )
  .patch(
    '/levels/:levelId',
    may('organisation:edit'),
    answers(Levels, 'Rename a level, and say what may stand above it'),
    valid('param', LevelId),
    valid('json', LevelEdit),
    async (c) => {
      const { levelId } = c.req.valid('param')
      const edit = c.req.valid('json')
      const { db, holds } = c.var
      const { reason, allowed } = editFault(levelId, edit, holds)
      const guard = sql`${allowed} and ${reason} is null`
      const [[seen], ...parts] = await db.write([
        q.all<{ reason: string | null }>(sql`select ${reason} as reason where ${allowed}`),
        ...editLevel(levelId, edit, guard),
        record(c, 'level.edited', levelId, edit),
        levelsWhere(allowed),
      ])
      if (!seen) throw new Problem('not-found')
      if (seen.reason) refuse(seen.reason, '/parentIds')
      return c.json(levelsOf(parts[4]))
    },
  )
  .post(
    '/levels/:levelId/removal',
    may('organisation:edit'),
    answers(Change, 'Remove a level that nothing uses', 201),
    valid('param', LevelId),
    valid('json', z.strictObject(Made)),
    async (c) => {
      const { levelId } = c.req.valid('param')
      const { id, on } = c.req.valid('json')
      const { now, db, holds } = c.var
      const { deed, obstacle } = removing({ id, on: today(on, now) }, levelId, holds)
      const [seen, ...parts] = await db.write([obstacle, ...makeChange(c, deed, { levelId }, holds)])
      if (seen[0]?.reason === 'in-use' && parts[12].length === 0) throw new Problem('level-in-use')
      return c.json(madeOf(seen, parts[3], parts[12], '/levelId'), 201)
    },
  )
