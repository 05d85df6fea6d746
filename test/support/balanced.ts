import { expect } from 'vitest'
import type { TestOrganisation } from './organisation.ts'
import type { World } from './world.ts'

/**
 * What must hold of an organisation's money after anything that happens: every posting sums to zero in its currency, so
 * does the whole ledger, receipts are numbered without a gap, and no registration was paid by more than its due.
 */
export async function balanced(o: TestOrganisation): Promise<void> {
  const postings = await o.rows(`select posting_key, currency, sum(amount_minor) as n from ledger_entries
    group by posting_key, currency having n <> 0`)
  const receipts = await o.rows(`select series, year, count(*) as issued, max(seq) as last from receipts
    group by series, year having issued <> last`)
  const overpaid = await o.rows(`select p.registration_id from payments p join dues d
      on d.registration_id = p.registration_id
    group by p.registration_id having sum(p.amount_minor) > max(d.amount_minor)`)
  expect({ postings, receipts, overpaid }).toEqual({ postings: [], receipts: [], overpaid: [] })
}

/** A copy of every row of an organisation that money could change, to hold that nothing was touched. */
export async function moneyOf(o: TestOrganisation): Promise<unknown> {
  const tables = ['attempts', 'payments', 'receipts', 'ledger_entries', 'refunds', 'stripe_refunds']
  // Of a message only that it is there: whether it was sent changes by itself.
  const told = o.rows('select key, facts from outbox order by key')
  return Promise.all([...tables.map((table) => o.rows(`select * from ${table} order by rowid`)), told])
}

/** Delivers to the webhook what is given, signed by a secret; answers the status. */
export async function deliver(w: World, payload: string, signature: string | null): Promise<number> {
  const answer = await fetch(new URL('/api/webhooks/stripe', w.address), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(signature ? { 'stripe-signature': signature } : {}) },
    body: payload,
  })
  return answer.status
}
