import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { approvalTexts } from '../../web/text/approvals.ts'
import { cashTexts } from '../../web/text/cash.ts'
import { givingTexts } from '../../web/text/giving.ts'
import { moneyTexts } from '../../web/text/money.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import { camp, PHONES } from '../support/camp.ts'
import { register } from '../support/hall.ts'
import { type World, world } from '../support/world.ts'

// What one person alone may not do with money: the desk takes cash and asks for a waiver, the treasurer asks for a
// refund, another approves, and the day's cash is closed by two.

const SLUG = 'shivir'
const AT = `/o/${SLUG}`
const DAY = '2025-05-20'
const APPROVER = '9893030009'

let w: World
let told: Awaited<ReturnType<typeof camp>>
let browser: Awaited<ReturnType<typeof browsing>>
let gate: Hand
let treasurer: Hand
let meena: Hand
let approver: Hand
const seats = { meena: '', ravi: '' }

/** The second person reads what waits, and approves it. */
async function approve(kind: 'waiver' | 'refund' | 'cash-close') {
  const { page } = approver
  const say = approver.say(approvalTexts)
  await approver.go(`${AT}/approvals`)
  await page.getByText(new RegExp(`^${say(`kind.${kind}`)}`)).waitFor()
  await approver.look(`approve-${kind}`)
  await page.getByRole('button', { name: new RegExp(`^${say('approve')}`) }).click()
  await page
    .locator('dialog[open]')
    .getByRole('button', { name: say('approve'), exact: true })
    .click()
  await page.getByText(say('done.approved')).waitFor()
}

beforeAll(async () => {
  w = await world({}, await freePort())
  told = await camp(w, SLUG)
  const { org } = told
  const ravi = await org.person('Ravi Malviya', { nameHi: 'रवि मालवीय', unit: 'MP-D396N' })
  await org.person('Nidhi Jain', {
    nameHi: 'निधि जैन',
    unit: 'MP',
    grants: ['approver@MP'],
    phone: `+91${APPROVER}`,
  })
  seats.meena = (await register(told.meena, told.ids.workshop)).body.id
  seats.ravi = (await register(ravi, told.ids.workshop)).body.id
  browser = await browsing(w)
  gate = await browser.hand({ language: 'hi', size: 'phone' })
  treasurer = await browser.hand({ language: 'en', size: 'desk' })
  meena = await browser.hand({ language: 'hi', size: 'phone' })
  approver = await browser.hand({ language: 'en', size: 'desk' })
  await approver.signIn(APPROVER, `${AT}/approvals`)
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

test('the desk takes cash, and asks for a waiver that counts only once another has approved it', async () => {
  const { page } = gate
  const say = gate.say(givingTexts)
  await gate.signIn(PHONES.gate, `${AT}/registrations/${seats.ravi}`)
  await page.getByRole('button', { name: say('waive') }).click()
  const form = page.locator('dialog[open]')
  await form.getByRole('button', { name: say('ask') }).click()
  await form.getByText(say('reason.wrong')).waitFor()
  await form.getByLabel(say('waive.amount')).fill('500')
  await form.getByLabel(say('waive.sponsor')).fill('District committee')
  await form.getByLabel(say('reason'), { exact: false }).fill('पिता का काम छूट गया')
  await gate.look('waive')
  await form.getByRole('button', { name: say('ask') }).click()
  await page.getByText(say('waiting.waiver', { amount: '₹500' })).waitFor()
  await gate.look('waiver-waits')
  await approve('waiver')
  await page.reload()
  await page.getByText(say('part.waived', { amount: '₹500' })).waitFor()
  await page.locator('.numeral').getByText('₹1,000').waitFor()
  await gate.look('waiver-approved')
  const desk = await told.now(
    String((await told.org.rows("select id from people where name_en = 'Dev Dwar'"))[0]?.id),
  )
  for (const [registrationId, amountMinor] of [
    [seats.ravi, 100_000],
    [seats.meena, 150_000],
  ] as const) {
    const paid = await desk.post('/payments', { id: v7(), registrationId, provider: 'cash', amountMinor })
    expect(paid.status).toBe(201)
  }
})

test('the treasurer asks for a refund; another approves it; it waits in the list and is then paid', async () => {
  const { page } = treasurer
  const say = treasurer.say(givingTexts)
  await treasurer.signIn(PHONES.treasurer, `${AT}/registrations/${seats.meena}`)
  await page.getByRole('button', { name: /^Refund of receipt/ }).click()
  const form = page.locator('dialog[open]')
  await form.getByLabel(say('refund.amount')).fill('600')
  await form.getByRole('radio', { name: say('way.upi') }).check()
  await form.getByLabel(say('reason'), { exact: false }).fill('Goes home after two days')
  await treasurer.look('refund')
  await form.getByRole('button', { name: say('ask') }).click()
  await page.getByText(say('waiting.refund', { amount: '₹600' })).waitFor()
  await treasurer.look('refund-waits')
  await approve('refund')
  await treasurer.go(`${AT}/money`)
  await page.getByRole('tab', { name: treasurer.say(moneyTexts)('tab.refunds') }).click()
  await page.getByText(say('state.approved'), { exact: true }).waitFor()
  await treasurer.look('refunds')
  await page.getByRole('button', { name: new RegExp(`^${say('pay')}`) }).click()
  const paying = page.locator('dialog[open]')
  await paying.getByLabel(say('pay.utr')).fill('312345678901')
  await treasurer.look('pay-out')
  await paying.getByRole('button', { name: say('pay.confirm') }).click()
  await page.getByText(say('state.paid'), { exact: true }).waitFor()
  await treasurer.look('refunds-paid')
})

test('whoever is given money back sees it on the card and on the receipt', async () => {
  const { page } = meena
  const say = meena.say(givingTexts)
  await meena.signIn(PHONES.meena, `${AT}/registrations/${seats.meena}`)
  await page.getByText(say('state.paid'), { exact: true }).waitFor()
  await page.getByText('R00001').waitFor()
  await meena.look('card-refunded')
  await page.getByText(/^SHI\/25-26\/00000/).click()
  await page
    .getByText(/R00001/)
    .first()
    .waitFor()
  await meena.look('receipt-refunded')
})

test('the cashier counts a day, is told what does not fit, and asks another to confirm', async () => {
  const { page } = gate
  const say = gate.say(cashTexts)
  await gate.go(`${AT}/desk`)
  await page.getByRole('link', { name: say('title') }).click()
  await page.getByText('₹2,500').waitFor()
  await gate.look('my-cash')
  await page.getByRole('button', { name: say('close') }).click()
  const form = page.locator('dialog[open]')
  await form.getByLabel(say('close.counted')).fill('2400')
  await form.getByText(say('close.short', { amount: '₹100' })).waitFor()
  await gate.look('close-short')
  await form.getByLabel(say('close.counted')).fill('2500')
  await form.getByText(say('close.even')).waitFor()
  await gate.look('close')
  await form.getByRole('button', { name: say('close.ask') }).click()
  await page.getByText(say('state.asked'), { exact: true }).waitFor()
  await gate.look('my-cash-waits')
  await approve('cash-close')
  await page.reload()
  await page.getByText(say('state.closed'), { exact: true }).waitFor()
  await page.getByRole('link', { name: say('slip'), exact: true }).click()
  await page.getByText(say('slip.made')).waitFor()
  await gate.look('slip')
  expect(await told.org.rows('select day_on, counted_minor from cash_closings')).toEqual([
    { day_on: DAY, counted_minor: 250_000 },
  ])
})

test('the treasurer finds the closed day in the cash book and says that it is in the bank', async () => {
  const { page } = treasurer
  const say = treasurer.say(cashTexts)
  await treasurer.go(`${AT}/money`)
  await page.getByRole('tab', { name: treasurer.say(moneyTexts)('tab.cash') }).click()
  await page.getByText(say('state.closed'), { exact: true }).waitFor()
  await treasurer.look('cash-book')
  await page.getByRole('link', { name: '20 May 2025' }).click()
  await page.getByLabel(say('bank.reference')).fill('SBI 4711')
  await treasurer.look('slip-bank')
  await page.getByRole('button', { name: say('bank.save') }).click()
  await page.getByText('SBI 4711').first().waitFor()
  await treasurer.look('slip-deposited')
})

test('nothing went wrong unseen in any browser', () => {
  expect(browser.troubles).toEqual([])
})
