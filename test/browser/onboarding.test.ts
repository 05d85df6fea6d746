import { afterAll, beforeAll, expect, test } from 'vitest'
import { madhyaPradeshPartyUnits } from '../../db/seed/tables/madhya-pradesh.ts'
import { common } from '../../web/text/common.ts'
import { importTexts } from '../../web/text/imports.ts'
import { onboardingTexts } from '../../web/text/onboarding.ts'
import { programmesText } from '../../web/text/programmes.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import { type World, world } from '../support/world.ts'

// A fifth organisation comes to be, in Hindi, at a desk: told in order, each test goes on where the one before it ended.

let w: World
let browser: Awaited<ReturnType<typeof browsing>>
let owner: Hand
beforeAll(async () => {
  w = await world({}, await freePort())
  browser = await browsing(w)
  owner = await browser.hand({ language: 'hi', size: 'desk' })
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

const SLUG = 'naya-dal'
const OWN_NAME = 'संगठनात्मक जिला'

/** The tree of a table: everything above the mandals, and as many mandals as make 327 lines. */
function lines() {
  const all = [...madhyaPradeshPartyUnits()]
  const above = all.filter(({ level }) => level !== 'mandal' && level !== 'booth')
  const mandals = all.filter(({ level }) => level === 'mandal').slice(0, 327 - above.length)
  return [...above, ...mandals].map(({ code, parentCode, level, nameHi, nameEn }) => [
    code,
    parentCode ?? '',
    level === 'district' ? OWN_NAME : level,
    nameHi,
    nameEn,
  ])
}
const HEADER = ['code', 'parent_code', 'level', 'name_hi', 'name_en']
const csv = (name: string, table: readonly (readonly string[])[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(table.map((cells) => cells.join(',')).join('\n')),
})
const count = async (table: string) => {
  const { rows } = await w.database(`o-${SLUG}`).execute(`select count(*) as n from ${table}`)
  return rows[0]?.n
}
const submit = (name: string) => owner.page.getByRole('button', { name, exact: true }).click()

test('somebody signs in with a phone and is led to the founding', async () => {
  const say = owner.say(onboardingTexts)
  await owner.go('/new')
  await owner.look('new-signed-out')
  await owner.page
    .getByRole('link', { name: say('sign-in.go') })
    .last()
    .click()
  await owner.page.waitForURL('**/sign-in?**')
  await owner.look('sign-in')
  await owner.signIn('98930 10001', '/new')
  await owner.look('new-names')
  const letters = await browser.hand({ language: 'hi', size: 'desk' })
  await letters.go('/outbox')
  await letters.page.locator('.message-code').waitFor()
  await letters.look('outbox')
  await letters.close()
})

test('the organisation is named, takes a shape and calls its levels as it does', async () => {
  const say = owner.say(onboardingTexts)
  const next = owner.say(common)('next')
  await owner.page.getByLabel(say('name.hi')).fill('नया दल')
  await owner.page.getByLabel(say('name.en')).fill('Naya Dal')
  expect(await owner.page.getByLabel(say('slug')).inputValue()).toBe(SLUG)
  await submit(next)
  await owner.page.getByText(say('kind.missing')).waitFor()
  await owner.page.getByRole('radio', { name: say('kind.political_party') }).check()
  await submit(next)
  await owner.page.getByRole('radio', { name: 'संभाग और मंडल सहित' }).check()
  const district = owner.page.locator('.level').nth(2)
  expect(await district.getByLabel(say('name.hi')).inputValue()).toBe('ज़िला')
  await district.getByLabel(say('name.hi')).fill(OWN_NAME)
  await district.getByLabel(say('name.en')).fill('Organisational district')
  await owner.page.getByRole('button', { name: say('level.remove', { name: 'बूथ' }) }).click()
  expect(await owner.page.locator('.level').count()).toBe(5)
  await owner.look('new-levels')
  await submit(next)
})

test('what was typed outlives a reload, and the organisation is founded', async () => {
  const say = owner.say(onboardingTexts)
  await owner.go('/new')
  const you = owner.page.locator('.panel', { hasText: say('you.title') }).first()
  await you.getByLabel(say('name.hi')).fill('आशा वर्मा')
  await you.getByLabel(say('name.en')).fill('Asha Verma')
  await owner.page.getByLabel(say('root.code')).fill('MP')
  await owner.look('new-you')
  await submit(say('found'))
  await owner.page.waitForURL(`**/o/${SLUG}/start`)
  await owner.page.getByRole('heading', { name: say('units.title') }).waitFor()
  await owner.page.getByRole('heading', { level: 1, name: say('start.title', { name: 'नया दल' }) }).waitFor()
  await owner.look('start-units')
  expect(await count('levels')).toBe(5)
})

test('a faulty table is shown its faults by row and column, and writes nothing', async () => {
  const say = owner.say(importTexts)
  const faulty = lines()
  faulty[325] = ['MP-X', 'MP-NOWHERE', 'mandal', 'खोया', 'Lost']
  faulty[326] = ['MP-Y', 'MP', 'tehsil', 'तहसील', 'Tehsil']
  await owner.page.locator('input[type=file]').setInputFiles(csv('faulty.csv', [HEADER, ...faulty]))
  await owner.page.getByText(say('faults.lead')).waitFor()
  const cells = async (fault: 'fault.orphan-parent' | 'fault.unknown-level') =>
    owner.page
      .getByRole('table', { name: say(fault) })
      .locator('tbody td, tbody th')
      .allTextContents()
  expect(await cells('fault.orphan-parent')).toEqual(['327', 'parent_code', 'MP-NOWHERE'])
  expect(await cells('fault.unknown-level')).toEqual(['328', 'level', 'tehsil'])
  await owner.look('start-faults')
  expect(await count('units')).toBe(1)
})

test('the table of 327 rows is tried, understood and written', async () => {
  const say = owner.say(importTexts)
  const table = lines()
  expect(table).toHaveLength(327)
  await owner.page.locator('input[type=file]').setInputFiles(csv('units.csv', [HEADER, ...table]))
  const write = owner.page.getByRole('button', { name: say('write.units', { count: 327 }) })
  await write.waitFor()
  expect(await count('units')).toBe(1)
  await owner.look('start-units-good')
  await write.click()
  await owner.page.waitForURL('**/start?step=people')
  expect(await count('units')).toBe(327)
})

test('people are brought by the code of their unit, or by its name and level where a name is not enough', async () => {
  const say = owner.say(importTexts)
  const header = ['unit_code', 'name_hi', 'name_en', 'phone', 'level']
  const people = (level: string) => [
    ['MP', 'तारा कोषाध्यक्ष', 'Tara Kosh', '98930 10003', ''],
    ['MP-D396N', 'रवि भोपाल', 'Ravi Bhopal', '98930 10005', ''],
    ['Guna', 'मीना गुना', 'Meena Guna', '98930 10007', level],
  ]
  const choose = owner.page.locator('input[type=file]')
  await choose.setInputFiles(csv('people.csv', [header, ...people('')]))
  await owner.page
    .getByRole('table', { name: say('fault.ambiguous-unit') })
    .getByText('Guna')
    .waitFor()
  await choose.setInputFiles(csv('people.csv', [header, ...people(OWN_NAME)]))
  const write = owner.page.getByRole('button', { name: say('write.people', { count: 3 }) })
  await write.waitFor()
  await owner.look('start-people')
  await write.click()
  await owner.page.waitForURL('**/start?step=programme')
  expect(await count('people')).toBe(4)
})

test('the first programme comes from the shape, and what is next is told', async () => {
  const say = owner.say(onboardingTexts)
  await owner.page.getByLabel(say('programme.name.hi')).fill('विषय वक्ता अभियान')
  await owner.look('start-programme')
  await submit(say('programme.create'))
  await owner.page.waitForURL('**/start?step=done')
  await owner.page.getByText(say('done.programme')).waitFor()
  await owner.look('start-done')
  await owner.page.getByText(say('done.programme')).click()
  await owner.page.getByRole('heading', { level: 1, name: 'विषय वक्ता अभियान' }).waitFor()
  await owner.look('programme')
  await owner.page
    .getByRole('button', { name: owner.say(programmesText)('publish') })
    .first()
    .click()
  const asked = owner.page.locator('dialog[open]')
  await asked.getByRole('button', { name: owner.say(programmesText)('publish'), exact: true }).click()
  await owner.page.getByText(owner.say(programmesText)('publish.done')).waitFor()
  expect(await count('tiers')).toBe(2)
})

test('on the way nothing went wrong unseen', () => {
  expect(browser.troubles).toEqual([])
})
