import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { type Actor, holding, may, mine } from '../../platform/auth.ts'
import { nudge } from '../../platform/desk.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { linkOf } from '../checkout/jobs.ts'
import { settling } from '../checkout/queries.ts'
import { opened, openSession } from '../checkout/routes.ts'
import { pageOf } from '../queries.ts'
import { goesBack, type SessionFacts } from '../rules.ts'
import { type GroupRow, groupPage, openGroup, takeGroup } from './queries.ts'
import { groupState, shareRefusals } from './rules.ts'
import { GroupCheckout, GroupOpened, GroupPayment, GroupTaken } from './shapes.ts'

const GroupId = z.object({ groupPaymentId: z.uuid() })

type Page = ReturnType<typeof groupPage>
type Lines = Awaited<Page[1]>

function groupJson(group: GroupRow, lines: Lines, session?: SessionFacts) {
  const { decision, sessionId: _session, account: _account, ...of } = group
  return {
    ...of,
    state: groupState({ decision, complete: session?.status === 'complete', lines }),
    receiptNumber: lines.find(({ receiptNumber }) => receiptNumber)?.receiptNumber ?? null,
    lines: lines.map(
      ({
        personId,
        personEn,
        personHi,
        workshopId,
        workshopEn,
        workshopHi,
        receiptNumber: _number,
        ...line
      }) => ({
        ...line,
        person: { id: personId, nameEn: personEn, nameHi: personHi },
        workshop: { id: workshopId, nameEn: workshopEn, nameHi: workshopHi },
      }),
    ),
  }
}

type Asked = Context<TenantEnv & { Variables: { actor: Actor } }>

/** The group payment as it is now; what Stripe has decided meanwhile is written down first. */
async function standing(c: Asked, id: string) {
  const { actor, db, now, organisation } = c.var
  const page = groupPage(id, actor, holding(actor, 'dues:read', now))
  const [[group], lines] = await db.read(page)
  if (!group || lines.length === 0) throw new Problem('not-found')
  const session = await openSession(c, group)
  if (!session || session.status === 'open' || !group.account || session.organisation !== organisation)
    return groupJson(group, lines, session)
  const at = { account: group.account, organisation, link: linkOf(c.env, organisation), c }
  const written = await db.write([...settling(session, at), ...page])
  if (goesBack(written[9][0])) await nudge(c.env, { kind: 'open-refunds', organisation })
  return groupJson(written[10][0] ?? group, written[11], session)
}

/** One payer, several people, one payment: every one of them has a line and a receipt of it. */
export const groups = new Hono<TenantEnv>()
  .post(
    '/group-payments/checkout',
    mine,
    answers(GroupOpened, 'Go and pay online what several people owe, in one sum', 201),
    valid('json', GroupCheckout),
    async (c) => {
      const { actor, db, now } = c.var
      const input = c.req.valid('json')
      const holds = holding(actor, 'registrations:edit', now)
      const [, , , , [attempt], shares] = await db.write(openGroup(input, c, holds))
      if (!attempt) {
        if (shares.length < input.registrationIds.length) throw new Problem('not-found')
        const refused = shareRefusals(
          shares.map((share) => ({ ...share, amountMinor: share.owedMinor, cashMinor: 0 })),
          { provider: 'stripe', isContribution: false },
        )
        if (refused[0]) throw new Problem(refused[0].reason, { refused })
        throw new Problem(shares[0]?.ready === 1 ? 'state-changed' : 'payments-unavailable')
      }
      if (attempt.usable !== 1) throw new Problem('state-changed')
      const { id, url, expiresAt, amountMinor: totalMinor } = attempt
      const to = url ? { url, expiresAt } : await opened(c, attempt)
      return c.json({ id, totalMinor, ...to }, 201)
    },
  )
  .post(
    '/group-payments',
    may('payments:record'),
    answers(GroupPayment, 'Record one sum taken at a desk for several people', 201),
    valid('json', GroupTaken),
    async (c) => {
      const { actor, db, holds, now, organisation } = c.var
      const input = c.req.valid('json')
      const taking = { ...input, reference: 'reference' in input ? input.reference : null }
      const [, , , , , , [facts], shares, [group], lines] = await db.write([
        ...takeGroup(taking, organisation, pageOf(c), c, holds),
        ...groupPage(input.id, actor, holding(actor, 'dues:read', now)),
      ])
      if (facts?.taken === 1 && group) return c.json(groupJson(group, lines), 201)
      if (shares.length < input.lines.length) throw new Problem('not-found')
      if (facts?.referenceUsed === 1) throw new Problem('reference-used')
      const refused = shareRefusals(shares, {
        provider: input.provider,
        isContribution: facts?.isContribution === 1,
      })
      throw new Problem(refused[0]?.reason ?? 'state-changed', { refused })
    },
  )
  .get(
    '/group-payments/:groupPaymentId',
    mine,
    answers(GroupPayment, 'How a payment for several people stands'),
    valid('param', GroupId),
    async (c) => c.json(await standing(c, c.req.valid('param').groupPaymentId)),
  )
