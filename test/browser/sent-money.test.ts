import { afterAll, beforeAll, expect, test } from 'vitest'
import { bankTexts } from '../../web/text/bank.ts'
import { claimTexts } from '../../web/text/claims.ts'
import { feeTexts } from '../../web/text/fees.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import { camp, PHONES } from '../support/camp.ts'
import { register } from '../support/hall.ts'
import { type World, world } from '../support/world.ts'

// Money that comes without Stripe: the treasurer names an account, Meena pays by UPI and says so, the bank's statement
// shows it, and her receipt is sent as a link. Ravi's cheque bounces.

const SLUG = 'bina-card'
const AT = `/o/${SLUG}`
const UTR = '514012345678'

let w: World
let told: Awaited<ReturnType<typeof camp>>
let browser: Awaited<ReturnType<typeof browsing>>
let treasurer: Hand
let meena: Hand
const seats = { meena: '', ravi: '' }

beforeAll(async () => {
  w = await world({}, await freePort())
  told = await camp(w, SLUG)
  const ravi = await told.org.person('Ravi Malviya', { nameHi: 'रवि मालवीय', unit: 'MP-D396N' })
  seats.meena = (await register(told.meena, told.ids.workshop)).body.id
  seats.ravi = (await register(ravi, told.ids.workshop)).body.id
  browser = await browsing(w)
  treasurer = await browser.hand({ language: 'en', size: 'desk' })
  meena = await browser.hand({ language: 'hi', size: 'phone' })
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

test('the treasurer names an account that fees are sent to', async () => {
  const { page } = treasurer
  const say = treasurer.say(bankTexts)
  await treasurer.signIn(PHONES.treasurer, `${AT}/money/accounts`)
  await page.getByText(say('accounts.none'), { exact: true }).waitFor()
  await page.getByRole('button', { name: say('accounts.add') }).click()
  const form = page.locator('dialog[open]')
  await form.getByLabel(say('name'), { exact: false }).first().fill('State committee')
  await form.getByLabel(say('holder'), { exact: false }).fill('Bina Card Sabha')
  await form.getByRole('button', { name: say('accounts.add') }).click()
  await form.getByText(say('missing')).waitFor()
  await form.getByLabel(say('vpa'), { exact: false }).fill('sabha@testbank')
  await treasurer.look('account-adding')
  await form.getByRole('button', { name: say('accounts.add') }).click()
  await page.getByText('sabha@testbank').waitFor()
  await treasurer.look('accounts')
})

test('Meena sees where to pay, says what she sent, and it waits', async () => {
  const { page } = meena
  const say = meena.say(claimTexts)
  await meena.signIn(PHONES.meena, `${AT}/registrations/${seats.meena}`)
  await page.getByRole('link', { name: meena.say(feeTexts)('pay.upi') }).click()
  await page.getByText(say('pay.check', { holder: 'Bina Card Sabha' })).waitFor()
  const link = await page.getByRole('link', { name: say('pay.open') }).getAttribute('href')
  expect(link).toMatch(/^upi:\/\/pay\?pa=sabha@testbank&.*am=1500\.00&.*tr=\w{8}&/)
  await page.getByText(say('pay.scan')).click()
  await meena.look('pay')
  await page.getByRole('button', { name: say('send') }).click()
  await page.getByText(say('utr.wrong')).waitFor()
  await page.getByLabel(say('utr'), { exact: false }).fill(UTR)
  await page.getByRole('button', { name: say('send') }).click()
  await page.getByText(say('state.open'), { exact: true }).waitFor()
  await meena.look('pay-sent')
})

test('the statement of the bank shows it: the fee is paid, and a cheque that bounced is owed again', async () => {
  const { page } = treasurer
  const say = treasurer.say(bankTexts)
  const words = treasurer.say(claimTexts)
  await treasurer.go(`${AT}/money/claims`)
  await page.getByRole('heading', { name: 'Meena Sahu' }).waitFor()
  await treasurer.look('claims')
  const id = String((await told.org.rows("select id from people where name_en = 'Dev Dwar'"))[0]?.id)
  const desk = await told.now(id)
  const cheque = { provider: 'cheque', number: '000777', bank: 'SBI', datedOn: '2025-05-19' }
  const { v7 } = await import('uuid')
  const paid = { id: v7(), registrationId: seats.ravi, amountMinor: 150_000, ...cheque }
  expect((await desk.post('/payments', paid)).status).toBe(201)
  await treasurer.go(`${AT}/money/bank`)
  const statement = [
    'Statement of account,,,,',
    'Txn Date,Description,Ref No.,Debit,Credit',
    `20/05/2025,UPI/CR/${UTR}/MEENA,,,"1,500.00"`,
    '20/05/2025,CHQ DEP 000777,,,"1,500.00"',
    '20/05/2025,SMS CHARGES,,17.70,',
  ].join('\n')
  const file = { name: 'may.csv', mimeType: 'text/csv', buffer: Buffer.from(statement) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('button', { name: say('load.go') }).click()
  await page.getByText(say('load.text', { loaded: 3, known: 0, matched: 1, verified: 1 })).waitFor()
  await page.getByText('CHQ DEP 000777').waitFor()
  await treasurer.look('bank-open')
  await page.getByRole('tab', { name: say('tab.matched'), exact: true }).click()
  await page.getByText(say('found.reference'), { exact: true }).waitFor()
  await treasurer.look('bank-matched')
  await treasurer.go(`${AT}/money/claims`)
  await page.getByRole('tab', { name: words('tab.cheques') }).click()
  await treasurer.look('cheques')
  await page.getByRole('button', { name: words('bounce') }).click()
  const form = page.locator('dialog[open]')
  await form.getByLabel(words('why'), { exact: false }).fill('Funds insufficient')
  await form.getByRole('button', { name: words('bounce') }).click()
  await page.getByText(words('cheques.none'), { exact: true }).waitFor()
})

test('Meena’s receipt is sent as a link that shows it to a stranger, until she ends it', async () => {
  const { page } = meena
  const say = meena.say(feeTexts)
  const [payment] = await told.org.rows("select id from payments where provider = 'upi'")
  await meena.go(`${AT}/receipts/${payment?.id}`)
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.url().endsWith('/links') && one.request().method() === 'POST'),
    page.getByRole('button', { name: say('share.make') }).click(),
  ])
  const { link } = (await answer.json()) as { link: string }
  await page.getByRole('button', { name: say('share.end') }).waitFor()
  await meena.look('receipt-shared')
  const stranger = await browser.hand({ language: 'hi', size: 'phone' })
  await stranger.go(new URL(link).pathname + new URL(link).hash)
  await stranger.page.getByText(UTR).waitFor()
  await stranger.look('receipt-public')
  await page.getByRole('button', { name: say('share.end') }).click()
  await page.getByRole('button', { name: say('share.end') }).waitFor({ state: 'detached' })
  await stranger.page.reload()
  await stranger.page.getByText(say('public.gone'), { exact: true }).waitFor()
  const [void_] = await told.org.rows("select id from payments where provider = 'cheque'")
  await treasurer.go(`${AT}/receipts/${void_?.id}`)
  await treasurer.page.getByText(/Funds insufficient/).waitFor()
  await treasurer.look('receipt-void')
})

test('nothing went wrong unseen', () => {
  expect(browser.troubles).toEqual([])
})
