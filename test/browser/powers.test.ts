import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { approvalTexts } from '../../web/text/approvals.ts'
import { guestTexts } from '../../web/text/guests.ts'
import { peopleTexts } from '../../web/text/people.ts'
import { powerTexts } from '../../web/text/powers.ts'
import { roleTexts } from '../../web/text/roles.ts'
import { shell } from '../../web/text/shell.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'
import { tierIn, workshopDraft, workshopIn } from '../workshops/support.ts'

// Who may do what: given with limits and days, explained, seen by whom it concerns, decided by two, and a guest's own door.

const SLUG = 'powers'
const OWNER = '98930 30001'
const ADMIN = '98930 30002'
const ASHA = '98930 30003'
const DAY_ON = '2026-12-05'

let w: World
let org: TestOrganisation
let browser: Awaited<ReturnType<typeof browsing>>
let owner: Hand
let admin: Hand
let ashaId: string
let workshopId: string

const phone = (contact: string) => `+91${contact.replace(' ', '')}`

beforeAll(async () => {
  w = await world({}, await freePort())
  org = await w.organisation({
    slug: SLUG,
    names: { ST: 'Madhya Pradesh|मध्य प्रदेश', D1: 'Bhopal|भोपाल', D2: 'Indore|इंदौर', B1: 'Booth 1|बूथ 1' },
  })
  await org.db.execute("insert into wings values ('youth', 'Youth wing', 'युवा मोर्चा')")
  const meera = await org.person('Meera Joshi', {
    nameHi: 'मीरा जोशी',
    phone: phone(OWNER),
    grants: ['owner@ST'],
  })
  await org.person('Imran Khan', { nameHi: 'इमरान ख़ान', phone: phone(ADMIN), grants: ['admin@ST'] })
  await org.person('Savita Lodhi', { nameHi: 'सविता लोधी', unit: 'D1', grants: ['planner@D1'] })
  const asha = await org.person('Asha Verma', { nameHi: 'आशा वर्मा', unit: 'B1', phone: phone(ASHA) })
  ashaId = asha.id
  const { tierId } = await tierIn(meera)
  workshopId = (await workshopIn(org, meera, workshopDraft(tierId, org.unitId('ST')))).id
  const titles = { titleEn: 'Speaking in public', titleHi: 'जनता के बीच बोलना' }
  const session = { id: v7(), dayOn: DAY_ON, startsMinute: 600, endsMinute: 690, ...titles }
  const put = await meera.put(`/workshops/${workshopId}/timetable`, {
    version: 1,
    sessions: [{ ...session, subjectId: null, speaker: null }],
  })
  expect(put.status).toBe(200)
  browser = await browsing(w)
  owner = await browser.hand({ language: 'en', size: 'desk' })
  admin = await browser.hand({ language: 'hi', size: 'phone' })
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

const dialog = (hand: Hand) => hand.page.locator('dialog[open]')
const press = (hand: Hand, name: string) => dialog(hand).getByRole('button', { name, exact: true }).click()

test('a role is given for a wing and some days, after a plain sentence that says so', async () => {
  const say = owner.say(peopleTexts)
  const role = owner.say(roleTexts)
  await owner.signIn(OWNER, `/o/${SLUG}/people/${ashaId}`)
  await owner.page.getByRole('button', { name: say('grant.add') }).click()
  await dialog(owner)
    .locator('label.option', { hasText: role('registrar.hint') })
    .click()
  await dialog(owner).getByLabel(say('grant.wing')).selectOption('youth')
  await dialog(owner).getByLabel(say('grant.from')).fill('2026-11-25')
  await dialog(owner).getByLabel(say('grant.until')).fill('2026-12-31')
  const summary = await dialog(owner).locator('.banner').textContent()
  expect(summary).toContain(
    'Asha Verma will be Registrar of Booth 1 and everything below it, for Youth wing only, from 25 Nov 2026, until 31 Dec 2026.',
  )
  await owner.look('powers-giving')
  await press(owner, say('grant.give'))
  await owner.page.getByText(say('grant.begins', { day: '25 Nov 2026' })).waitFor()
  expect(await org.rows('select role, wing_id as wing from grants where person_id = ?', [ashaId])).toEqual([
    { role: 'registrar', wing: 'youth' },
  ])
})

test('planning and money in one hand are refused in words', async () => {
  await org.grant(ashaId, 'cashier', 'D1')
  const say = owner.say(peopleTexts)
  const role = owner.say(roleTexts)
  await owner.page.getByRole('button', { name: say('grant.add') }).click()
  await dialog(owner)
    .locator('label.option', { hasText: role('planner.hint') })
    .click()
  await press(owner, say('grant.give'))
  await dialog(owner).getByText('One person does not plan workshops').waitFor()
  await owner.page.keyboard.press('Escape')
})

test('an owner is asked for by one and approved by another, who is told in the navigation', async () => {
  const say = owner.say(peopleTexts)
  await owner.page.getByRole('button', { name: say('grant.add') }).click()
  await dialog(owner)
    .locator('label.option', { hasText: owner.say(roleTexts)('owner.hint') })
    .click()
  await dialog(owner).getByText(say('grant.owner.two')).waitFor()
  await press(owner, say('grant.ask'))
  await dialog(owner).getByText(say('grant.reason.missing')).waitFor()
  await dialog(owner).getByLabel(say('grant.reason')).fill('She leads the district')
  await press(owner, say('grant.ask'))
  await owner.page.getByText(say('grant.asked')).waitFor()
  await owner.go(`/o/${SLUG}/approvals`)
  await owner.page.getByText('Make Asha Verma an owner of Booth 1').waitFor()
  await owner.look('powers-asked')

  const words = admin.say(approvalTexts)
  await admin.signIn(ADMIN, `/o/${SLUG}/approvals`)
  await admin.page
    .getByText(admin.say(shell)('nav.waiting', { count: 1 }))
    .first()
    .waitFor({ state: 'attached' })
  await admin.go(`/o/${SLUG}/approvals`)
  await admin.page.getByRole('button', { name: words('refuse') }).waitFor()
  await admin.look('powers-inbox')
  await admin.page.getByRole('button', { name: words('refuse') }).click()
  await press(admin, words('refuse'))
  await dialog(admin).getByText(words('note.missing')).waitFor()
  await admin.page.keyboard.press('Escape')
  await admin.page.getByRole('button', { name: new RegExp(`^${words('approve')}`) }).click()
  await admin.look('powers-approving')
  await press(admin, words('approve'))
  await admin.page.getByText(words('mine.none')).waitFor()
  await admin.page.getByRole('tab', { name: words('decided') }).click()
  await admin.page.getByText('आशा वर्मा को बूथ 1 का स्वामी बनाना').waitFor()
  await admin.look('powers-decided')
  expect(await org.rows("select count(*) as n from grants where role = 'owner'")).toEqual([{ n: 2 }])
})

test('what somebody may do at a unit is told with its reason', async () => {
  const words = admin.say(powerTexts)
  await admin.go(`/o/${SLUG}/people/${ashaId}`)
  await admin.page.getByRole('link', { name: admin.say(peopleTexts)('grant.why') }).click()
  await admin.page.getByText(words('can.people:contact')).waitFor()
  const line = admin.page.locator('.row', { hasText: words('can.people:contact') })
  expect(await line.textContent()).toContain('बूथ 1 के स्वामी, मीरा जोशी ने दी, इमरान ख़ान ने मंज़ूर की')
  await admin.look('powers-why')
  await admin.page.getByRole('button', { name: words('person.change') }).click()
  await admin.page.locator('.row', { hasText: 'सविता लोधी' }).click()
  await admin.page.getByText(words('can.workshops:edit')).waitFor()
  await admin.look('powers-why-planner')
})

test('a participant sees who can see him, and who looked at his phone', async () => {
  await org.db.execute({
    sql: "insert into audit (at, actor_id, account_id, action, subject_id, detail, request_id) select ?, person_id, 'a', 'person.contact-seen', ?, '{}', 'r' from grants where role = 'admin'",
    args: [w.clock.now - 3600, ashaId],
  })
  const asha = await browser.hand({ language: 'hi', size: 'phone' })
  const words = asha.say(powerTexts)
  await asha.signIn(ASHA, `/o/${SLUG}/profile`)
  await asha.page.getByRole('link', { name: words('watch.go') }).click()
  const region = (name: string) => asha.page.getByRole('region', { name })
  await region(words('watch.contact')).getByText('मीरा जोशी').waitFor()
  expect(await region(words('watch.contact')).textContent()).not.toContain('सविता लोधी')
  expect(await region(words('watch.page')).textContent()).toContain('सविता लोधी')
  expect(await region(words('watch.seen')).textContent()).toContain('इमरान ख़ान')
  await asha.look('powers-watchers')
  await asha.close()
})

test('a guest opens his session by a link, reads nothing of people, and no longer when it is ended', async () => {
  const words = owner.say(guestTexts)
  await owner.go(`/o/${SLUG}/workshops/${workshopId}`)
  const open = () =>
    owner.page.getByRole('button', { name: words('link', { name: 'Speaking in public' }) }).click()
  await open()
  await dialog(owner).getByLabel(words('name')).fill('Prof Rao')
  await dialog(owner).getByLabel(words('note')).fill('Somebody waits at the gate')
  await press(owner, words('make'))
  await dialog(owner).getByText(words('made')).waitFor()
  await owner.look('powers-guest-made')
  const link = /http\S+#\S+/.exec((await dialog(owner).locator('.guest-text').textContent()) ?? '')?.[0] ?? ''
  expect(link).toContain(`/g/${SLUG}#`)

  const guest = await browser.hand({ language: 'hi', size: 'phone' })
  const asked: string[] = []
  guest.page.on('request', (request) => asked.push(request.url()))
  await guest.go(link.slice(w.origin.length))
  await guest.page.getByText('जनता के बीच बोलना').waitFor()
  await guest.page.getByText('Somebody waits at the gate').waitFor()
  const secret = link.split('#')[1] ?? 'none'
  expect(asked.filter((url) => url.includes('/api/') && url.includes(secret))).toEqual([])
  await guest.look('powers-guest')

  await owner.page.keyboard.press('Escape')
  await open()
  await dialog(owner)
    .getByRole('button', { name: `${words('revoke')}: Prof Rao` })
    .click()
  await owner.page.getByRole('button', { name: words('revoke'), exact: true }).click()
  await owner.page.getByText(words('line.revoked')).waitFor()
  await guest.page.reload()
  await guest.page.getByText(guest.say(guestTexts)('page.gone')).waitFor()
  await guest.look('powers-guest-gone')
  await guest.close()
})

test('what money asks is shown in words, and what nobody has words for by its own name', async () => {
  const words = owner.say(approvalTexts)
  const cashier = await org.person('Ravi Sahu', { nameHi: 'रवि साहू', grants: ['cashier@ST'] })
  const ask = (kind: string, detail: Record<string, unknown>) =>
    org.db.execute({
      sql: `insert into approvals (id, kind, subject_id, unit_id, person_id, detail, reason, asked_by, asked_account,
        asked_at) values (?, ?, ?, ?, ?, ?, 'Counted twice', ?, 'x', ?)`,
      args: [
        v7(),
        kind,
        v7(),
        org.unitId('ST'),
        cashier.id,
        JSON.stringify({ currency: 'INR', ...detail }),
        cashier.id,
        w.clock.now,
      ],
    })
  await ask('cash-close', { day: '2026-11-21', countedMinor: 1_250_000, expectedMinor: 1_260_000 })
  await ask('waiver', { amountMinor: 50_000, registrationId: v7(), sponsor: 'District office', bookPage: 7 })
  await owner.go(`/o/${SLUG}/approvals`)
  await owner.page.getByText('Closing the cash book for Ravi Sahu').waitFor()
  const shown = await owner.page.locator('main').textContent()
  for (const text of ['₹12,500', '₹12,600', '-₹100', '21 Nov 2026', '₹500', 'District office', 'book page'])
    expect(shown).toContain(text)
  expect(await owner.page.getByRole('link', { name: words('fact.open') }).count()).toBe(1)
  await owner.look('powers-money')
})

test('nothing went wrong unseen', () => {
  expect(browser.troubles).toEqual([])
})
