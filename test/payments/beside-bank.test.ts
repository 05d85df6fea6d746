import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bankOffice, freshUtr } from '../support/claiming.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Office = Awaited<ReturnType<typeof bankOffice>>
type Part = { kind?: string; count: number; amountMinor: number }
type Page = {
  bankMinor: number
  chequesMinor: number
  statement: {
    firstDay: string | null
    lastDay: string | null
    shown: Part
    unbooked: Part
    open: Part
    aside: Part
    unseen: Part[]
  }
}
type Lines = { lines: { id: string; proposals: { kind: string; id: string; found: string }[] }[] }

const line = (narration: string, amountMinor: number) => ({
  ...{ dayOn: '2026-11-22', amountMinor, narration, reference: '', balanceMinor: null, nth: 0 },
})
const load = ({ treasurer, accountId }: Office, lines: unknown[]) =>
  treasurer.post(`/bank-accounts/${accountId}/lines`, { lines })
const compared = async ({ treasurer }: Office) => {
  const { body, trips } = await treasurer.get<Page>('/reconciliation')
  expect(trips).toBe(1)
  const { shown, unseen, unbooked } = body.statement
  // Whatever happened: what the ledger has is what lines show and what they do not show, and nothing else.
  const ours = unseen.reduce((sum, part) => sum + part.amountMinor, shown.amountMinor)
  expect(ours).toBe(body.bankMinor)
  return { ...body, unbooked }
}

/** A payout of Stripe, as the job that asks Stripe writes it down. */
async function payout({ o }: Office, amountMinor: number) {
  const id = `po_${v7().replaceAll('-', '').slice(-16)}`
  await o.db.execute({
    sql: `insert into stripe_payouts (id, stripe_account_id, amount_minor, currency, status, automatic, arrives_at, made_at)
      values (?, 'acct_1', ?, 'INR', 'paid', 1, unixepoch('2026-11-21'), unixepoch('2026-11-20'))`,
    args: [id, amountMinor],
  })
  return id
}

test('before a statement is loaded the page says that nothing was seen at the bank', async () => {
  const at = await bankOffice(w)
  const { id } = await at.seat()
  await at.pay(id, { provider: 'upi', reference: freshUtr() })
  expect(await compared(at)).toMatchObject({
    bankMinor: 150_000,
    statement: {
      ...{ firstDay: null, lastDay: null, shown: { count: 0, amountMinor: 0 } },
      unseen: [{ kind: 'payment', count: 1, amountMinor: 150_000 }],
    },
  })
})

test('a payout is found among the lines, likely by its word and amount, and explained by a person', async () => {
  const at = await bankOffice(w)
  const id = await payout(at, 443_800)
  await load(at, [line('NEFT STRIPE INDIA PAYOUT', 443_800), line('SMS CHARGES', -1_770)])
  const { body } = await at.treasurer.get<Lines>('/bank-lines')
  const [found] = body.lines.filter(({ proposals }) => proposals.length > 0)
  expect(found?.proposals).toMatchObject([{ kind: 'payout', id, found: 'words' }])
  expect((await compared(at)).statement).toMatchObject({
    ...{ firstDay: '2026-11-22', lastDay: '2026-11-22' },
    unseen: [{ kind: 'payout', count: 1, amountMinor: 443_800 }],
    open: { count: 2, amountMinor: 442_030 },
  })
  const match = `/bank-lines/${found?.id}/match`
  expect((await at.treasurer.post(match, { kind: 'payout', subjectId: id })).status).toBe(201)
  expect((await compared(at)).statement).toMatchObject({
    ...{ unseen: [], shown: { count: 1, amountMinor: 443_800 } },
    open: { count: 1, amountMinor: -1_770 },
  })
  // The bank refuses it after all: the line shows money that the ledger has no more.
  await at.o.db.execute("update stripe_payouts set failed_at = unixepoch(), status = 'failed'")
  expect(await compared(at)).toMatchObject({
    ...{ bankMinor: 0, unbooked: { count: 1, amountMinor: 443_800 } },
  })
})

test('a cheque counts once the bank has paid it, and a line set aside is told apart from one that nothing explains', async () => {
  const at = await bankOffice(w)
  const { id } = await at.seat()
  await at.pay(id, { provider: 'cheque', number: '000777', bank: 'SBI', datedOn: '2026-11-20' })
  expect(await compared(at)).toMatchObject({ bankMinor: 0, chequesMinor: 150_000, statement: { unseen: [] } })
  await load(at, [line('CHQ DEP 000777', 150_000), line('INTEREST CREDITED', 12_300)])
  const { body } = await at.treasurer.get<Lines>('/bank-lines')
  const of = (has: boolean) => body.lines.find(({ proposals }) => proposals.length > 0 === has)
  const [proposal] = of(true)?.proposals ?? []
  await at.treasurer.post(`/bank-lines/${of(true)?.id}/match`, { kind: 'payment', subjectId: proposal?.id })
  await at.treasurer.post(`/bank-lines/${of(false)?.id}/aside`, { reason: 'Interest of the bank' })
  expect(await compared(at)).toMatchObject({
    ...{ bankMinor: 150_000, chequesMinor: 0 },
    statement: {
      ...{ shown: { count: 1, amountMinor: 150_000 }, unseen: [] },
      ...{ open: { count: 0, amountMinor: 0 }, aside: { count: 1, amountMinor: 12_300 } },
    },
  })
})
