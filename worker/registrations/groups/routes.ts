import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { feeDay, priceOf } from '../../payments/index.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { OFFER_LIFE, seal, unseal } from '../../platform/seal.ts'
import { jsonList } from '../../platform/sql.ts'
import { facts } from '../queries.ts'
import { newSeat } from '../routes.ts'
import { groupRefusals, refusalOf } from '../rules.ts'
import { GroupAsked, GroupOffer, GroupRegistered, Registering, SealedGroup } from '../shapes.ts'
import { seatCells, seatGroup } from './queries.ts'

const WorkshopId = z.object({ workshopId: z.uuid() })

/** Registering several people at once: all of them or nobody. */
export const groups = new Hono<TenantEnv>()
  .post(
    '/workshops/:workshopId/group-offer',
    may('registrations:edit'),
    answers(GroupOffer, 'Seats for a group at a price'),
    valid('param', WorkshopId),
    valid('json', GroupAsked),
    async (c) => {
      const { actor, db, holds, now, organisation } = c.var
      const { workshopId } = c.req.valid('param')
      const personIds = [...new Set(c.req.valid('json').personIds)]
      const list = sql`select value from json_each(${jsonList(personIds)})`
      const [rows, cells] = await db.read([facts(workshopId, list, c.var, holds), seatCells(workshopId)])
      // In the order that was asked for: prices and places depend on who comes before whom.
      const found = personIds.flatMap((personId) => {
        const row = rows.find((one) => one.personId === personId)
        if (!row) return []
        const { offered } = row
        return [
          {
            ...row,
            personId,
            served: row.served === 1,
            registered: row.registered === 1,
            offered: offered === 1,
          },
        ]
      })
      const [first] = found
      if (!first || found.length < personIds.length) throw new Problem('not-found')
      const [refused, ...others] = groupRefusals(
        found,
        cells.map((cell) => ({ ...cell, awaited: cell.awaited === 1 })),
        now,
      )
      if (refused) throw new Problem(refused.reason, { refused: [refused, ...others] })
      const { feeMinor: amountMinor, currency, tierId } = first
      const inUnit = new Map<string | null, number>()
      const priced = found.map((row) => {
        const before = inUnit.get(row.unitId) ?? 0
        inUnit.set(row.unitId, before + 1)
        return { ...row, ...priceOf(row, feeDay(now), before) }
      })
      const people = priced.map((row) => ({
        ...newSeat(c, row),
        personId: row.personId,
        unitId: row.unitId ?? '',
        amountMinor: row.amountMinor,
        baseMinor: row.baseMinor,
        why: row.why,
      }))
      const use = { organisation, purpose: 'group', personId: actor.personId }
      return c.json({
        offer: await seal(c.env, { workshopId, tierId, currency, people }, use, now),
        expiresAt: now + OFFER_LIFE,
        amountMinor,
        totalMinor: people.reduce((sum, one) => sum + one.amountMinor, 0),
        currency,
        people: priced.map((row) => ({
          id: row.personId,
          nameEn: row.nameEn,
          nameHi: row.nameHi,
          amountMinor: row.amountMinor,
          why: row.why,
          unit: {
            id: row.unitId ?? '',
            code: row.unitCode,
            levelId: row.unitLevelId,
            nameEn: row.unitEn,
            nameHi: row.unitHi,
          },
        })),
        seatsLeft: first.capacity - first.taken,
      })
    },
  )
  .post(
    '/registrations/groups',
    may('registrations:edit'),
    answers(GroupRegistered, 'Take the seats that were offered to a group', 201),
    valid('json', Registering),
    async (c) => {
      const { actor, db, holds, now, organisation } = c.var
      const use = { organisation, purpose: 'group', personId: actor.personId }
      const offered = SealedGroup.parse(await unseal(c.env, c.req.valid('json').offer, use, now))
      const [, , , , [outcome], made] = await db.write(seatGroup(offered, actor, c, holds))
      if (!outcome) throw new Problem('not-found')
      const reason = refusalOf({
        registeredAt: made[0]?.registeredAt ?? null,
        allowed: outcome.allowed === 1,
        otherwiseRegistered: outcome.otherwiseRegistered === 1,
        workshopCancelled: outcome.workshopCancelled === 1,
        taken: outcome.taken,
        capacity: outcome.capacity,
        filled: outcome.overfilled,
        maximum: 1,
        asked: offered.people.length,
      })
      if (reason) throw new Problem(reason)
      const { workshopId, tierId, currency, people } = offered
      const registrations = made.flatMap((row) => {
        const seat = people.find(({ id }) => id === row.id)
        if (!seat) return []
        const { code, personId, unitId, amountMinor } = seat
        const due = amountMinor > 0 ? { amountMinor, currency } : null
        return [{ ...row, code, workshopId, tierId, personId, unitId, due }]
      })
      return c.json({ registrations }, 201)
    },
  )
