import { v7 } from 'uuid'
import { chance } from '../support/chance.ts'
import { signature } from '../support/stripe/delivery.ts'
import type { Fault } from '../support/stripe/faults.ts'
import type { Act, Fate, Moment, Outage } from './acts.ts'
import { banked, claim, endClaim } from './claiming.ts'
import type { Ground, Letter } from './ground.ts'
import { payer, pick, seatOf } from './people.ts'
import { inTurns, type Work } from './turns.ts'

type Make<K extends Act['do']> = (g: Ground, act: Extract<Act, { do: K }>) => Work[]

const once = (run: () => Promise<unknown>): Work[] => [{ run: async () => void (await run()) }]

/** What the sim refuses (a session that is over, an account without payments) simply does not happen. */
function ifItMay<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch (error) {
    if (error instanceof Error && /StripeFailure|Error/.test(error.constructor.name)) return undefined
    throw error
  }
}

const book = (g: Ground) => {
  const found = g.stripe.stand.state.books[g.own.account]
  if (!found) throw new Error('our account is gone')
  return found.objects
}

/** The sessions that can be paid now, the newest first. */
const payable = (g: Ground) =>
  Object.values(book(g)['checkout.session'])
    .filter(({ status }) => status === 'open')
    .reverse()

async function bring(g: Ground, letter: Letter): Promise<number> {
  const { headers, body } = letter
  const response = await g.worker.fetch(
    new Request('http://camp.test/api/webhooks/stripe', { method: 'POST', headers, body }),
    g.env,
  )
  await response.arrayBuffer()
  g.counts.delivered += 1
  return response.status
}

/** The same event as one of another account, rightly signed. */
function misdirected(g: Ground, letter: Letter): Letter {
  const body = letter.body.replace(`"account": "${g.own.account}"`, `"account": "${g.rival.account}"`)
  const header = signature(body, g.env.STRIPE_WEBHOOK_SECRETS ?? '', g.clock.now)
  return { ...letter, body, headers: { ...letter.headers, 'stripe-signature': header } }
}

const TIMES: Record<Fate, number> = { once: 1, twice: 2, thrice: 3, lost: 0, never: 0, elsewhere: 1 }

function post(g: Ground, of: number, fate: Fate): Work[] {
  const [letter] = g.letters.splice(of % Math.max(1, g.letters.length), 1)
  if (!letter) return []
  if (fate === 'never') g.neverComes.add(letter.event)
  if (fate === 'lost' || fate === 'never') letter.answer(undefined)
  const sent = fate === 'elsewhere' ? misdirected(g, letter) : letter
  let left = TIMES[fate]
  return Array.from({ length: left }, () => ({
    run: async () => {
      const status = await bring(g, sent)
      left -= 1
      if (left === 0) letter.answer(fate === 'elsewhere' ? undefined : status)
    },
    died: () => letter.answer(undefined),
  }))
}

/** What the queue may bring now. */
export const due = (g: Ground) => g.queue.filter(({ dueAt }) => dueAt <= g.clock.now)

/** How often the queue brings a message before it gives it up. */
const TRIES = 5

/** Does the message at a place of the queue; it stays there if whoever does it is killed. */
function workOff(g: Ground, of: number): Work[] {
  const message = pick(due(g), of)
  if (!message) return []
  g.queue.splice(g.queue.indexOf(message), 1)
  const back = () => void g.queue.push(message)
  const retry = () => {
    message.tries += 1
    if (message.tries < TRIES) back()
  }
  return [
    {
      run: () => g.worker.queue({ messages: [{ body: message.body, ack: () => {}, retry }] }, g.env),
      died: back,
    },
  ]
}

const FAULTS: Record<Outage, Fault> = {
  error: { kind: 'status', status: 500 },
  'too-many': { kind: 'status', status: 429 },
  cut: { kind: 'cut' },
  slow: { kind: 'slow', waitMs: 0, executed: true },
  'hang-up': { kind: 'hang_up' },
  remembered: { kind: 'status', status: 500, method: 'POST', remembered: true },
}

async function refund(g: Ground, of: number, share: number) {
  const { treasurer, approver } = g.own.desk
  const payment = pick(
    g.ours(
      "select id, amount_minor as amount from payments where provider = 'stripe' order by received_at, id",
    ),
    of,
  )
  if (!payment) return
  const amountMinor = Math.round(Number(payment.amount) * share)
  const question = { approvalId: v7(), amountMinor, way: 'stripe', reason: 'Cannot come to the camp' }
  await g.call(treasurer, 'POST', `/payments/${payment.id}/refunds`, question)
  await g.call(approver, 'POST', `/approvals/${question.approvalId}/decision`, { decision: 'approved' })
}

const seatsOf = (g: Ground, whom: readonly number[]) =>
  whom.map((who) => seatOf(g, who)).filter((seat) => seat !== undefined)

async function group(g: Ground, whom: readonly number[]) {
  const registrationIds = seatsOf(g, whom)
  if (registrationIds.length > 0)
    await g.call(g.own.desk.registrar, 'POST', '/group-payments/checkout', { id: v7(), registrationIds })
}

async function groupCash(g: Ground, whom: readonly number[]) {
  const lines = seatsOf(g, whom).map((registrationId) => ({ registrationId, amountMinor: g.shape.feeMinor }))
  const payer = { id: v7(), legalName: 'District committee' }
  if (lines.length > 0)
    await g.call(g.own.desk.cashier, 'POST', '/group-payments', { id: v7(), provider: 'cash', payer, lines })
}

/** Several are to be paid for in one sum, and all give their seats up before it comes. */
async function lateGroup(g: Ground, whom: readonly number[]) {
  await group(g, whom)
  for (const who of whom) {
    const seat = seatOf(g, who)
    if (seat) await g.call(payer(g, who), 'POST', `/registrations/${seat}/cancellation`)
  }
}

async function review(g: Ground, of: number, accept: boolean) {
  const open = pick(
    g.ours(
      "select id from attempts where decision in ('mismatch', 'foreign') and reviewed_as is null order by id",
    ),
    of,
  )
  if (open)
    await g.call(g.own.desk.treasurer, 'POST', `/attempts/${open.id}/review`, {
      outcome: accept ? 'accepted' : 'refunded',
    })
}

async function waive(g: Ground, who: number) {
  const { cashier, approver } = g.own.desk
  const seat = seatOf(g, who)
  const [due] = g.ours('select amount_minor as amount from dues where registration_id = ?', seat ?? '')
  if (!due) return
  const question = { approvalId: v7(), amountMinor: Number(due.amount), reason: 'Cannot pay this year' }
  await g.call(cashier, 'POST', `/registrations/${seat}/waivers`, question)
  await g.call(approver, 'POST', `/approvals/${question.approvalId}/decision`, { decision: 'approved' })
}

/** Another organisation sells something on its own account and says that it pays one of our fees. */
async function forge(g: Ground, of: number) {
  const attempt = pick(
    g.ours(
      `select id, registration_id as seat, amount_minor as amount from attempts
        where decision is null order by session_id is not null, id`,
    ),
    of % 2,
  )
  if (!attempt) return
  const form = {
    mode: 'payment',
    'line_items[0][quantity]': '1',
    'line_items[0][price_data][currency]': 'inr',
    'line_items[0][price_data][unit_amount]': String(attempt.amount),
    'line_items[0][price_data][product_data][name]': 'Anything',
    success_url: 'http://rival.test/',
    'metadata[app]': 'prashikshan',
    'metadata[organisation]': g.own.slug,
    'metadata[registration]': String(attempt.seat),
    'metadata[attempt]': String(attempt.id),
  }
  const answer = await g.stripe
    .answer(
      new Request('http://stripe.test/v1/checkout/sessions', {
        method: 'POST',
        headers: {
          authorization: 'Bearer sk_test_schedules',
          'stripe-account': g.rival.account,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams(form).toString(),
      }),
      () => {},
    )
    .then((answer) => answer.json())
    // An outage hits others too.
    .catch(() => ({}))
  const id = (answer as { id?: string }).id
  if (id) g.stripe.sim.pay(id)
}

/** The cron runs; what it cannot do now it does the next time. */
export const tick = (g: Ground) =>
  g.worker
    .scheduled({}, g.env)
    .catch((error: unknown) => void g.log.push(`the cron failed: ${String(error)}`))

const DOING: { [K in Act['do']]: Make<K> } = {
  seat: (g, { who }) =>
    once(async () => {
      const path = `/workshops/${g.own.workshopId}/offer`
      const { status, body } = await g.call<{ offer: string }>(payer(g, who), 'GET', path)
      if (status === 200) await g.call(payer(g, who), 'POST', '/registrations', { offer: body.offer })
    }),
  cancel: (g, { who }) =>
    once(() => g.call(payer(g, who), 'POST', `/registrations/${seatOf(g, who)}/cancellation`)),
  checkout: (g, { who }) =>
    once(() => g.call(payer(g, who), 'POST', `/registrations/${seatOf(g, who)}/checkout`)),
  look: (g, { who }) => once(() => g.call(payer(g, who), 'GET', `/registrations/${seatOf(g, who)}/payment`)),
  wait: (g, { who }) =>
    once(() => g.call(payer(g, who), 'POST', `/workshops/${g.own.workshopId}/waiting`, { id: v7() })),
  review: (g, { of, accept }) => once(() => review(g, of, accept)),
  waive: (g, { who }) => once(() => waive(g, who)),
  cash: (g, { who, share }) =>
    once(() =>
      g.call(g.own.desk.cashier, 'POST', '/payments', {
        id: v7(),
        registrationId: seatOf(g, who),
        provider: 'cash',
        amountMinor: Math.round(g.shape.feeMinor * share),
      }),
    ),
  group: (g, { whom }) => once(() => group(g, whom)),
  'group-cash': (g, { whom }) => once(() => groupCash(g, whom)),
  'late-group': (g, { whom }) => once(() => lateGroup(g, whom)),
  claim: (g, act) => once(() => claim(g, act)),
  'end-claim': (g, { of, how }) => once(() => endClaim(g, of, how)),
  bounce: (g, { of }) => once(() => banked(g, of, false)),
  clear: (g, { of }) => once(() => banked(g, of, true)),
  refund: (g, { of, share }) => once(() => refund(g, of, share)),
  decline: (g, { who }) =>
    once(async () => {
      const session = pick(payable(g), who)
      if (session) ifItMay(() => g.stripe.sim.decline(session.id))
    }),
  pay: (g, { of, card, plan, lessMinor, feeLater }) =>
    once(async () => {
      const session = pick(payable(g), of)
      if (!session) return
      if (lessMinor > 0 && !session.payment_intent)
        g.stripe.sim.amend('checkout.session', session.id, {
          amount_total: (session.amount_total ?? 0) - lessMinor,
        })
      const later = feeLater > 0 ? { feeAfterSeconds: feeLater } : {}
      ifItMay(() => g.stripe.sim.pay(session.id, { card: { country: card }, refunds: plan, ...later }))
    }),
  'pay-late': (g, { of, outcome, after }) =>
    once(async () => {
      const session = pick(payable(g), of)
      if (session) ifItMay(() => g.stripe.sim.payLate(session.id, { outcome, afterSeconds: after }))
    }),
  'dashboard-refund': (g, { of, share, plan }) =>
    once(async () => {
      const charge = pick(Object.values(book(g).charge), of)
      if (charge)
        ifItMay(() => g.stripe.sim.refund(charge.id, { amount: Math.round(charge.amount * share), plan }))
    }),
  'fail-refund': (g, { of }) =>
    once(async () => {
      const made = pick(Object.values(book(g).refund), of)
      if (made) ifItMay(() => g.stripe.sim.refundFail(made.id))
    }),
  dispute: (g, { of, inquiry }) =>
    once(async () => {
      const charge = pick(Object.values(book(g).charge), of)
      if (charge) ifItMay(() => g.stripe.sim.dispute(charge.id, { inquiry }))
    }),
  'close-dispute': (g, { of, won }) =>
    once(async () => {
      const open = pick(Object.values(book(g).dispute), of)
      const outcome = open?.status.startsWith('warning') ? 'warning_closed' : won ? 'won' : 'lost'
      if (open) ifItMay(() => g.stripe.sim.closeDispute(open.id, outcome))
    }),
  post: (g, { of, fate, queueDown }) => {
    if (queueDown) g.breakQueue(1)
    return post(g, of, fate)
  },
  work: (g, { of }) => workOff(g, of),
  'mail-day': () => [],
  cron: () => [],
  tick: (g) => once(() => tick(g)),
  pass: (g, { seconds }) => once(async () => pass(g, seconds)),
  outage: (g, { how, on, times, skip }) =>
    once(async () => g.stripe.lay({ ...FAULTS[how], ...(on && { path: on }), times, skip })),
  ailment: (g, { ailment }) => once(async () => void g.ailments.push({ ...ailment })),
  account: (g, { enabled }) =>
    once(async () => {
      const { sim } = g.stripe
      ifItMay(() => (enabled ? sim.enableAccount(g.own.account) : sim.disableAccount(g.own.account)))
    }),
  'forged-sale': (g, { of }) => once(() => forge(g, of)),
}

/** Lets time pass; what Stripe does by the clock it does then. */
export function pass(g: Ground, seconds: number): void {
  g.clock.now += seconds
  g.stripe.engine.run()
}

/** Answers to letters reach Stripe, and what it does about them is planned. */
export const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Runs works beside one another; whatever is killed is put back where it came from. */
export async function together(g: Ground, works: Work[], dice: number): Promise<void> {
  const endings = await inTurns(works, chance(dice))
  for (const [at, ending] of endings.entries())
    if (ending === 'killed') {
      g.counts.killed += 1
      works[at]?.died?.()
    }
  await settled()
  g.stripe.engine.run()
}

/** Every letter is brought, one after the other. */
export async function bringAll(g: Ground): Promise<void> {
  for (let round = 0; g.letters.length > 0 && round < 400; round += 1)
    await together(g, post(g, 0, 'once'), 0)
}

/** The queue is worked off, one message after the other. */
export async function workAll(g: Ground): Promise<void> {
  for (let round = 0; due(g).length > 0 && round < 400; round += 1) await together(g, workOff(g, 0), 0)
}

/** Does what happens in a moment. */
export async function perform(g: Ground, { acts, dice }: Moment): Promise<void> {
  const first = acts[0]?.act.do
  if (first === 'mail-day' || first === 'cron') {
    await (first === 'cron' ? together(g, [{ run: () => tick(g) }], dice) : bringAll(g))
    return workAll(g)
  }
  const works = acts.flatMap(({ act, kill }) => {
    const make = DOING[act.do] as Make<typeof act.do>
    return make(g, act as never).map((work) => (kill ? { ...work, kill } : work))
  })
  await together(g, works, dice)
}
