import { Hono } from 'hono'
import * as z from 'zod'
import { record, recordChange } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, nothing, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { unitRef } from '../queries.ts'
import { owners } from './owners.ts'
import { end, ending, give, judge, ofPerson, one, within } from './queries.ts'
import { Grant, GrantDraft, Grants, Officers, OfficersAsked } from './shapes.ts'

const PersonId = z.object({ personId: z.uuid() })
const GrantId = z.object({ grantId: z.uuid() })

const shown = <T extends { unit: string; live: number }>({ unit, live, ...row }: T) => ({
  ...row,
  unit: unitRef(unit),
  live: live === 1,
})

/**
 * Giving and taking back powers. Nobody gives or takes more than he holds. The table itself refuses duties that one person
 * does not join, an owner whom one person alone makes or removes, and the end of the last one.
 */
export const grants = new Hono<TenantEnv>()
  .route('/', owners)
  .get(
    '/grants',
    may('grants:edit'),
    answers(Officers, 'Who holds powers within a unit'),
    valid('query', OfficersAsked),
    async (c) => {
      const [powers, rows] = await c.var.db.read([c.var.scopes, within(c.req.valid('query').unit, c.var)])
      if (powers.length === 0) throw new Problem('not-found')
      return c.json({ grants: rows.map(shown) })
    },
  )
  .get(
    '/people/:personId/grants',
    may('grants:edit'),
    answers(Grants, "A person's grants"),
    valid('param', PersonId),
    async (c) => {
      const [powers, [person], rows] = await c.var.db.read([
        c.var.scopes,
        ...ofPerson(c.req.valid('param').personId, c.var),
      ])
      if (powers.length === 0 || !person?.seen) throw new Problem('not-found')
      return c.json({ grants: rows.map(shown) })
    },
  )
  .post(
    '/grants',
    may('grants:edit'),
    answers(Grant, 'Give a role', 201),
    valid('json', GrantDraft),
    async (c) => {
      const draft = c.req.valid('json')
      const [, , [verdict], [grant]] = await c.var.db.write([
        give(draft, c.var),
        record(c, 'grant.given', draft.id, draft),
        judge(draft, c.var),
        one(draft.id, c.var),
      ])
      if (!verdict?.here) throw new Problem('not-found')
      if (!verdict.able) throw new Problem('beyond-own-powers')
      if (grant) return c.json(shown(grant), 201)
      const fault = {
        pointer: '',
        code: 'grant',
        detail: 'There is no such wing, or it ends before it begins',
      }
      throw new Problem('invalid', { errors: [fault] })
    },
  )
  .delete(
    '/grants/:grantId',
    may('grants:edit'),
    answers(z.null(), 'Take a role back', 204),
    valid('param', GrantId),
    async (c) => {
      const { grantId } = c.req.valid('param')
      const [[grant]] = await c.var.db.write([
        ending(grantId, c.var),
        end(grantId, c.var),
        recordChange(c, 'grant.ended', grantId),
      ])
      if (!grant) throw new Problem('not-found')
      if (grant.live && !grant.able) throw new Problem('beyond-own-powers')
      return nothing(c)
    },
  )
