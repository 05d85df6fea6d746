import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { approvalTexts } from '../../web/text/approvals.ts'
import { hierarchyTexts } from '../../web/text/hierarchy.ts'
import { obligationTexts } from '../../web/text/obligations.ts'
import { browsing, freePort, type Hand, SIZES } from '../support/browser.ts'
import { camp, PHONES } from '../support/camp.ts'
import { register } from '../support/hall.ts'
import { type World, world } from '../support/world.ts'

// The camp is compulsory for district presidents: the planner binds the office, a president is told and asks for an
// excuse, another decides, and the planner sees who stands how.

const SLUG = 'shivir'
const AT = `/o/${SLUG}`
const PLANNER = '9893030021'

let w: World
let told: Awaited<ReturnType<typeof camp>>
let browser: Awaited<ReturnType<typeof browsing>>
let planner: Hand
let meena: Hand

beforeAll(async () => {
  w = await world({}, await freePort())
  told = await camp(w, SLUG)
  const { org } = told
  await org.db.execute(
    "insert into office_kinds values ('district-president', 'District president', 'ज़िला अध्यक्ष')",
  )
  const hold = (personId: string, unit: string) =>
    org.db.execute({
      sql: "insert into offices (id, person_id, unit_id, kind_id, from_on) values (?, ?, ?, 'district-president', '2025-01-01')",
      args: [v7(), personId, org.unitId(unit)],
    })
  const ravi = await org.person('Ravi Malviya', { nameHi: 'रवि मालवीय', unit: 'MP-D396N' })
  await org.person('Nidhi Jain', {
    nameHi: 'निधि जैन',
    unit: 'MP',
    grants: ['admin@MP'],
    phone: `+91${PLANNER}`,
  })
  await hold(told.meena.id, 'MP-D396N')
  await hold(ravi.id, 'MP-D396N')
  await register(ravi, told.ids.workshop)
  browser = await browsing(w)
  planner = await browser.hand({ language: 'en', size: 'desk' })
  meena = await browser.hand({ language: 'hi', size: 'phone' })
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

test('the planner binds an office, and everybody who holds it is listed', async () => {
  const { page } = planner
  const say = planner.say(obligationTexts)
  await planner.signIn(PLANNER, `${AT}/workshops/${told.ids.workshop}/obligations`)
  await page.getByText(say('none.text')).waitFor()
  await planner.look('obligations-none')
  await page.getByRole('button', { name: say('add') }).click()
  const form = page.locator('dialog[open]').first()
  await form.getByLabel(say('kind')).selectOption({ label: 'District president' })
  await page.locator('.unit-picked').click()
  await page.getByLabel(planner.say(hierarchyTexts)('search')).fill('madhya pradesh')
  await page.locator('dialog[open] .list').getByText('Madhya Pradesh', { exact: true }).click()
  await expect.poll(() => page.locator('dialog[open]').count()).toBe(1)
  await form.getByLabel(say('days'), { exact: false }).fill('9')
  await form.getByRole('button', { name: say('add.go') }).click()
  await form.locator('.field-wrong').waitFor()
  await form.getByLabel(say('days'), { exact: false }).fill('6')
  await form.getByRole('button', { name: say('add.go') }).click()
  await page.getByText(say('add.done')).waitFor()
  await page.getByRole('link', { name: 'Meena Sahu' }).waitFor()
  await page.getByRole('button', { name: new RegExp(`^${say('state.registered')} 1`) }).click()
  await page.getByRole('link', { name: 'Ravi Malviya' }).waitFor()
  expect(await page.getByRole('link', { name: 'Meena Sahu' }).count()).toBe(0)
  await page.getByRole('button', { name: new RegExp(`^${say('all')} 2`) }).click()
  await planner.look('obligations')
  await page.setViewportSize(SIZES.phone)
  await planner.look('obligations-narrow')
  await page.setViewportSize(SIZES.desk)
})

test('a president reads that she must come, and asks for an excuse', async () => {
  const { page } = meena
  const say = meena.say(obligationTexts)
  await meena.signIn(PHONES.meena, `${AT}/me`)
  await page.getByRole('heading', { name: say('own'), exact: true }).waitFor()
  await meena.look('own-duties')
  await page.getByRole('button', { name: say('excuse') }).click()
  const form = page.locator('dialog[open]')
  await form.getByLabel(say('excuse.reason'), { exact: false }).fill('बेटी का विवाह उसी सप्ताह है')
  await meena.look('excuse')
  await form.getByRole('button', { name: say('excuse.go') }).click()
  await page.getByText(say('excuse.done')).waitFor()
  await page.getByText(say('state.asked')).waitFor()
})

test('the planner decides, and the list says so', async () => {
  const { page } = planner
  const say = planner.say(approvalTexts)
  const words = planner.say(obligationTexts)
  await planner.go(`${AT}/approvals`)
  await page.getByText(say('of.person', { kind: say('kind.excuse'), name: 'Meena Sahu' })).waitFor()
  await planner.look('approve-excuse')
  await page.getByRole('button', { name: new RegExp(`^${say('approve')}`) }).click()
  await page
    .locator('dialog[open]')
    .getByRole('button', { name: say('approve'), exact: true })
    .click()
  await page.getByText(say('done.approved')).waitFor()
  await planner.go(`${AT}/workshops/${told.ids.workshop}/obligations`)
  await page.getByRole('button', { name: new RegExp(`^${words('state.excused')} 1`) }).waitFor()
  await page.getByRole('button', { name: `${words('release')}: District president` }).click()
  await page
    .locator('dialog[open]')
    .getByRole('button', { name: words('release'), exact: true })
    .click()
  await page.getByText(words('none.text')).waitFor()
  expect(browser.troubles).toEqual([])
})
