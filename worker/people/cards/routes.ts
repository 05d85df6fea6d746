import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, nothing, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { issue, live, revoke, there } from './queries.ts'
import { cardOf, hashCard } from './secret.ts'
import { CardDraft, CardPrinted, Cards } from './shapes.ts'

const PersonId = z.object({ personId: z.uuid() })
const CardId = z.object({ cardId: z.uuid() })

/** Printed cards: the way in for somebody without a phone. */
export const cards = new Hono<TenantEnv>()
  .get(
    '/people/:personId/cards',
    may('people:edit'),
    answers(Cards, "A person's live cards"),
    valid('param', PersonId),
    async (c) => {
      const [[person], rows] = await c.var.db.read(live(c.req.valid('param').personId, c.var.holds))
      if (!person?.seen) throw new Problem('not-found')
      return c.json({ cards: rows.map(({ locked, ...card }) => ({ ...card, locked: locked === 1 })) })
    },
  )
  .post(
    '/people/:personId/cards',
    may('people:edit'),
    answers(CardPrinted, 'Issue a card to be printed; it replaces the one before', 201),
    valid('param', PersonId),
    valid('json', CardDraft),
    async (c) => {
      const { personId } = c.req.valid('param')
      const { id } = c.req.valid('json')
      const { actor, db, holds, now, organisation } = c.var
      const { number, secret } = await cardOf(c.env, organisation, id)
      const hash = await hashCard(c.env, organisation, number, secret)
      const { issued, replaced, printable } = issue(
        { id, personId, number, hash, by: actor.personId, now },
        holds,
      )
      const [, , , [card]] = await db.write([
        issued,
        record(c, 'card.issued', id, { personId }),
        replaced,
        printable,
      ])
      if (!card) throw new Problem('not-found')
      if (!card.fresh) throw new Problem('state-changed')
      return c.json({ id, number, secret, nameEn: card.nameEn, nameHi: card.nameHi }, 201)
    },
  )
  .delete(
    '/cards/:cardId',
    may('people:edit'),
    answers(z.null(), 'Make a card worthless', 204),
    valid('param', CardId),
    async (c) => {
      const { cardId } = c.req.valid('param')
      const { db, holds, now } = c.var
      const [, , [card]] = await db.write([
        revoke(cardId, now, holds),
        record(c, 'card.revoked', cardId),
        there(cardId, holds),
      ])
      if (!card) throw new Problem('not-found')
      return nothing(c)
    },
  )
