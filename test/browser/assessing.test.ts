import { afterAll, beforeAll, expect, test } from 'vitest'
import { hierarchyTexts } from '../../web/text/hierarchy.ts'
import { papersText } from '../../web/text/papers.ts'
import { planning } from '../../web/text/planning.ts'
import { visitTexts } from '../../web/text/visits.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import { cascade } from '../support/cascade.ts'
import { PICTURES, paperAbout } from '../support/papers.ts'
import { subjectsTaught } from '../support/sessions.ts'
import { type World, world } from '../support/world.ts'

// What was learnt: a paper is written at a desk, answered on a phone, and asked aloud.

const SLUG = 'asked'
const AT = `/o/${SLUG}`
const [OWNER, ASHA] = ['98930 20021', '98930 20022']

let w: World
let browser: Awaited<ReturnType<typeof browsing>>
let org: Awaited<ReturnType<World['organisation']>>
let planner: Hand
let asha: Hand
let programmeId: string
let workshopId: string
let registrationId: string

beforeAll(async () => {
  w = await world({}, await freePort())
  org = await w.organisation({ slug: SLUG, names: { D1: 'Bhopal|भोपाल' } })
  const run = await cascade(org, [{ passDays: 1 }])
  programmeId = run.programmeId
  workshopId = await run.workshop()
  await subjectsTaught(org, { programmeId, workshopId, days: [2] })
  const owner = await org.person('Uma Owner', {
    grants: ['owner@ST'],
    phone: '+919893020021',
    nameHi: 'उमा',
  })
  const person = await org.person('Asha', { unit: 'D1', phone: '+919893020022', nameHi: 'आशा' })
  registrationId = (await run.register(workshopId, person.id, 'D1')).id
  await run.mark(registrationId, 1)
  const [, second] = await org.rows('select id from subjects order by position')
  await paperAbout(owner, String(second?.id), {
    kind: 'pictogram',
    nameEn: 'With pictures',
    nameHi: 'चित्रों से',
    questions: PICTURES(2),
  })
  browser = await browsing(w)
  planner = await browser.hand({ language: 'en', size: 'desk' })
  asha = await browser.hand({ language: 'hi', size: 'phone' })
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

test('a planner writes a quiz about a subject and publishes it', async () => {
  const say = planner.say(papersText)
  const { page } = planner
  await planner.signIn(OWNER, `${AT}/programmes/${programmeId}/papers`)
  await planner.look('papers')
  await page
    .getByRole('link', { name: say('add') })
    .first()
    .click()
  await page.getByLabel(planner.say(planning)('name.en')).fill('Morning')
  const ask = async (n: number, question: string, answers: string) => {
    const part = page.getByRole('group', { name: say('question', { n }) })
    await part.getByLabel(say('question.en')).fill(question)
    await part.getByLabel(say('options.en')).fill(answers)
  }
  await ask(1, 'How many workers does a booth need?', 'Two\nOne\nNone')
  await page.getByRole('button', { name: say('question.add') }).click()
  await ask(2, 'Who trains them?', 'The mandal\nNobody')
  await planner.look('paper-writing')
  await page.getByRole('button', { name: say('save') }).click()
  await page
    .getByRole('button', { name: say('publish') })
    .first()
    .click()
  await page
    .locator('dialog[open]')
    .getByRole('button', { name: say('publish') })
    .click()
  await page.getByText(say('published.note')).waitFor()
  await planner.look('paper-published')
})

test('a participant hears, chooses and passes on a phone; pictures need no reading', async () => {
  const say = asha.say(papersText)
  const { page } = asha
  await asha.signIn(ASHA, `${AT}/registrations/${registrationId}/papers`)
  await asha.look('own-papers')
  await page.getByRole('button', { name: `${say('start')}: चित्रों से` }).tap()
  await asha.look('sitting')
  for (const last of [false, true]) {
    await page.locator('.sitting-option', { hasText: '✅' }).tap()
    await page.getByRole('button', { name: say(last ? 'done' : 'next') }).tap()
  }
  await page.getByText(say('result.passed', { right: 2, of: 2 })).waitFor()
  await page.getByRole('button', { name: `${say('start')}: Morning` }).tap()
  await page.locator('.sitting-option', { hasText: 'None' }).tap()
  await page.getByRole('button', { name: say('next') }).tap()
  await page.locator('.sitting-option', { hasText: 'Nobody' }).tap()
  await page.getByRole('button', { name: say('done') }).tap()
  await page.getByText(say('result.failed', { right: 0, of: 2 })).waitFor()
  await asha.look('own-papers-after')
})

test('a participant logs a field stay on a phone', async () => {
  const say = asha.say(visitTexts)
  const { page } = asha
  await asha.go(`${AT}/registrations/${registrationId}/stays`)
  await asha.look('stays-empty')
  await page.getByRole('button', { name: say('add') }).tap()
  const form = page.locator('dialog[open]')
  await form.locator('.unit-picked').tap()
  await page.locator('dialog[open]').last().getByLabel(asha.say(hierarchyTexts)('search')).fill('B1')
  await page.locator('dialog[open]').last().locator('.list').getByText('B1', { exact: true }).first().tap()
  await form.getByLabel(say('from')).fill('2026-11-20')
  await form.getByLabel(say('until')).fill('2026-11-21')
  await form.getByLabel(say('done')).fill('बूथ समिति से मिले')
  await form.getByRole('button', { name: say('save') }).tap()
  await page.getByText('बूथ समिति से मिले').waitFor()
  await asha.look('stays')
  expect(await org.rows('select from_on, until_on from stays')).toEqual([
    { from_on: '2026-11-20', until_on: '2026-11-21' },
  ])
})

test('an assessor asks a person and keeps what was known', async () => {
  const say = planner.say(papersText)
  const { page } = planner
  await planner.go(`${AT}/workshops/${workshopId}/assessment`)
  await planner.look('assessment')
  await page.getByRole('button', { name: /^Asha/ }).click()
  await page.getByRole('checkbox', { name: /How many workers/ }).press('Space')
  await planner.look('assessment-asking')
  await page.getByRole('checkbox', { name: /Who trains them/ }).press('Space')
  await page.getByRole('button', { name: say('ask.save') }).click()
  await page.getByText(say('best', { right: 2, of: 2 }), { exact: true }).waitFor()
  expect(await org.rows('select passed from results order by passed')).toEqual([
    { passed: 0 },
    { passed: 1 },
    { passed: 1 },
  ])
  await planner.go(`${AT}/workshops/${workshopId}/stays`)
  await page.getByText('बूथ समिति से मिले').waitFor()
  await planner.look('workshop-stays')
  expect(browser.troubles).toEqual([])
})
