import { v7 } from 'uuid'
import type { AttemptRow } from '../../worker/payments/checkout/queries.ts'
import { factsOf, sessionParams } from '../../worker/payments/checkout/session.ts'
import { accountFacts } from '../../worker/payments/connection/account.ts'
import { EVENT_TYPES } from '../../worker/payments/rules.ts'
import { forAccount, isCutOff, platform } from '../../worker/payments/stripe.ts'
import type { Bindings } from '../../worker/platform/env.ts'
import { type Tally, Wire } from '../support/stripe/wire/wire.ts'

/** What differs between Stripe itself and its stand-in: an account that can charge, and somebody who pays. */
export type Scene = {
  env: Bindings
  /** An account that takes cards; undefined when there is none yet. */
  ready: (opened: string) => Promise<string | undefined>
  /** Pays what a session asks for, as a payer with a card; answers the payment intent. */
  pay: (account: string, sessionId: string, amountMinor: number) => Promise<string>
  say: (line: string) => void
}

const FEE = 150_000
const IDS = /\/(acct|cs|pi|ch|re|evt)_[^/?]+/

/** Holds every answer on the way against what the SDK declares, while `work` goes on. */
async function held<T>(work: () => Promise<T>): Promise<{ result: T; tally: Tally }> {
  const wire = new Wire()
  const real = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const answer = await real(input, init)
    const { pathname, search } = new URL(String(input))
    const method = init?.method ?? 'GET'
    const form = method === 'POST' ? String(init?.body ?? '') : search.slice(1)
    wire.exchange(method, pathname.replace(IDS, '/:id'), form, answer.status, await answer.clone().text())
    return answer
  }
  try {
    return { result: await work(), tally: wire.tally }
  } finally {
    globalThis.fetch = real
  }
}

function must(is: boolean, what: string): void {
  if (!is) throw new Error(`Not so: ${what}`)
}

async function openAccount({ env, say }: Scene, slug: string): Promise<string> {
  const stripe = platform(env)
  const about = { slug, name: 'Prashikshan story', number: 0 }
  const [first, again] = [await stripe.createAccount(about), await stripe.createAccount(about)]
  must(first.id === again.id, 'asking twice with one key opens one account')
  const facts = accountFacts(await stripe.account(first.id))
  must(!facts.chargesEnabled, 'a new account cannot charge')
  const link = await stripe.onboardingLink(first.id, 'https://example.org/o/story/money')
  must(URL.canParse(link.url), 'onboarding has an address')
  say(`opened ${first.id}; Stripe asks for ${facts.requirements.currentlyDue.length} things; ${link.url}`)
  return first.id
}

async function charge({ env, pay, say }: Scene, account: string, slug: string): Promise<string> {
  const stripe = forAccount(env, account)
  const attempt: AttemptRow = {
    id: v7(),
    lines: 1,
    registrationId: v7(),
    amountMinor: FEE,
    currency: 'INR',
    account,
    title: 'Training camp',
    sessionId: null,
    url: null,
    expiresAt: Math.floor(Date.now() / 1000) + 3600,
  }
  const params = sessionParams(attempt, slug, 'https://example.org/o/story/registrations/1')
  const [session, again] = [
    await stripe.createSession(params, attempt.id),
    await stripe.createSession(params, attempt.id),
  ]
  must(session.id === again.id, 'asking twice with one key opens one session')
  const facts = factsOf(await stripe.session(session.id))
  must(facts?.status === 'open' && facts.amountMinor === FEE, 'the session is open for the fee')
  const intent = await pay(account, session.id, FEE)
  if ((await stripe.session(session.id)).status === 'open') {
    await stripe.expireSession(session.id)
    must(factsOf(await stripe.session(session.id))?.status === 'expired', 'a closed session is expired')
  }
  say(`charged ${intent}`)
  return intent
}

async function giveBack({ env, say }: Scene, account: string, intent: string): Promise<void> {
  const stripe = forAccount(env, account)
  const [part, key] = [{ payment_intent: intent, amount: FEE * 0.4 }, v7()]
  const [refund, again] = [await stripe.createRefund(part, key), await stripe.createRefund(part, key)]
  must(refund.id === again.id, 'asking twice with one key gives back once')
  const { data } = await stripe.refundsOf({ payment_intent: intent })
  must(data.length === 1 && data[0]?.amount === FEE * 0.4, 'forty of a hundred are given back')
  must((await stripe.refund(refund.id)).payment_intent === intent, 'the refund is of this payment')
  say(`gave back ${refund.id}`)
}

/** Connect, charge, give back: the product's own calls, in the order in which an organisation makes them. */
export async function story(scene: Scene): Promise<Tally> {
  const { env, ready, say } = scene
  const slug = `story-${v7().slice(-8)}`
  const { tally } = await held(async () => {
    const opened = await openAccount(scene, slug)
    const account = await ready(opened)
    if (!account) return say('no account that can charge: set STRIPE_ACCOUNT to one; charging is left out')
    const intent = await charge(scene, account, slug)
    await giveBack(scene, account, intent)
    const now = Math.floor(Date.now() / 1000)
    await forAccount(env, account).missedEvents(now - 3600, EVENT_TYPES.slice(0, 20))
    const stranger = await platform(env)
      .account('acct_1AAAAAAAAAAAAAAA')
      .catch((error: unknown) => error)
    must(isCutOff(stranger), 'an account that is not connected is refused')
  })
  const { requests, answers, faults } = tally
  say(
    `held against the wire format: ${requests} requests, ${answers} answers, ${faults.length} that do not fit`,
  )
  return tally
}
