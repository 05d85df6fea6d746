import { Hono } from 'hono'
import { unitRef } from '../../people/index.ts'
import { may, powersTable } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { mondayOf } from '../rules.ts'
import { capIn, guestOf, openOf, weekOf } from './answers.ts'
import { guestsIn, head, OPEN_MAX, openIn, PAGE, tiersIn, trainersIn } from './queries.ts'
import { Roster, RosterAsked } from './shapes.ts'

/** Who teaches below a unit in a week. */
export const roster = new Hono<TenantEnv>().get(
  '/duty-roster',
  may('workshops:read'),
  answers(Roster, 'Who teaches below a unit in a week, how much, and what is open'),
  valid('query', RosterAsked),
  async (c) => {
    const { unit, week, after } = c.req.valid('query')
    const { actor, db, now } = c.var
    const powers = powersTable(actor, 'workshops:read', now, 'held')
    const monday = mondayOf(week)
    const which = { unit, monday, after, powers }
    const [[top], rows, guests, open, tiers] = await db.read([
      head(unit, powers),
      trainersIn(which),
      guestsIn(which),
      openIn(which),
      tiersIn(which),
    ])
    if (!top) throw new Problem('not-found')
    const people = [...Map.groupBy(rows, ({ personId }) => personId)]
    const shown = people.slice(0, PAGE)
    return c.json({
      unit: unitRef(top.unit),
      monday,
      trainers: shown.flatMap(([, own]) => weekOf(own, monday) ?? []),
      after: people.length > PAGE ? (shown.at(-1)?.[0] ?? null) : null,
      guests: guests.map(guestOf),
      open: open.slice(0, OPEN_MAX).map(openOf),
      moreOpen: open.length > OPEN_MAX,
      tiers: tiers.map((tier) => ({ ...tier, cap: capIn(tier.cap) })),
    })
  },
)
