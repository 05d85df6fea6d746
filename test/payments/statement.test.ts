import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { balance, keptWrong } from '../support/books.ts'
import { bankOffice, freshUtr } from '../support/claiming.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

let seen: TestOrganisation[] = []
afterEach(async () => {
  for (const o of seen) expect(await keptWrong(o)).toEqual([])
  seen = []
})
const officeOf = async (...asked: Parameters<typeof bankOffice>) => {
  const at = await bankOffice(...asked)
  seen.push(at.o)
  return at
}

type Line = {
  id: string
  leftMinor: number
  aside: string | null
  matches: Match[]
  proposals: Match[]
  type?: string
}
type Match = { kind: string; id: string; found: string; amountMinor: number }
type Lines = { lines: Line[]; unexplained: number }
type Loaded = { loaded: number; known: number; matched: number; verified: number }
type Unseen = { subjects: { kind: string; id: string }[]; total: number }
type Office = Awaited<ReturnType<typeof bankOffice>>

/** A line of a statement as the browser sends it. */
const line = (narration: string, amountMinor = 150_000, more: Record<string, unknown> = {}) => ({
  dayOn: '2026-11-22',
  amountMinor,
  narration,
  reference: '',
  balanceMinor: null,
  nth: 0,
  ...more,
})

const load = ({ treasurer, accountId }: Office, lines: unknown[]) =>
  treasurer.post<Loaded>(`/bank-accounts/${accountId}/lines`, { lines })
const open = ({ treasurer }: Office, state = 'open') => treasurer.get<Lines>(`/bank-lines?state=${state}`)

test('a UTR in a narration with the same amount verifies the claim at once: the bank said so', async () => {
  const at = await officeOf(w)
  const { person, id } = await at.seat()
  const utr = freshUtr()
  await at.claim(person, id, { reference: utr })
  const loaded = await load(at, [line(`UPI/${utr}/ASHA/asha@bank/Fee`), line('NEFT-OTHER', 9_900)])
  expect([loaded.status, loaded.trips]).toEqual([201, 1])
  expect(loaded.body).toEqual({ loaded: 2, known: 0, matched: 1, verified: 1 })
  expect(await balance(at.o)).toMatchObject({ unbalanced: 0, receivable: 0, bank: 150_000 })
  expect((await at.receipts()).numbers).toHaveLength(1)
  expect((await open(at)).body).toMatchObject({ unexplained: 1, lines: [{ matches: [], leftMinor: 9_900 }] })
  const matched = await open(at, 'matched')
  expect(matched.body.lines).toMatchObject([
    { leftMinor: 0, matches: [{ kind: 'payment', found: 'reference' }] },
  ])
  expect(await at.o.rows("select count(*) as n from outbox where topic = 'payment-received'")).toEqual([
    { n: 1 },
  ])
})

test('above the limit the bank’s line stands for one of the two', async () => {
  const at = await officeOf(w, { feeMinor: 1_200_000 })
  const { person, id } = await at.seat()
  const utr = freshUtr()
  await at.claim(person, id, { amountMinor: 1_200_000, reference: utr })
  expect((await load(at, [line(`IMPS-${utr}-ASHA`, 1_200_000)])).body.verified).toBe(1)
  expect(await balance(at.o)).toMatchObject({ unbalanced: 0, receivable: 0 })
})

test('a statement loaded twice is the same lines; equal lines of one day stay apart', async () => {
  const at = await officeOf(w)
  const lines = [
    line('CASH DEPOSIT', 50_000),
    line('CASH DEPOSIT', 50_000, { nth: 1 }),
    line('CHARGES', -1_180),
  ]
  expect((await load(at, lines)).body).toMatchObject({ loaded: 3, known: 0 })
  expect((await load(at, lines)).body).toMatchObject({ loaded: 0, known: 3 })
  const both = await Promise.all([load(at, [line('NEW')]), load(at, [line('NEW')])])
  expect(both.map(({ body }) => body.loaded).sort()).toEqual([0, 1])
  expect(await at.o.rows('select count(*) as n from bank_lines')).toEqual([{ n: 4 }])
})

test('the loader does not verify his own claim: the line waits for somebody else', async () => {
  const at = await officeOf(w)
  const payer = await at.o.person('Payer', { unit: 'B1', grants: ['treasurer@ST'] })
  const { register } = await import('../support/hall.ts')
  const { body: seat } = await register(payer, at.workshop.id)
  const utr = freshUtr()
  const { body } = await at.claim(payer, seat.id, { reference: utr })
  await payer.post(`/bank-accounts/${at.accountId}/lines`, { lines: [line(`UPI/${utr}`)] })
  expect(await at.o.rows('select outcome from claims')).toEqual([{ outcome: null }])
  expect((await at.verify(body.id)).body.outcome).toBe('verified')
})

test('an amount that differs, our code, a cheque’s number and a near deposit are proposed, each with how sure it is', async () => {
  const at = await officeOf(w)
  const [a, b, c, d] = [await at.seat('A'), await at.seat('B'), await at.seat('C'), await at.seat('D')]
  const utr = freshUtr()
  const short = await at.claim(a.person, a.id, { reference: utr, amountMinor: 100_000 })
  const coded = await at.claim(b.person, b.id)
  const code = (await b.person.get<{ reference: string }>(`/registrations/${b.id}/ways`)).body.reference
  const cheque = await at.pay(c.id, { provider: 'cheque', number: '456', bank: 'SBI', datedOn: '2026-11-20' })
  await at.pay(d.id)
  const day = '2026-11-22'
  const asked = await at.count(day, 150_000)
  await at.decide(asked.body.approvalId)
  await at.treasurer.post(`/cash-closings/${asked.body.approvalId}/deposit`, { reference: 'SLIP 7' })
  await load(at, [
    line(`UPI/${utr}/A`, 120_000),
    line(`UPI/999999999999/FEE ${code}`),
    line('CHQ DEP 000456 SBI'),
    line('BY CASH MAIN BRANCH', 150_000, { nth: 1 }),
  ])
  const { body } = await open(at)
  const found = body.lines.map(({ proposals }) => proposals[0])
  expect(found).toContainEqual(
    expect.objectContaining({ kind: 'payment', id: short.body.id, found: 'reference' }),
  )
  expect(found).toContainEqual(
    expect.objectContaining({ kind: 'payment', id: coded.body.id, found: 'words' }),
  )
  expect(found).toContainEqual(
    expect.objectContaining({ kind: 'payment', id: cheque.body.id, found: 'words' }),
  )
  const cash = body.lines.flatMap(({ proposals }) => proposals).find(({ kind }) => kind === 'deposit')
  expect(cash).toMatchObject({ id: asked.body.approvalId, found: 'amount' })
})

test('by hand: a cheque that a line shows is cleared, a deposit is seen, and what does not fit is refused', async () => {
  const at = await officeOf(w)
  const { id } = await at.seat()
  const { body: cheque } = await at.pay(id, {
    provider: 'cheque',
    number: '456',
    bank: 'SBI',
    datedOn: '2026-11-20',
  })
  await load(at, [line('CHQ DEP'), line('SMALL', 100), line('CHARGES', -150_000)])
  const lines = (await open(at)).body.lines
  const of = (minor: number) => lines.find(({ leftMinor }) => leftMinor === minor)?.id ?? ''
  const match = (lineId: string) =>
    at.treasurer.post<Line>(`/bank-lines/${lineId}/match`, { kind: 'payment', subjectId: cheque.id })
  expect((await match(of(100))).body.type).toBe('/problems/amount-mismatch')
  expect((await match(of(-150_000))).body.type).toBe('/problems/amount-mismatch')
  const made = await match(of(150_000))
  expect([made.status, made.trips, made.body.leftMinor]).toEqual([201, 1, 0])
  expect(made.body.matches).toMatchObject([{ id: cheque.id, found: 'hand' }])
  expect(await balance(at.o)).toMatchObject({ unbalanced: 0, bank: 150_000 })
  expect((await match(of(150_000))).status).toBe(201)
  expect((await match(of(100))).body.type).toBe('/problems/state-changed')
  const undone = await at.treasurer.delete<Line>(`/bank-lines/${of(150_000)}/match`)
  expect(undone.body.type).toBe('/problems/state-changed')
})

test('a claim that a line shows by hand is verified; a plain match can be taken back', async () => {
  const at = await officeOf(w)
  const [a, b] = [await at.seat('A'), await at.seat('B')]
  const claimed = await at.claim(a.person, a.id)
  const paid = await at.pay(b.id, { provider: 'bank', reference: 'NEFT 1' })
  await load(at, [line('NEFT ASHA'), line('NEFT BINA', 150_000)])
  const lines = (await open(at)).body.lines
  const match = (i: number, subjectId: string) =>
    at.treasurer.post<Line>(`/bank-lines/${lines[i]?.id}/match`, { kind: 'payment', subjectId })
  expect((await match(0, claimed.body.id)).status).toBe(201)
  expect(await at.o.rows('select outcome from claims')).toEqual([{ outcome: 'verified' }])
  expect((await match(1, paid.body.id)).status).toBe(201)
  const back = await at.treasurer.delete<Line>(`/bank-lines/${lines[1]?.id}/match`)
  expect([back.status, back.body.matches, back.body.leftMinor]).toEqual([200, [], 150_000])
})

test('what the bank has not shown is listed, and a line that is no affair of fees is set aside and brought back', async () => {
  const at = await officeOf(w)
  const { person, id } = await at.seat()
  const { body } = await at.claim(person, id)
  const unseen = await at.treasurer.get<Unseen>('/bank-unseen')
  expect([unseen.trips, unseen.body]).toMatchObject([
    1,
    { total: 1, subjects: [{ kind: 'payment', id: body.id }] },
  ])
  await load(at, [line('INTEREST', 4_200)])
  const lineId = (await open(at)).body.lines[0]?.id
  const aside = (reason: string) => at.treasurer.post<Line>(`/bank-lines/${lineId}/aside`, { reason })
  expect((await aside('Interest of the bank')).body.aside).toBe('Interest of the bank')
  expect((await open(at)).body).toMatchObject({ unexplained: 0, lines: [] })
  expect((await open(at, 'aside')).body.lines).toHaveLength(1)
  expect((await aside('')).body.aside).toBe(null)
  expect((await open(at)).body.unexplained).toBe(1)
})

test('a refund that was paid by transfer is matched with the line on which it went', async () => {
  const at = await officeOf(w)
  const { id } = await at.seat()
  const { body: paid } = await at.pay(id)
  const asked = await at.giveBack(paid.id, 50_000, { way: 'bank' })
  await at.decide(asked.body.approvalId)
  await at.payOut(asked.body.approvalId, 'SBIN426000111222')
  expect((await load(at, [line('NEFT DR-SBIN426000111222-ASHA', -50_000)])).body).toMatchObject({
    matched: 1,
  })
})

test('the bank is the affair of the whole organisation: a district’s treasurer and a cashier see nothing', async () => {
  const at = await officeOf(w)
  const far = await at.o.person('Far', { grants: ['treasurer@D1'] })
  for (const path of ['/bank-lines', '/bank-unseen', '/bank-accounts', '/money-rules'])
    expect([path, (await far.get(path)).status, (await at.cashier.get(path)).status]).toEqual([
      path,
      404,
      404,
    ])
  const sent = await far.post(`/bank-accounts/${at.accountId}/lines`, { lines: [line('X')] })
  expect([sent.status, await at.o.rows('select 1 from bank_lines')]).toEqual([404, []])
})

type Accounts = { accounts: { id: string; endedAt: number | null; setBy: { id: string } }[] }

test('an account is set, ended and never changed; the others who look after money are told', async () => {
  const at = await officeOf(w)
  const other = await at.o.person('Other', { grants: ['treasurer@ST'] })
  const ended = await at.treasurer.post<Accounts>(`/bank-accounts/${at.accountId}/ending`)
  expect([ended.status, ended.trips]).toEqual([201, 1])
  expect(ended.body.accounts).toMatchObject([{ endedAt: w.clock.now, setBy: { id: at.treasurer.id } }])
  const told = await at.o.rows("select distinct person_id from outbox where topic = 'account-changed'")
  expect(told).toEqual([{ person_id: other.id }])
  const id = v7()
  const draft = { id, name: 'New', holder: 'Holder', vpa: 'new@testbank' }
  expect((await at.treasurer.post<Accounts>('/bank-accounts', draft)).status).toBe(201)
  expect((await at.treasurer.post<Accounts>('/bank-accounts', draft)).status).toBe(201)
  const again = await at.treasurer.post('/bank-accounts', { ...draft, id: v7() })
  expect(again.body.type).toBe('/problems/code-taken')
  const audited = await at.o.rows("select action from audit where action like 'bank-account.%' order by seq")
  expect(audited.map(({ action }) => action)).toEqual([
    'bank-account.set',
    'bank-account.ended',
    'bank-account.set',
  ])
})

type Rules = { version: number; classification: string | null; byKind: string; type?: string }

test('the rules of money are set against the version that was seen, and a fee’s class follows them', async () => {
  const at = await officeOf(w)
  const { person, id } = await at.seat()
  const rules = await at.treasurer.get<Rules>('/money-rules')
  expect([rules.trips, rules.body]).toMatchObject([
    1,
    { version: 1, classification: null, byKind: 'fee_for_service' },
  ])
  const set = (version: number, more: Record<string, unknown> = {}) =>
    at.treasurer.put<Rules>('/money-rules', {
      version,
      twoAboveMinor: 100_000,
      claimDays: 5,
      classification: 'contribution',
      programmes: [],
      ...more,
    })
  expect((await set(1)).body).toMatchObject({ version: 2, classification: 'contribution' })
  expect((await set(1)).status).toBe(200)
  expect((await set(1, { claimDays: 7 })).body.type).toBe('/problems/version-changed')
  expect((await set(7)).body.type).toBe('/problems/version-changed')
  expect((await set(2, { programmes: [{ programmeId: v7(), classification: 'contribution' }] })).status).toBe(
    422,
  )
  const ways = await person.get(`/registrations/${id}/ways`)
  expect(ways.body).toMatchObject({ classification: 'contribution', twoAboveMinor: 100_000, claimDays: 5 })
})
