import { sql } from 'drizzle-orm'
import type Stripe from 'stripe'
import * as z from 'zod'
import { stripeInbox } from '../../../db/directory/schema.ts'
import { insertIf, q } from '../../platform/sql.ts'

/** Keeps an event once, however often it is delivered. */
export const keep = (event: typeof stripeInbox.$inferInsert) => insertIf(stripeInbox, event, sql`true`)

const ObjectId = z.object({ id: z.string() })

/** A row of the inbox for an event as Stripe wrote it. */
export const eventRow = (event: Stripe.Event, payload: string, now: number) => ({
  eventId: event.id,
  account: event.account ?? null,
  livemode: event.livemode ? 1 : 0,
  type: event.type,
  objectId: ObjectId.safeParse(event.data.object).data?.id ?? null,
  payload,
  apiVersion: event.api_version,
  receivedAt: now,
})

/** Counts an event that was rightly signed and is none of ours. */
export const pass = (reason: string, dayOn: string) =>
  q.run(sql`insert into stripe_passed (day_on, reason, events) values (${dayOn}, ${reason}, 1)
    on conflict (day_on, reason) do update set events = events + 1`)

/** A parked event of an organisation's accounts is looked at again. */
export const unpark = (eventId: string, slug: string) =>
  q.all<{ eventId: string }>(sql`update stripe_inbox set state = 'received', error = null, done_at = null
    where event_id = ${eventId} and state in ('parked', 'received')
      and account in (select id from connected_accounts where slug = ${slug})
    returning event_id as "eventId"`)

/** What a kept event is about. */
export type Kept = {
  eventId: string
  account: string | null
  type: string
  objectId: string | null
  state: 'received' | 'done' | 'ignored' | 'parked'
  tries: number
}

/** A kept event. */
export const kept = (eventId: string) =>
  q.all<Kept>(sql`select event_id as "eventId", account, type, object_id as "objectId", state, tries
    from stripe_inbox where event_id = ${eventId}`)

/** What became of an event; one that is over stays as it is. */
export const close = (eventId: string, state: 'done' | 'ignored' | 'parked', now: number, error?: string) =>
  q.run(sql`update stripe_inbox set state = ${state}, done_at = ${now}, error = ${error ?? null}, tries = tries + 1
    where event_id = ${eventId} and state = 'received'`)

/** Six tries every five minutes for about half a day: then somebody must look. */
const TRIES_MAX = 1000

/** An event that could not be dealt with this time; after very many times it is parked. */
export const failed = (eventId: string, error: string) =>
  q.run(sql`update stripe_inbox set tries = tries + 1, error = ${error},
      state = case when tries + 1 < ${TRIES_MAX} then 'received' else 'parked' end
    where event_id = ${eventId} and state = 'received'`)

/** Events that wait since before an instant, oldest first. */
export const waiting = (before: number) =>
  q.all<{ eventId: string }>(sql`select event_id as "eventId" from stripe_inbox
    where state = 'received' and received_at < ${before} order by received_at limit 100`)
