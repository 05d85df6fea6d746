import { Hono } from 'hono'
import * as z from 'zod'
import { UnitRef } from '../hierarchy/index.ts'
import { record, recordChange } from '../platform/audit.ts'
import { may, mine } from '../platform/auth.ts'
import type { TenantEnv } from '../platform/env.ts'
import { answers, nothing, valid } from '../platform/http.ts'
import { Problem } from '../platform/problem.ts'
import {
  askExcuse,
  bind,
  bindable,
  countsOf,
  type DutyRow,
  dutiesOf,
  obligationHere,
  obligationsOf,
  ownDuties,
  PAGE,
  release,
  released,
  workshopOf,
} from './queries.ts'
import { tally } from './rules.ts'
import {
  Duties,
  DutiesAsked,
  Duty,
  Excuse,
  ExcuseAsked,
  Obligation,
  ObligationDraft,
  Obligations,
  OwnDuties,
} from './shapes.ts'

const WorkshopId = z.object({ workshopId: z.uuid() })
const ObligationId = z.object({ obligationId: z.uuid() })
const Own = OwnDuties.shape.duties.element.shape

const unitFrom = (json: string) => UnitRef.parse(JSON.parse(json))
const kindFrom = (json: string) => Obligation.shape.kind.parse(JSON.parse(json))

const dutyFrom = ({ person, unit, ...row }: DutyRow) => ({
  ...row,
  unit: unitFrom(unit),
  person: Duty.shape.person.parse(JSON.parse(person)),
})

type Listed = Awaited<ReturnType<typeof obligationsOf>>
type Counted = Awaited<ReturnType<typeof countsOf>>

/** Those who run the workshop see every obligation; others those with a duty of theirs. */
const shown = (all: Listed, counted: Counted, runs: boolean) =>
  all
    .map(({ kind, unit, ...one }) => {
      const rows = counted.filter(({ obligationId }) => obligationId === one.id)
      return { ...one, kind: kindFrom(kind), unit: unitFrom(unit), rows, counts: tally(rows) }
    })
    .filter(({ rows }) => runs || rows.length > 0)
    .map(({ rows: _rows, ...one }) => one)

const faulty = (pointer: string, detail: string, code = 'unknown') =>
  new Problem('invalid', { errors: [{ pointer, code, detail }] })

type Bindable = Awaited<ReturnType<typeof bindable>>[number]

function mustBind(found: Bindable | undefined, { days }: z.infer<typeof ObligationDraft>) {
  if (!found) throw new Problem('not-found')
  if (found.bound) return
  if (found.cancelled) throw new Problem('state-changed')
  if (!found.kind) throw faulty('/kindId', 'There is no such kind of office')
  if (!found.unit) throw faulty('/unitId', 'There is no such unit')
  if (days > found.days) throw faulty('/days', 'The workshop is shorter', 'too_big')
}

/** Who must come to a workshop by his office, how each stands, and excuses. */
export const routes = new Hono<TenantEnv>()
  .get(
    '/workshops/:workshopId/obligations',
    may('registrations:read'),
    answers(Obligations, 'Who must come to a workshop, and how many of them stand how'),
    valid('param', WorkshopId),
    async (c) => {
      const { workshopId } = c.req.valid('param')
      const { db, holds, now } = c.var
      const [[workshop], all, counted] = await db.read([
        workshopOf(workshopId, holds),
        obligationsOf(workshopId),
        countsOf(workshopId, now, holds),
      ])
      const runs = workshop?.runs === 1
      const obligations = shown(all, counted, runs)
      if (!workshop || (!runs && obligations.length === 0)) throw new Problem('not-found')
      const { runs: _runs, ...rest } = workshop
      return c.json({ workshop: rest, obligations })
    },
  )
  .post(
    '/workshops/:workshopId/obligations',
    may('workshops:edit'),
    answers(Obligations, 'Bind holders of an office to come', 201),
    valid('param', WorkshopId),
    valid('json', ObligationDraft),
    async (c) => {
      const { workshopId } = c.req.valid('param')
      const draft = c.req.valid('json')
      const { db, holds, now } = c.var
      const [, , [found], [workshop], all, counted] = await db.write([
        bind(workshopId, draft, c.var, holds),
        record(c, 'obligation.set', draft.id, { workshopId, ...draft }),
        bindable(workshopId, draft, holds),
        workshopOf(workshopId, holds),
        obligationsOf(workshopId),
        countsOf(workshopId, now, holds),
      ])
      mustBind(found, draft)
      if (!workshop) throw new Problem('not-found')
      const { runs: _runs, ...rest } = workshop
      return c.json({ workshop: rest, obligations: shown(all, counted, true) }, 201)
    },
  )
  .delete(
    '/obligations/:obligationId',
    may('workshops:edit'),
    answers(z.null(), 'Release everybody from an obligation', 204),
    valid('param', ObligationId),
    async (c) => {
      const { obligationId } = c.req.valid('param')
      const { db, holds, now } = c.var
      const [, , [obligation]] = await db.write([
        release(obligationId, now, holds),
        recordChange(c, 'obligation.ended', obligationId),
        released(obligationId, holds),
      ])
      if (!obligation) throw new Problem('not-found')
      return nothing(c)
    },
  )
  .get(
    '/obligations/:obligationId/duties',
    may('registrations:read'),
    answers(Duties, 'Who is bound by an obligation, and how each stands'),
    valid('param', ObligationId),
    valid('query', DutiesAsked),
    async (c) => {
      const { obligationId } = c.req.valid('param')
      const { db, holds, now } = c.var
      const [[seen], rows] = await db.read([
        obligationHere(obligationId, now, holds),
        dutiesOf(obligationId, c.req.valid('query'), now, holds),
      ])
      if (!seen?.here) throw new Problem('not-found')
      const duties = rows.slice(0, PAGE).map(dutyFrom)
      return c.json({ duties, after: rows.length > PAGE ? (duties.at(-1)?.officeId ?? null) : null })
    },
  )
  .post(
    '/obligations/:obligationId/excuses',
    mine,
    answers(Excuse, 'Ask that somebody be excused', 201),
    valid('param', ObligationId),
    valid('json', ExcuseAsked),
    async (c) => {
      const { obligationId } = c.req.valid('param')
      const input = c.req.valid('json')
      const [, , [duty], [asked]] = await c.var.db.write(askExcuse({ ...input, obligationId }, c))
      if (asked) return c.json({ approvalId: asked.id, decision: decided(asked.decision) }, 201)
      throw new Problem(duty ? 'state-changed' : 'not-found')
    },
  )
  .get('/me/obligations', mine, answers(OwnDuties, 'What my offices bind me to'), async (c) => {
    const { actor, db, now } = c.var
    const [rows] = await db.read([ownDuties(actor.personId, now)])
    const duties = rows.map(({ unit, kind, workshop, ...row }) => ({
      ...row,
      unit: unitFrom(unit),
      kind: kindFrom(kind),
      workshop: Own.workshop.parse(JSON.parse(workshop)),
    }))
    return c.json({ duties })
  })

const decided = (decision: string | null) => Excuse.shape.decision.parse(decision)
