import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { quotasText } from '../../web/text/quotas.ts'
import { waitingTexts } from '../../web/text/waiting.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import { camp, PHONES } from '../support/camp.ts'
import { register } from '../support/hall.ts'
import { type World, world } from '../support/world.ts'

const AT = '/o/kota'

let w: World
let told: Awaited<ReturnType<typeof camp>>
let browser: Awaited<ReturnType<typeof browsing>>
let owner: Hand
let meena: Hand

beforeAll(async () => {
  w = await world({}, await freePort())
  told = await camp(w, 'kota')
  const { db } = told.org
  await db.execute('update workshops set capacity = 126')
  await db.execute({ sql: 'insert into wings values (?, ?, ?)', args: [v7(), 'Women’s wing', 'महिला मोर्चा'] })
  browser = await browsing(w)
  owner = await browser.hand({ language: 'en', size: 'desk' })
  meena = await browser.hand({ language: 'hi', size: 'phone' })
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

test('two seats are kept for each of 62 districts; whoever comes third is told why she waits, until they are let go', async () => {
  const say = owner.say(quotasText)
  const page = `${AT}/workshops/${told.ids.workshop}/quotas`
  await owner.signIn(PHONES.owner, page)
  await owner.page.getByText(say('none.text')).waitFor()
  await owner.look('quotas-none')
  await owner.page.getByRole('button', { name: say('begin') }).click()
  await owner.page.getByLabel(say('stamp.level')).selectOption('district')
  await owner.page.getByLabel(say('stamp.until')).first().fill('2025-06-05')
  await owner.page.getByRole('button', { name: say('stamp.go', { count: 62 }) }).click()
  const bhopal = owner.page.getByLabel(say('seats-of', { name: 'Bhopal Nagar' }))
  await bhopal.fill('99')
  await owner.page.getByText(say('sum.over', { kept: '221', seats: '126' })).waitFor()
  expect(await owner.page.getByRole('button', { name: say('save'), exact: true }).isDisabled()).toBe(true)
  await bhopal.fill('2')
  await owner.page.getByText(say('sum', { kept: '124', seats: '126', rest: '2' })).waitFor()
  await owner.look('quotas-edit')
  await owner.page.getByRole('button', { name: say('save'), exact: true }).click()
  await owner.page.getByText(say('lead', { seats: 126, rest: 2 })).waitFor()

  for (const name of ['Ravi', 'Uma', 'Kiran', 'Lata'])
    expect(
      (await register(await told.org.person(name, { unit: 'MP-D396N' }), told.ids.workshop)).status,
    ).toBe(201)
  const tell = meena.say(quotasText)
  await meena.signIn(PHONES.meena, `${AT}/w/${told.ids.workshop}/register`)
  await meena.page.getByText(tell('full.title')).waitFor()
  await meena.look('quotas-full')
  const words = meena.say(waitingTexts)
  await meena.page.getByRole('button', { name: words('join') }).click()
  await meena.page.getByText(words('position.next')).waitFor()
  await meena.page.getByText('122', { exact: false }).waitFor()
  await meena.look('quotas-waiting')

  await owner.go(page)
  await owner.look('quotas-board')
  await owner.page.getByRole('button', { name: say('release.all') }).click()
  await owner.look('quotas-release')
  await owner.page
    .getByRole('dialog')
    .getByRole('button', { name: say('release.all') })
    .click()
  await owner.page.getByText(say('release.done')).first().waitFor()
  await meena.go(new URL(meena.page.url()).pathname)
  await meena.page.getByText(words('offered')).waitFor()
  expect(browser.troubles).toEqual([])
})
