import { createServer } from 'node:http'
import Stripe from 'stripe'
import { onTestFinished } from 'vitest'
import { type StandIn, type StandInOptions, serveStripe } from '../support/stripe/index.ts'

/** The key every desk's stand-in wants. */
export const KEY = 'sk_test_desk'
/** The secret every desk's events are signed with. */
export const SECRET = 'whsec_desk'

/** Where every desk's clock stands until it is advanced, in Unix seconds. */
export const NOW = Date.parse('2026-11-22T06:00:00Z') / 1000

/** A receiver of events that checks each signature with the SDK before it believes the event. */
export interface Receiver {
  url: string
  /** Verified events, in the order they came. */
  events: Stripe.Event[]
  /** What the SDK said of those it refused. */
  refusals: string[]
  /** Statuses to answer next, instead of 200. */
  answers: number[]
}

/** Starts a receiver that ends with the test. */
export async function receiver(now: () => number): Promise<Receiver> {
  const got: Receiver = { url: '', events: [], refusals: [], answers: [] }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    try {
      const signed = String(request.headers['stripe-signature'] ?? '')
      const body = Buffer.concat(chunks).toString('utf8')
      const crypto = Stripe.createSubtleCryptoProvider()
      got.events.push(
        await Stripe.webhooks.constructEventAsync(body, signed, SECRET, 300, crypto, now() * 1000),
      )
      response.writeHead(got.answers.shift() ?? 200).end()
    } catch (error) {
      got.refusals.push(error instanceof Stripe.errors.StripeError ? error.type : String(error))
      response.writeHead(400).end()
    }
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const bound = server.address()
  got.url = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}/`
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return got
}

/** The official SDK pointed at a stand-in. */
export const sdk = (standIn: StandIn, config: Stripe.StripeConfig = {}): Stripe =>
  new Stripe(KEY, {
    host: '127.0.0.1',
    port: standIn.port,
    protocol: 'http',
    httpClient: Stripe.createFetchHttpClient(),
    maxNetworkRetries: 0,
    telemetry: false,
    ...config,
  })

/** A stand-in with one connected organisation, ended with the test. */
export async function desk(options: Partial<StandInOptions> = {}) {
  const standIn = await serveStripe({ secretKey: KEY, clock: () => NOW, ...options })
  onTestFinished(() => standIn.close())
  const account = standIn.sim.connect({ name: 'Seva Prashikshan Samiti' }).id
  const stripe = sdk(standIn)
  const on = { stripeAccount: account }
  return {
    standIn,
    sim: standIn.sim,
    stripe,
    account,
    on,
    session: (over: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
      stripe.checkout.sessions.create(order(150_000, over), on),
    /** A session paid at once, with the ids that belong to it. */
    async paid(amount = 150_000) {
      const { id } = await stripe.checkout.sessions.create(order(amount), on)
      const charge = standIn.sim.pay(id)
      return { session: id, charge: charge.id, intent: String(charge.payment_intent) }
    },
  }
}

/** A desk whose events arrive at a receiver. */
export async function wired(options: Partial<StandInOptions> = {}) {
  const events = await receiver(options.clock ?? (() => NOW))
  const all = { webhookUrl: events.url, webhookSecret: SECRET, webhookEvents: ['*'], ...options }
  return { ...(await desk(all)), received: events }
}

/** What a camp fee asks of Checkout. */
export const order = (
  amount: number,
  over: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Stripe.Checkout.SessionCreateParams => ({
  mode: 'payment',
  ui_mode: 'hosted_page',
  submit_type: 'book',
  locale: 'auto',
  line_items: [
    { quantity: 1, price_data: { currency: 'inr', unit_amount: amount, product_data: { name: 'Camp fee' } } },
  ],
  client_reference_id: 'attempt-1',
  success_url: 'http://camp.example/pay/return?cs={CHECKOUT_SESSION_ID}',
  cancel_url: 'http://camp.example/pay',
  metadata: { app: 'camps', attempt: 'attempt-1' },
  payment_intent_data: { description: 'Camp fee', metadata: { app: 'camps', attempt: 'attempt-1' } },
  ...over,
})

/** What a refused call was refused with. */
export async function refusal(call: Promise<unknown>) {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Stripe.errors.StripeError))
    throw new Error(`not refused by the API: ${String(error)}`)
  return {
    type: error.type,
    status: error.statusCode,
    code: error.code,
    param: error.param,
    message: error.message,
  }
}
