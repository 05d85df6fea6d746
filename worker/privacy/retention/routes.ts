import { Hono } from 'hono'
import * as z from 'zod'
import { rootPath } from '../../organisations/index.ts'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { mayBeSet, rulesFrom } from '../rules.ts'
import { ownRules, runs, setRule } from './queries.ts'
import { Retention, RuleAsked, RuleSet } from './shapes.ts'

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
      const [powers, own, done] = await c.var.db.read([c.var.scopes, ownRules(), runs()])
      if (powers.length === 0) throw new Problem('not-found')
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
      const { rule } = c.req.valid('param')
      const { days } = c.req.valid('json')
      const { actor, db, holds, now, scopes } = c.var
      if (!mayBeSet(rule, days)) {
        const detail = 'Outside of what this rule may be set to'
        throw new Problem('invalid', { errors: [{ pointer: '/days', code: 'bounds', detail }] })
      }
      const [powers, , , own, done] = await db.write([
        scopes,
        setRule(rule, days, { personId: actor.personId, now }, holds({ path: rootPath })),
        record(c, 'retention.set', rule, { days }),
        ownRules(),
        runs(),
      ])
      const stands = rulesFrom(own).find((one) => one.rule === rule)
      if (powers.length === 0 || stands?.days !== days) throw new Problem('not-found')
      return c.json(shown(own, done))
    },
  )
