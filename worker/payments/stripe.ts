import Stripe from 'stripe'
import type { Bindings } from '../platform/env.ts'
import { log } from '../platform/log.ts'
import { Problem } from '../platform/problem.ts'

/** Marks what is ours on an account that the organisation may use for other things too. */
export const APP = 'prashikshan'

const RETRIES = 1
const TIMEOUT_MS = 10_000

/** The bare client stays in this file: a call without an account would act on the platform's own. */
function clientOf(env: Bindings): Stripe {
  if (!env.STRIPE_SECRET_KEY) throw new Problem('payments-unavailable')
  const config: Stripe.StripeConfig = {
    httpClient: Stripe.createFetchHttpClient((address, init) =>
      fetch(address, { ...init, redirect: 'manual' }),
    ),
    maxNetworkRetries: RETRIES,
    timeout: TIMEOUT_MS,
    telemetry: false,
    appInfo: { name: APP },
  }
  if (!env.STRIPE_BASE_URL) return new Stripe(env.STRIPE_SECRET_KEY, config)
  const { protocol, hostname, port } = new URL(env.STRIPE_BASE_URL)
  const plain = protocol === 'http:'
  // The SDK's own port is 443 whatever the protocol, so it must be named.
  return new Stripe(env.STRIPE_SECRET_KEY, {
    ...config,
    protocol: plain ? 'http' : 'https',
    host: hostname,
    port: port || (plain ? '80' : '443'),
  })
}

/**
 * What may be done at Stripe on behalf of one connected account; there is no other way to reach one. Without an account
 * nothing is done: such a call would act on the platform's own.
 */
export function forAccount(env: Bindings, account: string) {
  if (!/^acct_\w+$/.test(account)) throw new Error('a call on behalf of no account')
  const stripe = clientOf(env)
  const on = { stripeAccount: account }
  return {
    createSession: (params: Stripe.Checkout.SessionCreateParams, key: string) =>
      stripe.checkout.sessions.create(params, { ...on, idempotencyKey: key }),
    session: (id: string) =>
      stripe.checkout.sessions.retrieve(
        id,
        { expand: ['payment_intent.latest_charge.balance_transaction'] },
        on,
      ),
    createRefund: (params: Stripe.RefundCreateParams, key: string) =>
      stripe.refunds.create(params, { ...on, idempotencyKey: key }),
    refund: (id: string) => stripe.refunds.retrieve(id, undefined, on),
    /** The newest refunds of a payment intent or of a charge. */
    refundsOf: (paid: { payment_intent: string } | { charge: string }) =>
      stripe.refunds.list({ ...paid, limit: 100 }, on),
    /** The sessions that a payment intent paid: one, or none when it is not of a session. */
    sessionsOf: (intent: string) => stripe.checkout.sessions.list({ payment_intent: intent, limit: 1 }, on),
    /** Events since an instant that no endpoint of ours took, the newest first, of at most twenty types. */
    missedEvents: (since: number, types: string[]) =>
      stripe.events.list({ delivery_success: false, created: { gte: since }, types, limit: 100 }, on),
    /** A charge, with what Stripe keeps of it. */
    charge: (id: string) => stripe.charges.retrieve(id, { expand: ['balance_transaction'] }, on),
    dispute: (id: string) => stripe.disputes.retrieve(id, undefined, on),
    payout: (id: string) => stripe.payouts.retrieve(id, undefined, on),
    /** A page of the account's book, the newest lines first, each with what it is about. */
    transactions: (of: {
      payout?: string
      created?: { gte: number; lte: number }
      starting_after?: string | undefined
    }) => {
      const { starting_after: after, ...rest } = of
      const params = {
        ...rest,
        ...(after ? { starting_after: after } : {}),
        limit: 100,
        expand: ['data.source'],
      }
      return stripe.balanceTransactions.list(params, on)
    },
    balance: () => stripe.balance.retrieve(undefined, on),
    expireSession: (id: string) => stripe.checkout.sessions.expire(id, undefined, on),
  }
}

/** Opening an account for an organisation, and leading it through Stripe's own onboarding. */
export function platform(env: Bindings) {
  const stripe = clientOf(env)
  return {
    /** Opens an account; the same organisation and number give the same account. */
    createAccount: (organisation: { slug: string; name: string; number: number }) =>
      stripe.accounts.create(
        {
          country: 'IN',
          controller: {
            fees: { payer: 'account' },
            losses: { payments: 'stripe' },
            requirement_collection: 'stripe',
            stripe_dashboard: { type: 'full' },
          },
          capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
          business_profile: { name: organisation.name },
          metadata: { app: APP, organisation: organisation.slug },
        },
        { idempotencyKey: `account-${organisation.slug}-${organisation.number}` },
      ),
    onboardingLink: (account: string, page: string) =>
      stripe.accountLinks.create({
        account,
        type: 'account_onboarding',
        refresh_url: `${page}?connection=again`,
        return_url: `${page}?connection=back`,
      }),
    account: (id: string) => stripe.accounts.retrieve(id),
    /** Which account an organisation connected on Stripe's page; its code counts once. */
    connected: (code: string) => stripe.oauth.token({ grant_type: 'authorization_code', code }),
    /** Lets go of an account; one that is not connected stays so. */
    letGo: (id: string) =>
      stripe.oauth
        .deauthorize({ client_id: env.STRIPE_CLIENT_ID ?? '', stripe_user_id: id })
        .catch((error: unknown) => {
          if (!(error instanceof Stripe.errors.StripeInvalidClientError)) throw error
        }),
  }
}

/** Stripe's page where an organisation lets us use an account that it has; undefined when this is not set up. */
export function authorizePage(env: Bindings, state: string): string | undefined {
  if (!env.STRIPE_CLIENT_ID) return undefined
  const page = new URL('/oauth/authorize', env.STRIPE_BASE_URL ?? 'https://connect.stripe.com')
  const asked = {
    response_type: 'code',
    client_id: env.STRIPE_CLIENT_ID,
    scope: 'read_write',
    state,
    redirect_uri: `${env.ORIGIN}/connected`,
  }
  for (const [name, value] of Object.entries(asked)) page.searchParams.set(name, value)
  return page.href
}

/** Whether the deployment's key moves real money. */
export const isLive = (env: Bindings): boolean => /^[sr]k_live_/.test(env.STRIPE_SECRET_KEY ?? '')

/** True when Stripe lets us act on an account no more: the organisation has cut us off. */
export const isCutOff = (error: unknown): boolean => error instanceof Stripe.errors.StripePermissionError

/** True when a code from Stripe's page counts no more. */
export const isCodeSpent = (error: unknown): boolean => error instanceof Stripe.errors.StripeInvalidGrantError

/** True when Stripe gave a definite no, so that asking again with the same words is useless. */
export const isRefused = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError ||
  error instanceof Stripe.errors.StripePermissionError ||
  error instanceof Stripe.errors.StripeIdempotencyError

/** Stripe's word for a definite no; undefined when asking again with the same words may help. */
export const refusalOf = (error: unknown): string | undefined =>
  error instanceof Stripe.errors.StripeInvalidRequestError ||
  error instanceof Stripe.errors.StripePermissionError
    ? (error.code ?? error.type)
    : undefined

/** True when Stripe wants fewer requests. */
export const isRateLimit = (error: unknown): boolean => error instanceof Stripe.errors.StripeRateLimitError

/** Stripe's answer when it was one but no refund; undefined when none came, so that nobody knows what became of it. */
export const errorOf = (error: unknown): string | undefined =>
  error instanceof Stripe.errors.StripeError && error.statusCode && !isRateLimit(error)
    ? [error.statusCode, error.type, error.code, error.message].join(' ').slice(0, 200)
    : undefined

/** For `.catch`: a no of Stripe's is `payments-unavailable`, silence is `provider-unavailable`. @throws Problem */
export function asProblem(error: unknown): never {
  if (error instanceof Problem || !(error instanceof Stripe.errors.StripeError)) throw error
  const { type, code, requestId, message } = error
  log('error', { stripe: type, code, stripeRequest: requestId, message })
  throw new Problem(isRefused(error) ? 'payments-unavailable' : 'provider-unavailable')
}

/** How long after its signature a delivery counts, and how far ahead of us Stripe's clock may be; seconds. */
const TOLERANCE = 300

/**
 * The event in a signed delivery, checked against every secret in turn; undefined when none fits, when it is old, or
 * when it claims to come from the future.
 */
export async function verifiedEvent(
  env: Bindings,
  raw: string,
  signature: string,
  now: number,
): Promise<Stripe.Event | undefined> {
  const signedAt = Number(/(?:^|,)t=(\d+)/.exec(signature)?.[1] ?? Number.POSITIVE_INFINITY)
  if (signedAt > now + TOLERANCE) return undefined
  const crypto = Stripe.createSubtleCryptoProvider()
  for (const secret of (env.STRIPE_WEBHOOK_SECRETS ?? '').split(',').filter(Boolean)) {
    const event = await Stripe.webhooks
      .constructEventAsync(raw, signature, secret, TOLERANCE, crypto, now * 1000)
      .catch(() => undefined)
    if (event) return event
  }
  return undefined
}
