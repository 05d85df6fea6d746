// What Stripe says of an account, in our words. Pure.

/** What Stripe asks of an account: names of its requirements, by how pressing they are. */
export type Requirements = {
  currentlyDue: string[]
  pastDue: string[]
  eventuallyDue: string[]
  pendingVerification: string[]
  /** Unix seconds by which what is due must be there; null when nothing presses. */
  deadline: number | null
  errors: { requirement: string; code: string; reason: string }[]
}

/** What an account says of itself, as far as it matters here. */
export type AccountFacts = {
  id: string
  chargesEnabled: boolean
  payoutsEnabled: boolean
  detailsSubmitted: boolean
  /** Stripe's word for its taking of cards: `active`, `inactive`, `pending`, or one that nobody knows yet. */
  cardPayments: string
  disabledReason: string | null
  requirements: Requirements
}

/** Nothing asked for. */
export const NO_REQUIREMENTS: Requirements = {
  currentlyDue: [],
  pastDue: [],
  eventuallyDue: [],
  pendingVerification: [],
  deadline: null,
  errors: [],
}

/** Whether fees can be paid into an account. */
export const isReady = (a: Pick<AccountFacts, 'chargesEnabled' | 'cardPayments'>) =>
  a.chargesEnabled && a.cardPayments === 'active'

/** Whether Stripe waits for something from the organisation. */
export const isAsked = ({ requirements }: Pick<AccountFacts, 'requirements'>) =>
  requirements.currentlyDue.length > 0 || requirements.pastDue.length > 0

/** How an organisation stands with online payment. `checking`: everything is there, and Stripe looks at it. */
export type ConnectionState =
  | 'none'
  | 'started'
  | 'checking'
  | 'ready'
  | 'asked'
  | 'disabled'
  | 'disconnected'

const CHECKING = new Set(['requirements.pending_verification', 'under_review'])

/** The state that follows from the facts; `asked`: payments go on, but Stripe wants something by a day. */
export function connectionState(a: AccountFacts | undefined, disconnected: boolean): ConnectionState {
  if (!a) return 'none'
  if (disconnected) return 'disconnected'
  if (isReady(a)) return isAsked(a) ? 'asked' : 'ready'
  if (!a.detailsSubmitted) return 'started'
  return !isAsked(a) && (a.cardPayments === 'pending' || CHECKING.has(a.disabledReason ?? ''))
    ? 'checking'
    : 'disabled'
}
