import { type SQL, sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import type { Asking } from '../platform/audit.ts'
import { type Actor, type Holds, holding, may } from '../platform/auth.ts'
import { LARGE_MAX } from '../platform/body.ts'
import type { TenantEnv } from '../platform/env.ts'
import { answers, valid } from '../platform/http.ts'
import { newId } from '../platform/id.ts'
import { Problem } from '../platform/problem.ts'
import type { TenantDb } from '../platform/sql.ts'
import { loadFrom, madeOf, previewOf, refuse, tiersIn } from './answers.ts'
import { closing, type Kind, merging, moving, reopening, splitting, usesOf } from './kinds.ts'
import { loadOf, type Moving } from './load.ts'
import {
  carryOut,
  faultsOf,
  followsOf,
  forget,
  makeChange,
  proveOf,
  servedOver,
  sightOver,
  takeBack,
} from './queries.ts'
import { termOf, termsAround, unitNamed } from './redrawing/queries.ts'
import { redrawsOf } from './redrawing/rules.ts'
import { isToday } from './rules.ts'
import { Change, ClosingAsked, Made, MergeAsked, MoveAsked, Preview, SplitAsked } from './shapes.ts'

const UnitId = z.object({ unitId: z.uuid() })
const On = z.strictObject({ on: z.iso.date() })

type Asks = Asking & { var: { db: TenantDb; holds: Holds; actor: Actor } }

/** The day of a change must be today somewhere. @throws Problem `invalid` */
export function today(on: string, now: number): string {
  if (isToday(on, now)) return on
  const detail = 'A change takes place today, in the organisation’s time zone'
  throw new Problem('invalid', { errors: [{ pointer: '/on', code: 'not-today', detail }] })
}

/** Does a change, looks at the tree, takes it back, looks again: one write that leaves nothing. */
async function tryOut(
  c: Asks,
  { deed, obstacle }: Kind,
  moved: Moving,
  pointer: string,
  to?: { unitId: string; parentId: string },
) {
  const { id, on } = deed
  const now = c.var.now
  const always: SQL = sql`1`
  const parts = await c.var.db.write([
    obstacle,
    ...carryOut(c, deed),
    proveOf(c, id),
    faultsOf(c, id),
    sightOver(id, now),
    servedOver(id, on),
    followsOf(id),
    takeBack(id, always),
    sightOver(id, now),
    servedOver(id, on),
    ...loadOf(moved, on),
    ...forget(id, always),
    termsAround(to?.unitId ?? '', to?.parentId ?? ''),
    unitNamed(to?.unitId ?? ''),
  ])
  const [seen, , , , faults, sight, served, follows, , sightBefore, servedBefore] = parts
  const [terms, [unit]] = [parts[20], parts[21]]
  const [found] = seen
  if (!found) throw new Problem('not-found')
  if (found.reason) refuse(found.reason, pointer)
  return previewOf({
    follows,
    load: loadFrom(parts[11], parts[12], parts[13]),
    sight: [sightBefore, sight],
    served: [servedBefore, served],
    broken: faults[0]?.broken,
    redraws: unit ? redrawsOf(terms.map(termOf), tiersIn(faults[0]?.broken), unit) : [],
  })
}

async function make(c: Asks, { deed, obstacle }: Kind, detail: Record<string, unknown>, pointer: string) {
  const [seen, ...parts] = await c.var.db.write([obstacle, ...makeChange(c, deed, detail, c.var.holds)])
  return madeOf(seen, parts[3], parts[12], pointer)
}

const plans = (c: Asks) => holding(c.var.actor, 'workshops:edit', c.var.now)

/** Moving, merging, splitting and closing units, each with a preview. */
export const routes = new Hono<TenantEnv>()
  .post(
    '/units/:unitId/move/preview',
    may('units:edit'),
    answers(Preview, 'What moving a unit would do'),
    valid('param', UnitId),
    valid('json', z.strictObject({ ...MoveAsked.shape, ...On.shape }), LARGE_MAX),
    async (c) => {
      const { on, ...to } = c.req.valid('json')
      const asked = { id: newId(), on: today(on, c.var.now), ...c.req.valid('param') }
      const moved = { tops: [asked.unitId], people: [] }
      const kind = moving(asked, to, c.var.holds, plans(c))
      const place = { unitId: asked.unitId, parentId: to.parentId }
      return c.json(await tryOut(c, kind, moved, '/parentId', place))
    },
  )
  .post(
    '/units/:unitId/move',
    may('units:edit'),
    answers(Change, 'Move a unit below another parent', 201),
    valid('param', UnitId),
    valid('json', z.strictObject({ ...MoveAsked.shape, ...Made }), LARGE_MAX),
    async (c) => {
      const { id, on, ...to } = c.req.valid('json')
      const asked = { id, on: today(on, c.var.now), ...c.req.valid('param') }
      const kind = moving(asked, to, c.var.holds, plans(c))
      return c.json(await make(c, kind, { unitId: asked.unitId, ...to }, '/parentId'), 201)
    },
  )
  .post(
    '/units/:unitId/merger/preview',
    may('units:edit'),
    answers(Preview, 'What merging a unit into another would do'),
    valid('param', UnitId),
    valid('json', z.strictObject({ ...MergeAsked.shape, ...On.shape })),
    async (c) => {
      const { on, intoId } = c.req.valid('json')
      const asked = { id: newId(), on: today(on, c.var.now), ...c.req.valid('param') }
      const kind = merging(asked, intoId, c.var.now, c.var.holds)
      return c.json(await tryOut(c, kind, { tops: [asked.unitId], people: [] }, '/intoId'))
    },
  )
  .post(
    '/units/:unitId/merger',
    may('units:edit'),
    answers(Change, 'Merge a unit into another of its level', 201),
    valid('param', UnitId),
    valid('json', z.strictObject({ ...MergeAsked.shape, ...Made })),
    async (c) => {
      const { id, on, intoId } = c.req.valid('json')
      const asked = { id, on: today(on, c.var.now), ...c.req.valid('param') }
      const kind = merging(asked, intoId, c.var.now, c.var.holds)
      return c.json(await make(c, kind, { unitId: asked.unitId, intoId }, '/intoId'), 201)
    },
  )
  .post(
    '/units/:unitId/split/preview',
    may('units:edit'),
    answers(Preview, 'What splitting a unit would do'),
    valid('param', UnitId),
    valid('json', z.strictObject({ ...SplitAsked.shape, ...On.shape }), LARGE_MAX),
    async (c) => {
      const { on, ...into } = c.req.valid('json')
      const asked = { id: newId(), on: today(on, c.var.now), ...c.req.valid('param') }
      const moved = { tops: into.childIds, people: into.personIds }
      return c.json(await tryOut(c, splitting(asked, into, c.var.holds), moved, '/unit'))
    },
  )
  .post(
    '/units/:unitId/split',
    may('units:edit'),
    answers(Change, 'Make a new unit out of a part of one', 201),
    valid('param', UnitId),
    valid('json', z.strictObject({ ...SplitAsked.shape, ...Made }), LARGE_MAX),
    async (c) => {
      const { id, on, ...into } = c.req.valid('json')
      const asked = { id, on: today(on, c.var.now), ...c.req.valid('param') }
      const { unit, childIds, personIds } = into
      const counts = { children: childIds.length, people: personIds.length }
      const detail = { unitId: asked.unitId, intoId: unit.id, code: unit.code, ...counts }
      return c.json(await make(c, splitting(asked, into, c.var.holds), detail, '/unit'), 201)
    },
  )
  .post(
    '/units/:unitId/closing',
    may('units:edit'),
    answers(Change, 'Close a unit in which nothing stands any more', 201),
    valid('param', UnitId),
    valid('json', z.strictObject({ ...ClosingAsked.shape, ...Made })),
    async (c) => {
      const { id, on } = c.req.valid('json')
      const { unitId } = c.req.valid('param')
      const { now, holds, db } = c.var
      const { deed, obstacle } = closing({ id, on: today(on, now), unitId }, now, holds)
      const [[uses], seen, ...parts] = await db.write([
        usesOf(unitId, on, now, holds),
        obstacle,
        ...makeChange(c, deed, { unitId }, holds),
      ])
      if (seen[0]?.reason === 'in-use' && parts[12].length === 0) throw new Problem('unit-in-use', { uses })
      return c.json(madeOf(seen, parts[3], parts[12], ''), 201)
    },
  )
  .post(
    '/units/:unitId/opening',
    may('units:edit'),
    answers(Change, 'Open a closed unit again', 201),
    valid('param', UnitId),
    valid('json', z.strictObject(Made)),
    async (c) => {
      const { id, on } = c.req.valid('json')
      const { unitId } = c.req.valid('param')
      const kind = reopening({ id, on: today(on, c.var.now), unitId }, c.var.holds)
      return c.json(await make(c, kind, { unitId }, ''), 201)
    },
  )
