import type Stripe from 'stripe'
import {
  completeOnboarding,
  deauthorize,
  openAccount,
  type Requirement,
  require,
  setCapability,
  switchPayments,
} from './accounts.ts'
import type { ApiDesk, RequestLine } from './api.ts'
import type { Script } from './delivery.ts'
import { closeDispute, type DisputeOptions, type DisputeOutcome, openDispute } from './disputes.ts'
import type { Engine } from './engine.ts'
import { record, SUBSCRIBED } from './events.ts'
import type { Fault } from './faults.ts'
import { authorize, independent } from './oauth.ts'
import { decline, type LateOptions, type PayOptions, pay, payLate } from './paying.ts'
import { failPayout, payOut } from './payouts.ts'
import { endRefund, type RefundOrder, refund } from './refunds.ts'
import {
  bookOf,
  type Delivery,
  idOf,
  type Kind,
  type Kinds,
  locate,
  type Owned,
  type RefundPlan,
  type Stand,
  type WireEvent,
} from './stand.ts'

/** An account to open that has been through onboarding. */
export interface NewAccount {
  id?: string | undefined
  name?: string | undefined
  email?: string | undefined
  metadata?: Record<string, string> | undefined
}

/** Where events are to go; the types are those the product subscribes to when left out. */
export interface NewEndpoint {
  url: string
  secret: string
  events?: readonly string[]
  apiVersion?: string
}

/** What every control works with. */
interface Hands {
  desk: ApiDesk
  stand: Stand
  engine: Engine
  owned<K extends Kind>(kind: K, id: string): Owned<Kinds[K]>
  /** The charge meant by the id of a session, an intent or the charge itself. */
  chargeOf(id: string): Owned<Stripe.Charge>
  /** Does something, answers a copy, and starts the deliveries it causes. */
  act<T>(action: () => T): T
}

function takeHold(desk: ApiDesk, engine: Engine): Hands {
  const { stand } = desk
  function owned<K extends Kind>(kind: K, id: string): Owned<Kinds[K]> {
    const found = locate(stand, kind, id)
    if (!found) throw new Error(`there is no ${kind} ${id} in this stand-in`)
    return found
  }
  function chargeOf(id: string): Owned<Stripe.Charge> {
    if (id.startsWith('ch_')) return owned('charge', id)
    const intent = id.startsWith('pi_') ? id : idOf(owned('checkout.session', id).object.payment_intent)
    const charge = intent ? idOf(owned('payment_intent', intent).object.latest_charge) : null
    if (!charge) throw new Error(`${id} has not been paid, so it has no charge`)
    return owned('charge', charge)
  }
  function act<T>(action: () => T): T {
    engine.run()
    const result = structuredClone(action())
    engine.run()
    return result
  }
  return { desk, stand, engine, owned, chargeOf, act }
}

const timeControls = ({ stand, engine }: Hands) => ({
  /** The time in Unix seconds. */
  now: (): number => stand.clock.now(),
  /** Moves the clock ahead in order, deliveries included; answers the new time. */
  advanceClock: (seconds: number): Promise<number> => engine.advance(seconds),
  /** Resolves when nothing is due and no delivery is under way. */
  settle: (): Promise<void> => engine.settle(),
})

const accountControls = ({ stand, act }: Hands) => ({
  /** Opens an account that can take payments, as after a finished onboarding. */
  connect: (given: NewAccount = {}): Stripe.Account =>
    act(() => {
      const { id, name = 'Example Organisation', email, metadata = {} } = given
      const capabilities = ['card_payments', 'transfers']
      const born = { ...(id ? { id } : {}), name, email, metadata, capabilities }
      return completeOnboarding(stand, openAccount(stand, born))
    }),
  /** Ends the onboarding of an account made through the API. */
  completeOnboarding: (account: string): Stripe.Account =>
    act(() => completeOnboarding(stand, bookOf(stand, account))),
  /** Switches an account's payments and payouts off. */
  disableAccount: (account: string, reason = 'requirements.past_due'): Stripe.Account =>
    act(() => switchPayments(stand, bookOf(stand, account), reason)),
  /** Switches them on again. */
  enableAccount: (account: string): Stripe.Account =>
    act(() => switchPayments(stand, bookOf(stand, account), null)),
  /** Stripe asks something of an account. */
  require: (account: string, asked: Requirement): Stripe.Account =>
    act(() => require(stand, bookOf(stand, account), asked)),
  /** One capability of an account changes. */
  setCapability: (account: string, name: string, status: string): Stripe.Account =>
    act(() => setCapability(stand, bookOf(stand, account), name, status)),
  /** An account that an organisation has of its own, to which the platform is not connected. */
  independent: (name = 'Example Organisation', id?: string): Stripe.Account =>
    act(() => independent(stand, name, id)),
  /** The organisation agrees on Stripe's page to be connected; answers the code. */
  authorize: (account: string): string => act(() => authorize(stand, account)),
  /** The organisation cuts the platform off. */
  deauthorize: (account: string): void => act(() => deauthorize(stand, bookOf(stand, account))),
})

const payerControls = ({ stand, owned, act }: Hands) => ({
  /** Pays an open session. */
  pay: (session: string, options: PayOptions = {}): Stripe.Charge =>
    act(() => pay(stand, owned('checkout.session', session), options)),
  /** Completes a session unpaid; the money comes, or fails to come, later. */
  payLate: (session: string, options: LateOptions = {}): Stripe.Charge =>
    act(() => payLate(stand, owned('checkout.session', session), options)),
  /** Has the payer's bank decline; the session stays open. */
  decline: (session: string, reason = 'generic_decline'): Stripe.Charge =>
    act(() => decline(stand, owned('checkout.session', session), reason)),
})

const refundControls = ({ stand, owned, chargeOf, act }: Hands) => ({
  /** Refunds from the organisation's own dashboard, without the platform. */
  refund: (paid: string, order: RefundOrder = {}): Stripe.Refund =>
    act(() => refund(stand, chargeOf(paid), order)),
  /** Decides what becomes of later refunds of a payment. */
  planRefunds: (paid: string, plan: RefundPlan): void =>
    act(() => {
      const { book, object } = chargeOf(paid)
      book.refundPlans[object.id] = plan
    }),
  /** Fails a refund that was made: its money returns to the balance. */
  refundFail: (id: string): Stripe.Refund => act(() => endRefund(stand, owned('refund', id), 'failed')),
  /** Ends a pending refund. */
  endRefund: (id: string, outcome: 'succeeded' | 'failed' | 'canceled'): Stripe.Refund =>
    act(() => endRefund(stand, owned('refund', id), outcome)),
})

const disputeControls = ({ stand, owned, chargeOf, act }: Hands) => ({
  /** The payer's bank disputes a payment. */
  dispute: (paid: string, options: DisputeOptions = {}): Stripe.Dispute =>
    act(() => openDispute(stand, chargeOf(paid), options)),
  /** The bank decides a dispute. */
  closeDispute: (id: string, outcome: DisputeOutcome): Stripe.Dispute =>
    act(() => closeDispute(stand, owned('dispute', id), outcome)),
})

const payoutControls = ({ stand, owned, act }: Hands) => ({
  /** Pays out now what is available. */
  payOut: (account: string): Stripe.Payout[] => act(() => payOut(stand, account)),
  /** The bank refuses a payout. */
  failPayout: (id: string): Stripe.Payout => act(() => failPayout(stand, owned('payout', id))),
})

const objectControls = ({ stand, owned, act }: Hands) => ({
  /** Changes an object in ways no rule allows, with an event where a type is named. */
  amend: <K extends Kind>(kind: K, id: string, patch: object, type?: string): Kinds[K] =>
    act(() => {
      const { account, object } = owned(kind, id)
      Object.assign(object, patch)
      stand.wire?.spoilt.add(id)
      if (type) record(stand, account, type, object)
      return object
    }),
  /** Records an event about any object, and delivers it, even of an account that is not connected. */
  emit: (account: string, type: string, object: object): WireEvent =>
    act(() => {
      const event = record(stand, account, type, object, undefined, true)
      stand.wire?.spoilt.add(event.id)
      return event
    }),
})

const networkControls = ({ desk, stand, engine, owned, act }: Hands) => ({
  /** Scripts what happens to the delivery of events to come. */
  script: (script: Script): void => engine.postman.lay(script),
  /** Ends all scripts; events still held go out. */
  clearScripts: (): void => engine.postman.clear(),
  /** Sends an event once more. */
  resend: (id: string): void =>
    act(() => {
      const { account, object } = owned('event', id)
      engine.postman.resend(object, account)
    }),
  /** Says where events go from now on; null for nowhere. */
  setWebhook: (endpoint: NewEndpoint | null): void => {
    stand.endpoint = endpoint && { events: SUBSCRIBED, ...endpoint }
  },
  /** Sends the same events to a further endpoint too. */
  addWebhook: (endpoint: NewEndpoint): void => {
    stand.beside.push({ events: SUBSCRIBED, ...endpoint })
  },
  /** Lays a fault for API requests to come. */
  fault: (fault: Fault): void => desk.faults.lay(fault),
  /** Takes all faults away. */
  clearFaults: (): void => desk.faults.clear(),
})

const views = ({ desk, stand, owned }: Hands) => ({
  /** The events of an account, or of all, oldest first. */
  events: (account?: string): WireEvent[] => {
    const books = account ? [bookOf(stand, account)] : Object.values(stand.state.books)
    return structuredClone(books.flatMap((book) => Object.values(book.objects.event)))
  },
  /** How the deliveries stand, oldest first. */
  deliveries: (): Delivery[] => structuredClone(Object.values(stand.state.deliveries)),
  /** The API requests answered so far, oldest first. */
  requests: (): RequestLine[] => structuredClone(desk.log),
  /** A copy of any object, whichever account owns it. */
  object: <K extends Kind>(kind: K, id: string): Kinds[K] => structuredClone(owned(kind, id).object),
  /** The platform's own account, and its state for checks that nothing was written to it. */
  platform: (): { account: string; sessions: number } => ({
    account: stand.state.platform,
    sessions: Object.keys(bookOf(stand, stand.state.platform).objects['checkout.session']).length,
  }),
})

/** Opens the controls of a stand-in; each acts at once, answers a copy, and starts the deliveries it causes. */
export function openSim(desk: ApiDesk, engine: Engine) {
  const hands = takeHold(desk, engine)
  return {
    ...timeControls(hands),
    ...accountControls(hands),
    ...payerControls(hands),
    ...refundControls(hands),
    ...disputeControls(hands),
    ...payoutControls(hands),
    ...objectControls(hands),
    ...networkControls(hands),
    ...views(hands),
  }
}

/** Plays payers, banks, the organisation's own dashboard, and the network: what no API call can do. */
export type Sim = ReturnType<typeof openSim>
