import { afterAll, beforeAll, expect, test } from 'vitest'
import { residentialCamp } from '../../db/seed/tables/campaigns.ts'
import { approvalTexts } from '../../web/text/approvals.ts'
import { bankTexts } from '../../web/text/bank.ts'
import { booksTexts } from '../../web/text/books.ts'
import { cashTexts } from '../../web/text/cash.ts'
import { claimTexts } from '../../web/text/claims.ts'
import { connectionTexts } from '../../web/text/connection.ts'
import { deskTexts } from '../../web/text/desk.ts'
import { feeTexts } from '../../web/text/fees.ts'
import { flagTexts } from '../../web/text/flags.ts'
import { givingTexts } from '../../web/text/giving.ts'
import { moneyTexts } from '../../web/text/money.ts'
import { payingTexts } from '../../web/text/paying.ts'
import { reconciliationTexts } from '../../web/text/reconciliation.ts'
import { voucherTexts } from '../../web/text/voucher.ts'
import { workshopsText } from '../../web/text/workshops.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import { camp, PHONES } from '../support/camp.ts'
import { register } from '../support/hall.ts'
import { expectBalanced } from '../support/ledger.ts'
import { type World, world } from '../support/world.ts'

// The money of a residential camp, told in order: from connecting Stripe to the day's closing of the cash book and the
// auditor's statement. Participants and the desk hold phones in Hindi, the office sits at computers in English.

const AT = '/o/shivir'
const FEE = '₹1,500'
const RECEIPT = /^SHI[A-Z]*\/25-26\/00000/
const UTR = { meena: '514012345678', group: '514012345699' }

let w: World
let told: Awaited<ReturnType<typeof camp>>
let browser: Awaited<ReturnType<typeof browsing>>
let treasurer: Hand
let gate: Hand
let approver: Hand
let ravi: Hand
let meena: Hand
let account = ''
const seats: Record<string, string> = {}

const PEOPLE = {
  ravi: ['Ravi Malviya', 'रवि मालवीय', '+919893030005'],
  meena: ['Meena Sahu', 'मीना साहू', ''],
  gopal: ['Gopal Rao', 'गोपाल राव', ''],
  sita: ['Sita Patel', 'सीता पटेल', ''],
  uma: ['Uma Sen', 'उमा सेन', ''],
  kiran: ['Kiran Das', 'किरण दास', '+919893030011'],
  john: ['Joseph Toppo', 'जोसेफ़ टोप्पो', '+919893030012'],
  hari: ['Hari Om', 'हरि ओम', ''],
  lata: ['Lata Bai', 'लता बाई', ''],
  om: ['Om Sahu', 'ओम साहू', ''],
} as const
type Who = keyof typeof PEOPLE

/** Seats everybody who has no device of his own in this story. */
async function seatAll() {
  for (const [who, [nameEn, nameHi, phone]] of Object.entries(PEOPLE)) {
    const known = who === 'meena' && told.meena
    const person =
      known || (await told.org.person(nameEn, { nameHi, unit: 'MP-D396N', ...(phone && { phone }) }))
    seats[who] = (await register(person, told.ids.workshop)).body.id
  }
}
const card = (who: Who) => `${AT}/registrations/${seats[who]}`
const rows = (sql: string) => told.org.rows(sql)

/** Looks until a count is there: what happens behind the browser has no screen to wait for. */
const counted = (sql: string, n: number) =>
  expect.poll(async () => (await rows(sql))[0]?.n, { timeout: 10_000 }).toBe(n)

/** The second person reads what waits, and approves it. */
async function approve(kind: 'waiver' | 'refund' | 'cash-close') {
  const { page } = approver
  const say = approver.say(approvalTexts)
  await approver.go(`${AT}/approvals`)
  await page.getByText(new RegExp(`^${say(`kind.${kind}`)}`)).waitFor()
  await page.getByRole('button', { name: new RegExp(`^${say('approve')}`) }).click()
  const sure = page.locator('dialog[open]').getByRole('button', { name: say('approve'), exact: true })
  await sure.click()
  await page.getByText(say('done.approved')).waitFor()
}

/** Goes to the hosted page from a card and presses a button there. */
async function payOnline(by: Hand, who: Who, act: string) {
  await by.go(card(who))
  await by.page.getByRole('button', { name: by.say(feeTexts)('pay.now', { amount: FEE }) }).click()
  await by.page.waitForURL(`${w.stripe.url}/pay/**`)
  await press(by, act)
}
async function press(by: Hand, act: string) {
  const button = by.page.locator(`button[value=${act}]`)
  if (!(await button.isVisible())) await by.page.locator('summary').click()
  await button.click()
}

beforeAll(async () => {
  w = await world({}, await freePort())
  told = await camp(w, 'shivir', { published: false })
  await told.org.person('Nidhi Jain', {
    ...{ nameHi: 'निधि जैन', unit: 'MP', grants: ['approver@MP'], phone: '+919893030009' },
  })
  browser = await browsing(w)
  treasurer = await browser.hand({ language: 'en', size: 'desk' })
  approver = await browser.hand({ language: 'en', size: 'desk' })
  gate = await browser.hand({ language: 'hi', size: 'phone' })
  ravi = await browser.hand({ language: 'hi', size: 'phone' })
  meena = await browser.hand({ language: 'hi', size: 'phone' })
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

test('the owner connects Stripe, is told what Stripe still asks for, and opens the camp with its fee', async () => {
  const owner = await browser.hand({ language: 'hi', size: 'phone' })
  const { page } = owner
  const say = owner.say(moneyTexts)
  await owner.signIn(PHONES.owner, `${AT}/money?tab=online`)
  await page.getByRole('button', { name: say('state.none.go') }).waitFor()
  await owner.look('1-connect')
  await page.getByRole('button', { name: say('state.none.go') }).click()
  await page.waitForURL(`${w.stripe.url}/**`)
  await page.locator('button[value=later]').click()
  await page.waitForURL(`**${AT}/money?connection=**`)
  await page.getByText(say('state.started'), { exact: true }).waitFor()
  await owner.look('1-started')
  await page.getByRole('button', { name: say('state.started.go') }).click()
  await page.waitForURL(`${w.stripe.url}/**`)
  await page.locator('input[name=name]').fill('Shivir')
  await page.locator('button[value=finish]').click()
  await page.waitForURL(`**${AT}/money?connection=**`)
  account = String((await rows('select stripe_account_id as id from organisation'))[0]?.id)
  w.stripe.sim.require(account, { currentlyDue: ['company.tax_id'], deadline: w.clock.now + 9 * 86_400 })
  await w.settled()
  await page.reload()
  await page.getByText(owner.say(connectionTexts)('ask.tax')).first().waitFor()
  await owner.look('1-asked')
  const words = owner.say(workshopsText)
  await owner.go(`${AT}/workshops/${told.ids.workshop}`)
  await page.getByRole('button', { name: words('publish'), exact: true }).click()
  await page
    .locator('dialog[open]')
    .getByRole('button', { name: words('publish'), exact: true })
    .click()
  await page.getByText(words('publish.done')).waitFor()
  await owner.look('2-camp-open')
  await owner.close()
  await seatAll()
})

test('Ravi is declined, pays late, waits for his bank, and has his receipt', async () => {
  const { page } = ravi
  const say = ravi.say(feeTexts)
  await ravi.signIn(PHONES.ravi, card('ravi'))
  await ravi.look('3-owes')
  await payOnline(ravi, 'ravi', 'decline')
  await page.getByRole('alert').waitFor()
  await press(ravi, 'late')
  await page.waitForURL(`**${AT}/registrations/**`)
  await w.settled()
  await page.getByText(say('waiting'), { exact: true }).waitFor()
  await ravi.look('3-confirming')
  w.clock.now += 90
  await w.stripe.sim.advanceClock(0)
  await w.settled()
  await page.reload()
  await page.getByText(say('paid'), { exact: true }).waitFor()
  await ravi.look('3-paid')
})

test('Meena pays by UPI and says so; another person finds it at the bank', async () => {
  const words = treasurer.say(bankTexts)
  await treasurer.signIn(PHONES.treasurer, `${AT}/money/accounts`)
  await treasurer.page.getByRole('button', { name: words('accounts.add') }).click()
  const form = treasurer.page.locator('dialog[open]')
  await form.getByLabel(words('name'), { exact: false }).first().fill('State committee')
  await form.getByLabel(words('holder'), { exact: false }).fill('Shivir Samiti')
  await form.getByLabel(words('vpa'), { exact: false }).fill('samiti@testbank')
  await form.getByRole('button', { name: words('accounts.add') }).click()
  await treasurer.page.getByText('samiti@testbank').waitFor()
  const say = meena.say(claimTexts)
  await meena.signIn(PHONES.meena, `${card('meena')}/pay`)
  await meena.look('4-upi')
  await meena.page.getByLabel(say('utr'), { exact: false }).fill(UTR.meena)
  await meena.page.getByRole('button', { name: say('send') }).click()
  await meena.page.getByText(say('state.open'), { exact: true }).waitFor()
  await meena.look('4-upi-sent')
  await treasurer.go(`${AT}/money/claims`)
  await treasurer.page.getByRole('heading', { name: 'Meena Sahu' }).waitFor()
  await treasurer.look('4-claims')
  await treasurer.page.getByRole('button', { name: treasurer.say(claimTexts)('verify'), exact: true }).click()
  await treasurer.page.getByText(treasurer.say(claimTexts)('verify.done')).waitFor()
})

test('the desk takes cash in three taps with its receipt on paper, and a cheque', async () => {
  const { page } = gate
  const say = gate.say(deskTexts)
  await gate.signIn(PHONES.gate, `${AT}/workshops/${told.ids.workshop}/desk?tab=fees`)
  const owing = page.getByRole('list', { name: say('owing') })
  const take = page.getByRole('button', { name: say('take.cash', { amount: FEE }) })
  await owing.getByText('सीता पटेल').click()
  await page.getByRole('button', { name: say('by.cash'), exact: true }).click()
  await take.click()
  await page.locator('.taken-number').waitFor()
  expect(await page.locator('.taken-number').textContent()).toMatch(RECEIPT)
  await gate.look('5-cash-taken')
  const [paid] = await rows("select id from payments where provider = 'cash'")
  await gate.go(`${AT}/receipts/${paid?.id}`)
  await gate.look('5-receipt')
  await gate.paper('5-receipt')
  await gate.go(`${AT}/workshops/${told.ids.workshop}/desk?tab=fees`)
  await owing.getByText('गोपाल राव').click()
  await page.getByRole('button', { name: say('by.cheque'), exact: true }).click()
  await gate.look('5-cheque')
  const words = gate.say(claimTexts)
  await page.getByLabel(words('cheque'), { exact: false }).fill('000777')
  await page.getByLabel(words('drawn'), { exact: false }).fill('SBI')
  await page.getByLabel(words('dated'), { exact: false }).fill('2025-05-19')
  await page.getByRole('button', { name: say('take.cheque', { amount: FEE }) }).click()
  await page.locator('.taken-number').waitFor()
})

test('two people waive the fee of Uma', async () => {
  const { page } = gate
  const say = gate.say(givingTexts)
  await gate.go(card('uma'))
  await page.getByRole('button', { name: say('waive') }).click()
  const form = page.locator('dialog[open]')
  await form.getByLabel(say('waive.amount')).fill('1500')
  await form.getByLabel(say('waive.sponsor')).fill('District committee')
  await form.getByLabel(say('reason'), { exact: false }).fill('पिता का काम छूट गया')
  await form.getByRole('button', { name: say('ask') }).click()
  await page.getByText(say('waiting.waiver', { amount: FEE })).waitFor()
  await approver.signIn('9893030009', `${AT}/approvals`)
  await approver.look('6-approvals')
  await approve('waiver')
  await page.reload()
  await page.getByText(gate.say(feeTexts)('waived'), { exact: true }).waitFor()
  await gate.look('6-waived')
})

test('one sum for three gets one number and three lines on one receipt', async () => {
  const { page } = treasurer
  const say = treasurer.say(payingTexts)
  await treasurer.go(`${AT}/workshops/${told.ids.workshop}/paying`)
  for (const name of ['Hari Om', 'Lata Bai', 'Om Sahu']) await page.getByRole('checkbox', { name }).check()
  await treasurer.look('7-paying')
  await page.getByRole('button', { name: say('chosen', { count: 3 }) }).click()
  await page.getByRole('radio', { name: say('by.upi') }).check()
  await page.getByLabel(say('payer'), { exact: false }).fill('District committee Bhopal')
  await page.getByLabel(say('utr'), { exact: false }).fill(UTR.group)
  await page.locator('main form button[type=submit]').click()
  await page.getByText(say('state.paid')).waitFor()
  await treasurer.look('7-group')
  await treasurer.paper('7-group')
  await page.getByRole('link', { name: /^Lata Bai/ }).click()
  await page.getByRole('link', { name: treasurer.say(voucherTexts)('group.open') }).waitFor()
  await treasurer.look('7-group-line')
})

test('a bank disputes, the organisation gives back at Stripe, and a card from abroad waits for a person', async () => {
  for (const who of ['kiran', 'john'] as const) {
    const one = await browser.hand({ language: 'hi', size: 'phone' })
    await one.signIn(PEOPLE[who][2].slice(3), card(who))
    await payOnline(one, who, who === 'kiran' ? 'dispute' : 'foreign')
    await one.page.waitForURL(`**${AT}/registrations/**`)
    await w.settled()
    await one.page.reload()
    await one.look(`8-card-${who}`)
    await one.close()
  }
  const [paid] = await rows(
    `select p.reference as id from payments p where p.registration_id = '${seats.ravi}'`,
  )
  w.stripe.sim.refund(String(paid?.id), { amount: 60_000 })
  await w.settled()
  await counted("select count(*) as n from stripe_refunds where origin = 'dashboard'", 1)
  await ravi.go(card('ravi'))
  await ravi.look('8-card-ravi')
  await ravi.page.getByRole('link', { name: /R00001$/ }).click()
  await ravi.page.getByText(ravi.say(voucherTexts)('voucher.origin.dashboard')).waitFor()
  await ravi.look('8-voucher')
  await ravi.paper('8-voucher')
  await treasurer.go(card('kiran'))
  await treasurer.page.getByText(treasurer.say(flagTexts)('dispute.open', { amount: FEE })).waitFor()
  await treasurer.look('8-card-disputed')
  await treasurer.go(`${AT}/money?tab=reviews`)
  await treasurer.look('9-reviews')
  for (const tab of ['payments', 'refunds'] as const) {
    await treasurer.page.getByRole('tab', { name: treasurer.say(moneyTexts)(`tab.${tab}`) }).click()
    await treasurer.look(`9-${tab}`)
  }
})

test('the cashier counts the day, another confirms, and the treasurer brings it to the bank', async () => {
  const { page } = gate
  const say = gate.say(cashTexts)
  await gate.go(`${AT}/cash`)
  await gate.look('10-my-cash')
  await page.getByRole('button', { name: say('close') }).click()
  const form = page.locator('dialog[open]')
  await form.getByLabel(say('close.counted')).fill('1500')
  await form.getByRole('button', { name: say('close.ask') }).click()
  await page.getByText(say('state.asked'), { exact: true }).waitFor()
  await approve('cash-close')
  await treasurer.go(`${AT}/money?tab=cash`)
  await treasurer.look('10-cash-book')
  await treasurer.page.getByRole('link', { name: '20 May 2025' }).click()
  await treasurer.page.getByLabel(treasurer.say(cashTexts)('bank.reference')).fill('CDM4711')
  await treasurer.page.getByRole('button', { name: treasurer.say(cashTexts)('bank.save') }).click()
  await treasurer.page.getByText('CDM4711').first().waitFor()
  await treasurer.look('10-slip')
})

test('Stripe pays out, the bank’s statement shows everything, and the books agree', async () => {
  const { page } = treasurer
  const say = treasurer.say(reconciliationTexts)
  const words = treasurer.say(bankTexts)
  told.setClock('2025-05-28', '01:30')
  await w.stripe.sim.advanceClock(0)
  await w.settled()
  await w.tick()
  await counted('select count(*) as n from recon_runs where finished_at is not null', 1)
  const [payout] = await rows('select sum(amount_minor) as n from stripe_payouts')
  const statement = [
    'Txn Date,Description,Ref No.,Debit,Credit',
    `20/05/2025,UPI/CR/${UTR.meena}/MEENA,,,"1,500.00"`,
    `20/05/2025,UPI/CR/${UTR.group}/DCC,,,"4,500.00"`,
    '20/05/2025,CHQ DEP 000777,,,"1,500.00"',
    '21/05/2025,CASH DEPOSIT CDM4711,,,"1,500.00"',
    `23/05/2025,STRIPE PAYOUT,,,"${Number(payout?.n) / 100}"`,
    '28/05/2025,SMS CHARGES,,17.70,',
  ].join('\n')
  await treasurer.go(`${AT}/money/bank`)
  const file = { name: 'may.csv', mimeType: 'text/csv', buffer: Buffer.from(statement) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('button', { name: words('load.go') }).click()
  await page.getByText('STRIPE PAYOUT').waitFor()
  await treasurer.look('11-bank')
  for (const narration of ['STRIPE PAYOUT', 'CHQ DEP 000777']) {
    const line = page.getByRole('article').filter({ hasText: narration })
    await line.getByRole('button', { name: words('match') }).click()
    await line.waitFor({ state: 'detached' })
  }
  for (const tab of ['matched', 'unseen'] as const) {
    await page.getByRole('tab', { name: words(`tab.${tab}`), exact: true }).click()
    await treasurer.look(`11-bank-${tab}`)
  }
  await treasurer.go(`${AT}/money/reconciliation`)
  await page.getByText(say('agree'), { exact: true }).waitFor()
  await treasurer.look('11-reconciliation')
  for (const tab of ['disputes', 'payouts', 'exceptions'] as const) {
    await page.getByRole('tab', { name: say(`tab.${tab}`), exact: true }).click()
    await treasurer.look(`11-${tab}`)
  }
  await expectBalanced(w, told.org, account)
})

test('the auditor reads the statement of account by workshop and by unit, and takes it along', async () => {
  const { page } = approver
  const say = approver.say(booksTexts)
  await approver.go(`${AT}/books`)
  await page.getByLabel(say('from')).fill('2025-05-01')
  await page.getByLabel(say('until')).fill('2025-05-31')
  const row = page.getByRole('row').filter({ hasText: residentialCamp.title.en })
  await row.first().waitFor()
  await approver.look('12-books')
  await page.getByRole('button', { name: say('by.unit') }).click()
  await page.getByRole('row').filter({ hasText: 'Bhopal' }).first().waitFor()
  await approver.look('12-books-units')
  await approver.paper('12-books')
  expect(
    await rows('select count(*) as n from ledger_entries group by posting_key having sum(amount_minor) <> 0'),
  ).toEqual([])
})

test('on the way nothing went wrong unseen', () => {
  expect(browser.troubles).toEqual([])
})
