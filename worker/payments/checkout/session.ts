import type Stripe from 'stripe'
import type { SessionFacts } from '../rules.ts'
import { APP } from '../stripe.ts'
import type { AttemptRow } from './queries.ts'

/** How a session is asked for. Made from the attempt alone, so that a retry asks in the same words. */
export function sessionParams(
  attempt: AttemptRow,
  organisation: string,
  page: string,
): Stripe.Checkout.SessionCreateParams {
  const metadata = {
    app: APP,
    organisation,
    registration: attempt.registrationId,
    attempt: attempt.id,
  }
  return {
    mode: 'payment',
    ui_mode: 'hosted_page',
    submit_type: 'book',
    locale: 'auto',
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: attempt.currency.toLowerCase(),
          unit_amount: attempt.amountMinor,
          product_data: { name: attempt.title },
        },
      },
    ],
    client_reference_id: attempt.id,
    expires_at: attempt.expiresAt,
    adaptive_pricing: { enabled: false },
    success_url: `${page}?payment=back`,
    cancel_url: `${page}?payment=left`,
    metadata,
    // Stripe does not copy a session's metadata to its payment intent.
    payment_intent_data: { description: attempt.title, metadata },
  }
}

/** The charge that paid a session, where it was fetched with it. */
export function chargeOf({ payment_intent: intent }: Stripe.Checkout.Session): Stripe.Charge | undefined {
  const charge = intent && typeof intent === 'object' ? intent.latest_charge : null
  return charge && typeof charge === 'object' ? charge : undefined
}

/** States of an intent that wait for the payer again: after he was through, his bank has refused. */
const REFUSED = new Set(['requires_payment_method', 'canceled'])

const STATUSES = ['open', 'complete', 'expired'] as const

const expanded = <T extends object>(one: T | string | null | undefined): T | null =>
  one && typeof one === 'object' ? one : null

/** What a session says, as far as it matters here; undefined for one that is not ours. */
export function factsOf(session: Stripe.Checkout.Session): SessionFacts | undefined {
  const { app, organisation, attempt } = session.metadata ?? {}
  if (app !== APP || !organisation || !attempt) return undefined
  const { payment_intent: link } = session
  const intent = expanded(link)
  const card = expanded(intent?.latest_charge)?.payment_method_details?.card
  const paid = session.payment_status === 'paid'
  return {
    id: session.id,
    attemptId: attempt,
    organisation,
    status: STATUSES.find((status) => status === session.status) ?? 'open',
    paid,
    failed: session.status === 'complete' && !paid && REFUSED.has(intent?.status ?? ''),
    amountMinor: session.amount_total ?? 0,
    currency: (session.currency ?? '').toUpperCase(),
    intentId: typeof link === 'string' ? link : (link?.id ?? null),
    cardCountry: card?.country ?? null,
  }
}
