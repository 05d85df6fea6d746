import { type SQL, sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { type Asking, record } from '../../platform/audit.ts'
import { type Actor, may, mine } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, nothing, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import type { TenantDb } from '../../platform/sql.ts'
import { requestOf } from './answers.ts'
import {
  apply,
  begin,
  close,
  type Draft,
  listed,
  overPersonId,
  PAGE,
  question,
  questionFor,
  requestsWhere,
  takeBack,
} from './queries.ts'
import {
  Closing,
  PrivacyRequest,
  PrivacyRequests,
  Proposed,
  RequestDraft,
  RequestFor,
  RequestsAsked,
} from './shapes.ts'

const RequestId = z.object({ requestId: z.uuid() })

type Asker = Asking & { var: { actor: Actor; db: TenantDb } }

/**
 * Writes a request down, an erasure with its question to a second person. For somebody who is erased, or whose erasure
 * is asked for already, the answer is that request.
 */
async function entered(c: Asker, draft: Draft, guard: SQL) {
  const same = sql`(r.id = ${draft.id} or (${draft.asked.kind === 'erasure'} and r.kind = 'erasure'
    and (r.outcome is null or r.outcome = 'done')))`
  const [, , , , [row]] = await c.var.db.write([
    question(draft, c.var, guard),
    record(c, 'approval.asked', draft.approvalId ?? '', { kind: 'erasure', personId: draft.personId }),
    begin(draft, c.var, guard),
    record(c, 'privacy.asked', draft.id, { kind: draft.asked.kind, personId: draft.personId }),
    requestsWhere(
      sql`r.person_id = ${draft.personId} and ${same} and ${guard}`,
      sql`r.id = ${draft.id} desc, r.outcome is null desc`,
      1,
    ),
  ])
  if (!row) throw new Problem('not-found')
  return requestOf(row, c.var.now)
}

/** What people ask about their data: their own requests, and the desk's. */
export const requests = new Hono<TenantEnv>()
  .post(
    '/me/requests',
    mine,
    answers(PrivacyRequest, 'Ask for something about my own data', 201),
    valid('json', RequestDraft),
    async (c) => {
      const { id, asked } = c.req.valid('json')
      const { personId } = c.var.actor
      const guard = sql`exists (select 1 from people where id = ${personId})`
      return c.json(await entered(c, { id, asked, personId, approvalId: questionFor(asked) }, guard), 201)
    },
  )
  .delete(
    '/me/requests/:requestId',
    mine,
    answers(z.null(), 'Take back what I asked', 204),
    valid('param', RequestId),
    async (c) => {
      const { requestId } = c.req.valid('param')
      const { actor, db, now } = c.var
      const [taken, question] = takeBack(requestId, { actor, now })
      const [, , , [row]] = await db.write([
        taken,
        record(c, 'privacy.withdrawn', requestId),
        question,
        requestsWhere(sql`r.id = ${requestId} and r.person_id = ${actor.personId}`),
      ])
      if (!row) throw new Problem('not-found')
      if (row.outcome !== 'withdrawn') throw new Problem('state-changed')
      return nothing(c)
    },
  )
  .get(
    '/privacy/requests',
    may('privacy:manage'),
    answers(PrivacyRequests, 'Requests of people about their data, the most overdue first'),
    valid('query', RequestsAsked),
    async (c) => {
      const { state, person, after } = c.req.valid('query')
      const { db, holds, scopes, now } = c.var
      const [powers, rows] = await db.read([scopes, listed({ state, person, after }, holds)])
      if (powers.length === 0) throw new Problem('not-found')
      const shown = rows.slice(0, PAGE)
      return c.json({
        requests: shown.map((row) => requestOf(row, now)),
        after: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
      })
    },
  )
  .post(
    '/privacy/requests',
    may('privacy:manage'),
    answers(PrivacyRequest, 'Enter a request for a person', 201),
    valid('json', RequestFor),
    async (c) => {
      const { id, personId, asked } = c.req.valid('json')
      const draft = { id, personId, asked, approvalId: questionFor(asked) }
      return c.json(await entered(c, draft, overPersonId(personId, c.var.holds)), 201)
    },
  )
  .post(
    '/privacy/requests/:requestId/closing',
    may('privacy:manage'),
    answers(PrivacyRequest, 'Answer and end a request', 201),
    valid('param', RequestId),
    valid('json', Closing),
    async (c) => {
      const { requestId } = c.req.valid('param')
      const closing = c.req.valid('json')
      const { db, holds, actor, now } = c.var
      const [, , [row]] = await db.write([
        close(requestId, closing, { actor, now }, holds),
        record(c, `privacy.${closing.outcome}`, requestId),
        requestsWhere(sql`r.id = ${requestId} and ${overPersonId(sql`r.person_id`, holds)}`),
      ])
      if (!row) throw new Problem('not-found')
      if (row.outcome !== closing.outcome || row.closerId !== actor.personId) {
        throw new Problem(row.approvalId && !row.outcome ? 'approval-open' : 'state-changed')
      }
      return c.json(requestOf(row, now), 201)
    },
  )
  .post(
    '/privacy/requests/:requestId/application',
    may('privacy:manage'),
    answers(PrivacyRequest, 'Apply a correction as the officer has checked it', 201),
    valid('param', RequestId),
    valid('json', z.strictObject({ personId: z.uuid(), proposed: Proposed })),
    async (c) => {
      const { requestId } = c.req.valid('param')
      const { personId, proposed } = c.req.valid('json')
      const { db, holds, actor, now } = c.var
      const [, , , , [row]] = await db.write([
        apply(requestId, personId, proposed, holds),
        record(c, 'person.corrected', personId, { fields: Object.keys(proposed), requestId }),
        close(requestId, { outcome: 'done', answer: '' }, { actor, now }, holds),
        record(c, 'privacy.done', requestId),
        requestsWhere(
          sql`r.id = ${requestId} and r.person_id = ${personId} and r.kind = 'correction'
            and ${overPersonId(sql`r.person_id`, holds)}`,
        ),
      ])
      if (!row) throw new Problem('not-found')
      if (row.outcome !== 'done') throw new Problem('state-changed')
      return c.json(requestOf(row, now), 201)
    },
  )
