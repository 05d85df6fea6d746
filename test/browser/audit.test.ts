import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditTexts } from '../../web/text/audit.ts'
import { exportTexts } from '../../web/text/exports.ts'
import { peopleTexts } from '../../web/text/people.ts'
import { browsing, freePort, type Held } from '../support/browser.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'

let w: World
let o: TestOrganisation
let browser: Awaited<ReturnType<typeof browsing>>
let asha: { id: string }
const PHONE = '+919999960001'

beforeAll(async () => {
  w = await world({}, await freePort())
  browser = await browsing(w)
  o = await w.organisation({ slug: 'seen' })
  const owner = await o.person('Owner', { nameHi: 'स्वामी', phone: PHONE, grants: ['owner@ST'] })
  asha = await o.person('Asha', {
    unit: 'B1',
    nameHi: 'आशा',
    phone: '+919999960002',
    email: 'asha@example.org',
  })
  await owner.patch(`/units/${o.unitId('B1')}`, { nameEn: 'Booth One', nameHi: 'बूथ एक', aliases: [] })
  await owner.patch(`/people/${asha.id}`, { version: 1, bornYear: 1985 })
})
afterAll(async () => {
  await browser?.close()
  await w?.close()
})

const open = async (size: Held['size'], path: string) => {
  const hand = await browser.hand({ language: size === 'phone' ? 'hi' : 'en', size })
  await hand.signIn(PHONE, path)
  await hand.go(path)
  return hand
}

test.each(['phone', 'desk'] as const)(
  'a number is shown when asked for, on a %s, and the look is in the record',
  async (size) => {
    const hand = await open(size, `/o/seen/people/${asha.id}`)
    const words = hand.say(peopleTexts)
    await hand.page.getByText('•••••••002').waitFor()
    expect(await hand.page.content()).not.toContain('9999960002')
    await hand.look('person masked')
    await hand.page.getByRole('button', { name: words('contact.show') }).click()
    await hand.page.getByRole('link', { name: '+919999960002' }).waitFor()
    await hand.look('person shown')
    await hand.page.getByRole('link', { name: hand.say(auditTexts)('history') }).click()
    const sentence =
      size === 'phone' ? 'स्वामी ने आशा का फ़ोन और ई-मेल देखा' : 'Owner had the phone and e-mail of Asha shown'
    await hand.page.getByText(sentence).first().waitFor()
    await hand.look('audit of a person')
    await hand.close()
    expect(browser.troubles).toEqual([])
  },
)

test('every row is checked, what stood there before is seen, and the table is taken out with a reason', async () => {
  const hand = await open('desk', '/o/seen/audit')
  const [say, sayExport] = [hand.say(auditTexts), hand.say(exportTexts)]
  await hand.page.getByText('Owner renamed the unit Booth One').waitFor()
  const row = hand.page.locator('.audit-list > li').filter({ hasText: 'renamed the unit' })
  await row.getByText(say('more')).click()
  await row.locator('del', { hasText: 'B1' }).first().waitFor()
  await hand.page.getByRole('button', { name: say('verify') }).click()
  await hand.page.getByText(/rows are whole/).waitFor()
  await hand.look('audit')
  await hand.page.getByRole('button', { name: sayExport('export') }).click()
  await hand.page.getByLabel(sayExport('reason')).fill('Yearly check')
  await hand.look('audit export')
  const [file] = await Promise.all([
    hand.page.waitForEvent('download'),
    hand.page
      .getByRole('button', { name: sayExport('go') })
      .last()
      .click(),
  ])
  const text = await readFile(await file.path(), 'utf8')
  expect(text).toMatch(/^\ufeffseq,at,/)
  expect(text).toMatch(/# exported by .* for Yearly check \(/)
  await hand.close()
  expect(browser.troubles).toEqual([])
})

test('a row that somebody changed in the file is named on the page', async () => {
  await o.db.executeMultiple("drop trigger audit_stays; update audit set subject_id = 'x' where seq = 1")
  const hand = await open('phone', '/o/seen/audit')
  const say = hand.say(auditTexts)
  await hand.page.getByRole('button', { name: say('verify') }).click()
  await hand.page.getByText(say('verify.bad', { seq: 1 })).waitFor()
  await hand.look('audit tampered')
  await hand.close()
  expect(browser.troubles).toEqual([])
})

test('people are taken out as a table, with a reason', async () => {
  const hand = await open('phone', '/o/seen/people')
  const sayExport = hand.say(exportTexts)
  await hand.page.getByText('•••••••002').waitFor()
  await hand.look('people masked')
  await hand.page.getByRole('button', { name: sayExport('export') }).click()
  await hand.page.getByLabel(sayExport('reason')).fill('शिविर के लिए')
  const [file] = await Promise.all([
    hand.page.waitForEvent('download'),
    hand.page
      .getByRole('button', { name: sayExport('go') })
      .last()
      .click(),
  ])
  expect(await readFile(await file.path(), 'utf8')).toContain("'+919999960002")
  expect(await o.rows("select count(*) as n from audit where action = 'people.exported'")).toEqual([{ n: 1 }])
  await hand.close()
  expect(browser.troubles).toEqual([])
})
