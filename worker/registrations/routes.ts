import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { feeDay, priceOf, untilIn } from '../payments/index.ts'
import { holding, mine } from '../platform/auth.ts'
import type { TenantEnv } from '../platform/env.ts'
import { answers, valid } from '../platform/http.ts'
import { newCode, newId } from '../platform/id.ts'
import { Problem } from '../platform/problem.ts'
import { OFFER_LIFE, seal, unseal } from '../platform/seal.ts'
import { cancel, facts, seat } from './queries.ts'
import { refusal, refusalOf } from './rules.ts'
import { Cancelled, Offer, OfferAsked, Registered, Registering, Sealed } from './shapes.ts'

const WorkshopId = z.object({ workshopId: z.uuid() })
const RegistrationId = z.object({ registrationId: z.uuid() })

/** Length of the code on a card; people type it where no camera is. */
const CODE_LENGTH = 8

/** Mints what a new registration is known by, and the facts of its message. */
export function newSeat(
  c: { env: { ORIGIN: string }; var: { organisation: string } },
  of: { nameEn: string; nameHi: string; workshopEn: string; workshopHi: string },
) {
  const [id, code] = [newId(), newCode(CODE_LENGTH)]
  const { nameEn, nameHi, workshopEn, workshopHi } = of
  const link = `${c.env.ORIGIN}/o/${c.var.organisation}/registrations/${id}`
  return { id, code, facts: { nameEn, nameHi, workshopEn, workshopHi, code, link } }
}

/** Offers and seats: the price is decided when it is shown, the seat when it is taken. */
export const seats = new Hono<TenantEnv>()
  .get(
    '/workshops/:workshopId/offer',
    mine,
    answers(Offer, 'A seat at a price, for oneself or for a person of a unit one registers for'),
    valid('param', WorkshopId),
    valid('query', OfferAsked),
    async (c) => {
      const { actor, db, now, organisation } = c.var
      const { workshopId } = c.req.valid('param')
      const { person: personId = actor.personId } = c.req.valid('query')
      const holds = holding(actor, 'registrations:edit', now)
      const [[found]] = await db.read([facts(workshopId, sql`${personId}`, c.var, holds)])
      if (!found) throw new Problem('not-found')
      if (!found.personId) throw new Problem(personId === actor.personId ? 'profile-incomplete' : 'not-found')
      const reason = refusal(
        { ...found, served: found.served === 1, registered: found.registered === 1 },
        now,
      )
      if (reason === 'cell-full') throw new Problem(reason, { cell: JSON.parse(found.cell ?? 'null') })
      if (reason || !found.unitId) throw new Problem(reason ?? 'outside-catchment')
      const { currency, tierId, unitId } = found
      const price = priceOf(found, feeDay(now))
      const decision = { ...newSeat(c, found), workshopId, tierId, personId, unitId, currency, ...price }
      const use = { organisation, purpose: 'registration', personId: actor.personId }
      return c.json({
        offer: await seal(c.env, decision, use, now),
        expiresAt: now + OFFER_LIFE,
        ...price,
        currency,
        goesBack: untilIn(found.refundSteps, found.startsOn),
        person: { id: personId, nameEn: found.nameEn, nameHi: found.nameHi },
        unit: {
          id: unitId,
          code: found.unitCode,
          levelId: found.unitLevelId,
          nameEn: found.unitEn,
          nameHi: found.unitHi,
        },
        seatsLeft: found.room ?? found.capacity - found.taken,
      })
    },
  )
  .post(
    '/registrations',
    mine,
    answers(Registered, 'Take the seat that was offered', 201),
    valid('json', Registering),
    async (c) => {
      const { actor, db, now, organisation } = c.var
      const use = { organisation, purpose: 'registration', personId: actor.personId }
      const offered = Sealed.parse(await unseal(c.env, c.req.valid('json').offer, use, now))
      const holds = holding(actor, 'registrations:edit', now)
      const [, , , , [outcome]] = await db.write(seat(offered, actor, c, holds))
      if (!outcome) throw new Problem('not-found')
      const reason = refusalOf({
        ...outcome,
        allowed: outcome.allowed === 1,
        otherwiseRegistered: outcome.otherwiseRegistered === 1,
        workshopCancelled: outcome.workshopCancelled === 1,
        asked: 1,
      })
      if (reason || outcome.registeredAt === null) throw new Problem(reason ?? 'state-changed')
      const { facts: _facts, amountMinor, currency, baseMinor: _base, why: _why, ...registration } = offered
      const { registeredAt, cancelledAt } = outcome
      const due = amountMinor > 0 ? { amountMinor, currency } : null
      return c.json({ ...registration, registeredAt, cancelledAt, due }, 201)
    },
  )
  .post(
    '/registrations/:registrationId/cancellation',
    mine,
    answers(Cancelled, 'Give a seat up', 201),
    valid('param', RegistrationId),
    async (c) => {
      const { actor, db, now, organisation } = c.var
      const { registrationId } = c.req.valid('param')
      const holds = holding(actor, 'registrations:edit', now)
      const link = `${c.env.ORIGIN}/o/${organisation}/registrations/`
      const [, , , , , [left]] = await db.write(cancel(registrationId, actor, c, holds, link))
      if (!left) throw new Problem('not-found')
      if (left.cancelledAt === null) throw new Problem('state-changed')
      return c.json({ id: left.id, cancelledAt: left.cancelledAt, backMinor: left.backMinor }, 201)
    },
  )
