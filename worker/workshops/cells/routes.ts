import { Hono } from 'hono'
import * as z from 'zod'
import { unitRef } from '../../people/index.ts'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { placeOf } from '../places.ts'
import { quotasFrom } from './answers.ts'
import { quotasOf, releaseNow, setCells, turnCells, turnRelease, unitsToStamp } from './queries.ts'
import { Quotas, QuotasEdit, ReleaseAsked, StampAsked, StampUnits } from './shapes.ts'

const WorkshopId = z.object({ workshopId: z.uuid() })

/** Seats of a workshop that are kept for units and wings. */
export const cells = new Hono<TenantEnv>()
  .get(
    '/workshops/:workshopId/quotas',
    may('workshops:read'),
    answers(Quotas, 'Seats of a workshop by unit and wing'),
    valid('param', WorkshopId),
    async (c) => {
      const { db, holds } = c.var
      const [[head], rows] = await db.read(quotasOf(c.req.valid('param').workshopId, placeOf(holds)))
      if (!head) throw new Problem('not-found')
      return c.json(quotasFrom(head, rows))
    },
  )
  .get(
    '/workshops/:workshopId/quotas/units',
    may('workshops:read'),
    answers(StampUnits, 'Units of a level for which seats may be kept'),
    valid('param', WorkshopId),
    valid('query', StampAsked),
    async (c) => {
      const { db, holds } = c.var
      const { workshopId } = c.req.valid('param')
      const guard = placeOf(holds)
      const [[head], , units] = await db.read([
        ...quotasOf(workshopId, guard),
        unitsToStamp(workshopId, c.req.valid('query').levelId, guard),
      ])
      if (!head) throw new Problem('not-found')
      return c.json({ units: units.map(({ unit, below }) => ({ unit: unitRef(unit), below })) })
    },
  )
  .put(
    '/workshops/:workshopId/quotas',
    may('workshops:edit'),
    answers(Quotas, 'Keep seats of a workshop for units and wings'),
    valid('param', WorkshopId),
    valid('json', QuotasEdit),
    async (c) => {
      const { workshopId } = c.req.valid('param')
      const edit = c.req.valid('json')
      const { db, holds } = c.var
      const seats = edit.cells.reduce((sum, cell) => sum + cell.seats, 0)
      const [turned, , , [head], rows] = await db.write([
        turnCells(workshopId, edit, holds),
        record(c, 'quotas.set', workshopId, { cells: edit.cells.length, seats }),
        setCells(workshopId, edit, c),
        ...quotasOf(workshopId, placeOf(holds)),
      ])
      if (!head) throw new Problem('not-found')
      if (turned.rowsAffected === 0) {
        if (head.version !== edit.version) throw new Problem('version-changed')
        const errors = [
          { pointer: '/cells', code: 'unknown', detail: 'A unit or wing that the tier does not know' },
        ]
        throw new Problem('invalid', { errors })
      }
      return c.json(quotasFrom(head, rows))
    },
  )
  .post(
    '/workshops/:workshopId/quotas/releases',
    may('workshops:edit'),
    answers(Quotas, 'Let go of seats that were kept'),
    valid('param', WorkshopId),
    valid('json', ReleaseAsked),
    async (c) => {
      const { workshopId } = c.req.valid('param')
      const { cells: named } = c.req.valid('json')
      const { db, holds } = c.var
      const [, , , [head], rows] = await db.write([
        turnRelease(workshopId, named, holds),
        record(c, 'quotas.released', workshopId, { cells: named?.length ?? 'all' }),
        releaseNow(workshopId, named, c),
        ...quotasOf(workshopId, placeOf(holds)),
      ])
      if (!head) throw new Problem('not-found')
      return c.json(quotasFrom(head, rows))
    },
  )
