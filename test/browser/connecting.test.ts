import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectionTexts } from '../../web/text/connection.ts'
import { moneyTexts } from '../../web/text/money.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import { camp, PHONES } from '../support/camp.ts'
import { type World, world } from '../support/world.ts'

// A treasurer on a phone, in Hindi, connects the account that his organisation has, sees what Stripe asks for, and
// disconnects it again.

const AT = '/o/khata'

let w: World
let browser: Awaited<ReturnType<typeof browsing>>
let treasurer: Hand
let account: string

beforeAll(async () => {
  w = await world({}, await freePort())
  await camp(w, 'khata')
  account = w.stripe.sim.independent('Gram Samiti').id
  browser = await browsing(w)
  treasurer = await browser.hand({ language: 'hi', size: 'phone' })
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

test('the treasurer goes to the page of the provider, says no there, and is told that nothing was connected', async () => {
  const { page } = treasurer
  const say = treasurer.say(connectionTexts)
  await treasurer.signIn(PHONES.treasurer, `${AT}/money?tab=online`)
  await treasurer.look('connection-none')
  await page.getByRole('button', { name: say('existing') }).click()
  await page.waitForURL(`${w.stripe.url}/oauth/**`)
  await page.locator('button[value=refuse]').click()
  await page.waitForURL('**/connected?**')
  await page.getByText(say('back.refused'), { exact: true }).waitFor()
  await treasurer.look('connection-refused')
  await page.getByRole('link', { name: say('back.go') }).click()
})

test('he agrees, and the account takes payments at once', async () => {
  const { page } = treasurer
  await page.getByRole('button', { name: treasurer.say(connectionTexts)('existing') }).click()
  await page.waitForURL(`${w.stripe.url}/oauth/**`)
  await page.locator('select').selectOption(account)
  await page.locator('button[value=connect]').click()
  await page.waitForURL(`**${AT}/money?tab=online`)
  await page.getByText(treasurer.say(moneyTexts)('state.ready'), { exact: true }).waitFor()
  await page.getByText(account).waitFor()
})

test('what Stripe asks for stands there in words, and so does why it stopped the account', async () => {
  const { page } = treasurer
  const say = treasurer.say(connectionTexts)
  w.stripe.sim.require(account, {
    currentlyDue: ['company.tax_id', 'person_1.verification.document'],
    eventuallyDue: ['external_account'],
    deadline: w.clock.now + 5 * 86_400,
    errors: [
      {
        code: 'verification_document_expired',
        reason: 'The document has expired.',
        requirement: 'company.tax_id',
      },
    ],
  })
  await w.settled()
  await page.reload()
  await page.getByText(say('ask.tax')).first().waitFor()
  await page.getByText(say('ask.identity')).waitFor()
  await treasurer.look('connection-asked')
  w.stripe.sim.disableAccount(account, 'requirements.past_due')
  await w.settled()
  await page.getByRole('button', { name: treasurer.say(moneyTexts)('look') }).click()
  await page.getByText(say('why.past_due')).waitFor()
  await treasurer.look('connection-disabled')
})

test('he disconnects it after being asked', async () => {
  const { page } = treasurer
  const say = treasurer.say(connectionTexts)
  await page.getByRole('button', { name: say('disconnect') }).click()
  await page.getByRole('button', { name: say('disconnect.go') }).click()
  await page.getByText(treasurer.say(moneyTexts)('state.disconnected'), { exact: true }).waitFor()
  await treasurer.look('connection-disconnected')
  expect(browser.troubles).toEqual([])
})
