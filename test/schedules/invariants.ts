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

/** What of a charge is still at Stripe: all but refunds that took money out, and what a bank took back for a dispute. */
function leftAt(g: Ground, charge: { id: string; amount: number }): number {
  const { refund, dispute, balance_transaction: lines } = bookOf(g).objects
  const sources = new Set(
    [...Object.values(refund), ...Object.values(dispute)]
      .filter((one) => one.charge === charge.id)
      .map(({ id }) => id),
  )
  return Object.values(lines)
    .filter(({ source }) => sources.has(idOf(source) ?? ''))
    .reduce((sum, { amount }) => sum + amount, charge.amount)
}

/** Decisions on money that nobody has to look at: it goes back by itself. */
const GOES_BACK = new Set(['late', 'duplicate'])
const REVIEWED = new Set(['mismatch', 'foreign'])
const PAYS = new Set(['allocated', 'reseated'])

/**
 * How our books have the money of an attempt: what it paid and what of that was given back, what came into suspense and
 * what is still there, what a bank has taken and what of that out of suspense.
 */
const booked = (g: Ground, attempt: unknown) =>
  g.ours(
    `select (select coalesce(sum(amount_minor), 0) from payments where attempt_id = ?1) as paid,
      (select coalesce(sum(r.amount_minor), 0) from refunds r join payments p on p.id = r.payment_id
        where p.attempt_id = ?1 and r.way = 'stripe' and r.paid_at is not null and r.failed_at is null) as back,
      (select coalesce(-sum(amount_minor), 0) from ledger_entries where account = 'suspense:' || ?1
        and posting_key like 'charge:%') as suspended,
      (select coalesce(-sum(amount_minor), 0) from ledger_entries where account = 'suspense:' || ?1) as held,
      (select coalesce(-sum(t.amount_minor), 0) from stripe_transactions t join disputes d on d.id = t.source_id
        where d.attempt_id = ?1 and t.kind = 'dispute') as taken,
      (select coalesce(sum(amount_minor), 0) from ledger_entries where account = 'suspense:' || ?1
        and posting_key like 'dispute:%') as lost,
      (select coalesce(sum(amount_minor), 0) from ledger_entries where account = 'suspense:' || ?1
        and posting_key like 'accept:%') as accepted,
      (select count(*) from disputes where attempt_id = ?1) as disputes,
      (select count(*) from stripe_refunds where attempt_id = ?1 and state = 'failed') as failed`,
    attempt,
  )[0] as Record<
    'paid' | 'back' | 'suspended' | 'held' | 'taken' | 'lost' | 'accepted' | 'disputes' | 'failed',
    number
  >

/** Whether the money of a decided attempt is where the decision says that it is, or the treasurer's word on it. */
function inPlace(decision: string, charge: number, left: number, b: ReturnType<typeof booked>): boolean {
  const came = b.paid + b.suspended - b.accepted === charge
  const conserved = came && b.paid - b.back + b.held - b.taken + b.lost === left
  const goneBack = b.held === 0 || b.failed > 0 || b.disputes > 0
  if (PAYS.has(decision) || decision === 'accepted') return conserved && b.paid > 0 && goneBack
  if (GOES_BACK.has(decision) || decision === 'refunded') return conserved && b.paid === 0 && goneBack
  return REVIEWED.has(decision) && conserved && b.paid === 0
}

const captures: Rule = (g) =>
  captured(g).flatMap(({ charge, session }) => {
    const attempts = g.ours(
      'select id, coalesce(reviewed_as, decision) as decision, session_id as session from attempts where intent_id = ?',
      idOf(charge.payment_intent),
    )
    const [attempt] = attempts
    if (!attempt || attempts.length > 1)
      return [`${charge.id} of ${session?.id} has ${attempts.length} attempts`]
    if (attempt.session !== session?.id) return [`${charge.id} is of another session than its attempt`]
    const decision = String(attempt.decision)
    const own = booked(g, attempt.id)
    const left = leftAt(g, charge)
    return inPlace(decision, charge.amount, left, own)
      ? []
      : [`${charge.id} of ${charge.amount}, ${left} left at Stripe, is ${decision}: ${JSON.stringify(own)}`]
  })

/** What may not be taken for a fee by itself: another amount, a card from abroad at a party, a seat that is gone. */
const takenRightly: Rule = (g) =>
  captured(g).flatMap(({ charge }) => {
    const [attempt] = g.ours(
      'select id, decision, amount_minor as asked from attempts where intent_id = ?',
      idOf(charge.payment_intent),
    )
    if (!PAYS.has(String(attempt?.decision))) return []
    const country = charge.payment_method_details?.card?.country
    const gone = g.ours(
      `select r.id from payments p join registrations r on r.id = p.registration_id
        where p.attempt_id = ? and r.cancelled_at < p.received_at`,
      attempt?.id,
    )
    return [
      ...(charge.amount === attempt?.asked
        ? []
        : [`${charge.id} of ${charge.amount} pays ${attempt?.asked}`]),
      ...(g.shape.kind === 'political_party' && country && country !== 'IN'
        ? [`${charge.id} is of a card of ${country} and pays a party`]
        : []),
      ...gone.map(({ id }) => `${charge.id} pays for the seat ${id}, which was given up before`),
    ]
  })

const nothingFromNowhere: Rule = (g) => {
  const intents = new Set(captured(g).map(({ charge }) => idOf(charge.payment_intent)))
  return g
    .ours('select intent_id as intent, decision from attempts where paid_minor is not null')
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
  const theirs = Object.values(bookOf(g).objects.balance_transaction).reduce((sum, { net }) => sum + net, 0)
  const ours = n(
    g,
    "select coalesce(sum(amount_minor), 0) as n from ledger_entries where account = 'stripe_balance'",
  )
  return ours === theirs ? [] : [`the ledger has ${ours} at Stripe, Stripe has ${theirs}`]
}

const explained: Rule = (g) => {
  const [last] = g.ours(
    `select unmatched, stripe_minor as theirs, ledger_minor as ours from recon_runs
      where stripe_account_id = ? and finished_at is not null order by started_at desc, id desc limit 1`,
    g.own.account,
  )
  if (!last) return ['no night has compared the books']
  return last.unmatched === 0 && last.theirs === last.ours
    ? []
    : [`the last night says ${JSON.stringify(last)}`]
}

const consecutive =
  (table: 'receipts' | 'refunds'): Rule =>
  (g) =>
    g
      .ours(
        `select series, year, count(distinct seq) as n, max(seq) as last, min(seq) as first from ${table} group by series, year`,
      )
      .filter(({ n: count, last, first }) => count !== last || first !== 1)
      .map(
        ({ series, year, n: count, first, last }) =>
          `${series}/${year}: ${count} numbers from ${first} to ${last}`,
      )

const receipted: Rule = (g) =>
  g
    .ours('select id from payments where id not in (select payment_id from receipts)')
    .map(({ id }) => `payment ${id} has no receipt`)

const ENDED = { succeeded: 'succeeded', failed: 'failed', canceled: 'failed', pending: 'pending' } as const

const refundsKnown: Rule = (g) =>
  Object.values(bookOf(g).objects.refund).flatMap((made) => {
    const rows = g.ours(
      'select id, state, amount_minor as amount from stripe_refunds where provider_id = ?',
      made.id,
    )
    const state = ENDED[made.status as keyof typeof ENDED]
    return rows.length === 1 && rows[0]?.state === state && rows[0]?.amount === made.amount
      ? []
      : [`${made.id} of ${made.amount} is ${made.status} at Stripe and ${JSON.stringify(rows)} here`]
  })

const refundedOnce: Rule = (g) => {
  const made = Object.values(bookOf(g).objects.refund)
  return g
    .ours('select id, state, amount_minor as amount, provider_id as provider from stripe_refunds')
    .flatMap((row) => {
      const own = made.filter(({ id, metadata }) => id === row.provider || metadata?.refund === row.id)
      if (own.length > 1) return [`refund ${row.id} was made ${own.length} times`]
      return row.state === 'succeeded' && own.length === 0 ? [`refund ${row.id} was never made`] : []
    })
}

/** A claim pays once, what it says, when it is verified, and nothing otherwise. */
const claimsPayOnce: Rule = (g) =>
  g
    .ours(
      `select k.id, k.outcome, k.amount_minor as said, p.amount_minor as paid, v.amount_minor as void
        from claims k left join payments p on p.id = k.id left join voids v on v.payment_id = k.id`,
    )
    .filter(({ outcome, said, paid, void: gone }) =>
      outcome === 'verified' ? (gone ?? paid) !== said || (gone !== null && paid !== 0) : paid !== null,
    )
    .map(({ id, outcome, said, paid }) => `claim ${id} of ${said} is ${outcome} and paid ${paid}`)

/** A reference of a bank pays once: in a payment that stands, or in a claim that is open. */
const referencesOnce: Rule = (g) =>
  g
    .ours(
      `select reference, count(*) as n from (
          select upper(reference) as reference from payments
            where provider in ('upi', 'bank', 'cheque') and reference is not null
          union all select reference from claims where outcome is null)
        group by reference having count(*) > 1`,
    )
    .map(({ reference, n: times }) => `${reference} stands ${times} times`)

/** Nobody loses his seat while the money that he says he sent may still be found. */
const claimsHold: Rule = (g) =>
  g
    .ours(
      `select g.id, k.claimed_at as at from registrations g join claims k on k.registration_id = g.id
        where g.lapsed_at is not null and k.claimed_at <= g.lapsed_at
          and g.lapsed_at < k.claimed_at + 86400 * (select claim_days from money_rule)
          and (k.ended_at is null or k.ended_at > g.lapsed_at)`,
    )
    .map(({ id, at }) => `the seat ${id} lapsed although money was said to be sent at ${at}`)

/** Cheques in the drawer are those that no bank has paid or sent back. */
const drawer: Rule = (g) => {
  const inBooks = n(
    g,
    "select coalesce(sum(amount_minor), 0) as n from ledger_entries where account = 'cheques'",
  )
  const there = n(
    g,
    `select coalesce(sum(amount_minor), 0) as n from payments where provider = 'cheque'
      and id not in (select payment_id from clearings)`,
  )
  return inBooks === there ? [] : [`the books have cheques of ${inBooks}, the drawer of ${there}`]
}

const rivalUntouched: Rule = (g) => {
  const [row] = g.rows(
    `o-${g.rival.slug}`,
    `select (select count(*) from attempts) + (select count(*) from payments) + (select count(*) from ledger_entries
      where account not in ('stripe_balance', 'bank', 'stripe_fees', 'stripe_other')) as n`,
  )
  return row?.n === 0 ? [] : [`the other organisation has ${row?.n} rows of ours`]
}

/** Each rule by its name, in the words of a treasurer. */
const RULES: Record<string, Rule> = {
  'never oversold': oversold,
  'captured money is allocated or held, once': captures,
  'nothing is booked that nobody paid': nothingFromNowhere,
  'only what is right pays a fee by itself': takenRightly,
  'no fee is paid twice': onePayment,
  'every posting sums to zero': balanced,
  'the ledger has what Stripe has': stripeBalance,
  'the last night explains everything': explained,
  'receipts are consecutive': consecutive('receipts'),
  'refund vouchers are consecutive': consecutive('refunds'),
  'every payment has a receipt': receipted,
  'a refund is made once': refundedOnce,
  'every refund is known': refundsKnown,
  'a claim pays once, when it is verified': claimsPayOnce,
  'a reference of the bank stands once': referencesOnce,
  'a claim keeps its seat': claimsHold,
  'cheques are in the drawer or at the bank': drawer,
  'organisations do not touch': rivalUntouched,
}

/** Every rule that a world breaks. */
export const broken = (g: Ground): Fault[] =>
  Object.entries(RULES).flatMap(([rule, of]) => of(g).map((what) => ({ rule, what })))
