import * as z from 'zod'

const Names = z.array(z.string())

/** How the organisation stands with online payment, as Stripe said it last. Instants are Unix seconds. */
export const Connection = z.object({
  /** `asked`: payments go on, but Stripe wants something. `checking`: everything is there, and Stripe looks at it. */
  state: z.enum(['none', 'started', 'checking', 'ready', 'asked', 'disabled', 'disconnected']),
  account: z.string().nullable(),
  /** False: test money only. */
  livemode: z.boolean(),
  /** Opened for the organisation, or its own that it had already. */
  way: z.enum(['onboarding', 'oauth']).nullable(),
  connectedAt: z.int().nullable(),
  disconnectedAt: z.int().nullable(),
  checkedAt: z.int().nullable(),
  charges: z.boolean(),
  payouts: z.boolean(),
  /** Stripe's word for whether cards are taken: active, inactive, pending. */
  cards: z.string(),
  disabledReason: z.string().nullable(),
  requirements: z.object({
    currentlyDue: Names,
    pastDue: Names,
    eventuallyDue: Names,
    pendingVerification: Names,
    deadline: z.int().nullable(),
    errors: z.array(z.object({ requirement: z.string(), code: z.string(), reason: z.string() })),
  }),
  /** What is under way on the account: payments begun and not decided, refunds that Stripe has not ended. */
  underWay: z.object({ checkouts: z.int(), refunds: z.int() }),
  /** Whether an account that exists can be connected. */
  existing: z.boolean(),
})

/** Where the organisation goes on at Stripe. */
export const ConnectionLink = z.object({ url: z.string() })

/** What Stripe's page sent somebody back with. */
export const Returned = z.strictObject({
  state: z.string().regex(/^[\w.-]{20,200}$/),
  code: z.string().regex(/^\w{5,200}$/),
})

/** Which account is meant to be disconnected. */
export const Ending = z.strictObject({ account: z.string().regex(/^acct_\w{1,40}$/) })
