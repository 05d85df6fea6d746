import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { choosingTexts } from '../../web/text/choosing.ts'
import { refresherTexts } from '../../web/text/refreshers.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import { cascade } from '../support/cascade.ts'
import { type World, world } from '../support/world.ts'

// A booth proposes two people; a second officer agrees to one, the district above to him too, and refuses the other.

const SLUG = 'chosen'
const AT = `/o/${SLUG}`
const [SECOND, ABOVE] = ['98930 20031', '98930 20032']

let w: World
let browser: Awaited<ReturnType<typeof browsing>>
let org: Awaited<ReturnType<World['organisation']>>
let second: Hand
let above: Hand
let tierId: string

beforeAll(async () => {
  w = await world({}, await freePort())
  org = await w.organisation({ slug: SLUG, names: { B1: 'Booth 1|बूथ 1' } })
  const run = await cascade(org)
  tierId = run.tierId(2)
  await org.db.execute({
    sql: "update tiers set approvals = 2, nominate_by = '2026-12-01', skill = 'it' where id = ?",
    args: [tierId],
  })
  const booth = await org.person('Booth officer', {
    unit: 'B1',
    grants: ['registrar@B1'],
    nameHi: 'बूथ अधिकारी',
  })
  for (const [name, nameHi] of [
    ['Asha', 'आशा'],
    ['Ravi', 'रवि'],
  ] as const) {
    const person = await org.person(name, { unit: 'B1', nameHi })
    await booth.post('/nominations', { id: v7(), tierId, personId: person.id })
  }
  await org.person('Second', { unit: 'B1', grants: ['registrar@B1'], phone: '+919893020031', nameHi: 'दूसरे' })
  await org.person('Above', {
    unit: 'D1',
    grants: ['registrar@D1'],
    phone: '+919893020032',
    nameHi: 'ऊपर वाले',
  })
  browser = await browsing(w)
  second = await browser.hand({ language: 'hi', size: 'phone' })
  above = await browser.hand({ language: 'en', size: 'desk' })
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

test('a second officer of the booth agrees on a phone', async () => {
  const say = second.say(choosingTexts)
  const { page } = second
  await second.signIn(SECOND, `${AT}/tiers/${tierId}/nominations`)
  await page.getByText(say('step.1')).first().waitFor()
  await second.look('choosing')
  await page.getByRole('button', { name: say('agree.of', { name: 'आशा' }) }).tap()
  await page.getByText(say('next'), { exact: true }).waitFor()
  await page.getByText(say('step.2')).waitFor()
})

test('the district agrees to her, and refuses him with a reason', async () => {
  const say = above.say(choosingTexts)
  const { page } = above
  await above.signIn(ABOVE, `${AT}/tiers/${tierId}/nominations`)
  await page.getByText(say('agreed', { name: 'Second' })).waitFor()
  await above.look('choosing-above')
  await page.getByRole('button', { name: say('agree.of', { name: 'Asha' }) }).click()
  await page.getByText(say('done', { name: 'Asha' })).waitFor()
  await page.getByRole('button', { name: say('refuse.of', { name: 'Ravi' }) }).click()
  await page.getByLabel(say('reason')).fill('Moved to another booth')
  await page
    .locator('dialog[open]')
    .getByRole('button', { name: say('refuse'), exact: true })
    .click()
  await page.getByText(say('none'), { exact: true }).waitFor()
  await above.look('choosing-empty')
  expect(await org.rows('select step, decision from nomination_steps order by step, decision')).toEqual([
    { step: 1, decision: 'approved' },
    { step: 1, decision: 'refused' },
    { step: 2, decision: 'approved' },
  ])
})

test('nobody needs a refresher yet, and the list says so', async () => {
  await above.go(`${AT}/tiers/${tierId}/renewals`)
  await above.page.getByText(above.say(refresherTexts)('none'), { exact: true }).waitFor()
  await above.look('refreshers-empty')
  expect(browser.troubles).toEqual([])
})
