import * as z from 'zod'
import { SUBSCRIBED } from './events.ts'
import { StripeFailure } from './failure.ts'
import type { Sim } from './sim.ts'

const id = z.string().min(1)
const maybe = z.string().optional()
const whole = z.number().int()
const card = z.object({ brand: maybe, country: maybe, funding: maybe, last4: maybe })
const refundPlan = z.enum(['succeed', 'pend', 'fail'])
const payment = z.object({
  name: maybe,
  email: maybe,
  phone: maybe,
  method: z.enum(['card', 'upi']).optional(),
  card: card.optional(),
  refunds: refundPlan.optional(),
  feeAfterSeconds: whole.optional(),
})
const late = payment.extend({
  afterSeconds: whole.optional(),
  outcome: z.enum(['succeeds', 'fails']).optional(),
})
const order = z.object({
  amount: whole.positive().optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  plan: refundPlan.optional(),
  afterSeconds: whole.optional(),
})
const dispute = z.object({ amount: whole.optional(), reason: maybe, inquiry: z.boolean().optional() })
const scriptKind = z.enum([
  'delay',
  'duplicate',
  'drop',
  'reorder',
  'wrong_account',
  'wrong_mode',
  'bad_signature',
])
const script = z.object({
  kind: scriptKind,
  type: maybe,
  account: maybe,
  times: whole.optional(),
  seconds: whole.optional(),
  count: whole.optional(),
  as: maybe,
  how: z.enum(['secret', 'body', 'stale', 'none']).optional(),
})
const fault = z.object({
  kind: z.enum(['status', 'html', 'cut', 'hang_up', 'slow']),
  status: whole.optional(),
  method: z.enum(['GET', 'POST']).optional(),
  path: maybe,
  account: maybe,
  times: whole.optional(),
  skip: whole.optional(),
  waitMs: whole.optional(),
  executed: z.boolean().optional(),
  remembered: z.boolean().optional(),
  shouldRetry: z.boolean().optional(),
})
const names = z.array(z.string()).optional()
const requirement = z.object({
  currentlyDue: names,
  pastDue: names,
  eventuallyDue: names,
  pendingVerification: names,
  deadline: whole.optional(),
  disabledReason: maybe,
  errors: z.array(z.object({ code: id, reason: id, requirement: id })).optional(),
})
const webhook = z.object({ url: z.url(), secret: id, events: z.array(id).default([...SUBSCRIBED]) })

interface Verb {
  shape: z.ZodType
  run(sim: Sim, input: unknown): unknown
}

/** Ties a shape to what it drives. */
const verb = <S extends z.ZodType>(shape: S, run: (sim: Sim, input: z.output<S>) => unknown): Verb => ({
  shape,
  run: (sim, input) => run(sim, shape.parse(input)),
})

const session = z.object({ session: id })
const account = z.object({ account: id })

/** The controls under `POST /_sim/<name>`, each with the JSON it takes. */
const VERBS: Record<string, Verb> = {
  connect: verb(z.object({ id: maybe, name: maybe, email: maybe }), (sim, given) => sim.connect(given)),
  'complete-onboarding': verb(account, (sim, to) => sim.completeOnboarding(to.account)),
  'disable-account': verb(account.extend({ reason: maybe }), (sim, to) =>
    sim.disableAccount(to.account, to.reason),
  ),
  'enable-account': verb(account, (sim, to) => sim.enableAccount(to.account)),
  independent: verb(z.object({ name: maybe, id: maybe }), (sim, to) => sim.independent(to.name, to.id)),
  authorize: verb(account, (sim, to) => ({ code: sim.authorize(to.account) })),
  require: verb(account.extend(requirement.shape), (sim, { account: to, ...rest }) => sim.require(to, rest)),
  'set-capability': verb(account.extend({ capability: id, status: id }), (sim, to) =>
    sim.setCapability(to.account, to.capability, to.status),
  ),
  deauthorize: verb(account, (sim, to) => sim.deauthorize(to.account)),
  pay: verb(session.extend(payment.shape), (sim, { session: to, ...rest }) => sim.pay(to, rest)),
  'pay-late': verb(session.extend(late.shape), (sim, { session: to, ...rest }) => sim.payLate(to, rest)),
  decline: verb(session.extend({ reason: maybe }), (sim, to) => sim.decline(to.session, to.reason)),
  refund: verb(order.extend({ payment: id }), (sim, { payment: to, ...rest }) => sim.refund(to, rest)),
  'plan-refunds': verb(z.object({ payment: id, plan: refundPlan }), (sim, to) =>
    sim.planRefunds(to.payment, to.plan),
  ),
  'refund-fail': verb(z.object({ refund: id }), (sim, to) => sim.refundFail(to.refund)),
  'end-refund': verb(
    z.object({ refund: id, outcome: z.enum(['succeeded', 'failed', 'canceled']) }),
    (sim, to) => sim.endRefund(to.refund, to.outcome),
  ),
  dispute: verb(dispute.extend({ payment: id }), (sim, { payment: to, ...rest }) => sim.dispute(to, rest)),
  'close-dispute': verb(
    z.object({ dispute: id, outcome: z.enum(['won', 'lost', 'warning_closed']) }),
    (sim, to) => sim.closeDispute(to.dispute, to.outcome),
  ),
  'pay-out': verb(account, (sim, to) => sim.payOut(to.account)),
  'fail-payout': verb(z.object({ payout: id }), (sim, to) => sim.failPayout(to.payout)),
  'advance-clock': verb(z.object({ seconds: whole.nonnegative() }), async (sim, to) => ({
    now: await sim.advanceClock(to.seconds),
  })),
  settle: verb(z.object({}), (sim) => sim.settle()),
  script: verb(script, (sim, given) => sim.script(given)),
  'clear-scripts': verb(z.object({}), (sim) => sim.clearScripts()),
  resend: verb(z.object({ event: id }), (sim, to) => sim.resend(to.event)),
  fault: verb(fault, (sim, given) => sim.fault(given)),
  'clear-faults': verb(z.object({}), (sim) => sim.clearFaults()),
  webhook: verb(webhook, (sim, given) => sim.setWebhook(given)),
}

const VIEWS: Record<string, (sim: Sim) => unknown> = {
  events: (sim) => sim.events(),
  deliveries: (sim) => sim.deliveries(),
  requests: (sim) => sim.requests(),
  clock: (sim) => ({ now: sim.now() }),
}

/** Answers one request under `/_sim/`: a status and a JSON value. */
export async function control(
  sim: Sim,
  method: string,
  name: string,
  body: string,
): Promise<{ status: number; value: unknown }> {
  const view = method === 'GET' && Object.hasOwn(VIEWS, name) ? VIEWS[name] : undefined
  if (view) return { status: 200, value: view(sim) }
  const found = method === 'POST' && Object.hasOwn(VERBS, name) ? VERBS[name] : undefined
  if (!found) return { status: 404, value: { error: `there is no control ${method} /_sim/${name}` } }
  try {
    return { status: 200, value: (await found.run(sim, body === '' ? {} : JSON.parse(body))) ?? {} }
  } catch (error) {
    return refusal(error)
  }
}

function refusal(error: unknown): { status: number; value: { error: string } } {
  if (error instanceof z.ZodError) return { status: 422, value: { error: z.prettifyError(error) } }
  if (error instanceof SyntaxError) return { status: 400, value: { error: 'the body is not JSON' } }
  if (error instanceof StripeFailure) return { status: 409, value: { error: error.message } }
  return { status: 404, value: { error: error instanceof Error ? error.message : String(error) } }
}
