import { Hono } from 'hono'
import * as z from 'zod'
import { holding, mine } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { Card, MyRegistrations } from '../shapes.ts'
import { card, cardsOf } from './queries.ts'

const RegistrationId = z.object({ registrationId: z.uuid() })

type Row = Awaited<ReturnType<typeof cardsOf>>[number]

/** Reads the JSON lists that a row carries. */
export const listed = {
  days: (json: string) => Card.shape.days.parse(JSON.parse(json)),
  credential: (json: string | null) => Card.shape.credential.parse(json === null ? null : JSON.parse(json)),
}

const cardOf = (row: Row): z.infer<typeof Card> => ({
  id: row.id,
  code: row.code,
  person: { id: row.personId, nameEn: row.personEn, nameHi: row.personHi },
  unit: {
    id: row.unitId,
    code: row.unitCode,
    levelId: row.unitLevelId,
    nameEn: row.unitEn,
    nameHi: row.unitHi,
  },
  workshop: {
    id: row.workshopId,
    nameEn: row.workshopEn,
    nameHi: row.workshopHi,
    tierId: row.tierId,
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    venueEn: row.venueEn,
    venueHi: row.venueHi,
    cancelledAt: row.workshopCancelledAt,
  },
  registeredAt: row.registeredAt,
  cancelledAt: row.cancelledAt,
  dueMinor: row.dueMinor,
  waivedMinor: row.waivedMinor,
  paidMinor: row.paidMinor,
  owedMinor: row.cancelledAt === null ? Math.max(0, row.dueMinor - row.paidMinor) : 0,
  currency: row.currency,
  receipts: Card.shape.receipts.parse(JSON.parse(row.receipts)),
  days: listed.days(row.days),
  credential: listed.credential(row.credential),
})

/** The card that a person shows at the gate. */
export const cards = new Hono<TenantEnv>()
  .get('/me/registrations', mine, answers(MyRegistrations, "One's own registrations"), async (c) => {
    const [rows] = await c.var.db.read([cardsOf(c.var.actor.personId)])
    return c.json({ registrations: rows.map(cardOf) })
  })
  .get(
    '/registrations/:registrationId',
    mine,
    answers(Card, 'A registration'),
    valid('param', RegistrationId),
    async (c) => {
      const { actor, db, now } = c.var
      const holds = holding(actor, 'registrations:read', now)
      const [[row]] = await db.read([card(c.req.valid('param').registrationId, actor, holds)])
      if (!row) throw new Problem('not-found')
      return c.json(cardOf(row))
    },
  )
