import { afterAll, beforeAll, expect, test } from 'vitest'
import { consentTexts } from '../../web/text/consent.ts'
import { entryTexts } from '../../web/text/entry.ts'
import { hierarchyTexts } from '../../web/text/hierarchy.ts'
import { privacyTexts } from '../../web/text/privacy.ts'
import { deskTexts } from '../../web/text/privacy-desk.ts'
import { defaultNotice } from '../../worker/consents/template.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'

// A person joins, asks about his data and takes his consent back; an officer answers. Each test goes on where the last ended.

let w: World
let browser: Awaited<ReturnType<typeof browsing>>
let o: TestOrganisation
let person: Hand
let officer: Hand
const own = () => `/o/${o.slug}/privacy`
const desk = () => `/o/${o.slug}/privacy-desk`
const press = (hand: Hand, name: string) => hand.page.getByRole('button', { name, exact: true }).click()

beforeAll(async () => {
  w = await world({}, await freePort())
  browser = await browsing(w)
  o = await w.organisation({ names: { ST: 'State|राज्य', D1: 'Guna|गुना', B1: 'Booth 1|बूथ 1' } })
  const text = defaultNotice({ nameEn: 'Test', nameHi: 'परीक्षण', slug: o.slug }, w.origin)
  await o.db.execute({
    sql: "insert into notices values ('01920000-0000-7000-8000-000000000001', 1, ?, ?, ?, null, ?)",
    args: [text.textEn, text.textHi, text.contact, w.clock.now],
  })
  await o.person('Officer', { phone: '+919893020002', grants: ['owner@ST'], nameHi: 'अधिकारी' })
  await o.person('Imported', { unit: 'B1', nameHi: 'सूची वाला' })
  person = await browser.hand({ language: 'hi', size: 'phone' })
  officer = await browser.hand({ language: 'en', size: 'desk' })
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

test('somebody joins only after ticking the consent, which is written down with the version', async () => {
  const say = person.say(entryTexts)
  const consent = person.say(consentTexts)
  await person.signIn('98930 20001', `/o/${o.slug}/me`)
  await person.page.getByLabel(say('name.hi')).fill('आशा वर्मा')
  await person.page.locator('.unit-picked').click()
  await person.page.getByLabel(person.say(hierarchyTexts)('search')).fill('booth')
  await person.page.locator('dialog[open] .list').getByText('बूथ 1', { exact: true }).click()
  await person.page.locator('dialog[open]').waitFor({ state: 'hidden' })
  await press(person, say('go'))
  await person.page.getByText(consent('missing')).waitFor()
  await person.look('profile-consent')
  await person.page.getByRole('checkbox', { name: consent('agree') }).check()
  await press(person, say('go'))
  await person.page.waitForURL('**/me')
  expect(await o.rows('select given, channel, language from consents')).toEqual([
    { given: 1, channel: 'app', language: 'hi' },
  ])
})

test('his page shows what he agreed to; he complains, sees his copy, and takes his consent back', async () => {
  const say = person.say(privacyTexts)
  await person.go(own())
  await person.page.getByText(say('consent.given')).waitFor()
  await person.look('privacy-own')
  await press(person, say('grievance'))
  await person.page.getByLabel(say('grievance.text')).fill('मेरा फ़ोन सबको दिखता है')
  await person.look('privacy-grievance')
  await press(person, say('send'))
  await person.page.getByText('मेरा फ़ोन सबको दिखता है').waitFor()
  await press(person, say('correction'))
  await person.page.getByLabel(person.say(entryTexts)('name.hi')).fill('आशा साहू')
  await press(person, say('send'))
  await person.page.getByText(say('state.open')).nth(1).waitFor()
  await person.go(`${own()}/copy`)
  await person.page.getByRole('heading', { name: say('part.seenBy') }).waitFor()
  await person.look('privacy-copy')
  await person.go(own())
  await press(person, say('consent.take'))
  await person.page
    .getByRole('dialog')
    .getByRole('button', { name: say('consent.take'), exact: true })
    .click()
  await person.page.getByText(say('consent.taken')).waitFor()
  await person.look('privacy-taken')
  await person.go(`/o/${o.slug}/privacy-notice`)
  await person.look('privacy-notice')
})

test('the officer corrects the name and answers the complaint', async () => {
  const say = officer.say(deskTexts)
  await officer.signIn('98930 20002', desk())
  await officer.page.getByText('मेरा फ़ोन सबको दिखता है').waitFor()
  await officer.look('desk-requests')
  await press(officer, say('apply'))
  await officer.page.getByText(say('applied')).waitFor()
  expect(await o.rows("select name_hi from people where name_hi like 'आशा%'")).toEqual([
    { name_hi: 'आशा साहू' },
  ])
  const complaint = officer.page.getByRole('article').filter({ hasText: 'मेरा फ़ोन सबको दिखता है' })
  await complaint.getByLabel(say('answer')).fill('अब नहीं दिखेगा')
  await complaint.getByRole('button', { name: say('close') }).click()
  await officer.page.getByText(say('requests.none'), { exact: true }).waitFor()
  await officer.look('desk-empty')
})

test('the officer writes a signed consent down, publishes the next notice, and sets a rule', async () => {
  const say = officer.say(deskTexts)
  const tab = (name: string) => officer.page.getByRole('tab', { name }).click()
  await tab(say('consents'))
  await officer.page.getByRole('checkbox', { name: /Imported/ }).check()
  await officer.look('desk-consents')
  await press(officer, say('record'))
  await officer.page.getByText(say('recorded', { count: 1 })).waitFor()
  await tab(say('notice'))
  await officer.look('desk-notice')
  await press(officer, say('publish', { version: 2 }))
  await officer.page
    .getByRole('dialog')
    .getByRole('button', { name: say('publish', { version: 2 }) })
    .click()
  await officer.page.getByRole('button', { name: say('publish', { version: 3 }) }).waitFor()
  await tab(say('retention'))
  await officer.look('desk-retention')
  const days = officer.page.getByLabel(say('days.of', { what: say('rule.messages') }))
  await days.fill('60')
  await days.press('Enter')
  await officer.page.getByText(say('set.done'), { exact: true }).first().waitFor()
  expect(await o.rows('select rule, days from retention_rules')).toEqual([{ rule: 'messages', days: 60 }])
})

test('a breach is noted: the clock runs until the Board was told', async () => {
  const say = officer.say(deskTexts)
  await officer.page.getByRole('tab', { name: say('breaches') }).click()
  await press(officer, say('breach.note'))
  const dialog = officer.page.getByRole('dialog')
  await dialog.getByLabel(say('happened')).fill('A list was left in a bus')
  await dialog.getByLabel(say('data')).fill('Names and phones')
  await dialog.getByLabel(say('people')).fill('40')
  await officer.look('desk-breach-note')
  await dialog.getByRole('button', { name: say('breach.note') }).click()
  await officer.page.getByText(say('clock.left', { hours: 71 })).waitFor()
  await press(officer, say('statement.board'))
  await officer.look('desk-breach')
  await officer.page.getByLabel(say('entry.kind')).selectOption('board')
  await officer.page.getByLabel(say('words')).fill('Sent by registered post')
  await press(officer, say('add'))
  await officer.page.getByText(/The Board was told on/).waitFor()
  expect(browser.troubles).toEqual([])
})
