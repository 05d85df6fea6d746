import type Stripe from 'stripe'
import { nudge } from '../../platform/desk.ts'
import { lineOf } from '../balance/transactions.ts'
import type { Place } from '../checkout/jobs.ts'
import { settleDispute } from '../disputes/jobs.ts'
import { raise, settleRaised } from '../exceptions/queries.ts'
import { forAccount } from '../stripe.ts'
import { itemise } from './itemise.ts'
import { explain } from './lines.ts'
import { begin, finish, pursueAbsent, type Run, turn, unended } from './queries.ts'

/** Pages that one job compares, each of a hundred lines; the next job goes on after them. */
const PAGES = 50

const CURRENCY = 'inr'

const held = (balance: Stripe.Balance): number =>
  [...balance.available, ...balance.pending]
    .filter(({ currency }) => currency === CURRENCY)
    .reduce((sum, { amount }) => sum + amount, 0)

/** One page; the run as it goes on, null at its end, undefined when another job is at it. */
async function comparePage(place: Place, run: Run): Promise<Run | null | undefined> {
  const { env, db, organisation, account } = place
  const page = await forAccount(env, account).transactions({
    created: { gte: run.fromAt, lte: run.startedAt },
    starting_after: run.cursor ?? undefined,
  })
  const lines = page.data.map((made) => lineOf(made, organisation))
  const sum = await explain(place, lines)
  const netMinor = lines.reduce((net, { amountMinor, feeMinor }) => net + amountMinor - feeMinor, 0)
  const cursor = lines.at(-1)?.id ?? run.cursor
  if (lines.length > 0) {
    const [[mine]] = await db.write([turn(run, cursor, { ...sum, seen: lines.length, netMinor })])
    if (!mine) return undefined
  }
  return page.has_more ? { ...run, cursor } : null
}

/** All lines are compared: what is posted here and missing there, and the two balances. */
async function close(place: Place, run: Run): Promise<void> {
  const { env, db, account, c } = place
  const { now } = c.var
  const [open] = await db.read([unended(account, now)])
  for (const { kind, id } of open) await (kind === 'dispute' ? settleDispute(place, id) : itemise(place, id))
  await db.write([...pursueAbsent(run, account, now)])
  const stripeMinor = held(await forAccount(env, account).balance())
  const [[ended]] = await db.write([finish(run, account, stripeMinor, now)])
  if (!ended) return
  const differs = {
    kind: 'balance-differs' as const,
    subject: account,
    detail: { differenceMinor: ended.differenceMinor },
  }
  await db.write([ended.differenceMinor === 0 ? settleRaised(differs, now) : raise(differs, now)])
}

/** Compares Stripe's book with ours, page by page; goes on in another job, and after whatever broke it off. */
export async function reconcile(place: Place, asked: boolean): Promise<void> {
  const { env, db, organisation, account, c } = place
  const [, [begun]] = await db.write([...begin(account, asked, c.var.now)])
  let run: Run | null | undefined = begun
  for (let pages = 0; run && pages < PAGES; pages += 1) {
    const next: Run | null | undefined = await comparePage(place, run)
    if (next === null) return close(place, run)
    run = next
  }
  if (run) await nudge(env, { kind: 'reconcile', organisation, account })
}
