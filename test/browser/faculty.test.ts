import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dutyTexts } from '../../web/text/duties.ts'
import { feedbackTexts } from '../../web/text/feedback.ts'
import { todayTexts } from '../../web/text/today.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import { cascade } from '../support/cascade.ts'
import { trained } from '../support/trained.ts'
import { type World, world } from '../support/world.ts'

// An organiser gives an open session to a trainer, who declines it on his phone; it is open again with the reason. A
// participant without an account says by his slip how the batch of yesterday was.

const SLUG = 'shikshak'
const AT = `/o/${SLUG}`
const OWNER = '9893060001'
const TRAINER = '9893060002'
const TODAY = '2026-11-22'
const NAMES = { ST: 'Madhya Pradesh|मध्य प्रदेश', D1: 'Bhopal|भोपाल', B1: 'Booth 101|बूथ 101' }

let w: World
let browser: Awaited<ReturnType<typeof browsing>>
let owner: Hand
let trainer: Hand
let link = ''

async function founded() {
  const org = await w.organisation({ slug: SLUG, names: NAMES })
  const oneDay = { days: 1, passDays: 1 }
  const made = await cascade(org, [oneDay, oneDay, oneDay])
  const head = await org.person('Asha Verma', {
    nameHi: 'आशा वर्मा',
    phone: `+91${OWNER}`,
    grants: ['owner@ST'],
  })
  const meena = await org.person('Meena Sahu', { nameHi: 'मीना साहू', unit: 'D1', phone: `+91${TRAINER}` })
  const hall = await made.workshop({ days: 1, startsOn: '2026-11-01' })
  const issuedAt = w.clock.now - 20 * 86_400
  await trained(org, made, { workshopId: hall, personId: meena.id, unit: 'D1', issuedAt })
  const batch = async (startsOn: string, faculty: string[], unit = 'D1') =>
    made.workshop({ tier: 2, unit, days: 1, startsOn, faculty })
  const past = await batch('2026-11-21', [meena.id])
  const running = await batch(TODAY, [meena.id])
  for (const [at, [nameEn, nameHi]] of [
    ['Kamla Bai', 'कमला बाई'],
    ['Ramesh Ahirwar', 'रमेश अहिरवार'],
  ].entries()) {
    const { id } = await org.person(nameEn ?? '', { nameHi: nameHi ?? '', unit: 'B1' })
    const there = await made.register(at === 0 ? past : running, id, 'B1')
    if (at === 0) await made.mark(there.id, 1, '2026-11-21')
  }
  const coming = await batch('2026-11-24', [])
  await org.db.execute({
    sql: `insert into sessions (id, workshop_id, day_on, starts_minute, ends_minute, title_en, title_hi)
      values (?, ?, '2026-11-24', 600, 660, 'Speaking', 'वक्तृत्व')`,
    args: [v7(), coming],
  })
  const { body } = await head.get<{ links: { link: string }[] }>(`/workshops/${past}/feedback-links`)
  link = body.links[0]?.link ?? ''
  return { past }
}

let made: Awaited<ReturnType<typeof founded>>
beforeAll(async () => {
  w = await world({}, await freePort())
  made = await founded()
  browser = await browsing(w)
  owner = await browser.hand({ language: 'en', size: 'desk' })
  trainer = await browser.hand({ language: 'hi', size: 'phone' })
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

test('an organiser gives an open session to the nearest trainer; she declines it on her phone, and it is open again', async () => {
  const say = owner.say(dutyTexts)
  await owner.signIn(OWNER, `${AT}/duties?week=2026-11-24`)
  const what = 'Speaking, Hall D1'
  const give = owner.page.getByRole('button', { name: say('give.of', { what }) })
  await give.click()
  const dialog = owner.page.getByRole('dialog')
  await dialog.getByText('Meena Sahu').click()
  await owner.page.getByText(say('give.done', { name: 'Meena Sahu' })).waitFor()
  await owner.page.getByRole('button', { name: say('remove.of', { name: 'Meena Sahu', what }) }).waitFor()
  await owner.look('duty-roster')

  const { page } = trainer
  const words = trainer.say(todayTexts)
  await trainer.signIn(TRAINER, `${AT}/me`)
  await page.getByText(words('missing.count', { count: 1 })).waitFor()
  await page.getByRole('link', { name: words('check-in') }).waitFor()
  await trainer.look('trainers-day')
  await page.getByRole('button', { name: words('decline.of', { what: 'वक्तृत्व, भवन D1' }) }).click()
  await page.getByLabel(words('decline.reason')).fill('उस दिन घर में शादी है')
  await page.getByRole('button', { name: words('decline.go') }).click()
  await page.getByText(words('decline.done')).waitFor()

  await owner.page.reload()
  await owner.page
    .getByText(say('open.declined', { name: 'Meena Sahu', reason: 'उस दिन घर में शादी है' }))
    .waitFor()
  await give.waitFor()
})

test('a participant without an account says by faces how it was, and the slip tells no answer', async () => {
  const guest = await browser.hand({ language: 'hi', size: 'phone' })
  const say = guest.say(feedbackTexts)
  const { page } = guest
  await guest.go(link.replace(w.origin, ''))
  await page.getByText('मीना साहू').waitFor()
  for (const question of ['clear', 'useful', 'involved'] as const)
    await page
      .getByRole('group', { name: say(question) })
      .getByText(say('grade.4'), { exact: true })
      .click()
  await page.getByRole('button', { name: say('send') }).click()
  await page.getByText(say('missing')).waitFor()
  await page
    .getByRole('group', { name: say('ready') })
    .getByText(say('grade.5'))
    .click()
  await guest.look('feedback-by-link')
  await page.getByRole('button', { name: say('send') }).click()
  await page.getByText(say('thanks')).waitFor()
  await page.getByText(say('said'), { exact: true }).waitFor()
  await page.reload()
  await page.getByText(say('said'), { exact: true }).waitFor()
  expect(await page.locator('input:checked').count()).toBe(0)

  await owner.go(`${AT}/workshops/${made.past}/feedback/slips`)
  await owner.page.getByText('कमला बाई').waitFor()
  await owner.paper('feedback-slips')
  await owner.go(`${AT}/workshops/${made.past}/feedback`)
  await owner.page.getByText(owner.say(feedbackTexts)('few')).waitFor()
  await owner.look('feedback-results')
  await guest.close()
  expect(browser.troubles).toEqual([])
})
