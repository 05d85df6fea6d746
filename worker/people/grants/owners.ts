import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { ask, whenAsked } from '../../approvals/index.ts'
import { pathOf } from '../../hierarchy/index.ts'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { q } from '../../platform/sql.ts'
import { ending, type Giver, given, holdsAllOf, knows } from './queries.ts'
import { OwnerAsked, OwnerEndAsked, Waiting } from './shapes.ts'

const GrantId = z.object({ grantId: z.uuid() })

/** Whether the giver may give anything at the unit to that person, and whether he owns the unit himself. */
const judgeOwner = (personId: string, unitId: string, giver: Giver) =>
  q.all<{ here: number; able: number }>(sql`select
    (${giver.holds({ path: pathOf(unitId) })} and ${knows(personId, giver)}) as here,
    (${holdsAllOf(sql`'owner'`, { path: pathOf(unitId) }, giver)}) as able`)

/** A live owner's grant that the giver sees, and holds all of. */
const endable = (grantId: string, giver: Giver) => sql`exists (select 1 from grants g
  join units u on u.id = g.unit_id where g.id = ${grantId} and g.role = 'owner'
    and (g.until_at is null or g.until_at > ${giver.now}) and ${giver.holds(given)}
    and ${holdsAllOf(sql`g.role`, given, giver)})`

const about = (grantId: string, giver: Giver) =>
  q.all<{ role: string }>(sql`select g.role from grants g join units u on u.id = g.unit_id
    where g.id = ${grantId} and ${giver.holds(given)}`)

function answerOf(found: { id: string; decision: string | null } | undefined) {
  // Somebody asked the same before, in words of his own.
  if (!found) throw new Problem('approval-open')
  return { approvalId: found.id, decision: found.decision }
}

/** Owners: one asks, another approves; the approval itself makes or ends the grant. */
export const owners = new Hono<TenantEnv>()
  .post(
    '/owners',
    may('grants:edit'),
    answers(Waiting, 'Ask a second person to make somebody an owner', 201),
    valid('json', OwnerAsked),
    async (c) => {
      const { id, personId, unitId, fromAt, untilAt, approvalId, reason } = c.req.valid('json')
      const place = { path: pathOf(unitId) }
      const asking = {
        id: approvalId,
        kind: 'owner' as const,
        subjectId: personId,
        unitId,
        personId,
        detail: { deed: 'give', grantId: id, fromAt, untilAt },
        reason,
      }
      const lasting = sql`${untilAt === null || untilAt > Math.max(c.var.now, fromAt ?? 0) ? 1 : 0}`
      const [, , [verdict], [found]] = await c.var.db.write([
        ask(
          asking,
          c.var,
          sql`${c.var.holds(place)} and ${knows(personId, c.var)} and ${lasting}
            and ${holdsAllOf(sql`'owner'`, place, c.var)}`,
        ),
        record(c, 'approval.asked', approvalId, { kind: 'owner', ...asking.detail, personId, unitId }),
        judgeOwner(personId, unitId, c.var),
        whenAsked(approvalId, c.var),
      ])
      if (!verdict?.here) throw new Problem('not-found')
      if (!verdict.able) throw new Problem('beyond-own-powers')
      if (untilAt !== null && untilAt <= Math.max(c.var.now, fromAt ?? 0)) {
        const fault = { pointer: '/untilAt', code: 'grant', detail: 'It ends before it begins' }
        throw new Problem('invalid', { errors: [fault] })
      }
      return c.json(answerOf(found), 201)
    },
  )
  .post(
    '/grants/:grantId/ending',
    may('grants:edit'),
    answers(Waiting, "Ask a second person to take an owner's power away", 201),
    valid('param', GrantId),
    valid('json', OwnerEndAsked),
    async (c) => {
      const { grantId } = c.req.valid('param')
      const { approvalId, reason } = c.req.valid('json')
      const asking = {
        id: approvalId,
        kind: 'owner' as const,
        subjectId: grantId,
        unitId: sql`(select unit_id from grants where id = ${grantId})`,
        personId: sql`(select person_id from grants where id = ${grantId})`,
        detail: { deed: 'end', grantId },
        reason,
      }
      const [, , [verdict], [grant], [found]] = await c.var.db.write([
        ask(asking, c.var, endable(grantId, c.var)),
        record(c, 'approval.asked', approvalId, { kind: 'owner', ...asking.detail }),
        ending(grantId, c.var),
        about(grantId, c.var),
        whenAsked(approvalId, c.var),
      ])
      if (!verdict || !grant) throw new Problem('not-found')
      if (!verdict.able) throw new Problem('beyond-own-powers')
      // Only an owner's grant asks for two; every other one is ended at once.
      if (!found && (!verdict.live || grant.role !== 'owner')) throw new Problem('state-changed')
      return c.json(answerOf(found), 201)
    },
  )
