import { afterAll, beforeAll, expect, test } from 'vitest'
import { simulationText } from '../../web/text/simulation.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import { cascade } from '../support/cascade.ts'
import { type World, world } from '../support/world.ts'

// Four districts with forty booths each: a planner weighs teaching in the districts against teaching at the state's seat.

const SLUG = 'trying'
const PLANNER = '98930 20051'

let w: World
let browser: Awaited<ReturnType<typeof browsing>>
let path: string

beforeAll(async () => {
  w = await world({}, await freePort())
  const districts = ['D1', 'D2', 'D3', 'D4']
  const booths = districts.flatMap((d) => Array.from({ length: 40 }, (_, n) => `${d}B${n}<${d}`))
  const org = await w.organisation({
    slug: SLUG,
    units: ['ST', ...districts.map((d) => `${d}<ST`), ...booths],
  })
  await org.person('Asha', { nameHi: 'आशा', grants: ['planner@ST'], phone: '+919893020051' })
  const { programmeId } = await cascade(org, [{ days: 1 }, { days: 1 }, { days: 1 }])
  path = `/o/${SLUG}/programmes/${programmeId}/simulation`
  browser = await browsing(w)
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

const row = (hand: Hand, measure: 'sessions' | 'teaching-days') =>
  hand.page.getByRole('row', { name: new RegExp(hand.say(simulationText)(measure)) }).getByRole('cell')

test('on a phone in Hindi two plans stand side by side, and a slider changes what one comes to', async () => {
  const hand = await browser.hand({ language: 'hi', size: 'phone' })
  await hand.signIn(PLANNER, path)
  const say = hand.say(simulationText)
  await expect.poll(() => row(hand, 'sessions').allInnerTexts()).toEqual(['177', '30'])
  await hand.look('simulation-phone')
  const a = hand.page.getByRole('region', { name: say('plan.a') })
  await a
    .locator('summary')
    .getByText(say('hop', { number: 2, name: 'चरण 2' }))
    .click()
  const batches = a.getByRole('slider', { name: say('batch') })
  await batches.focus()
  await batches.press('End')
  await expect.poll(async () => (await row(hand, 'sessions').allInnerTexts())[1]).toBe('30')
  await expect.poll(async () => (await row(hand, 'sessions').allInnerTexts())[0]).toBe('165')
})

test('at a desk in English', async () => {
  const hand = await browser.hand({ language: 'en', size: 'desk' })
  await hand.signIn(PLANNER, path)
  await expect.poll(() => row(hand, 'teaching-days').count()).toBe(2)
  await hand.page.getByText(hand.say(simulationText)('weeks')).first().click()
  await hand.look('simulation-desk')
  expect(browser.troubles).toEqual([])
})
