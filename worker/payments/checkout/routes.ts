import { Hono } from 'hono'
import * as z from 'zod'
import { holding, mine } from '../../platform/auth.ts'
import { nudge } from '../../platform/desk.ts'
import type { Bindings, TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { log } from '../../platform/log.ts'
import { Problem } from '../../platform/problem.ts'
import type { TenantDb } from '../../platform/sql.ts'
import { backJson } from '../policy/answers.ts'
import type { PaymentRow } from '../queries.ts'
import { type RefundRow, refundJson, type WaitingRow } from '../refunds/queries.ts'
import { goesBack, type SessionFacts, standing } from '../rules.ts'
import { Checkout, FeeDispute, PaymentState } from '../shapes.ts'
import { asProblem, forAccount } from '../stripe.ts'
import { endSession, linkOf, type Place, returnPage } from './jobs.ts'
import {
  type AccountRow,
  type AttemptRow,
  accountPage,
  attach,
  type OpeningRow,
  openAttempt,
  settling,
} from './queries.ts'
import { factsOf, sessionParams } from './session.ts'

const RegistrationId = z.object({ registrationId: z.uuid() })

type Asked = { env: Bindings; var: { organisation: string } }

/** What Stripe says now of an attempt that is still open; undefined when there is none, or when Stripe is silent. */
export async function openSession(
  c: Asked,
  {
    account,
    sessionId,
    decision,
  }: { account: string | null; sessionId: string | null; decision: string | null },
) {
  if (!account || !sessionId || decision !== null) return undefined
  const session = await forAccount(c.env, account)
    .session(sessionId)
    // The page shows what is known; the webhook or the sweep brings the rest.
    .catch((error: unknown) => log('error', { organisation: c.var.organisation, message: String(error) }))
  return session ? factsOf(session) : undefined
}

/** Asks Stripe for an attempt's session and remembers it; the same words give the same session. @throws Problem */
export async function opened(c: Asked & { var: { db: TenantDb } }, attempt: AttemptRow) {
  const { db, organisation } = c.var
  const params = sessionParams(attempt, organisation, returnPage(c.env, organisation, attempt))
  const session = await forAccount(c.env, attempt.account).createSession(params, attempt.id).catch(asProblem)
  if (!session.url) throw new Problem('payments-unavailable')
  await db.write([attach(attempt.id, session)])
  return { url: session.url, expiresAt: attempt.expiresAt }
}

/** Closes what could be paid beside the usable attempt. @throws Problem when one of them was paid just now */
async function closeOthers(place: Omit<Place, 'account'>, others: readonly AttemptRow[]) {
  for (const { account, sessionId } of others) {
    if (!sessionId) continue
    const ended = await endSession({ ...place, account }, sessionId).catch(asProblem)
    if (ended !== 'closed') throw new Problem(ended === 'paid' ? 'already-paid' : 'state-changed')
  }
}

/** The attempt to pay by. @throws Problem when there is nothing to pay, or no way to */
function payable(
  account: OpeningRow | undefined,
  attempts: readonly (AttemptRow & { usable: number })[],
): AttemptRow {
  if (!account) throw new Problem('not-found')
  if (account.cancelledAt !== null) throw new Problem('not-registered')
  if (account.owedMinor <= 0) throw new Problem('already-paid')
  const attempt = attempts.find(({ usable }) => usable === 1)
  if (attempt && account.ready === 1) return attempt
  throw new Problem(account.ready === 1 && account.heldOut === 1 ? 'offer-lapsed' : 'payments-unavailable')
}

type Page = {
  account: AccountRow
  payments: readonly PaymentRow[]
  refunds: readonly RefundRow[]
  waiting: readonly WaitingRow[]
  back: ReturnType<typeof backJson>
}

function stateOf({ account, payments, refunds, waiting, back }: Page, session: SessionFacts | undefined) {
  const { dueMinor, waivedMinor, paidMinor, refundedMinor, currency, ready, attemptId, decision, reviewed } =
    account
  const complete = session?.status === 'complete'
  return {
    state: standing({
      dueMinor,
      waivedMinor,
      paidMinor,
      attempt: attemptId ? { decision, reviewed, complete } : null,
    }),
    dueMinor,
    waivedMinor,
    paidMinor,
    owedMinor: Math.max(0, dueMinor - paidMinor),
    refundedMinor,
    currency,
    payments: [...payments],
    refunds: refunds.map(refundJson),
    waiting: waiting.map((row) => ({ ...row, own: row.own === 1 })),
    back,
    online: ready === 1,
    heldUntil: account.heldUntil,
    lapsed: account.lapsed === 1,
    decision,
    dispute: account.dispute === null ? null : FeeDispute.parse(JSON.parse(account.dispute)),
    suspenseMinor: account.suspenseMinor,
  }
}

/** Paying a fee online, on the organisation's own account, and seeing what became of it. */
export const checkout = new Hono<TenantEnv>()
  .post(
    '/registrations/:registrationId/checkout',
    mine,
    answers(Checkout, 'Go and pay what is owed', 201),
    valid('param', RegistrationId),
    async (c) => {
      const { actor, db, now, organisation } = c.var
      const { registrationId } = c.req.valid('param')
      const holds = holding(actor, 'registrations:edit', now)
      const [, , [account], attempts] = await db.write(openAttempt(registrationId, actor, c, holds))
      const attempt = payable(account, attempts)
      if (attempt.url) return c.json({ url: attempt.url, expiresAt: attempt.expiresAt }, 201)
      const others = attempts.filter((other) => other !== attempt)
      await closeOthers({ env: c.env, db, organisation, c }, others)
      return c.json(await opened(c, attempt), 201)
    },
  )
  .get(
    '/registrations/:registrationId/payment',
    mine,
    answers(PaymentState, 'How a registration stands with its fee'),
    valid('param', RegistrationId),
    async (c) => {
      const { actor, db, now, organisation } = c.var
      const { registrationId } = c.req.valid('param')
      const page = accountPage(registrationId, c, holding(actor, 'registrations:read', now))
      const [[account], payments, refunds, waiting, [terms], shares] = await db.read(page)
      if (!account) throw new Problem('not-found')
      const back = backJson(terms, shares)
      const session = await openSession(c, account)
      const changed = session && session.status !== 'open'
      if (!changed || !account.account || session.organisation !== organisation)
        return c.json(stateOf({ account, payments, refunds, waiting, back }, session))
      const at = { account: account.account, organisation, link: linkOf(c.env, organisation), c }
      const written = await db.write([...settling(session, at), ...page])
      const [, , , , , , , , , [attempt], [after], paid, given, waits, [agreed], parts] = written
      if (goesBack(attempt)) await nudge(c.env, { kind: 'open-refunds', organisation })
      const settled = { account: after ?? account, payments: paid, refunds: given, waiting: waits }
      return c.json(stateOf({ ...settled, back: backJson(agreed, parts) }, session))
    },
  )
