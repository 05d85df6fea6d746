import { Hono } from 'hono'
import * as z from 'zod'
import { may, mine } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { CAPABILITIES, ROLES } from '../../platform/roles.ts'
import { knows } from '../grants/queries.ts'
import { unitRef } from '../queries.ts'
import {
  heldEach,
  placeAsked,
  revealings,
  type SourceRow,
  sources,
  subject,
  type WatcherRow,
  watchers,
} from './queries.ts'
import { PlaceAsked, Powers, Watchers } from './shapes.ts'

const PersonId = z.object({ personId: z.uuid() })
const Named = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })
const Flags = z.array(z.int())

const named = (json: string | null) => (json === null ? null : Named.parse(JSON.parse(json)))

const sourceFrom = ({ unit, wing, workshop, tier, givenBy, approvedBy, here: _here, ...row }: SourceRow) => ({
  ...row,
  unit: unitRef(unit),
  wing: named(wing),
  workshop: named(workshop),
  tier: named(tier),
  givenBy: named(givenBy),
  approvedBy: named(approvedBy),
})

const watcherFrom = ({ person, personId, unit, wing, seesMe, seesContact, ...row }: WatcherRow) => ({
  ...row,
  person: named(person) ?? { id: personId, nameEn: '', nameHi: '' },
  unit: unitRef(unit),
  wing: named(wing),
  seesMe: seesMe === 1,
  seesContact: seesContact === 1,
})

function powersFrom(rows: SourceRow[], held: number[]) {
  const here = rows.filter((row) => row.here === 1)
  const because = (capability: (typeof CAPABILITIES)[number]) =>
    here.flatMap(({ role }, at) => ((ROLES[role] as readonly string[]).includes(capability) ? [at] : []))
  return {
    capabilities: CAPABILITIES.map((capability, at) => ({
      capability,
      held: held[at] === 1,
      because: because(capability),
    })),
    sources: here.map(sourceFrom),
    elsewhere: rows.filter((row) => row.here !== 1).map(sourceFrom),
  }
}

/** Explaining powers: what somebody may do at a place and why, and who can see the caller himself. */
export const powers = new Hono<TenantEnv>()
  .get(
    '/people/:personId/powers',
    may('grants:edit'),
    answers(Powers, 'What a person may do at a place, and why'),
    valid('param', PersonId),
    valid('query', PlaceAsked),
    async (c) => {
      const { personId } = c.req.valid('param')
      const asked = c.req.valid('query')
      const { db, holds, now } = c.var
      const place = placeAsked(asked)
      const [[there], rows, [each]] = await db.read([
        subject(personId, asked, holds, knows(personId, c.var)),
        sources(personId, place, now),
        heldEach(personId, place, now),
      ])
      if (!there || !each) throw new Problem('not-found')
      const person = Named.parse(JSON.parse(there.person))
      const held = Flags.parse(JSON.parse(each.held))
      return c.json({ person, unit: unitRef(there.unit), ...powersFrom(rows, held) })
    },
  )
  .get('/me/watchers', mine, answers(Watchers, 'Who can see me, and who looked at my contact'), async (c) => {
    const { personId } = c.var.actor
    const [reaching, seen] = await c.var.db.read([watchers(personId, c.var.now), revealings(personId)])
    return c.json({
      watchers: reaching.map(watcherFrom),
      revealings: seen.map(({ at, by }) => ({ at, by: named(by) })),
    })
  })
