import { type SQL, sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { record } from '../../platform/audit.ts'
import { holding, may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { q } from '../../platform/sql.ts'
import { atRoot } from '../bank/queries.ts'
import { stepsIn } from './answers.ts'
import { type PolicyRow, policies, setPolicy } from './queries.ts'
import { Policies, PoliciesAsked, PolicyEdit } from './shapes.ts'

const listJson = (rows: readonly PolicyRow[], sets: boolean) => ({
  policies: rows.map((row) => ({ ...row, steps: stepsIn(row.steps) })),
  sets,
})

const maySet = (guard: SQL) => q.all<{ sets: number }>(sql`select ${guard} as sets`)

/** How much goes back when somebody gives his seat up: by days before the start, set by the treasurer. */
export const policy = new Hono<TenantEnv>()
  .get(
    '/refund-policies',
    may('payments:read'),
    answers(Policies, 'How much goes back when a seat is given up'),
    valid('query', PoliciesAsked),
    async (c) => {
      const { actor, db, holds, now } = c.var
      const sets = atRoot(holding(actor, 'payments:connect', now))
      const [[own], rows] = await db.read([
        maySet(sets),
        policies(c.req.valid('query').workshop, atRoot(holds)),
      ])
      if (rows.length === 0) throw new Problem('not-found')
      return c.json(listJson(rows, own?.sets === 1))
    },
  )
  .put(
    '/refund-policies',
    may('payments:connect'),
    answers(Policies, 'Say how much goes back; fees that were raised before keep what was shown'),
    valid('json', PolicyEdit),
    async (c) => {
      const { actor, db, holds, now } = c.var
      const { kind, id, ...edit } = c.req.valid('json')
      const guard = atRoot(holds)
      const [, , rows] = await db.write([
        setPolicy({ kind, id }, edit, { actor, now, guard }),
        record(c, 'refund-policy.set', id, { kind, steps: edit.steps }),
        policies(kind === 'workshop' ? id : undefined, guard),
      ])
      const after = rows.find((row) => row.kind === kind && row.id === id)
      if (!after) throw new Problem('not-found')
      if (JSON.stringify(stepsIn(after.steps)) !== JSON.stringify(edit.steps))
        throw new Problem('version-changed')
      return c.json(listJson(rows, true))
    },
  )
