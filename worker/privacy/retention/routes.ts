import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { rootPath } from '../../organisations/index.ts'
import { record } from '../../platform/audit.ts'
import { type Holds, may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { q } from '../../platform/sql.ts'
import { mayBeSet, RULE_NAMES, rulesFrom } from '../rules.ts'
import { ownRules, runs, setRule } from './queries.ts'
import { Retention, RuleAsked, RuleSet } from './shapes.ts'

/** Whether the capability is held over the whole organisation. */
const everywhere = (holds: Holds) => q.all<{ held: number }>(sql`select ${holds({ path: rootPath })} as held`)

const Counts = z.record(z.string(), z.int())

type Own = Awaited<ReturnType<typeof ownRules>>
type Runs = Awaited<ReturnType<typeof runs>>

const shown = (own: Own, done: Runs): z.infer<typeof Retention> => ({
  rules: rulesFrom(own),
  runs: done.map((run) => ({ ...run, counts: Counts.parse(JSON.parse(run.counts)) })),
})

/** How long things are kept. */
export const retention = new Hono<TenantEnv>()
  .get(
    '/privacy/retention',
    may('privacy:manage'),
    answers(Retention, 'How long things are kept'),
    async (c) => {
      const [[power], own, done] = await c.var.db.read([everywhere(c.var.holds), ownRules(), runs()])
      if (power?.held !== 1) throw new Problem('not-found')
      return c.json(shown(own, done))
    },
  )
  .put(
    '/privacy/retention/:rule',
    may('privacy:manage'),
    answers(Retention, 'Set how long something is kept, within its bounds'),
    valid('param', RuleAsked),
    valid('json', RuleSet),
    async (c) => {
      const known = RULE_NAMES.find((name) => name === c.req.valid('param').rule)
      // The audit's rule is nobody's to set.
      const rule = known ?? 'audit'
      const { days } = c.req.valid('json')
      const { actor, db, holds, now } = c.var
      const fit = mayBeSet(rule, days)
      const guard = sql`${fit} and ${holds({ path: rootPath })}`
      const [[power], , , own, done] = await db.write([
        everywhere(holds),
        setRule(rule, days, { personId: actor.personId, now }, guard),
        record(c, 'retention.set', rule, { days }),
        ownRules(),
        runs(),
      ])
      if (power?.held !== 1 || !known) throw new Problem('not-found')
      if (!fit) {
        const detail = 'Outside of what this rule may be set to'
        throw new Problem('invalid', { errors: [{ pointer: '/days', code: 'bounds', detail }] })
      }
      return c.json(shown(own, done))
    },
  )
