import { afterAll, beforeAll, expect, test } from 'vitest'
import { residentialCamp } from '../../db/seed/tables/campaigns.ts'
import { attendanceTexts } from '../../web/text/attendance.ts'
import { credentialTexts } from '../../web/text/credentials.ts'
import { deskTexts } from '../../web/text/desk.ts'
import { entryTexts } from '../../web/text/entry.ts'
import { feeTexts } from '../../web/text/fees.ts'
import { hierarchyTexts } from '../../web/text/hierarchy.ts'
import { moneyTexts } from '../../web/text/money.ts'
import { noticeText } from '../../web/text/notice.ts'
import { registrationTexts } from '../../web/text/registrations.ts'
import { verificationTexts } from '../../web/text/verification.ts'
import { daysBetween } from '../../worker/platform/calendar.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import { camp, PHONES } from '../support/camp.ts'
import { register } from '../support/hall.ts'
import { type World, world } from '../support/world.ts'

// The camp from its announcement to its certificates, told in order: participants and the desk on phones in Hindi, the
// treasurer at a desk in English.

const SLUG = 'shivir'
const AT = `/o/${SLUG}`
const RECEIPT = /^SHI[A-Z]*\/25-26\/00000/

let w: World
let told: Awaited<ReturnType<typeof camp>>
let browser: Awaited<ReturnType<typeof browsing>>
let ravi: Hand
let gate: Hand
let treasurer: Hand
const codes = { ravi: '', meena: '' }

beforeAll(async () => {
  w = await world({}, await freePort())
  told = await camp(w, SLUG)
  codes.meena = (await register(told.meena, told.ids.workshop)).body.code
  browser = await browsing(w)
  ravi = await browser.hand({ language: 'hi', size: 'phone' })
  gate = await browser.hand({ language: 'hi', size: 'phone' })
  treasurer = await browser.hand({ language: 'en', size: 'desk' })
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

test('the treasurer connects the account through the pages of the provider', async () => {
  const say = treasurer.say(moneyTexts)
  const { page } = treasurer
  await treasurer.signIn(PHONES.treasurer, `${AT}/money?tab=online`)
  await page.getByRole('button', { name: say('state.none.go') }).click()
  await page.waitForURL(`${w.stripe.url}/**`)
  await page.locator('input[name=name]').fill('Shivir')
  await page.locator('button[value=finish]').click()
  await page.waitForURL(`**${AT}/money?connection=**`)
  await w.settled()
  await page.reload()
  await page.getByText(say('state.ready')).waitFor()
  await treasurer.look('money-online')
})

test('a newcomer reads the public page, signs in, says who he is and registers', async () => {
  const { page } = ravi
  const open = `${AT}/w/${told.ids.workshop}`
  await ravi.go(open)
  await ravi.look('public-workshop')
  await page.getByRole('link', { name: ravi.say(noticeText)('register') }).click()
  const say = ravi.say(registrationTexts)
  await page.getByRole('link', { name: say('sign-in') }).waitFor()
  await ravi.look('register-signed-out')
  await ravi.signIn(PHONES.ravi, `${open}/register`)
  await page.waitForURL(`**${AT}/profile?**`)
  const entry = ravi.say(entryTexts)
  await page.getByLabel(entry('name.hi')).fill('रवि मालवीय')
  await page.getByLabel(entry('name.en')).fill('Ravi Malviya')
  await page.locator('.unit-picked').click()
  await page.getByLabel(ravi.say(hierarchyTexts)('search')).fill('bhopal')
  await page.locator('dialog[open] .list').getByText('भोपाल नगर', { exact: true }).click()
  await page.locator('dialog[open]').waitFor({ state: 'hidden' })
  await ravi.look('profile')
  await page.getByRole('button', { name: entry('go') }).click()
  const seat = page.locator('.seat')
  await seat.getByText('₹1,500').waitFor()
  await ravi.look('register')
  await seat.getByRole('button', { name: say('go'), exact: true }).click()
  await page.getByText(say('card.made'), { exact: true }).waitFor()
  codes.ravi = (await page.locator('.paper-card figcaption').first().innerText()).replace(/\s/g, '')
  expect(codes.ravi).toMatch(/^[A-Z0-9]{6,}$/)
  await ravi.look('card')
})

test('he pays at the hosted page and comes back to a paid fee with its receipt', async () => {
  const { page } = ravi
  const say = ravi.say(feeTexts)
  await page.getByRole('button', { name: say('pay.now', { amount: '₹1,500' }) }).click()
  await page.waitForURL(`${w.stripe.url}/pay/**`)
  await page.locator('button[value=pay]').click()
  await page.waitForURL(`**${AT}/registrations/**`)
  await w.settled()
  await page.getByText(say('paid'), { exact: true }).waitFor()
  await ravi.look('card-paid')
  await page.getByText(RECEIPT).click()
  await page.getByText(say('receipt.made')).waitFor()
  await ravi.look('receipt')
})

test('the desk takes the fee of Meena in three taps and tells the receipt number', async () => {
  const { page } = gate
  const say = gate.say(deskTexts)
  await gate.signIn(PHONES.gate, `${AT}/desk`)
  const coming = page.getByRole('list', { name: say('desks.next') })
  await coming.waitFor()
  await gate.look('desks')
  await coming.getByText(residentialCamp.title.hi).click()
  const owing = page.getByRole('list', { name: say('owing') })
  await owing.getByText('मीना साहू').waitFor()
  await gate.look('desk-fees')
  await owing.getByText('मीना साहू').click()
  await page.getByRole('button', { name: say('by.cash'), exact: true }).waitFor()
  await gate.look('desk-owes')
  await page.getByRole('button', { name: say('by.cash'), exact: true }).click()
  await page.getByRole('button', { name: say('take.cash', { amount: '₹1,500' }) }).click()
  const number = page.locator('.taken-number')
  await number.waitFor()
  expect(await number.textContent()).toMatch(RECEIPT)
  await gate.look('desk-taken')
})

test('the treasurer sees both, and that nothing is owed', async () => {
  const { page } = treasurer
  const say = treasurer.say(moneyTexts)
  await treasurer.go(`${AT}/money`)
  const row = page.getByRole('row').filter({ hasText: residentialCamp.title.en })
  expect(await row.first().textContent()).toContain('₹3,000')
  await treasurer.look('money')
  await page.getByRole('tab', { name: say('tab.payments') }).click()
  await page
    .getByText(say('sum.count', { count: 2 }))
    .first()
    .waitFor()
  const numbers = await page.getByText(RECEIPT).allTextContents()
  expect(numbers.map((number) => number.at(-1)).sort()).toEqual(['1', '2'])
  await treasurer.look('money-payments')
})

/** Types a code at the gate and waits for the verdict about that person. */
async function checkIn(code: string, name: string) {
  const say = gate.say(attendanceTexts)
  await gate.page.getByLabel(say('code.label')).fill(code)
  await gate.page.getByRole('button', { name: say('code.mark'), exact: true }).click()
  const verdict = gate.page.locator('.verdict-good')
  await verdict.getByText(name).waitFor()
  expect(await verdict.locator('.verdict-title').textContent()).toBe(say('present'))
}

test('on six mornings Ravi is checked in by his code, and Meena on two', async () => {
  const { startsOn, endsOn } = residentialCamp
  for (const [at, day] of daysBetween(startsOn, endsOn).entries()) {
    if (at === 6) break
    told.setClock(day)
    await gate.go(`${AT}/workshops/${told.ids.workshop}/desk`)
    await checkIn(codes.ravi, 'रवि मालवीय')
    if (at < 2) await checkIn(codes.meena, 'मीना साहू')
    if (at === 1) await gate.look('desk-check-in')
  }
  const { rows } = await told.org.db.execute('select count(*) as n from marks')
  expect(rows[0]?.n).toBe(8)
})

test('who was there on six days gets a certificate, which anybody finds valid', async () => {
  const { page } = gate
  const say = gate.say(credentialTexts)
  await page.getByRole('link', { name: gate.say(attendanceTexts)('to.credentials') }).click()
  await page
    .getByRole('list', { name: say('passed') })
    .getByText('रवि मालवीय')
    .waitFor()
  await page
    .getByRole('list', { name: say('not-yet') })
    .getByText('मीना साहू')
    .waitFor()
  await gate.look('credentials')
  const issue = say('issue', { count: 1 })
  await page.getByRole('button', { name: issue }).first().click()
  await page.locator('dialog[open]').getByRole('button', { name: issue }).click()
  await page.getByText(say('issued', { count: 1 })).waitFor()
  await gate.look('credentials-issued')
  const { rows } = await told.org.db.execute('select code from credentials')
  expect(rows).toHaveLength(1)
  const anybody = await browser.hand({ language: 'hi', size: 'phone' })
  await anybody.go(`/v/${SLUG}/${rows[0]?.code}`)
  await anybody.page.getByText(anybody.say(verificationTexts)('valid'), { exact: true }).waitFor()
  await anybody.page.getByRole('heading', { name: 'रवि मालवीय' }).waitFor()
  await anybody.look('verify')
  await anybody.go(`/v/${SLUG}/ABCDEFGH23`)
  await anybody.page.getByText(anybody.say(verificationTexts)('unknown'), { exact: true }).waitFor()
  await anybody.close()
})

test('the holder finds the days, the fee and the certificate on his page', async () => {
  const { page } = ravi
  const say = ravi.say(registrationTexts)
  told.setClock('2025-06-15', '18:00')
  await ravi.go(`${AT}/me`)
  await page.getByRole('heading', { level: 1, name: say('me.title') }).waitFor()
  await ravi.look('me')
  const { rows } = await told.org.db.execute('select id from credentials')
  await ravi.go(`${AT}/credentials/${rows[0]?.id}`)
  await page.locator('main').getByText('रवि मालवीय').first().waitFor()
  await ravi.look('certificate')
})

test('on the way nothing went wrong unseen', () => {
  expect(browser.troubles).toEqual([])
})
