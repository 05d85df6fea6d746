import { Hono } from 'hono'
import * as z from 'zod'
import { open } from '../../platform/auth.ts'
import { bodyOf, LARGE_MAX, utf8 } from '../../platform/body.ts'
import { dayOf } from '../../platform/calendar.ts'
import type { Env } from '../../platform/env.ts'
import { answers } from '../../platform/http.ts'
import { log } from '../../platform/log.ts'
import { Problem } from '../../platform/problem.ts'
import type { PaymentJob } from '../jobs.ts'
import { isLive, verifiedEvent } from '../stripe.ts'
import { eventRow, keep, pass } from './queries.ts'

/** Where Stripe delivers what happened on connected accounts. Nothing is decided here: the event is kept and queued. */
export const webhooks = new Hono<Env>().post(
  '/webhooks/stripe',
  open,
  answers(z.object({ received: z.literal(true) }), 'Deliver an event of a connected account'),
  async (c) => {
    const { databases, now } = c.var
    const raw = utf8(await bodyOf(c, LARGE_MAX))
    const event = await verifiedEvent(c.env, raw, c.req.header('stripe-signature') ?? '', now)
    if (!event) throw new Problem('signature-invalid')
    if (!event.account) throw new Problem('unparsable')
    // A live endpoint also gets the test events of its accounts; they must not touch real data.
    if (event.livemode !== isLive(c.env)) {
      log('info', { webhook: event.id, type: event.type, ignored: 'mode' })
      await databases.directory.write([pass('mode', dayOf(now, 'UTC'))])
      return c.json({ received: true as const })
    }
    await databases.directory.write([keep(eventRow(event, raw, now))])
    const job: PaymentJob = { kind: 'stripe-event', eventId: event.id }
    // The row is kept: what the queue does not bring, the sweep does.
    await c.env.JOBS?.send(job).catch((error: unknown) =>
      log('error', { webhook: event.id, message: String(error) }),
    )
    return c.json({ received: true as const })
  },
)
