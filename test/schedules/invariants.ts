import { idOf } from '../support/stripe/stand.ts'
import type { Ground } from './ground.ts'

/** What is wrong, by the rule that it breaks. */
export type Fault = { rule: string; what: string }

type Rule = (g: Ground) => string[]

const n = (g: Ground, sql: string) => Number(g.ours(sql)[0]?.n ?? 0)
const bookOf = (g: Ground) => {
  const book = g.stripe.stand.state.books[g.own.account]
  if (!book) throw new Error('our account is gone')
  return book
}

/** Charges that took money, with the session that they pay. */
function captured(g: Ground) {
  const { objects } = bookOf(g)
  const sessions = new Map(
    Object.values(objects['checkout.session']).map((session) => [idOf(session.payment_intent), session]),
  )
  return Object.values(objects.charge)
    .filter(({ status }) => status === 'succeeded')
    .map((charge) => ({ charge, session: sessions.get(idOf(charge.payment_intent)) }))
}

const oversold: Rule = (g) =>
  g
    .ours(
      `select w.id, w.capacity, count(r.id) as taken from workshops w join registrations r on r.workshop_id = w.id
        where r.cancelled_at is null group by w.id having count(r.id) > w.capacity`,
    )
    .map(({ taken, capacity }) => `${taken} seats taken of ${capacity}`)

const IN_SUSPENSE = new Set(['late', 'duplicate', 'mismatch', 'foreign'])

const captures: Rule = (g) =>
  captured(g).flatMap(({ charge, session }) => {
    const intent = idOf(charge.payment_intent)
    const attempts = g.ours('select id, decision, paid_minor as paid, session_id as session from attempts where intent_id = ?', intent)
    const [attempt] = attempts
    if (!attempt || attempts.length > 1) return [`${charge.id} of ${session?.id} has ${attempts.length} attempts`]
    if (attempt.session !== session?.id) return [`${charge.id} is of another session than its attempt`]
    const payments = g.ours('select amount_minor as amount from payments where attempt_id = ?', attempt.id)
    const paid = payments.reduce((sum, { amount }) => sum + Number(amount), 0)
    const [held] = g.ours(
      "select coalesce(-sum(amount_minor), 0) as n from ledger_entries where account = 'suspense:' || ?",
      attempt.id,
    )
    if (attempt.decision === 'allocated')
      return payments.length === 1 && paid === charge.amount
        ? []
        : [`${charge.id} of ${charge.amount} is allocated with ${paid} in ${payments.length} payments`]
    if (!IN_SUSPENSE.has(String(attempt.decision))) return [`${charge.id} is paid and ${attempt.decision}`]
    return payments.length === 0 && Number(held?.n) === charge.amount
      ? []
      : [`${charge.id} of ${charge.amount} is ${attempt.decision} with ${held?.n} in suspense`]
  })

const nothingFromNowhere: Rule = (g) => {
  const intents = new Set(captured(g).map(({ charge }) => idOf(charge.payment_intent)))
  return g
    .ours("select intent_id as intent, decision from attempts where paid_minor is not null")
    .filter(({ intent }) => !intents.has(String(intent)))
    .map(({ intent, decision }) => `${intent} was never paid on our account and is ${decision}`)
}

const onePayment: Rule = (g) =>
  g
    .ours(
      `select p.registration_id as id, sum(p.amount_minor) as paid, d.amount_minor
          - coalesce((select sum(w.amount_minor) from waivers w where w.registration_id = d.registration_id), 0) as due
        from payments p join dues d on d.registration_id = p.registration_id group by p.registration_id`,
    )
    .filter(({ paid, due }) => Number(paid) > Number(due))
    .map(({ id, paid, due }) => `registration ${id} has paid ${paid} of ${due}`)

const balanced: Rule = (g) =>
  g
    .ours(
      'select posting_key as key, sum(amount_minor) as n from ledger_entries group by posting_key, currency having sum(amount_minor) <> 0',
    )
    .map(({ key, n: off }) => `${key} is off by ${off}`)

const stripeBalance: Rule = (g) => {
  const { objects } = bookOf(g)
  const transactions = Object.values(objects.balance_transaction)
  const theirs = transactions
    .filter(({ type }) => type !== 'payout' && type !== 'payout_failure')
    .reduce((sum, { amount }) => sum + amount, 0)
  const ours = n(g, "select coalesce(sum(amount_minor), 0) as n from ledger_entries where account = 'stripe_balance'")
  return ours === theirs ? [] : [`the ledger has ${ours} at Stripe, Stripe has ${theirs}`]
}

const consecutive =
  (table: 'receipts' | 'refunds'): Rule =>
  (g) =>
    g
      .ours(`select series, year, count(*) as n, max(seq) as last, min(seq) as first from ${table} group by series, year`)
      .filter(({ n: count, last, first }) => count !== last || first !== 1)
      .map(({ series, year, n: count, first, last }) => `${series}/${year}: ${count} numbers from ${first} to ${last}`)

const receipted: Rule = (g) =>
  g
    .ours('select id from payments where id not in (select payment_id from receipts)')
    .map(({ id }) => `payment ${id} has no receipt`)

const refundedOnce: Rule = (g) => {
  const made = Object.values(bookOf(g).objects.refund)
  const good = (refund: unknown) =>
    made.filter(({ metadata, status }) => metadata?.refund === refund && status !== 'failed' && status !== 'canceled')
  return g
    .ours("select approval_id as id, amount_minor as amount, paid_at as paid, failed_at as failed from refunds where way = 'stripe'")
    .flatMap(({ id, amount, paid, failed }) => {
      const [one, ...more] = good(id)
      if (more.length > 0) return [`refund ${id} was made ${more.length + 1} times`]
      if (one && one.amount !== amount) return [`refund ${id} of ${amount} was made as ${one.amount}`]
      if (one && (paid === null || failed !== null)) return [`refund ${id} was made, and is not paid here`]
      return !one && failed === null ? [`refund ${id} is paid here, and was not made`] : []
    })
}

const rivalUntouched: Rule = (g) => {
  const [row] = g.rows(
    `o-${g.rival.slug}`,
    'select (select count(*) from attempts) + (select count(*) from payments) + (select count(*) from ledger_entries) as n',
  )
  return row?.n === 0 ? [] : [`the other organisation has ${row?.n} rows of ours`]
}

/** Each rule by its name, in the words of a treasurer. */
const RULES: Record<string, Rule> = {
  'never oversold': oversold,
  'captured money is allocated or held, once': captures,
  'nothing is booked that nobody paid': nothingFromNowhere,
  'no fee is paid twice': onePayment,
  'every posting sums to zero': balanced,
  'the ledger has what Stripe has': stripeBalance,
  'receipts are consecutive': consecutive('receipts'),
  'refund vouchers are consecutive': consecutive('refunds'),
  'every payment has a receipt': receipted,
  'a refund is made once': refundedOnce,
  'organisations do not touch': rivalUntouched,
}

/** Every rule that a world breaks. */
export const broken = (g: Ground): Fault[] =>
  Object.entries(RULES).flatMap(([rule, of]) => of(g).map((what) => ({ rule, what })))
