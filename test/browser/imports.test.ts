import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importTexts } from '../../web/text/imports.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { workbook } from '../support/workbook.ts'
import { type World, world } from '../support/world.ts'

// A registrar brings a workbook of 500 people as an office has it: told in order, each test goes on from the one before it.

const PHONE = '98930 40001'
let w: World
let org: TestOrganisation
let browser: Awaited<ReturnType<typeof browsing>>
let desk: Hand
let phone: Hand
beforeAll(async () => {
  w = await world({}, await freePort())
  const names = { B1: 'Rampur|रामपुर', B2: 'Rampur|रामपुर', B3: 'Sironj|सिरोंज' }
  org = await w.organisation({ slug: 'tables', names })
  await org.person('Meera Joshi', { phone: '+919893040001', grants: ['owner@ST'] })
  browser = await browsing(w)
  desk = await browser.hand({ language: 'hi', size: 'desk' })
  phone = await browser.hand({ language: 'en', size: 'phone' })
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const rows = Array.from({ length: 500 }, (_, n) => [
  n === 7 ? 'Nowhere' : n % 5 === 0 ? 'Rampur' : 'B3',
  `व्यक्ति ${n}`,
  n === 3 ? '९८९३०५०००३' : 9893050000 + n,
  `P-${n}`,
  // So long that the sheet, packed, is one that would be unpacked in a worker, which the page does not allow.
  randomBytes(800).toString('hex'),
])
const book = {
  name: 'people.xlsx',
  mimeType: XLSX,
  buffer: Buffer.from(workbook([['बूथ', 'नाम', 'मोबाइल', 'code', 'remark'], ...rows])),
}
const people = async () => (await org.rows('select count(*) as n from people'))[0]?.n
const button = (hand: Hand, name: string) => hand.page.getByRole('button', { name, exact: true })

test('a picture is told to be none of a table, and nothing is sent', async () => {
  const say = desk.say(importTexts)
  await desk.signIn(PHONE, '/o/tables/import/people')
  await desk.page.getByRole('heading', { level: 1, name: say('people.title') }).waitFor()
  const picture = { name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('89504e470d0a1a0a', 'hex') }
  await desk.page.locator('input[type=file]').setInputFiles(picture)
  await desk.page.getByText(say('fault.file-picture')).waitFor()
  await desk.look('import-picture')
  expect(await org.rows('select count(*) as n from imports')).toEqual([{ n: 0 }])
})

test('500 rows are tried: columns are understood, an ambiguous name is asked for once, the fault can be downloaded', async () => {
  const say = desk.say(importTexts)
  await desk.page.locator('input[type=file]').setInputFiles(book)
  await desk.page.getByRole('heading', { name: say('asked.title') }).waitFor()
  await desk.look('import-asked')
  const box = desk.page.getByLabel('Rampur')
  await box.selectOption({ value: org.unitId('B2') })
  await button(desk, say('asked.go')).click()
  await button(desk, say('write.some', { count: 499, refused: 1 })).waitFor()
  await desk.look('import-judged')
  const saving = desk.page.waitForEvent('download')
  await button(desk, say('faults.save')).click()
  const file = await readFile(await (await saving).path(), 'utf8')
  expect(file.replace(/^\ufeff/, '').split('\n')).toEqual([
    `unit_code,name_hi,phone,code,${say('faults.reason')}`,
    expect.stringContaining('Nowhere,व्यक्ति 7,9893050007,P-7,'),
  ])
  expect(await people()).toBe(1)
})

test('on another device it waits for a decision; there it is written', async () => {
  const say = phone.say(importTexts)
  await phone.signIn(PHONE, '/o/tables/import/people')
  await phone.page.getByText(say('state.ready')).first().waitFor()
  await button(phone, say('earlier.see')).first().click()
  const write = button(phone, say('write.some', { count: 499, refused: 1 }))
  await write.waitFor()
  await phone.look('import-resumed')
  await write.click()
  await phone.page.getByText(say('done.see.people')).waitFor()
  await phone.look('import-done')
  expect(await people()).toBe(500)
  expect(
    await org.rows("select count(*) as n from people where unit_id = ? and name_hi like 'व्यक्ति%'", [
      org.unitId('B2'),
    ]),
  ).toEqual([{ n: 100 }])
})

test('as a whole it is taken back', async () => {
  const say = phone.say(importTexts)
  await button(phone, say('revert')).click()
  const dialog = phone.page.getByRole('dialog')
  await dialog.getByRole('button', { name: say('revert'), exact: true }).click()
  await phone.page.getByText(say('reverted')).first().waitFor()
  await phone.look('import-reverted')
  expect(await people()).toBe(1)
})

test('nothing went wrong unseen', () => expect(browser.troubles).toEqual([]))
