import { afterAll, beforeAll, expect, test } from 'vitest'
import { sheetTexts } from '../../web/text/sheet.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import { cascade } from '../support/cascade.ts'
import { subjectsTaught } from '../support/sessions.ts'
import { type World, world } from '../support/world.ts'

// A workshop that is being held: who sat in which session.

const SLUG = 'held'
const AT = `/o/${SLUG}`
const STEWARD = '98930 20011'

let w: World
let browser: Awaited<ReturnType<typeof browsing>>
let org: Awaited<ReturnType<World['organisation']>>
let steward: Hand
let gate: Hand
let workshopId: string

beforeAll(async () => {
  w = await world({}, await freePort())
  org = await w.organisation({ slug: SLUG, names: { D1: 'Bhopal|भोपाल' } })
  const run = await cascade(org, [{ maximum: 100, passDays: 1 }])
  workshopId = await run.workshop()
  await subjectsTaught(org, { programmeId: run.programmeId, workshopId, days: [3, 3] })
  for (let n = 0; n < 40; n += 1) {
    const person = await org.person(`Person ${String(n).padStart(2, '0')}`, {
      unit: 'D1',
      nameHi: `व्यक्ति ${String(n).padStart(2, '0')}`,
    })
    await run.register(workshopId, person.id, 'D1')
  }
  await org.person('Sita Steward', { grants: ['steward@ST'], phone: '+919893020011', nameHi: 'सीता' })
  browser = await browsing(w)
  steward = await browser.hand({ language: 'en', size: 'desk' })
  gate = await browser.hand({ language: 'hi', size: 'phone' })
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

test('forty people are marked in three subjects from the keyboard, and saved in one request', async () => {
  const say = steward.say(sheetTexts)
  const { page } = steward
  await steward.signIn(STEWARD, `${AT}/workshops/${workshopId}/sheet`)
  await page.getByLabel(say('day')).selectOption('2026-11-16')
  const boxes = page.locator('.sheet tbody input')
  await expect.poll(() => boxes.count()).toBe(120)
  for (const n of [1, 2, 3])
    await page.getByRole('button', { name: say('all.of', { session: `Subject ${n}` }), exact: true }).click()
  await page.getByText(say('pending', { count: 120 })).waitFor()
  await boxes.first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  await page.getByText(say('pending', { count: 119 })).waitFor()
  await steward.look('sheet-unsaved')
  await page.reload()
  await page.getByLabel(say('day')).selectOption('2026-11-16')
  const sent: string[] = []
  page.on('request', (request) => request.method() === 'PUT' && sent.push(request.url()))
  await page.getByRole('button', { name: say('save'), exact: true }).click()
  await page.getByText(say('saved'), { exact: true }).waitFor()
  expect(sent).toHaveLength(1)
  expect(await org.rows('select count(*) as n from session_marks')).toEqual([{ n: 119 }])
  await page.getByText('39/40', { exact: true }).waitFor()
})

test('on a phone ticks wait while there is no network, and are saved when it is back', async () => {
  const say = gate.say(sheetTexts)
  const { page } = gate
  await gate.signIn(STEWARD, `${AT}/workshops/${workshopId}/sheet`)
  await page.getByLabel(say('day')).selectOption('2026-11-17')
  await page.locator('.sheet tbody input').first().waitFor()
  await gate.look('sheet-phone')
  await page.context().setOffline(true)
  await page.locator('.sheet tbody input').first().tap()
  await page.getByRole('button', { name: say('save'), exact: true }).click()
  await page.getByText(say('offline')).waitFor()
  await page.context().setOffline(false)
  await expect.poll(() => org.rows('select count(*) as n from session_marks')).toEqual([{ n: 120 }])
  await page.locator('.sheet-save').waitFor({ state: 'hidden' })
  // The one request that found no network is the browser's own note.
  expect(browser.troubles.filter((line) => !line.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
})
