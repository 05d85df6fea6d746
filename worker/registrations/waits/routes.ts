import { Hono } from 'hono'
import * as z from 'zod'
import { type Actor, holding, may, mine } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { join, leave, listOf, move, ownWaits, type WaitRow, wait, waitHere } from './queries.ts'
import { waitRefusal } from './rules.ts'
import { MoveAsked, Wait, WaitAsked, WaitingList, Waits } from './shapes.ts'

const WorkshopId = z.object({ workshopId: z.uuid() })
const WaitId = z.object({ waitId: z.uuid() })

function json(
  { workshopId, workshopEn, workshopHi, startsOn, endsOn, ahead, askedBy, ...row }: WaitRow,
  actor: Actor,
) {
  return {
    ...row,
    workshop: { id: workshopId, nameEn: workshopEn, nameHi: workshopHi, startsOn, endsOn },
    position: row.state === 'waiting' ? ahead + 1 : null,
    own: askedBy === actor.personId,
    people: Wait.shape.people.parse(JSON.parse(row.people)),
    cells: Wait.shape.cells.parse(JSON.parse(row.cells)),
    blocked: row.blocked === 1,
    moves: Wait.shape.moves.parse(JSON.parse(row.moves)),
  }
}

/** Waiting lists: joining one, standing in it, leaving it; and what the organiser may do with its order. */
export const waiting = new Hono<TenantEnv>()
  .post(
    '/workshops/:workshopId/waiting',
    mine,
    answers(Wait, 'Wait for a seat, alone or as a group', 201),
    valid('param', WorkshopId),
    valid('json', WaitAsked),
    async (c) => {
      const { actor, db, now } = c.var
      const { id, personIds = [actor.personId] } = c.req.valid('json')
      const asked = { id, personIds: [...new Set(personIds)], ...c.req.valid('param') }
      const holds = holding(actor, 'registrations:edit', now)
      const [people, , , , , [made]] = await db.write([
        ...join(asked, actor, c, holds),
        wait(id, actor, holds),
      ])
      if (made?.workshopId === asked.workshopId) return c.json(json(made, actor), 201)
      throw new Problem(waitRefusal(people, asked.personIds.length) ?? 'state-changed')
    },
  )
  .get('/me/waiting', mine, answers(Waits, 'What one waits for'), async (c) => {
    const { actor, db } = c.var
    const [rows] = await db.read([ownWaits(actor)])
    return c.json({ waits: rows.map((row) => json(row, actor)) })
  })
  .get(
    '/waiting/:waitId',
    mine,
    answers(Wait, 'How one stands on a waiting list'),
    valid('param', WaitId),
    async (c) => {
      const { actor, db, now } = c.var
      const [[row]] = await db.read([
        wait(c.req.valid('param').waitId, actor, holding(actor, 'registrations:read', now)),
      ])
      if (!row) throw new Problem('not-found')
      return c.json(json(row, actor))
    },
  )
  .post(
    '/waiting/:waitId/leaving',
    mine,
    answers(Wait, 'Leave a waiting list, or decline what was offered', 201),
    valid('param', WaitId),
    async (c) => {
      const { actor, db, now } = c.var
      const { waitId } = c.req.valid('param')
      const holds = holding(actor, 'registrations:edit', now)
      const [, , [row]] = await db.write([...leave(waitId, actor, c, holds), wait(waitId, actor, holds)])
      if (!row) throw new Problem('not-found')
      if (row.state !== 'left') throw new Problem('state-changed')
      return c.json(json(row, actor), 201)
    },
  )
  .get(
    '/workshops/:workshopId/waiting',
    may('registrations:read'),
    answers(WaitingList, 'The waiting list of a workshop'),
    valid('param', WorkshopId),
    async (c) => {
      const { actor, db, holds } = c.var
      const { workshopId } = c.req.valid('param')
      const [[head], rows] = await db.read(listOf(workshopId, holds))
      if (!head) throw new Problem('not-found')
      const { capacity, free, nameEn, nameHi } = head
      const waits = rows.map((row) => json(row, actor))
      return c.json({ workshop: { id: workshopId, nameEn, nameHi }, capacity, free, waits })
    },
  )
  .post(
    '/waiting/:waitId/moves',
    may('workshops:edit'),
    answers(Wait, 'Move somebody forward on a waiting list, for a reason', 201),
    valid('param', WaitId),
    valid('json', MoveAsked),
    async (c) => {
      const { actor, db, holds } = c.var
      const { waitId } = c.req.valid('param')
      const [, , , [made], [row]] = await db.write([
        ...move({ ...c.req.valid('json'), waitId }, actor, c, holds),
        waitHere(waitId, holds),
      ])
      if (!row) throw new Problem('not-found')
      if (made?.waitId !== waitId) throw new Problem('state-changed')
      return c.json(json(row, actor), 201)
    },
  )
