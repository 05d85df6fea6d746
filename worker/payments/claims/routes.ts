import { Hono } from 'hono'
import * as z from 'zod'
import { digestsOf, record } from '../../platform/audit.ts'
import { holding, may, mine } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { pageOf, tellPaid } from '../queries.ts'
import {
  banked,
  type ClaimInput,
  type ClaimRow,
  cheques,
  claim,
  claimed,
  clear,
  makeVoid,
  one,
  PAGE,
  queue,
  refuse,
  tellRefused,
  tellVoid,
  verify,
  vouch,
  ways,
  withdraw,
} from './queries.ts'
import { claimRefusal, upiLink, verifyingRefusal } from './rules.ts'
import {
  Banked,
  Because,
  Cheque,
  Cheques,
  Claim,
  ClaimList,
  ClaimMade,
  ClaimsAsked,
  QueuedClaim,
  referenceOf,
  Ways,
} from './shapes.ts'

const RegistrationId = z.object({ registrationId: z.uuid() })
const ClaimId = z.object({ claimId: z.uuid() })
const PaymentId = z.object({ paymentId: z.uuid() })
const After = ClaimsAsked.pick({ after: true })

const claimJson = ({ own, ...row }: ClaimRow): z.infer<typeof Claim> =>
  Claim.parse({ ...row, own: own === 1 })

const personIn = (json: string) => QueuedClaim.shape.person.parse(JSON.parse(json))
const personOr = (json: string | null) => (json === null ? null : personIn(json))

/** Money that comes by UPI, transfer or cheque: saying that it was sent, finding it, and finding that it never came. */
export const claims = new Hono<TenantEnv>()
  .get(
    '/registrations/:registrationId/ways',
    mine,
    answers(Ways, 'How a fee can be paid beside Stripe, and what was sent so far'),
    valid('param', RegistrationId),
    async (c) => {
      const { actor, db, now } = c.var
      const holds = holding(actor, 'dues:read', now)
      const [[found], accounts, sent] = await db.read(ways(c.req.valid('param').registrationId, c, holds))
      if (!found) throw new Problem('not-found')
      const { workshopEn, ...rest } = found
      const note = `${found.reference} ${workshopEn}`
      return c.json({
        ...rest,
        accounts: accounts.map((account) => ({
          ...account,
          link:
            account.vpa && found.openMinor > 0
              ? upiLink({
                  ...account,
                  vpa: account.vpa,
                  amountMinor: found.openMinor,
                  reference: found.reference,
                  note,
                })
              : null,
        })),
        claims: sent.map(claimJson),
      })
    },
  )
  .post(
    '/claims',
    mine,
    answers(Claim, 'Say that a fee was sent by UPI, transfer or cheque', 201),
    valid('json', ClaimMade),
    async (c) => {
      const { actor, db, now } = c.var
      const input = c.req.valid('json')
      const sent: ClaimInput = {
        id: input.id,
        registrationId: input.registrationId,
        provider: input.provider,
        accountId: input.accountId ?? null,
        amountMinor: input.amountMinor,
        reference: referenceOf(input),
        datedOn: ('datedOn' in input && input.datedOn) || null,
        payerName: input.payerName ?? null,
      }
      const holds = holding(actor, 'payments:record', now)
      const [, , [facts], [made]] = await db.write([
        claim(sent, c, holds),
        record(c, 'claim.made', sent.id, {
          ...sent,
          payerName: digestsOf(c, sent.id, { payerName: sent.payerName }).payerName,
        }),
        claimed(sent, c, holds),
        one(sent.id, c, holds),
      ])
      if (!facts) throw new Problem('not-found')
      const refusal = claimRefusal({ ...sent, ...facts, referenceUsed: facts.referenceUsed === 1 })
      if (refusal || !made) throw new Problem(refusal ?? 'state-changed')
      return c.json(claimJson(made), 201)
    },
  )
  .get(
    '/claims',
    may('dues:read'),
    answers(ClaimList, 'What was sent and is to be found'),
    valid('query', ClaimsAsked),
    async (c) => {
      const { db, holds, scopes } = c.var
      const { state, after } = c.req.valid('query')
      const [powers, rows] = await db.read([scopes, queue(state, after, c, holds)])
      if (powers.length === 0) throw new Problem('not-found')
      const page = rows.slice(0, PAGE)
      const last = page.at(-1)
      return c.json({
        claims: page.map(({ person, workshop, claimedBy, vouchedBy, endedBy, seen, ...row }) => ({
          ...claimJson(row),
          person: personIn(person),
          workshop: personIn(workshop),
          claimedBy: personIn(claimedBy),
          vouchedBy: personOr(vouchedBy),
          endedBy: personOr(endedBy),
          seen: seen === 1,
        })),
        after: rows.length > PAGE && last ? `${last.endedAt ?? last.claimedAt}:${last.id}` : null,
      })
    },
  )
  .post(
    '/claims/:claimId/verification',
    may('payments:record'),
    answers(Claim, 'Say that the money is here; above the limit two people say so', 201),
    valid('param', ClaimId),
    async (c) => {
      const { actor, db, holds, now } = c.var
      const { claimId } = c.req.valid('param')
      const [, , , , , [after]] = await db.write([
        verify(claimId, c, holds),
        record(c, 'claim.verified', claimId),
        tellPaid(claimId, pageOf(c), now),
        vouch(claimId, c, holds),
        record(c, 'claim.vouched', claimId),
        one(claimId, c, holds),
      ])
      if (!after) throw new Problem('not-found')
      const { endedBy, vouchedBy, cancelledAt, owedMinor, ...row } = after
      const done =
        row.outcome === 'verified'
          ? endedBy === actor.personId
          : row.outcome === null && vouchedBy === actor.personId
      const refusal = verifyingRefusal({ ...row, done, cancelledAt, owedMinor })
      if (refusal) throw new Problem(refusal)
      return c.json(claimJson(row), 201)
    },
  )
  .post(
    '/claims/:claimId/refusal',
    may('payments:record'),
    answers(Claim, 'Say that the money is not here', 201),
    valid('param', ClaimId),
    valid('json', Because),
    async (c) => {
      const { actor, db, holds, now } = c.var
      const { claimId } = c.req.valid('param')
      const [, , , [after]] = await db.write([
        refuse(claimId, c.req.valid('json').reason, c, holds),
        record(c, 'claim.refused', claimId),
        tellRefused(claimId, pageOf(c), now),
        one(claimId, c, holds),
      ])
      if (!after) throw new Problem('not-found')
      const { endedBy, vouchedBy: _by, cancelledAt: _at, owedMinor: _owed, ...row } = after
      if (row.outcome === null) throw new Problem('two-people')
      if (row.outcome !== 'refused' || endedBy !== actor.personId) throw new Problem('state-changed')
      return c.json(claimJson(row), 201)
    },
  )
  .post(
    '/claims/:claimId/withdrawal',
    mine,
    answers(Claim, 'Take back what I said I sent', 201),
    valid('param', ClaimId),
    async (c) => {
      const { actor, db, now } = c.var
      const { claimId } = c.req.valid('param')
      const [, , [after]] = await db.write([
        withdraw(claimId, c),
        record(c, 'claim.withdrawn', claimId),
        one(claimId, c, holding(actor, 'payments:record', now)),
      ])
      if (after?.own !== 1) throw new Problem('not-found')
      const { endedBy: _e, vouchedBy: _v, cancelledAt: _at, owedMinor: _owed, ...row } = after
      if (row.outcome !== 'withdrawn') throw new Problem('state-changed')
      return c.json(claimJson(row), 201)
    },
  )
  .get(
    '/cheques',
    may('payments:read'),
    answers(Cheques, 'Cheques that wait for the bank'),
    valid('query', After),
    async (c) => {
      const { db, holds, scopes } = c.var
      const [powers, rows] = await db.read([scopes, cheques(c.req.valid('query').after, holds)])
      if (powers.length === 0) throw new Problem('not-found')
      const page = rows.slice(0, PAGE)
      const last = page.at(-1)
      return c.json({
        cheques: page.map(({ person, workshop, ...row }) =>
          Cheque.parse({ ...row, person: personIn(person), workshop: personIn(workshop) }),
        ),
        after: rows.length > PAGE && last ? `${last.receivedAt}:${last.paymentId}` : null,
      })
    },
  )
  .post(
    '/payments/:paymentId/clearing',
    may('cash:confirm'),
    answers(Banked, 'Record that the bank paid a cheque', 201),
    valid('param', PaymentId),
    async (c) => {
      const { db, holds } = c.var
      const { paymentId } = c.req.valid('param')
      const [, , [after]] = await db.write([
        clear(paymentId, c, holds),
        record(c, 'cheque.cleared', paymentId),
        banked(paymentId, holds),
      ])
      if (!after) throw new Problem('not-found')
      const { clearedBy: _by, ...row } = after
      return c.json(row, 201)
    },
  )
  .post(
    '/payments/:paymentId/void',
    may('cash:confirm'),
    answers(Banked, 'Record that the money never came: a cheque bounced, the bank took it back', 201),
    valid('param', PaymentId),
    valid('json', Because),
    async (c) => {
      const { db, holds, now } = c.var
      const { paymentId } = c.req.valid('param')
      const [, , , [after]] = await db.write([
        ...makeVoid(paymentId, c.req.valid('json').reason, c, holds),
        tellVoid(paymentId, pageOf(c), now),
        banked(paymentId, holds),
      ])
      if (!after) throw new Problem('not-found')
      const { clearedBy: _by, ...row } = after
      return c.json(row, 201)
    },
  )
