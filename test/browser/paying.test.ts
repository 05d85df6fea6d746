import { afterAll, beforeAll, expect, test } from 'vitest'
import { booksTexts } from '../../web/text/books.ts'
import { feeRuleTexts } from '../../web/text/fee-rules.ts'
import { payingTexts } from '../../web/text/paying.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import { camp, PHONES } from '../support/camp.ts'
import { register } from '../support/hall.ts'
import { type World, world } from '../support/world.ts'

// One sum for several people: prices by rules, the desk takes the money, the treasurer finds payer and books.

const AT = '/o/shivir'

let w: World
let told: Awaited<ReturnType<typeof camp>>
let browser: Awaited<ReturnType<typeof browsing>>
let owner: Hand
let treasurer: Hand

beforeAll(async () => {
  w = await world({}, await freePort())
  told = await camp(w, 'shivir')
  await register(told.meena, told.ids.workshop)
  const gopal = await told.org.person('Gopal Rao', { nameHi: 'गोपाल राव', unit: 'MP-D396N' })
  await register(gopal, told.ids.workshop)
  await told.org.person('Uma Sen', {
    nameHi: 'उमा सेन',
    unit: 'MP',
    grants: ['planner@MP'],
    phone: '+919893030021',
  })
  browser = await browsing(w)
  owner = await browser.hand({ language: 'hi', size: 'phone' })
  treasurer = await browser.hand({ language: 'en', size: 'desk' })
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

test('a planner sets who pays what and tries it out', async () => {
  const say = owner.say(feeRuleTexts)
  const { page } = owner
  await owner.signIn('9893030021', `${AT}/workshops/${told.ids.workshop}/fees`)
  await page.getByRole('button', { name: say('add') }).click()
  await page.getByLabel(say('name.hi')).fill('महिला: आधा')
  await page.getByLabel(say('name.en')).fill('Women: half')
  await page.getByRole('button', { name: say('preview') }).click()
  await page.getByRole('table').waitFor()
  await owner.look('fees-rules')
  await page.getByRole('button', { name: say('save') }).click()
  await page.getByText(say('saved')).waitFor()
})

test('the treasurer takes one sum for two: one receipt, two lines; then the payer and the books', async () => {
  const say = treasurer.say(payingTexts)
  const { page } = treasurer
  await treasurer.signIn(PHONES.treasurer, `${AT}/workshops/${told.ids.workshop}/paying`)
  await page.getByRole('button', { name: say('choose.all') }).click()
  await treasurer.look('paying')
  await page.getByRole('button', { name: say('chosen', { count: 2 }) }).click()
  await page.getByRole('radio', { name: say('by.upi') }).check()
  await page.getByLabel(say('payer'), { exact: false }).fill('District committee Bhopal')
  await page.getByLabel(say('utr'), { exact: false }).fill('123456789012')
  await treasurer.look('pay-together')
  await page.locator('main form button[type=submit]').click()
  await page.waitForURL(`**${AT}/group-payments/**`)
  await page.getByText(say('state.paid')).waitFor()
  await treasurer.look('group-payment')
  expect(
    await told.org.rows('select count(*) as n, count(distinct number) as numbers from receipts'),
  ).toEqual([{ n: 2, numbers: 1 }])
  const sayBooks = treasurer.say(booksTexts)
  await treasurer.go(`${AT}/payers`)
  await treasurer.go(`${AT}/books`)
  await page.getByLabel(sayBooks('from')).fill('2025-04-01')
  await page.getByLabel(sayBooks('until')).fill('2025-05-31')
  await page.getByText(sayBooks('trial'), { exact: true }).first().waitFor()
  await treasurer.look('books')
})
