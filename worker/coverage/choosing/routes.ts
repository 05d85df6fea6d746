import { Hono } from 'hono'
import * as z from 'zod'
import { unitRef } from '../../people/index.ts'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { openPlaces, PAGE, take, taken, waiting } from './queries.ts'
import { OpenAsked, OpenNominations, OpenPlaces, StepDraft, StepMade, Steps } from './shapes.ts'

const TierId = z.object({ tierId: z.uuid() })
const NominationId = z.object({ nominationId: z.uuid() })

/** Agreeing to nominations: first in the unit, then at the level above it, as the tier asks. */
export const choosing = new Hono<TenantEnv>()
  .get(
    '/tiers/:tierId/nominations',
    may('nominations:edit'),
    answers(OpenNominations, 'Nominations that wait for somebody to agree'),
    valid('param', TierId),
    valid('query', OpenAsked),
    async (c) => {
      const { db, actor, holds } = c.var
      const [[tier], found] = await db.read(
        waiting(c.req.valid('param').tierId, c.req.valid('query'), actor, holds),
      )
      if (!tier) throw new Problem('not-found')
      const nominations = found.slice(0, PAGE).map((row) => ({
        id: row.id,
        person: { id: row.personId, nameEn: row.personEn, nameHi: row.personHi },
        unit: unitRef(row.unit),
        nominatedAt: row.nominatedAt,
        nominatedBy: row.byEn === null ? null : { nameEn: row.byEn, nameHi: row.byHi ?? row.byEn },
        next: row.next,
        steps: Steps.parse(JSON.parse(row.steps)),
        mine: row.mine === 1,
        skilled: row.skilled === null ? null : row.skilled === 1,
      }))
      return c.json({
        tier,
        nominations,
        after: found.length > PAGE ? (nominations.at(-1)?.id ?? null) : null,
      })
    },
  )
  .get(
    '/tiers/:tierId/places',
    may('nominations:edit'),
    answers(OpenPlaces, 'Units that have places left to nominate for'),
    valid('param', TierId),
    valid('query', OpenAsked),
    async (c) => {
      const { db, holds, now } = c.var
      const [[tier], found] = await db.read(
        openPlaces(c.req.valid('param').tierId, c.req.valid('query'), now, holds),
      )
      if (!tier) throw new Problem('not-found')
      const shown = found.slice(0, PAGE)
      return c.json({
        ...tier,
        lapsed: tier.lapsed === 1,
        units: shown.map(({ unit, nominated }) => ({
          unit: unitRef(unit),
          nominated,
          places: tier.target - nominated,
        })),
        after: found.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
      })
    },
  )
  .post(
    '/nominations/:nominationId/steps',
    may('nominations:edit'),
    answers(StepMade, 'Agree to a nomination, or refuse it', 201),
    valid('param', NominationId),
    valid('json', StepDraft),
    async (c) => {
      const { nominationId } = c.req.valid('param')
      const input = c.req.valid('json')
      const { actor, db, holds, now } = c.var
      const [, , [row]] = await db.write([
        take(nominationId, input, { personId: actor.personId, now }, holds),
        record(c, 'nomination.decided', nominationId, { step: input.step, decision: input.decision }),
        taken(nominationId, input.step, holds),
      ])
      if (!row) throw new Problem('not-found')
      if (row.decision !== input.decision || row.by !== actor.personId) throw new Problem('state-changed')
      const { id, decision, complete } = row
      return c.json({ id, step: input.step, decision, complete: complete === 1 }, 201)
    },
  )
