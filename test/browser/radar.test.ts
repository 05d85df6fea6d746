import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { radarText } from '../../web/text/radar.ts'
import { refreshingText } from '../../web/text/refreshing.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import { cascade } from '../support/cascade.ts'
import { session, subject, trained } from '../support/trained.ts'
import { type World, world } from '../support/world.ts'

// A division sees where the cascade leaks and sends the trainer of the next district; a sampler asks a few booth workers
// by three pictures; headquarters sees what is remembered, and for whom a refresher is.

const SLUG = 'kadi'
const AT = `/o/${SLUG}`
const OWNER = '9893050001'
const PLANNER = '9893050002'
const SAMPLER = '9893050003'
const LEVELS = ['state', 'division', 'district', 'booth']
const UNITS = [
  'ST',
  'V1<ST',
  'V2<ST',
  ...['D1<V1', 'D2<V1', 'D3<V1', 'D4<V2', 'D5<V2'],
  ...['B1<D1', 'B2<D1', 'B3<D2', 'B4<D4'],
]
const NAMES = {
  ST: 'Madhya Pradesh|मध्य प्रदेश',
  V1: 'Bhopal division|भोपाल संभाग',
  V2: 'Indore division|इंदौर संभाग',
  D1: 'Bhopal|भोपाल',
  D2: 'Sehore|सीहोर',
  D3: 'Raisen|रायसेन',
  D4: 'Indore|इंदौर',
  D5: 'Dhar|धार',
  B1: 'Booth 101|बूथ 101',
  B2: 'Booth 102|बूथ 102',
  B3: 'Booth 201|बूथ 201',
  B4: 'Booth 301|बूथ 301',
}
const WORKERS = [
  ['Kamla Bai', 'कमला बाई'],
  ['Ramesh Ahirwar', 'रमेश अहिरवार'],
  ['Sunita Patel', 'सुनीता पटेल'],
  ['Mohan Lodhi', 'मोहन लोधी'],
] as const
const RIGHT = [0, 1, 2, 0, 1]
const ASKED = [
  [
    'When does voting begin?',
    'मतदान कब शुरू होता है?',
    ['🌅', '🌞', '🌙'],
    ['Morning', 'Noon', 'Night'],
    ['सुबह', 'दोपहर', 'रात'],
  ],
  [
    'How many workers does a booth need?',
    'हर बूथ पर कितने कार्यकर्ता?',
    ['☝️', '✌️', '🖐️'],
    ['One', 'Two', 'Five'],
    ['एक', 'दो', 'पाँच'],
  ],
  [
    'Whom do you call first?',
    'पहले किसे फ़ोन करें?',
    ['👮', '🏥', '🏢'],
    ['Police', 'Hospital', 'Office'],
    ['पुलिस', 'अस्पताल', 'कार्यालय'],
  ],
  [
    'What do you carry?',
    'साथ क्या रखें?',
    ['📋', '📺', '🎒'],
    ['The list', 'Television', 'Bag'],
    ['सूची', 'टीवी', 'थैला'],
  ],
  [
    'How often do you visit homes?',
    'घर कितनी बार जाएँ?',
    ['1️⃣', '3️⃣', '9️⃣'],
    ['Once', 'Three times', 'Nine times'],
    ['एक बार', 'तीन बार', 'नौ बार'],
  ],
] as const

let w: World
let browser: Awaited<ReturnType<typeof browsing>>
let owner: Hand
let planner: Hand
let sampler: Hand

/** A state hall trained Bhopal and Indore; Bhopal's trainer taught four booth workers of one subject out of two. */
async function founded() {
  const org = await w.organisation({ slug: SLUG, levels: LEVELS, units: UNITS, names: NAMES })
  const oneDay = { days: 1, passDays: 1 }
  const made = await cascade(org, [oneDay, oneDay, oneDay])
  await org.db.execute(
    "update tiers set name_en = 'District trainers', name_hi = 'ज़िला प्रशिक्षक' where position = 1",
  )
  await org.db.execute(
    "update tiers set name_en = 'Booth workers', name_hi = 'बूथ कार्यकर्ता' where position = 2",
  )
  await org.db.execute(
    "update tiers set name_en = 'Fellow workers', name_hi = 'साथी कार्यकर्ता' where position = 3",
  )
  const person = (
    nameEn: string,
    nameHi: string,
    phone: string | undefined,
    unit: string,
    grants: string[] = [],
  ) => org.person(nameEn, { nameHi, unit, grants, ...(phone ? { phone: `+91${phone}` } : {}) })
  const head = await person('Asha Verma', 'आशा वर्मा', OWNER, 'ST', ['owner@ST'])
  await person('Nidhi Jain', 'निधि जैन', PLANNER, 'V1', ['planner@V1'])
  await person('Farida Khan', 'फ़रीदा ख़ान', SAMPLER, 'ST', ['registrar@ST'])
  await org.db.execute("update tiers set finish_by = '2026-12-15' where position = 2")
  const trainer = await person('Meena Sahu', 'मीना साहू', undefined, 'D1')
  const far = await person('Ravi Malviya', 'रवि मालवीय', undefined, 'D4')
  const hall = await made.workshop({ days: 1, startsOn: '2026-11-01' })
  const subjects = [await subject(org, made.programmeId, 1), await subject(org, made.programmeId, 2)]
  for (const id of subjects) await session(org, hall, id)
  const issuedAt = w.clock.now - 20 * 86_400
  await trained(org, made, { workshopId: hall, personId: trainer.id, unit: 'D1', issuedAt })
  await trained(org, made, { workshopId: hall, personId: far.id, unit: 'D4', issuedAt })
  const batch = await made.workshop({
    tier: 2,
    unit: 'D1',
    days: 1,
    startsOn: '2026-11-10',
    faculty: [trainer.id],
  })
  await session(org, batch, subjects[0] ?? '')
  for (const [n, [nameEn, nameHi]] of WORKERS.entries()) {
    const unit = n < 2 ? 'B1' : 'B2'
    const { id: personId } = await person(nameEn, nameHi, undefined, unit)
    const of = { workshopId: batch, personId, unit, issuedAt: w.clock.now - 10 * 86_400 }
    await trained(org, made, { ...of, by: [trainer.id], generation: 2 })
  }
  const questions = ASKED.map(([textEn, textHi, signs, en, hi], n) => ({
    textEn,
    textHi,
    options: signs.map((sign, m) => ({ sign, nameEn: en[m], nameHi: hi[m] })),
    answer: RIGHT[n],
  }))
  const set = await head.post(`/programmes/${made.programmeId}/probes`, { id: v7(), questions })
  if (set.status !== 201) throw new Error(set.text)
  return { ...made, district: org.unitId('D1') }
}

let made: Awaited<ReturnType<typeof founded>>
beforeAll(async () => {
  w = await world({}, await freePort())
  made = await founded()
  browser = await browsing(w)
  owner = await browser.hand({ language: 'en', size: 'desk' })
  planner = await browser.hand({ language: 'hi', size: 'phone' })
  sampler = await browser.hand({ language: 'hi', size: 'phone' })
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

test('headquarters sees the leaks of a tier, and the units and people behind each figure', async () => {
  const { page } = owner
  const say = owner.say(radarText)
  await owner.signIn(OWNER, `${AT}/radar`)
  const panel = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Booth workers' }) })
  await panel.getByRole('button', { name: new RegExp(`^${say('idle.label')}`) }).click()
  await panel.getByRole('link', { name: 'Ravi Malviya' }).waitFor()
  expect(await panel.getByRole('link', { name: 'Meena Sahu' }).count()).toBe(0)
  await panel.getByRole('button', { name: new RegExp(`^${say('noTrainer.label')}`) }).click()
  for (const district of ['Sehore', 'Raisen', 'Dhar'])
    await panel.getByRole('link', { name: district }).first().waitFor()
  await owner.look('radar')
  await panel.getByRole('button', { name: new RegExp(`^${say('subject.label')}`) }).click()
  await panel.locator('.badge', { hasText: 'Subject 2' }).waitFor()
  await panel.getByRole('link', { name: 'Bhopal division' }).click()
  await page.locator('.trail').getByText('Bhopal division').waitFor()
})

test('the division sends the next district’s trainer in one tap, calls him back, and sends him again', async () => {
  const { page } = planner
  const say = planner.say(radarText)
  await planner.signIn(PLANNER, `${AT}/radar`)
  const panel = page.locator('section').filter({ has: page.getByRole('heading', { name: 'बूथ कार्यकर्ता' }) })
  await panel.getByRole('button', { name: new RegExp(`^${say('noTrainer.label')}`) }).click()
  const row = panel.getByRole('listitem').filter({ hasText: 'सीहोर' })
  const send = row.getByRole('button', { name: say('send', { name: 'मीना साहू' }) })
  await send.waitFor()
  await planner.look('radar-division')
  await send.click()
  await page.getByText(say('sent', { name: 'मीना साहू', unit: 'सीहोर' })).waitFor()
  await page.locator('.toast').getByRole('button').first().click()
  await page.getByText(say('sent.back', { name: 'मीना साहू', unit: 'सीहोर' })).waitFor()
  await page.reload()
  await panel.getByRole('button', { name: new RegExp(`^${say('noTrainer.label')}`) }).click()
  await send.click()
  await expect.poll(() => row.count()).toBe(0)
})

test('a sampler draws four booth workers and asks them by three pictures; nobody remembers', async () => {
  const { page } = sampler
  const say = sampler.say(radarText)
  await sampler.signIn(SAMPLER, `${AT}/samples`)
  await page.getByLabel(say('samples.tier')).selectOption(made.tierId(2))
  await page.getByLabel(say('samples.each')).fill('4')
  await sampler.look('samples')
  await page.getByRole('button', { name: say('samples.draw') }).click()
  await page.getByRole('heading', { name: say('ask.whom') }).waitFor()
  await sampler.look('sample')
  for (const [, nameHi] of WORKERS) {
    await page.getByRole('button', { name: `${say('ask.begin')}: ${nameHi}` }).click()
    for (const [n, [, textHi, , , options]] of ASKED.entries()) {
      await page.getByText(textHi).waitFor()
      if (n === 1 && nameHi === 'कमला बाई') await sampler.look('asking')
      const wrong = ((RIGHT[n] ?? 0) + 1) % 3
      await page.getByRole('button', { name: options[wrong] ?? '', exact: true }).click()
    }
    await expect.poll(() => page.getByRole('heading', { name: say('ask.whom') }).count()).toBe(1)
  }
  await page.getByText(say('ask.finished')).waitFor()
})

test('headquarters sees what is remembered, for whom the refresher is, and calls it in one tap', async () => {
  const { page } = owner
  const say = owner.say(radarText)
  await owner.go(`${AT}/fidelity`)
  await page.getByRole('img', { name: say('fidelity.chart') }).waitFor()
  await page.getByRole('button', { name: say('fidelity.whom', { count: 4 }) }).click()
  await page.getByRole('link', { name: 'Kamla Bai' }).waitFor()
  await owner.look('fidelity')
  const sayCall = owner.say(refreshingText)
  await page
    .getByRole('button', { name: new RegExp(`^${sayCall('call.of', { name: '' }).slice(0, 24)}`) })
    .first()
    .click()
  await page.getByRole('link', { name: /^Refresher: / }).waitFor()
  await page.getByRole('link', { name: 'Kamla Bai' }).waitFor()
  await owner.look('refresher')
  await owner.go(`${AT}/programmes/${made.programmeId}/questions`)
  await page.getByLabel(say('probe.en')).first().waitFor()
  await owner.look('questions')
})

test('a district reads on its page what is asked of it, by when, and who teaches there', async () => {
  const { page } = owner
  const say = owner.say(radarText)
  await owner.go(`${AT}/units/${made.district}`)
  await page.getByRole('heading', { name: say('asked.title') }).waitFor()
  await page
    .getByText(say('asked.trainers', { names: 'Meena Sahu' }))
    .first()
    .waitFor()
  await owner.look('unit-asked')
  await planner.go(`${AT}/units/${made.district}`)
  await planner.page.getByRole('heading', { name: planner.say(radarText)('asked.title') }).waitFor()
  await planner.look('unit-asked-division')
})

test('nothing went wrong unseen', () => expect(browser.troubles).toEqual([]))
