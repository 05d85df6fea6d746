import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { residentialCamp } from '../../db/seed/tables/campaigns.ts'
import { attendanceTexts } from '../../web/text/attendance.ts'
import { coverageText } from '../../web/text/coverage.ts'
import { credentialTexts } from '../../web/text/credentials.ts'
import { teachingTexts } from '../../web/text/teaching.ts'
import { daysBetween } from '../../worker/platform/calendar.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import { camp, PHONES } from '../support/camp.ts'
import { register } from '../support/hall.ts'
import { type World, world } from '../support/world.ts'

// Three days after the camp: its certificate makes Ravi a trainer, who teaches a mandal from his phone, in English. What
// he does shows at the top of the coverage, where the owner looks at it at a desk, in Hindi.

const SLUG = 'pravas'
const AT = `/o/${SLUG}`
const OWNER = '9893040001'
const MANDAL = 'MP-A150-M1'

let w: World
let told: Awaited<ReturnType<typeof camp>>
let browser: Awaited<ReturnType<typeof browsing>>
let ravi: Hand
let owner: Hand
let mandal: string

/** The camp as it ended: Ravi was there on every day, and was given his certificate. */
async function passed() {
  const { org, ids, now, setClock } = told
  const trainee = await org.person('Ravi Malviya', {
    nameHi: 'रवि मालवीय',
    unit: 'MP-D396N',
    phone: `+91${PHONES.ravi}`,
  })
  const seat = await register(trainee, ids.workshop)
  for (const dayOn of daysBetween(residentialCamp.startsOn, residentialCamp.endsOn)) {
    setClock(dayOn)
    const desk = await now(told.owner.id)
    const mark = { id: v7(), code: seat.body.code, dayOn, way: 'qr' }
    expect((await desk.post(`/workshops/${ids.workshop}/marks`, mark)).status).toBe(201)
  }
  const desk = await now(told.owner.id)
  const path = `/workshops/${ids.workshop}/credentials`
  const { body } = await desk.get<{ offer: string }>(`${path}/offer`)
  expect((await desk.post(path, { offer: body.offer })).status).toBe(201)
  setClock('2025-06-18')
}

beforeAll(async () => {
  w = await world({}, await freePort())
  told = await camp(w, SLUG)
  const { org } = told
  await org.person('Om Sahu', { nameHi: 'ओम साहू', unit: MANDAL })
  const head = { nameHi: 'सुधा जैन', unit: 'MP', grants: ['viewer@MP'], phone: `+91${OWNER}` }
  await org.person('Sudha Jain', head)
  const [unit] = await org.rows('select name_en from units where code = ?', [MANDAL])
  mandal = String(unit?.name_en)
  await passed()
  browser = await browsing(w)
  ravi = await browser.hand({ language: 'en', size: 'phone' })
  owner = await browser.hand({ language: 'hi', size: 'desk' })
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

const coverage = () => `${AT}/coverage?tier=${told.ids.mandals}`

/** What the top of the coverage says: nominated, registered, trained, units with the minimum. */
async function counted(): Promise<string[]> {
  await owner.go(coverage())
  const stats = owner.page.locator('.panel', { hasText: 'मध्य प्रदेश' }).first().locator('.stat-value')
  await stats.first().waitFor()
  return stats.allTextContents()
}

test('before anything is taught, the top of the coverage says nobody', async () => {
  const say = owner.say(coverageText)
  await owner.signIn(OWNER, coverage())
  await owner.page.getByText(say('nominated'), { exact: true }).waitFor()
  expect(await counted()).toEqual(['0', '0', '0', '0'])
  await owner.look('coverage-before')
})

test('the holder finds what he may teach and opens a batch', async () => {
  const { page } = ravi
  const say = ravi.say(teachingTexts)
  await ravi.signIn(PHONES.ravi, `${AT}/teach`)
  const panel = page.getByRole('heading', {
    name: `Mandal training, ${say('where', { unit: 'Bhopal Nagar' })}`,
  })
  await panel.waitFor()
  await ravi.look('teach')
  await page.getByRole('link', { name: say('open'), exact: true }).click()
  await page.getByRole('heading', { level: 1, name: say('open') }).waitFor()
  await page.getByLabel(say('open.venue.en')).fill('School, Arera Colony')
  await page.getByLabel(say('open.seats'), { exact: true }).fill('40')
  await ravi.look('teach-open')
  await page.getByRole('button', { name: say('open.go') }).click()
  await page.waitForURL(`**${AT}/teach/batches/**`)
  await page.getByText(say('seats.none'), { exact: true }).waitFor()
  await ravi.look('batch-empty')
})

test('he nominates one of a mandal, adds another who has no phone, and registers both', async () => {
  const { page } = ravi
  const say = ravi.say(teachingTexts)
  const batch = new URL(page.url()).pathname
  await page.getByRole('link', { name: say('missing'), exact: true }).click()
  await page.getByRole('button', { name: say('missing.all'), exact: true }).click()
  await page
    .getByRole('list', { name: say('missing') })
    .getByText(mandal, { exact: true })
    .click()
  await page.getByRole('heading', { level: 1, name: mandal }).waitFor()
  await page.getByRole('button', { name: say('nominate.of', { name: 'Om Sahu' }) }).click()
  await page.getByRole('button', { name: say('withdraw.of', { name: 'Om Sahu' }) }).waitFor()
  await page.getByRole('button', { name: say('add') }).click()
  const dialog = page.locator('dialog[open]')
  await dialog.getByLabel(say('add.name.en')).fill('Gita Bai')
  await dialog.getByRole('button', { name: say('add.go'), exact: true }).click()
  await page.getByText('Gita Bai', { exact: true }).waitFor()
  await ravi.look('unit-people')
  await ravi.go(batch)
  await page.getByRole('button', { name: say('seats.all') }).click()
  await ravi.look('batch-choosing')
  const both = say('seats.go', { count: 2 })
  await page.getByRole('button', { name: both }).click()
  await page.locator('dialog[open]').getByRole('button', { name: both }).click()
  await page.getByText(say('seats.done', { count: 2 })).waitFor()
  expect(await counted()).toEqual(['2', '2', '0', '0'])
})

test('he checks one in by name, issues the certificate, and the top of the coverage moves', async () => {
  const { page } = ravi
  const say = ravi.say(teachingTexts)
  const sayDesk = ravi.say(attendanceTexts)
  await page.getByRole('link', { name: say('check-in') }).click()
  await page.getByRole('button', { name: sayDesk('way.list'), exact: true }).click()
  await page.getByRole('checkbox', { name: 'Om Sahu' }).check()
  await page.getByText(sayDesk('present.of', { present: 1, registered: 2 })).waitFor({ state: 'attached' })
  await ravi.look('desk-list')
  await page.getByRole('link', { name: sayDesk('to.credentials') }).click()
  const sayIssue = ravi.say(credentialTexts)
  const issue = sayIssue('issue', { count: 1 })
  await page.getByRole('button', { name: issue }).click()
  const asked = page.locator('dialog[open]')
  await asked.getByText(sayIssue('issue.taught', { names: 'Ravi Malviya', generation: 2 })).waitFor()
  await asked.getByRole('button', { name: issue }).click()
  await page.getByText(sayIssue('issued', { count: 1 })).waitFor()
  await ravi.look('batch-credentials')
  expect(await counted()).toEqual(['2', '2', '1', '1'])
  await owner.look('coverage-after')
})

test('the last unit of the way down is told that it has what it needs', async () => {
  const { page } = owner
  const way = await told.org.rows(
    'select code, name_hi from units where ? like code || ? or code in (?, ?)',
    [MANDAL, '%', 'MP-BPL', 'MP-D396N'],
  )
  for (const code of ['MP-BPL', 'MP-D396N', 'MP-A150', MANDAL]) {
    const unit = String(way.find((one) => one.code === code)?.name_hi)
    await page.getByRole('link', { name: unit, exact: true }).click()
    await page.getByRole('heading', { level: 2, name: unit, exact: true }).waitFor()
    if (code === 'MP-D396N') await owner.look('coverage-district')
  }
  const say = owner.say(coverageText)
  await page.getByText(say('leaf.good', { trained: 1, minimum: 1 })).waitFor()
  await owner.look('coverage-mandal')
  await ravi.go(`${AT}/teach`)
  const today = ravi.say(teachingTexts)('batches.today')
  await ravi.page.getByRole('heading', { name: today, exact: true }).waitFor()
  await ravi.look('teach-after')
})

test('on the way nothing went wrong unseen', () => {
  expect(browser.troubles).toEqual([])
})
