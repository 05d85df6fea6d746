import { v7 } from 'uuid'
import type { Act } from './acts.ts'
import type { Ground } from './ground.ts'
import { payer, pick, seatOf } from './people.ts'

/** Somebody, or the desk for him, says that he sent money. */
export async function claim(g: Ground, { who, by, reference, share, desk }: Extract<Act, { do: 'claim' }>) {
  const digits = String(600_000_000_000 + reference)
  const proof =
    by === 'cheque'
      ? { number: String(reference + 1), bank: 'SBI', datedOn: '2026-11-20' }
      : { reference: digits }
  await g.call(desk ? g.own.desk.cashier : payer(g, who), 'POST', '/claims', {
    id: v7(),
    registrationId: seatOf(g, who),
    provider: by,
    amountMinor: Math.round(g.shape.feeMinor * share),
    ...proof,
  })
}

/** A claim is verified, refused, or taken back. */
export async function endClaim(g: Ground, of: number, how: 'verify' | 'refuse' | 'withdraw') {
  const found = pick(
    g.ours(
      `select k.id, g.person_id as person from claims k join registrations g on g.id = k.registration_id
        where k.outcome is null order by k.claimed_at, k.id`,
    ),
    of,
  )
  if (!found) return
  const { treasurer } = g.own.desk
  const own = g.own.payers.find(({ id }) => id === found.person) ?? treasurer
  if (how === 'withdraw') await g.call(own, 'POST', `/claims/${found.id}/withdrawal`)
  else if (how === 'refuse')
    await g.call(treasurer, 'POST', `/claims/${found.id}/refusal`, { reason: 'The bank shows nothing' })
  else await g.call(treasurer, 'POST', `/claims/${found.id}/verification`)
}

/** The bank speaks of money that was claimed: it did not come after all, or a cheque was paid. */
export async function banked(g: Ground, of: number, came: boolean) {
  const paid = pick(
    g.ours(
      `select id from payments where provider in ('cheque'${came ? '' : ", 'upi', 'bank'"}) order by received_at, id`,
    ),
    of,
  )
  if (paid && came) await g.call(g.own.desk.treasurer, 'POST', `/payments/${paid.id}/clearing`)
  else if (paid)
    await g.call(g.own.desk.treasurer, 'POST', `/payments/${paid.id}/void`, { reason: 'It was sent back' })
}
