import { v7 } from 'uuid'
import { hall, register } from './hall.ts'
import type { World } from './world.ts'

/** Where to pay. */
type Checkout = { url: string; type?: string }

/** How a registration stands with its fee. */
export type Standing = {
  state: string
  paidMinor: number
  owedMinor: number
  payments: { provider: string; receiptNumber: string }[]
}

/** An organisation whose own account takes fees online, with a workshop for a fee and ways to seat people and to pay. */
export async function online(
  w: World,
  {
    feeMinor = 150_000,
    kind = 'society',
    capacity = 50,
    units,
  }: { feeMinor?: number; kind?: string; capacity?: number; units?: string[] } = {},
) {
  const o = await w.organisation({ kind, ...(units && { units }) })
  const account = `acct_${v7().replaceAll('-', '').slice(-16)}`
  await w.database('directory').execute({
    sql: 'insert into connected_accounts (id, slug, livemode, connected_at, checked_at) values (?, ?, 0, ?, ?)',
    args: [account, o.slug, w.clock.now, w.clock.now],
  })
  await o.db.execute({ sql: 'update organisation set stripe_account_id = ?', args: [account] })
  w.stripe.sim.connect({ id: account, name: o.slug })
  await w.settled()
  await w
    .database('directory')
    .execute({ sql: 'delete from stripe_inbox where account = ?', args: [account] })
  const workshop = await hall(o, { feeMinor, capacity, maximum: capacity })

  /** Seats somebody new. */
  async function seat(name = 'Asha') {
    const person = await o.person(name, { unit: 'B1' })
    const { body } = await register(person, workshop.id)
    return { person, id: body.id }
  }
  type Seat = Awaited<ReturnType<typeof seat>>

  /** Goes to the hosted page; says the session there. */
  async function checkout({ person, id }: Seat) {
    const answer = await person.post<Checkout>(`/registrations/${id}/checkout`)
    return { ...answer, session: /\/pay\/(cs_\w+)/.exec(answer.body.url ?? '')?.[1] ?? '' }
  }
  const standing = ({ person, id }: Seat) => person.get<Standing>(`/registrations/${id}/payment`)

  /** What must hold whatever happened: balanced postings, and money that came = payments + suspense. */
  async function books() {
    const one = async (sql: string) => Number((await o.rows(sql))[0]?.n)
    return {
      unbalanced: await one(
        `select count(*) as n from (select 1 from ledger_entries group by posting_key having sum(amount_minor) <> 0)`,
      ),
      came: await one(
        `select coalesce(sum(amount_minor), 0) as n from ledger_entries
          where account in ('bank', 'stripe_balance', 'stripe_fees') or account like 'cash:%'`,
      ),
      paid: await one('select coalesce(sum(amount_minor), 0) as n from payments'),
      receipts: await one('select count(*) as n from receipts'),
      told: await one("select count(*) as n from outbox where topic = 'payment-received'"),
      suspense: await one(
        "select coalesce(-sum(amount_minor), 0) as n from ledger_entries where account like 'suspense:%'",
      ),
    }
  }
  const inbox = async () =>
    (
      await w.database('directory').execute({
        sql: 'select type, state, error from stripe_inbox where account = ? order by event_id',
        args: [account],
      })
    ).rows.map(({ type, state, error }) => ({ type, state, error }))

  /** Calls Stripe's API on the organisation's account, as its own dashboard would. */
  async function dashboard(method: string, path: string, form: Record<string, string> = {}) {
    const answer = await fetch(`${w.stripe.url}/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${w.bindings.STRIPE_SECRET_KEY}`,
        'stripe-account': account,
        ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      body: method === 'POST' ? new URLSearchParams(form) : null,
    })
    return (await answer.json()) as { id: string; data?: { id: string }[] }
  }
  const decisions = async () =>
    (await o.rows('select decision from attempts order by created_at, id')).map(({ decision }) => decision)

  return { o, account, workshop, seat, checkout, standing, books, inbox, decisions, dashboard }
}
