import { Hono } from 'hono'
import * as z from 'zod'
import { record, recordChange } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import { dayOf } from '../../platform/calendar.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { pageFrom, unitPage } from '../queries.ts'
import { UnitDraft, UnitEdit, UnitPage } from '../shapes.ts'
import { addUnit, obstacles, renamable, rename } from './queries.ts'

const UnitId = z.object({ unitId: z.uuid() })

/** Adding one unit, and renaming one. */
export const editing = new Hono<TenantEnv>()
  .post(
    '/units',
    may('units:edit'),
    answers(UnitPage, 'Add a unit', 201),
    valid('json', UnitDraft),
    async (c) => {
      const draft = c.req.valid('json')
      const { db, holds, now } = c.var
      // Days begin in the east: what is not over there yet may be today.
      if (draft.openedOn !== null && draft.openedOn > dayOf(now, 'Etc/GMT-14')) {
        const fault = {
          pointer: '/openedOn',
          code: 'to-come',
          detail: 'A unit is added on its first day or later',
        }
        throw new Problem('invalid', { errors: [fault] })
      }
      const [, , [obstacle], ...rows] = await db.write([
        addUnit(draft, now, holds),
        record(c, 'unit.added', draft.id, draft),
        obstacles(draft, holds),
        ...unitPage(draft.id, holds),
      ])
      if (!obstacle) throw new Problem('not-found')
      if (obstacle.taken) throw new Problem('code-taken')
      const shown = pageFrom(rows)
      if (shown) return c.json(shown, 201)
      const fault = { pointer: '/levelId', code: 'level', detail: 'This level is not below the parent' }
      throw new Problem('invalid', { errors: [fault] })
    },
  )
  .patch(
    '/units/:unitId',
    may('units:edit'),
    answers(UnitPage, 'Rename a unit'),
    valid('param', UnitId),
    valid('json', UnitEdit),
    async (c) => {
      const { unitId } = c.req.valid('param')
      const names = c.req.valid('json')
      const { db, holds } = c.var
      const [, , [unit], ...rows] = await db.write([
        rename(unitId, names, holds),
        recordChange(c, 'unit.renamed', unitId, names),
        renamable(unitId, holds),
        ...unitPage(unitId, holds),
      ])
      const shown = pageFrom(rows)
      if (!unit || !shown) throw new Problem('not-found')
      return c.json(shown)
    },
  )
