import { Hono } from 'hono'
import * as z from 'zod'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { unitRef } from '../queries.ts'
import { type LinkRow, storyOf } from './queries.ts'
import { PersonStory } from './shapes.ts'

const PersonId = z.object({ personId: z.uuid() })

const namesFrom = (json: string | null): { nameEn: string; nameHi: string } | null =>
  json === null ? null : JSON.parse(json)

/** Each credential of the person with everybody above it. */
function trainingsFrom(links: readonly LinkRow[]) {
  return links
    .filter(({ step }) => step === 0)
    .map(({ rootId, credentialId, nameEn, nameHi, generation, issuedAt, revokedAt }) => ({
      credentialId,
      nameEn,
      nameHi,
      generation,
      issuedAt,
      revokedAt,
      above: links
        .filter((link) => link.rootId === rootId && link.step > 0)
        .map((link) => ({
          step: link.step,
          credentialId: link.credentialId,
          personId: link.personId,
          person: { nameEn: link.personEn, nameHi: link.personHi },
        })),
    }))
}

/** The story of a person: where he was, what he held, learned, taught, paid and agreed to. */
export const story = new Hono<TenantEnv>().get(
  '/people/:personId/story',
  may('people:read'),
  answers(PersonStory, 'The story of a person'),
  valid('param', PersonId),
  async (c) => {
    const { actor, db, holds, now } = c.var
    const [[here], transfers, offices, seats, links, prior, teaching, consents, merges] = await db.read(
      storyOf(c.req.valid('param').personId, actor, now, holds),
    )
    if (!here?.seen) throw new Problem('not-found')
    return c.json({
      transfers: transfers.map((t) => ({
        ...t,
        from: unitRef(t.from),
        unit: unitRef(t.unit),
        by: namesFrom(t.by),
      })),
      offices: offices.map((o) => ({ ...o, unit: unitRef(o.unit) })),
      seats: seats.map((s) => ({ ...s, unit: unitRef(s.unit) })),
      trainings: trainingsFrom(links),
      prior: prior.map((had) => ({
        ...had,
        tier: namesFrom(had.tier),
        subject: namesFrom(had.subject),
        unit: unitRef(had.unit),
        by: namesFrom(had.by),
      })),
      teaching: teaching.map((t) => ({ ...t, leads: t.leads === 1 })),
      consents: consents.map((said) => ({ ...said, given: said.given === 1 })),
      merges: merges.map((m) => ({ ...m, by: namesFrom(m.by) })),
    })
  },
)
