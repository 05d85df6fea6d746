import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { pathOf, UnitRef } from '../../hierarchy/index.ts'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { q } from '../../platform/sql.ts'
import { refuse } from '../answers.ts'
import { isAhead } from '../rules.ts'
import {
  CLOSED_PAGE,
  type ComingRow,
  changeFor,
  closedBelow,
  comingAt,
  comingWhere,
  editable,
  plan,
  planFault,
  planOf,
  withdraw,
} from './queries.ts'
import { Coming, ComingAsked, Days, DaysAsked } from './shapes.ts'

const UnitId = z.object({ unitId: z.uuid() })

const comingOf = ({ unit, byId, byEn, byHi, ...row }: ComingRow) => ({
  ...row,
  unit: UnitRef.parse(JSON.parse(unit)),
  by: byId === null ? null : { id: byId, nameEn: byEn ?? '', nameHi: byHi ?? '' },
})

/** A day ahead. @throws Problem `invalid` */
function ahead(on: string, now: number): void {
  if (isAhead(on, now)) return
  const detail = 'What is planned is for a day to come; today’s change is made at once'
  throw new Problem('invalid', { errors: [{ pointer: '/on', code: 'not-ahead', detail }] })
}

/** Opening and closing units on days to come, and the lists of what is coming and what has closed. */
export const days = new Hono<TenantEnv>()
  .get(
    '/units/:unitId/days',
    may('units:read'),
    answers(Days, 'What is coming at a unit, and what has closed below it'),
    valid('param', UnitId),
    valid('query', DaysAsked),
    async (c) => {
      const { unitId } = c.req.valid('param')
      const { after = '' } = c.req.valid('query')
      const seen = c.var.holds({ path: pathOf(unitId) })
      const [powers, coming, found] = await c.var.db.read([
        q.all<{ seen: number }>(sql`select coalesce(${seen}, 0) as seen`),
        comingAt(unitId, seen),
        closedBelow(unitId, after, seen),
      ])
      if (!powers[0]?.seen) throw new Problem('not-found')
      const closed = found.slice(0, CLOSED_PAGE)
      const next = found.length > CLOSED_PAGE ? (closed.at(-1)?.code ?? null) : null
      return c.json({ coming: coming.map(comingOf), closed, after: next })
    },
  )
  .post(
    '/units/:unitId/coming',
    may('units:edit'),
    answers(Coming, 'Plan that a unit is opened, opened again or closed on a day to come', 201),
    valid('param', UnitId),
    valid('json', ComingAsked),
    async (c) => {
      const { unitId } = c.req.valid('param')
      const asked = c.req.valid('json')
      const { db, holds, now, actor } = c.var
      ahead(asked.on, now)
      const planned = planOf(asked, unitId, actor.personId)
      const { fault, allowed } = planFault(planned, changeFor(planned, asked.on, now, holds))
      const detail = { kind: asked.kind, on: asked.on, unitId: planned.unitId, parentId: planned.parentId }
      const [[seen], , , [row]] = await db.write([
        q.all<{ reason: string | null }>(sql`select ${fault} as reason where ${allowed}`),
        plan(planned, now, sql`${allowed} and ${fault} is null`),
        record(c, 'unit.planned', planned.id, detail),
        comingWhere(sql`x.id = ${planned.id} and ${editable(holds)}`),
      ])
      if (row) return c.json(comingOf(row), 201)
      if (!seen) throw new Problem('not-found')
      if (seen.reason === 'planned' || !seen.reason) throw new Problem('state-changed')
      return refuse(seen.reason, asked.kind === 'new' ? '/unit/levelId' : '/kind')
    },
  )
  .post(
    '/coming/:comingId/withdrawal',
    may('units:edit'),
    answers(Coming, 'Take back what was planned for a day to come'),
    valid('param', z.object({ comingId: z.uuid() })),
    async (c) => {
      const { comingId } = c.req.valid('param')
      const { db, holds, now } = c.var
      const [, , [row]] = await db.write([
        withdraw(comingId, now, holds),
        record(c, 'unit.plan-withdrawn', comingId),
        comingWhere(sql`x.id = ${comingId} and ${editable(holds)}`),
      ])
      if (!row) throw new Problem('not-found')
      if (row.withdrawnAt === null) throw new Problem('state-changed')
      return c.json(comingOf(row))
    },
  )
