import { Hono } from 'hono'
import * as z from 'zod'
import { UnitRef } from '../hierarchy/index.ts'
import { record } from '../platform/audit.ts'
import { mine } from '../platform/auth.ts'
import { nudge } from '../platform/desk.ts'
import type { TenantEnv } from '../platform/env.ts'
import { answers, nothing, valid } from '../platform/http.ts'
import { Problem } from '../platform/problem.ts'
import { decide, listed, one, PAGE, type Row, withdraw } from './queries.ts'
import { Approval, Approvals, ApprovalsAsked, Decision } from './shapes.ts'

const ApprovalId = z.object({ approvalId: z.uuid() })
const Person = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })

const personFrom = (json: string | null, id: string) =>
  json ? Person.parse(JSON.parse(json)) : { id, nameEn: '', nameHi: '' }

function shown({
  unit,
  person,
  askedBy,
  askerId,
  decidedBy,
  deciderId,
  ...row
}: Row): z.infer<typeof Approval> {
  return {
    ...row,
    unit: UnitRef.parse(JSON.parse(unit)),
    person: person ? personFrom(person, '') : null,
    detail: JSON.parse(row.detail),
    askedBy: personFrom(askedBy, askerId),
    decidedBy: deciderId ? personFrom(decidedBy, deciderId) : null,
    decidable: row.decidable === 1,
    own: row.own === 1,
  }
}

/** Questions to a second person: what waits, what became of it, deciding, taking back. */
export const approvals = new Hono<TenantEnv>()
  .get(
    '/approvals',
    mine,
    answers(Approvals, 'What waits for a second person: asked by me, or mine to decide'),
    valid('query', ApprovalsAsked),
    async (c) => {
      const { state, after } = c.req.valid('query')
      const [rows] = await c.var.db.read([listed(state, after, c.var)])
      const page = rows.slice(0, PAGE)
      return c.json({
        approvals: page.map(shown),
        after: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
      })
    },
  )
  .post(
    '/approvals/:approvalId/decision',
    mine,
    answers(Approval, 'Approve or refuse what somebody else asked'),
    valid('param', ApprovalId),
    valid('json', Decision),
    async (c) => {
      const { approvalId } = c.req.valid('param')
      const word = c.req.valid('json')
      const { db } = c.var
      const [before, , , [after]] = await db.write([
        one(approvalId, c.var),
        decide(approvalId, word, c.var),
        record(c, `approval.${word.decision}`, approvalId),
        one(approvalId, c.var),
      ])
      const [asked] = before
      if (!asked || !after) throw new Problem('not-found')
      // He sees it because he asked it, and may not decide it.
      if (after.decision === null) throw new Problem('two-people')
      // The same word again is the retry of a request whose answer was lost.
      const repeated = after.decision === word.decision && after.deciderId === c.var.actor?.personId
      if (asked.decision !== null && !repeated) throw new Problem('state-changed')
      if (after.kind === 'refund')
        await nudge(c.env, { kind: 'open-refunds', organisation: c.var.organisation })
      return c.json(shown(after))
    },
  )
  .delete(
    '/approvals/:approvalId',
    mine,
    answers(z.null(), 'Take back what I asked', 204),
    valid('param', ApprovalId),
    async (c) => {
      const { approvalId } = c.req.valid('param')
      const [, , [after]] = await c.var.db.write([
        withdraw(approvalId, c.var),
        record(c, 'approval.withdrawn', approvalId),
        one(approvalId, c.var),
      ])
      if (!after?.own) throw new Problem('not-found')
      if (after.decision !== 'withdrawn') throw new Problem('state-changed')
      return nothing(c)
    },
  )
