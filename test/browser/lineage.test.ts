import { afterAll, beforeAll, expect, test } from 'vitest'
import { lineageText } from '../../web/text/lineage.ts'
import { reachText } from '../../web/text/reach.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import { cascade } from '../support/cascade.ts'
import { trained } from '../support/trained.ts'
import { type World, world } from '../support/world.ts'

// A guest taught Asha in the first hall; she taught fourteen workers of a booth, and one of the other district.

const SLUG = 'parampara'
const [OFFICER, WORKER] = ['9893060001', '9893060002']

let w: World
let browser: Awaited<ReturnType<typeof browsing>>
let officer: Hand
let worker: Hand
let hall: string
let workerId: string
let boothId: string

beforeAll(async () => {
  w = await world({}, await freePort())
  const org = await w.organisation({ slug: SLUG, names: { D1: 'Bhopal|भोपाल', B1: 'Booth 1|बूथ 1' } })
  const made = await cascade(org)
  const [guest, asha] = [await org.person('Madhuri Devi'), await org.person('Asha Jain', { unit: 'D1' })]
  hall = await made.workshop({ faculty: [guest.id] })
  const issuedAt = w.clock.now - 86_400
  const first = await trained(org, made, {
    workshopId: hall,
    personId: asha.id,
    unit: 'D1',
    issuedAt,
    by: [guest.id],
  })
  const batch = await made.workshop({ tier: 2, unit: 'D1', faculty: [asha.id] })
  for (let n = 0; n < 15; n++) {
    const unit = n === 14 ? 'B3' : 'B1'
    const named = n === 0 ? { phone: `+91${WORKER}` } : {}
    const { id } = await org.person(`Worker ${n + 1}`, { unit, ...named })
    if (n === 0) workerId = id
    const of = { workshopId: batch, personId: id, unit, issuedAt, by: [asha.id], through: first }
    await trained(org, made, { ...of, generation: 2 })
  }
  await org.person('Om Sahu', { unit: 'D1', grants: ['registrar@D1'], phone: `+91${OFFICER}` })
  boothId = org.unitId('B1')
  browser = await browsing(w)
  officer = await browser.hand({ language: 'en', size: 'desk' })
  worker = await browser.hand({ language: 'hi', size: 'phone' })
}, 120_000)
afterAll(async () => {
  await browser.close()
  await w.close()
})

test('a worker sees on a phone who stands above him, up to the first hall, and can open none of them', async () => {
  const { page } = worker
  const say = worker.say(lineageText)
  await worker.signIn(WORKER, `/o/${SLUG}/lineage?person=${workerId}`)
  const tree = page.getByRole('tree', { name: say('picture') })
  await expect.poll(() => tree.getByRole('treeitem').count()).toBe(3)
  expect(await tree.getByRole('treeitem').first().innerText()).toContain('Madhuri Devi')
  const asha = tree.getByRole('treeitem', { name: /Asha Jain/ })
  await asha.click()
  expect(await asha.getByRole('link').count()).toBe(1)
  expect(await tree.getByRole('treeitem').count()).toBe(3)
  await worker.look('lineage-own')
})

test('a district walks the line of a booth by keys, opens a trainer page by page, and is told how many it may not see', async () => {
  const { page } = officer
  const say = officer.say(lineageText)
  await officer.signIn(OFFICER, `/o/${SLUG}/lineage?unit=${boothId}`)
  const tree = page.getByRole('tree', { name: say('picture') })
  const items = tree.getByRole('treeitem')
  await expect.poll(() => items.count()).toBe(16)
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')
  await tree.locator('[tabindex="0"]').focus()
  await page.keyboard.press('ArrowLeft')
  await expect.poll(focused).toContain('Asha Jain')
  await page.keyboard.press('ArrowRight')
  await tree.getByText(say('hidden', { count: 1 })).waitFor()
  expect(await items.count()).toBe(18)
  await page.getByRole('heading', { name: say('below', { name: 'Asha Jain' }) }).waitFor()
  await tree.getByText(say('more', { count: 2 })).click()
  await expect.poll(() => items.count()).toBe(17)
  await page.getByText(officer.say(reachText)('table'), { exact: true }).click()
  expect(await page.getByRole('row').count()).toBe(16)
  await officer.look('lineage-unit')
  await officer.paper('lineage')
  await officer.go(`/o/${SLUG}/lineage?workshop=${hall}`)
  await page.getByRole('alert').waitFor()
  await officer.go(`/o/${SLUG}/lineage`)
  await page.getByText(say('go.mine')).waitFor()
  await officer.look('lineage-begin')
  expect(browser.troubles).toEqual([])
})
