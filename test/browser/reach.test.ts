import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { coverageText } from '../../web/text/coverage.ts'
import { radarText } from '../../web/text/radar.ts'
import { reachText } from '../../web/text/reach.ts'
import { recountText } from '../../web/text/recount.ts'
import { addDays } from '../../worker/platform/calendar.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import { cascade } from '../support/cascade.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'

// A state of four districts and forty booths, of which a few more were reached each week. The owner looks at it at a desk,
// the officer of a district on a phone; he signs first.

const SLUG = 'pahunch'
const [OWNER, OFFICER] = ['9893050001', '9893050002']
const TODAY = '2026-11-22'
const DISTRICTS = ['Bhopal', 'Indore', 'Sagar', 'Rewa']

let w: World
let browser: Awaited<ReturnType<typeof browsing>>
let owner: Hand
let officer: Hand
let at: string
let org: TestOrganisation
let districtId: string

const booth = (n: number) => `B${String(n).padStart(2, '0')}`

beforeAll(async () => {
  w = await world({}, await freePort())
  const units = [
    'ST',
    ...DISTRICTS.map((_, n) => `D${n}<ST`),
    ...Array.from({ length: 40 }, (_, n) => `${booth(n)}<D${n % 4}`),
  ]
  org = await w.organisation({ slug: SLUG, units })
  for (const [n, name] of DISTRICTS.entries())
    await org.db.execute({
      sql: 'update units set name_en = ?, name_hi = ? where code = ?',
      args: [name, name, `D${n}`],
    })
  const c = await cascade(org)
  const tierId = c.tierId(2)
  await org.db.execute({ sql: "update tiers set finish_by = '2027-01-31' where id = ?", args: [tierId] })
  await org.person('Sudha Jain', { grants: ['owner@ST'], phone: `+91${OWNER}` })
  await org.person('Om Sahu', { unit: 'D0', grants: ['registrar@D0'], phone: `+91${OFFICER}` })
  const hall = await c.workshop({ tier: 2, unit: 'D0', capacity: 400 })
  // Three to five a week for nine weeks, the first booths first and the third district never.
  const reached = Array.from({ length: 40 }, (_, n) => booth(n)).filter((_, n) => n % 4 !== 2)
  let person = 0
  for (let week = 9; week > 0; week--)
    for (let k = 0; k < 3 + (week % 3); k++) {
      const code = reached[Math.floor(person / 2) % reached.length] ?? 'B00'
      const { id: personId } = await org.person(`Person ${person}`, { unit: code })
      const { id } = await c.register(hall, personId, code)
      const issued = Date.parse(`${addDays(TODAY, -7 * week + k)}T06:00:00Z`) / 1000
      await org.db.execute({
        sql: `insert into credentials (id, code, registration_id, person_id, tier_id, workshop_id, unit_id, generation, issued_by,
          issued_at, signature) values (?, ?, ?, ?, ?, ?, ?, 1, 'x', ?, 'x')`,
        args: [v7(), `R${person}`, id, personId, tierId, hall, org.unitId(code), issued],
      })
      person += 1
    }
  // The first dozen learnt for two months only.
  await org.db.execute({
    sql: 'update credentials set valid_until = issued_at + 5000000 where id in (select id from credentials order by id limit 12)',
    args: [],
  })
  await org.db.execute({ sql: 'update expiries set over = 1 where at <= ?', args: [w.clock.now] })
  at = `/o/${SLUG}/coverage/overview?tier=${tierId}`
  districtId = org.unitId('D0')
  browser = await browsing(w)
  owner = await browser.hand({ language: 'en', size: 'desk' })
  officer = await browser.hand({ language: 'hi', size: 'phone' })
}, 120_000)
afterAll(async () => {
  await browser.close()
  await w.close()
})

test('the officer of a district sees his own from above, and signs its figures on a phone', async () => {
  const { page } = officer
  const say = officer.say(reachText)
  await officer.signIn(OFFICER, at)
  await page.getByRole('heading', { name: say('signatures') }).waitFor()
  await page.getByText(say('signed.none'), { exact: true }).first().waitFor()
  await officer.look('overview-district')
  await page.getByRole('button', { name: say('sign'), exact: true }).click()
  await page.getByRole('dialog').waitFor()
  await officer.look('overview-signing')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('sign'), exact: true })
    .click()
  await page.getByText(/^Om Sahu ने|^Signed by Om Sahu/).waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
})

test('the state sees the forecast, the picture and who has signed; the picture is walked by keys', async () => {
  const { page } = owner
  const say = owner.say(reachText)
  await owner.signIn(OWNER, at)
  await page.getByText(/At the pace of the last 8 weeks/).waitFor()
  await page.getByText(/^Om Sahu ने|^Signed by Om Sahu/).waitFor()
  await owner.look('overview-state')
  const list = page.getByRole('listbox', { name: say('picture') })
  expect(await list.getByRole('option').count()).toBe(45)
  await list.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await page.getByText(/^Indore: \d+ of 10 reached/).waitFor()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**unit=${districtId}**`)
  await page.getByRole('heading', { level: 2, name: 'Bhopal' }).waitFor()
})

test('a leak told from above leads to the radar of that hop, opened at that leak', async () => {
  const { page } = owner
  await owner.go(at)
  const leaks = page.getByRole('region', { name: owner.say(reachText)('leaks') })
  await leaks
    .getByRole('link', { name: owner.say(radarText)('noTrainer.label') })
    .first()
    .click()
  await page.waitForURL('**/radar?**leak=no-trainer')
  const pressed = page.locator('.leak-figure[aria-pressed=true]')
  await expect.poll(() => pressed.count()).toBe(1)
  expect(await pressed.innerText()).toContain(owner.say(radarText)('noTrainer.label'))
})

test('behind every picture is its table, and a day that is over has its own forecast', async () => {
  const { page } = owner
  const say = owner.say(reachText)
  await owner.go(at)
  await page.getByText(say('table'), { exact: true }).first().waitFor()
  const tables = page.getByText(say('table'), { exact: true })
  await expect.poll(() => tables.count()).toBe(3)
  for (const table of await tables.all()) await table.click()
  await page
    .getByRole('row', { name: /Indore/ })
    .first()
    .waitFor()
  await owner.look('overview-tables')
  await owner.go(`${at}&on=2026-10-01`)
  await page.getByText(say('forecast.too-early')).waitFor()
  await page.getByText(owner.say(coverageText)('past.back'), { exact: true }).waitFor()
  await owner.look('overview-past')
  expect(browser.troubles).toEqual([])
})

test('the owner checks the figures, is told which unit differs, and has it put right', async () => {
  const { page } = owner
  const say = owner.say(recountText)
  await org.db.execute({
    sql: 'update coverage set trained = trained + 5 where unit_id = ?',
    args: [districtId],
  })
  await owner.go(at)
  await page.getByText(owner.say(coverageText)('valid'), { exact: true }).first().waitFor()
  await page.getByRole('button', { name: say('check'), exact: true }).click()
  await page.getByText('2 units do not tell what was counted; the first is Bhopal (D0).').waitFor()
  await owner.look('overview-check')
  await page.getByRole('button', { name: say('mend'), exact: true }).click()
  await page.getByText('1 unit told something else and is right now; the first was Bhopal (D0).').waitFor()
  expect(await org.rows('select wrong_units, mending from recounts order by id')).toEqual([
    { wrong_units: 2, mending: 0 },
    { wrong_units: 1, mending: 1 },
  ])
  expect(browser.troubles).toEqual([])
})
