import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bankTexts } from '../../web/text/bank.ts'
import { calledOffTexts } from '../../web/text/called-off.ts'
import { feeRuleTexts } from '../../web/text/fee-rules.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import { camp, PHONES } from '../support/camp.ts'
import { register } from '../support/hall.ts'
import { type World, world } from '../support/world.ts'

// A workshop that is called off, what fees are by programme, and the rules that a tier's workshops begin with.

const AT = '/o/wapas'

let w: World
let told: Awaited<ReturnType<typeof camp>>
let browser: Awaited<ReturnType<typeof browsing>>
let treasurer: Hand
let planner: Hand

beforeAll(async () => {
  w = await world({}, await freePort())
  told = await camp(w, 'wapas')
  await told.org.person('Uma Sen', {
    ...{ nameHi: 'उमा सेन', unit: 'MP', grants: ['planner@MP'], phone: '+919893030021' },
  })
  browser = await browsing(w)
  treasurer = await browser.hand({ language: 'en', size: 'desk' })
  planner = await browser.hand({ language: 'hi', size: 'phone' })
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

test('everybody of a called-off workshop is given back by one question, and the page shows how far it is', async () => {
  const { body } = await register(told.meena, told.ids.workshop)
  const [dev] = await told.org.rows("select id from people where name_en = 'Dev Dwar'")
  const cashier = await told.now(String(dev?.id))
  await cashier.post('/payments', {
    ...{ id: v7(), registrationId: body.id, provider: 'cash', amountMinor: body.due?.amountMinor },
  })
  await told.org.db.execute({ sql: 'update workshops set cancelled_at = ?', args: [w.clock.now] })
  const say = treasurer.say(calledOffTexts)
  const { page } = treasurer
  await treasurer.signIn(PHONES.treasurer, `${AT}/workshops/${told.ids.workshop}`)
  await page.getByRole('link', { name: say('go') }).click()
  await page.getByRole('table').waitFor()
  await treasurer.look('called-off')
  await page.getByRole('main').getByRole('button').last().click()
  await page.getByLabel(say('reason')).fill('The hall was lost to the flood')
  await treasurer.look('called-off-ask')
  await page.getByRole('button', { name: say('confirm') }).click()
  await page
    .getByText(/wait for approval$/)
    .first()
    .waitFor()
  await treasurer.look('called-off-waits')
  expect(await told.org.rows("select detail ->> 'count' as n from approvals")).toEqual([{ n: 1 }])
})

test('a treasurer says that the fees of one programme are for a service', async () => {
  const say = treasurer.say(bankTexts)
  const { page } = treasurer
  await treasurer.go(`${AT}/money/accounts`)
  await page
    .getByLabel('Residential training camp 2025')
    .selectOption({ label: say('class.fee_for_service') })
  await treasurer.look('fee-classes')
  await page.getByRole('button', { name: say('rules.save') }).click()
  await page.getByText(say('rules.done'), { exact: true }).first().waitFor()
  expect(await told.org.rows('select classification from fee_classes')).toEqual([
    { classification: 'fee_for_service' },
  ])
})

test('a planner gives a tier its rules of fees; its new workshops begin with them', async () => {
  const say = planner.say(feeRuleTexts)
  const { page } = planner
  await planner.signIn('9893030021', `${AT}/programmes/${told.ids.programme}`)
  await page
    .getByRole('link', { name: say('title') })
    .first()
    .click()
  await page.waitForURL(`**${AT}/tiers/**`)
  await page.getByRole('button', { name: say('add') }).click()
  await page.getByLabel(say('name.hi')).fill('महिला: आधा')
  await page.getByLabel(say('name.en')).fill('Women: half')
  await planner.look('tier-fees')
  await page.getByRole('button', { name: say('save') }).click()
  await page.getByText(say('saved')).waitFor()
  expect(await told.org.rows('select of_id as id from fee_rules')).toEqual([{ id: told.ids.camp }])
})
