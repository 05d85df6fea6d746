import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { zonalWorkshops } from '../../db/seed/tables/campaigns.ts'
import { plansText } from '../../web/text/plans.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import { madhyaPradesh } from '../support/madhya-pradesh.ts'
import { type World, world } from '../support/world.ts'
import { tierIn, workshopDraft, workshopIn } from '../workshops/support.ts'

// Three zonal workshops that between them serve 62 districts once each, looked at and published at a desk in English.

const SLUG = 'zones'
const OWNER = '98930 20001'

let w: World
let browser: Awaited<ReturnType<typeof browsing>>
let owner: Hand
let tierId: string
let brokenId: string
const workshops: string[] = []

beforeAll(async () => {
  w = await world({}, await freePort())
  const org = await madhyaPradesh(w, { slug: SLUG })
  const person = { nameHi: 'आशा वर्मा', grants: ['owner@MP'], unit: 'MP', phone: '+919893020001' }
  const asha = await org.person('Asha Verma', person)
  const called = { nameEn: 'Zonal workshops', nameHi: 'क्षेत्रीय कार्यशालाएं' }
  tierId = (await tierIn(asha, called)).tierId
  for (const { title, venue, catchment } of zonalWorkshops) {
    const names = { nameEn: title.en, nameHi: title.hi, venueEn: venue.en, venueHi: venue.hi }
    const draft = workshopDraft(tierId, org.unitId('MP'), { id: v7(), ...names, capacity: 600 })
    workshops.push((await workshopIn(org, asha, draft, catchment)).id)
  }
  await org.db.execute({
    sql: "insert into wings (id, name_en, name_hi) values (?, 'Youth wing', 'युवा मोर्चा')",
    args: [v7()],
  })
  brokenId = (await tierIn(asha, called)).tierId
  for (const { code, title, catchment } of zonalWorkshops) {
    const draft = workshopDraft(brokenId, org.unitId('MP'), { id: v7(), nameEn: title.en, nameHi: title.hi })
    // Guna and Ashoknagar come twice, and nobody takes the division of Shahdol.
    const include = catchment.include?.filter((unit) => unit !== 'MP-SHD') ?? []
    await workshopIn(org, asha, draft, {
      include,
      exclude: code === 'bhopal' ? [] : (catchment.exclude ?? []),
    })
  }
  browser = await browsing(w)
  owner = await browser.hand({ language: 'en', size: 'desk' })
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

const say = () => owner.say(plansText)

test('the plan proves itself: 23 + 20 + 19 = 62, and is published', async () => {
  await owner.signIn(OWNER, `/o/${SLUG}/tiers/${tierId}/plan`)
  const proof = owner.page.getByRole('region', { name: say()('proof') })
  await proof.waitFor()
  const sum = await proof.locator('.numeral').allInnerTexts()
  expect(sum).toEqual(['23', '20', '19', '62'])
  expect(await proof.textContent()).toContain(
    say()('proof.good', { count: '62', level: 'Organisational district' }),
  )
  await owner.look('plan-proof')
  await owner.page.getByRole('button', { name: say()('publish'), exact: true }).click()
  const asked = owner.page.locator('dialog[open]')
  await asked.getByText(say()('publish.text')).waitFor()
  await asked.getByRole('button', { name: say()('publish'), exact: true }).click()
  await owner.page.getByText(say()('published.note')).waitFor()
  await owner.look('plan-published')
})

test('taking Guna and Ashoknagar out of the exceptions of Bhopal is refused, naming both', async () => {
  const bhopal = owner.page.locator('.served', { hasText: 'Bhopal zonal workshop' })
  await bhopal.locator(`a[href$="/workshops/${workshops[0]}/catchment"]`).click()
  await owner.page.getByRole('heading', { level: 1, name: say()('catchment.title') }).waitFor()
  const exceptions = ['Guna', 'Ashoknagar'].map((name) =>
    owner.page.getByRole('button', { name: say()('remove', { name }), exact: true }),
  )
  for (const exception of exceptions) await exception.waitFor()
  await owner.look('catchment')
  for (const exception of exceptions) await exception.click()
  const count = say()('catchment.count', { count: 25, level: 'Organisational district' })
  await owner.page.getByText(count).waitFor()
  await owner.page.getByRole('button', { name: say()('save'), exact: true }).click()
  const refusal = owner.page.getByRole('alert').filter({ hasText: say()('refused') })
  await refusal.getByText(say()('refused.take.go')).waitFor()
  const both = 'Bhopal zonal workshop and Indore zonal workshop'
  for (const unit of ['Guna', 'Ashoknagar'])
    expect(await refusal.textContent()).toContain(say()('refused.overlaps', { unit, workshops: both }))
  await owner.look('catchment-refused')
})

test('the plan stands as it was, and in the same step the two districts can come to Bhopal', async () => {
  const plan = `/o/${SLUG}/tiers/${tierId}/plan`
  const other = await browser.hand({ language: 'en', size: 'desk' })
  await other.signIn(OWNER, plan)
  const numerals = async (hand: Hand) => {
    await hand.page.locator('.proof').waitFor()
    return hand.page.locator('.proof .numeral').allInnerTexts()
  }
  expect(await numerals(other)).toEqual(['23', '20', '19', '62'])
  await other.close()
  await owner.page.getByRole('button', { name: say()('refused.take.go') }).click()
  await owner.page.waitForURL(`**${plan}`)
  await expect.poll(() => numerals(owner)).toEqual(['25', '18', '19', '62'])
})

test('a broken plan names the shortest way, and is whole after one tap', async () => {
  const phone = await browser.hand({ language: 'hi', size: 'phone' })
  const words = phone.say(plansText)
  await phone.signIn(OWNER, `/o/${SLUG}/tiers/${brokenId}/plan`)
  await phone.page.getByText(words('mend.shortest', { count: 2 })).waitFor()
  await phone.look('plan-mend')
  await phone.page.getByRole('button', { name: words('mend.go'), exact: true }).click()
  await phone.page.locator('.proof-good').waitFor()
  expect(await phone.page.locator('.proof .numeral').last().innerText()).toBe('62')
  await phone.close()
})

test('a unit is limited to a wing, the sentence says so, and the form before is remembered', async () => {
  const plan = `/o/${SLUG}/tiers/${brokenId}/plan`
  w.clock.now += 60
  await owner.go(plan)
  await owner.page.locator('.served a[href$="/catchment"]').last().click()
  await owner.page
    .getByRole('button', { name: say()('term.limit', { name: 'Jabalpur Division' }), exact: true })
    .click()
  const dialog = owner.page.locator('dialog[open]')
  await dialog.getByLabel(say()('term.wing')).selectOption({ label: 'Youth wing' })
  await owner.look('catchment-limit')
  await dialog.getByRole('button', { name: say()('term.keep'), exact: true }).click()
  await owner.page
    .getByText(/Jabalpur \(only Youth wing\)/)
    .first()
    .waitFor()
  await owner.page.getByText(say()('catchment.uncounted')).waitFor()
  await owner.look('catchment-terms')
  await owner.page.getByRole('button', { name: say()('save'), exact: true }).click()
  await owner.page.waitForURL(`**${plan}`)
  await owner.page
    .getByText(/everybody else/)
    .first()
    .waitFor()
  await owner.look('plan-wings')
  await owner.page.locator('.served a[href$="/catchment"]').last().click()
  const forms = owner.page.locator('.forms li')
  await forms.filter({ hasText: 'only Youth wing' }).first().waitFor()
  expect(await forms.first().innerText()).toContain('only Youth wing')
  expect(await forms.nth(1).innerText()).not.toContain('only Youth wing')
})

test('on the way nothing went wrong unseen', () => {
  expect(browser.troubles).toEqual([])
})
