import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changesTexts } from '../../web/text/changes.ts'
import { common } from '../../web/text/common.ts'
import { hierarchyTexts } from '../../web/text/hierarchy.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'

// A state of 5 levels below it, at a phone in Hindi and at a desk in English: finding, moving, undoing, inserting a level.

const SLUG = 'tree'
const OWNER = '98930 30001'
const BOOTHS = 450

let w: World
let o: TestOrganisation
let browser: Awaited<ReturnType<typeof browsing>>
let phone: Hand
let desk: Hand

const UNITS = [
  'ST',
  'V1<ST',
  'V2<ST',
  'D1<V1',
  'D2<V1',
  'D3<V2',
  'C1<D1',
  'C2<D1',
  'C3<D2',
  'M1<C1',
  'M2<C1',
  'M3<C2',
  'B1<M1',
  'B2<M1',
  'B3<M2',
]
const NAMES = {
  ST: 'Madhya Pradesh|मध्य प्रदेश',
  V1: 'Bhopal division|भोपाल संभाग',
  V2: 'Indore division|इंदौर संभाग',
  D1: 'Vidisha|विदिशा',
  D2: 'Raisen|रायसेन',
  D3: 'Dewas|देवास',
  C1: 'Basoda|बासौदा',
  C2: 'Kurwai|कुरवाई',
  C3: 'Sanchi|सांची',
  M1: 'Ganj Basoda|गंज बासौदा',
  M2: 'Tyonda|त्योंदा',
  M3: 'Pathari|पठारी',
  B1: 'School building|शाला भवन',
  B2: 'Panchayat hall|पंचायत भवन',
  B3: 'Health centre|स्वास्थ्य केंद्र',
}

beforeAll(async () => {
  w = await world({}, await freePort())
  const levels = ['state', 'division', 'district', 'constituency', 'mandal', 'booth']
  o = await w.organisation({ slug: SLUG, levels, units: UNITS, names: NAMES })
  const titles = [
    'State|प्रदेश',
    'Division|संभाग',
    'District|ज़िला',
    'Constituency|विधानसभा',
    'Mandal|मंडल',
    'Booth|बूथ',
  ]
  for (const [at, id] of levels.entries()) {
    const [en = '', hi = ''] = titles[at]?.split('|') ?? []
    await o.db.execute({ sql: 'update levels set name_en = ?, name_hi = ? where id = ?', args: [en, hi, id] })
  }
  const person = { nameHi: 'आशा वर्मा', grants: ['owner@ST'], unit: 'ST', phone: '+919893030001' }
  await o.person('Asha Verma', person)
  await o.person('Kamla Bai', { unit: 'D2', nameHi: 'कमला बाई', grants: ['viewer@D1'] })
  await o.person('Salim Khan', { unit: 'D3', nameHi: 'सलीम खान', grants: ['viewer@V2'] })
  await o.db.executeMultiple(`insert into office_kinds values ('head', 'Booth president', 'बूथ अध्यक्ष'),
    ('bla', 'Booth level agent', 'बूथ स्तरीय अभिकर्ता')`)
  for (const [name, hindi, kind] of [
    ['Ramesh Ahirwar', 'रमेश अहिरवार', 'head'],
    ['Sita Lodhi', 'सीता लोधी', 'bla'],
  ] as const) {
    const { id } = await o.person(name, { unit: 'B1', nameHi: hindi })
    await o.db.execute({
      sql: "insert into offices values (?, ?, ?, ?, '2026-01-01', null)",
      args: [v7(), id, o.unitId('B1'), kind],
    })
  }
  const [top] = await o.rows("select path from units where code = 'M3'")
  const booths = Array.from({ length: BOOTHS }, (_, n) => ({ id: v7(), n: String(n + 1).padStart(3, '0') }))
  await o.db.batch(
    booths.map(({ id, n }) => ({
      sql: `insert into units (id, code, parent_id, level_id, path, name_en, name_hi, search_text, created_at)
        values (?, ?, ?, 'booth', ?, ?, ?, ?, 0)`,
      args: [
        id,
        `P${n}`,
        o.unitId('M3'),
        `${top?.path}${id}/`,
        `Booth ${n}`,
        `बूथ ${n}`,
        `booth बूथ ${n} p${n}`,
      ],
    })),
    'write',
  )
  browser = await browsing(w)
  phone = await browser.hand({ language: 'hi', size: 'phone' })
  desk = await browser.hand({ language: 'en', size: 'desk' })
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

test('on a phone, five taps lead from the state to the two names of a booth', async () => {
  await phone.signIn(OWNER, `/o/${SLUG}/units/${o.unitId('ST')}`)
  const tap = async (name: string) => {
    await phone.page
      .getByRole('region', { name: phone.say(hierarchyTexts)('children') })
      .getByText(name, { exact: true })
      .click()
    await phone.page.getByRole('heading', { level: 1, name }).waitFor()
  }
  for (const name of ['भोपाल संभाग', 'विदिशा', 'बासौदा', 'गंज बासौदा', 'शाला भवन']) await tap(name)
  const offices = phone.page.getByRole('region', { name: phone.say(changesTexts)('standing') })
  for (const name of ['रमेश अहिरवार', 'सीता लोधी']) await offices.getByText(name).waitFor()
  await phone.look('tree-booth')
})

test('the tree draws a part of 450 booths, reads them page by page, and goes by the keyboard', async () => {
  await desk.signIn(OWNER, `/o/${SLUG}/units`)
  const item = (name: string) => desk.page.getByRole('treeitem', { name }).first()
  const open = async () => {
    for (const name of ['Bhopal division', 'Vidisha', 'Kurwai', 'Pathari']) {
      await item(name).waitFor()
      await item(name).locator('.tree-toggle').click()
    }
    await item('Booth 001').waitFor()
  }
  await open()
  /** Presses keys all at once, before any of them can be drawn. */
  const press = (...keys: string[]) =>
    desk.page.evaluate((all) => {
      for (const key of all)
        document.activeElement?.dispatchEvent(
          new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
        )
    }, keys)
  // Names change with the language, and the tree begins anew.
  await desk.look('tree')
  await open()
  await item('Booth 001').focus()
  const more = desk.page.getByRole('treeitem', { name: desk.say(common)('tree.more') })
  for (const page of [200, 400]) {
    await press('End', 'Home')
    await desk.page
      .getByRole('treeitem', { name: 'Madhya Pradesh' })
      .and(desk.page.locator(':focus'))
      .waitFor()
    // From below, the line that brings more is the one above the next district.
    await press('End', 'ArrowUp', 'ArrowUp')
    await more.and(desk.page.locator(':focus')).waitFor()
    await press('Enter')
    await item(`Booth ${page + 1}`)
      .and(desk.page.locator(':focus'))
      .waitFor()
  }
  expect(await desk.page.getByRole('treeitem').count()).toBeLessThan(150)
  expect(await item('Booth 401').getAttribute('aria-setsize')).toBe(String(BOOTHS))
})

test('a district moves after its preview, and the toast takes it back', async () => {
  const say = desk.say(changesTexts)
  await desk.go(`/o/${SLUG}/units/${o.unitId('D1')}`)
  await desk.page.getByRole('button', { name: say('move'), exact: true }).click()
  const dialog = desk.page.locator('dialog[open]').last()
  await dialog.getByRole('button', { name: say('move.to') }).click()
  const picker = desk.page.locator('dialog[open]').last()
  await picker.getByLabel(desk.say(hierarchyTexts)('search')).fill('Indore')
  await picker.locator('button.row', { hasText: 'Indore division' }).click()
  await dialog.getByText(say('preview.gains')).waitFor()
  expect(await dialog.textContent()).toContain('Salim Khan')
  expect(await dialog.textContent()).toContain(say('people', { count: 2 }))
  await desk.look('move-preview')
  await dialog.getByRole('button', { name: say('move.go'), exact: true }).click()
  await desk.page.locator('.crumbs').getByText('Indore division').waitFor()
  await desk.page
    .getByText(say('history.move', { unit: 'Vidisha', from: 'Bhopal division', into: 'Indore division' }))
    .waitFor()
  await desk.page
    .locator('.toast')
    .getByRole('button', { name: desk.say(common)('undo') })
    .click()
  await desk.page.locator('.crumbs').getByText('Bhopal division').waitFor()
  await desk.page.getByText(say('undone'), { exact: true }).waitFor()
  // News lies over what is below it until it goes; a target half under it counts as too small.
  await desk.page.locator('.toast').first().waitFor({ state: 'detached' })
  await desk.look('moved-back')
})

test('the page of a unit shows how it was the day before', async () => {
  const say = desk.say(changesTexts)
  await o.db.execute({ sql: "update units set opened_on = '2026-11-01' where code = 'D3'" })
  await desk.page.getByLabel(say('past')).fill('2026-11-21')
  await desk.page.getByText(say('past.back')).waitFor()
  await expect.poll(() => desk.page.locator('.crumbs').textContent()).toContain('Bhopal division')
  await desk.look('past')
  await desk.go(`/o/${SLUG}/units/${o.unitId('D3')}?on=2026-10-31`)
  await desk.page.getByText(/did not exist/).waitFor()
})

test('two booths become one, and the history takes it back after asking', async () => {
  const say = phone.say(changesTexts)
  await phone.go(`/o/${SLUG}/units/${o.unitId('B1')}`)
  await phone.page.getByRole('button', { name: say('close'), exact: true }).click()
  const dialog = phone.page.locator('dialog[open]').last()
  await dialog.locator('.button-danger').click()
  await dialog.getByText(say('people', { count: 2 })).waitFor()
  await phone.look('close-refused')
  await dialog.getByRole('button', { name: say('close.merge'), exact: true }).click()
  await dialog.getByRole('button', { name: say('merge.to') }).click()
  const picker = phone.page.locator('dialog[open]').last()
  await picker.getByLabel(phone.say(hierarchyTexts)('search')).fill('पंचायत')
  await picker.locator('button.row', { hasText: 'पंचायत भवन' }).click()
  await dialog.getByText(say('preview.title')).waitFor()
  await dialog.getByRole('button', { name: say('merge.go'), exact: true }).click()
  await phone.page.getByText(say('history.merge', { unit: 'शाला भवन', into: 'पंचायत भवन' })).waitFor()
  await phone.look('merged')
  await phone.page
    .getByRole('region', { name: say('history') })
    .getByRole('button', { name: say('undo') })
    .click()
  const asked = phone.page.locator('dialog[open]')
  await asked.getByRole('button', { name: say('undo'), exact: true }).click()
  await phone.page
    .getByRole('region', { name: say('standing') })
    .getByText('रमेश अहिरवार')
    .waitFor()
})

test('a level is inserted above booths with one unit for each mandal, after showing what moves', async () => {
  const say = desk.say(changesTexts)
  await desk.go(`/o/${SLUG}/settings`)
  await desk.page.getByRole('button', { name: say('level.insert'), exact: true }).click()
  const dialog = desk.page.locator('dialog[open]').last()
  await dialog.getByLabel(say('name.hi')).fill('शक्ति केंद्र')
  await dialog.getByLabel(say('name.en')).fill('Shakti Kendra')
  await dialog.getByRole('radio', { name: say('level.way.each') }).check()
  await dialog.getByRole('button', { name: say('level.preview') }).click()
  await dialog.getByText(say('level.preview.text', { units: '3', moves: '453' })).waitFor()
  await desk.look('level-preview')
  await dialog.getByRole('button', { name: say('level.insert.go'), exact: true }).click()
  await desk.page.locator('.rungs').getByText('Shakti Kendra').waitFor()
  await desk.look('levels')
  expect(await o.rows("select count(*) as n from units where level_id = 'shakti-kendra'")).toEqual([{ n: 3 }])
})

test('on the way nothing went wrong unseen', () => {
  expect(browser.troubles).toEqual([])
})
