import { type SQL, sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { may, mine } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { overPersonId } from '../requests/queries.ts'
import { holder, parts } from './queries.ts'
import { Copy, SECTIONS } from './shapes.ts'

const PersonId = z.object({ personId: z.uuid() })

type Holder = Awaited<ReturnType<typeof holder>>
type Parts = Record<string, string | number | null>[][]

function copyOf(personId: string, now: number, [organisation]: Holder, rows: Parts): z.infer<typeof Copy> {
  if (!organisation || rows[0]?.length === 0) throw new Problem('not-found')
  const sections = Object.fromEntries(SECTIONS.map((section, at) => [section, rows[at] ?? []]))
  return Copy.parse({ madeAt: now, personId, organisation, sections })
}

/** The copy of everything that is kept about somebody: for himself, or printed for him by an officer. */
export const copies = new Hono<TenantEnv>()
  .get('/me/copy', mine, answers(Copy, 'Everything that is kept about me'), async (c) => {
    const { actor, db, now } = c.var
    const [own, ...rows] = await db.read([holder(), ...parts(actor.personId, now, sql`true`)])
    return c.json(copyOf(actor.personId, now, own, rows))
  })
  .post(
    '/privacy/people/:personId/copies',
    may('privacy:manage'),
    answers(Copy, 'Everything that is kept about a person, to hand to him; who asked is written down', 201),
    valid('param', PersonId),
    async (c) => {
      const { personId } = c.req.valid('param')
      const { db, holds, now } = c.var
      const guard: SQL = overPersonId(personId, holds)
      const [, own, ...rows] = await db.write([
        record(c, 'privacy.copied', personId, {}, guard),
        holder(),
        ...parts(personId, now, guard),
      ])
      return c.json(copyOf(personId, now, own, rows), 201)
    },
  )
