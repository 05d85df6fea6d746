import { afterAll, beforeAll, expect, test } from 'vitest'
import { simulationText } from '../../web/text/simulation.ts'
import { stampingText } from '../../web/text/stamping.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import { cascade } from '../support/cascade.ts'
import { type World, world } from '../support/world.ts'

// Four districts with forty booths each: a planner tries the cascade out, makes drafts of it, and takes them back.

const SLUG = 'stamping'
const PLANNER = '98930 20061'

let w: World
let browser: Awaited<ReturnType<typeof browsing>>
let programme: string
let count: () => Promise<number>

beforeAll(async () => {
  w = await world({}, await freePort())
  const districts = ['D1', 'D2', 'D3', 'D4']
  const booths = districts.flatMap((d) => Array.from({ length: 40 }, (_, n) => `${d}B${n}<${d}`))
  const names = Object.fromEntries(
    [
      ['Ashoknagar', 'अशोकनगर'],
      ['Guna', 'गुना'],
      ['Sagar', 'सागर'],
      ['Bhopal', 'भोपाल'],
    ].map(([en, hi], at) => [`D${at + 1}`, `${en}|${hi}`]),
  )
  const org = await w.organisation({
    slug: SLUG,
    units: ['ST', ...districts.map((d) => `${d}<ST`), ...booths],
    names: { ST: 'Madhya Pradesh|मध्य प्रदेश', ...names },
  })
  await org.person('Asha', { nameHi: 'आशा', grants: ['planner@ST'], phone: '+919893020061' })
  const { programmeId } = await cascade(org, [
    { days: 1, passDays: 1 },
    { days: 1, passDays: 1 },
    { days: 1 },
  ])
  programme = `/o/${SLUG}/programmes/${programmeId}`
  count = async () => Number((await org.db.execute('select count(*) from workshops')).rows[0]?.[0])
  browser = await browsing(w)
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

const press = (hand: Hand, name: string | RegExp) => hand.page.getByRole('button', { name }).first().click()

test('on a phone in Hindi: plan A becomes drafts, is written, and is taken back as a whole', async () => {
  const hand = await browser.hand({ language: 'hi', size: 'phone' })
  await hand.signIn(PLANNER, `${programme}/simulation`)
  const [say, sayPlan] = [hand.say(stampingText), hand.say(simulationText)]
  await hand.page
    .getByRole('region', { name: sayPlan('plan.a') })
    .getByRole('button', { name: say('stamp.plan') })
    .click()
  await hand.page.getByRole('checkbox', { name: 'चरण 3' }).uncheck()
  await hand.look('stamping-asked-phone')
  await press(hand, say('stamp.see'))
  // 4 districts in one batch of 13; 40 booths of 3 people in batches of 13 booths: 4 in each of four districts.
  await hand.page.getByText(say('ready.title', { count: 17 })).waitFor()
  expect(await count()).toBe(0)
  await hand.look('stamping-ready-phone')
  await press(hand, say('write'))
  await hand.page.getByText(say('done.title', { count: 17 })).waitFor()
  expect(await count()).toBe(17)
  await hand.page.getByRole('link', { name: 'अशोकनगर' }).first().waitFor()
  await hand.look('stamping-done-phone')
  await press(hand, say('revert'))
  await hand.page
    .getByRole('dialog')
    .getByRole('button', { name: say('revert') })
    .click()
  await hand.page.getByText(say('reverted.none')).waitFor()
  expect(await count()).toBe(0)
})

test('at a desk in English: one template makes a draft at every district, and the list leads back to it', async () => {
  const hand = await browser.hand({ language: 'en', size: 'desk' })
  await hand.signIn(PLANNER, `${programme}/drafts`)
  const say = hand.say(stampingText)
  await hand.page.getByText(say('state.reverted')).waitFor()
  await hand.page.getByLabel(say('template.hop')).selectOption({ label: 'Tier 2' })
  await hand.page.getByLabel(say('template.venue.en')).fill('Party office, {unit}')
  await hand.look('stamping-template-desk')
  await press(hand, say('stamp.see'))
  await hand.page.getByText(say('ready.title', { count: 4 })).waitFor()
  await hand.look('stamping-ready-desk')
  await press(hand, say('write'))
  await hand.page.getByText(say('done.title', { count: 4 })).waitFor()
  await hand.look('stamping-done-desk')
  await hand.page
    .getByRole('link', { name: say('title.short') })
    .first()
    .click()
  await hand.page.getByText(say('state.done')).waitFor()
  await hand.look('stamping-list-desk')
  expect(browser.troubles).toEqual([])
})
