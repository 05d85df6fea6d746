import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changesTexts } from '../../web/text/changes.ts'
import { common } from '../../web/text/common.ts'
import { daysTexts } from '../../web/text/days.ts'
import { hierarchyTexts } from '../../web/text/hierarchy.ts'
import { planning } from '../../web/text/planning.ts'
import { redrawTexts } from '../../web/text/redrawing.ts'
import { splitTexts } from '../../web/text/split.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import { cascade } from '../support/cascade.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'

// A tree that changes tomorrow, under a plan that is published, and a district of more booths than a page holds.

const SLUG = 'days'
const OWNER = '98930 60001'
const BOOTHS = 230

let w: World
let o: TestOrganisation
let browser: Awaited<ReturnType<typeof browsing>>
let phone: Hand
let desk: Hand

beforeAll(async () => {
  w = await world({}, await freePort())
  o = await w.organisation({
    slug: SLUG,
    levels: ['state', 'zone', 'district', 'booth'],
    units: ['ST', 'Z1<ST', 'Z2<ST', 'D1<Z1', 'D2<Z1', 'D3<Z2', 'D4<Z2', 'B1<D1', 'B2<D1'],
    names: {
      ST: 'Madhya Pradesh|मध्य प्रदेश',
      Z1: 'North zone|उत्तर क्षेत्र',
      Z2: 'South zone|दक्षिण क्षेत्र',
      D1: 'Guna|गुना',
      D2: 'Vidisha|विदिशा',
      D3: 'Harda|हरदा',
      D4: 'Betul|बैतूल',
      B1: 'School building|शाला भवन',
      B2: 'Panchayat hall|पंचायत भवन',
    },
  })
  const person = { nameHi: 'आशा वर्मा', grants: ['owner@ST'], unit: 'ST', phone: '+919893060001' }
  await o.person('Asha Verma', person)
  const [top] = await o.rows("select path from units where code = 'D4'")
  await o.db.batch(
    Array.from({ length: BOOTHS }, (_, at) => ({ id: v7(), n: String(at + 1).padStart(3, '0') })).map(
      ({ id, n }) => ({
        sql: `insert into units (id, code, parent_id, level_id, path, name_en, name_hi, search_text, created_at)
        values (?, ?, ?, 'booth', ?, ?, ?, ?, 0)`,
        args: [id, `P${n}`, o.unitId('D4'), `${top?.path}${id}/`, `Booth ${n}`, `बूथ ${n}`, `booth ${n}`],
      }),
    ),
    'write',
  )
  const c = await cascade(o)
  const [north, south] = [await c.workshop(), await c.workshop()]
  await o.db.batch(
    [
      ...[
        [north, 'D1'],
        [north, 'D2'],
        [south, 'Z2'],
      ].map(([hall = '', code = '']) => ({
        sql: 'insert into catchment_terms (workshop_id, unit_id, sign) values (?, ?, 1)',
        args: [hall, o.unitId(code)],
      })),
      {
        sql: "update workshops set name_en = 'North hall', name_hi = 'उत्तर भवन' where id = ?",
        args: [north],
      },
      {
        sql: "update workshops set name_en = 'South hall', name_hi = 'दक्षिण भवन' where id = ?",
        args: [south],
      },
      { sql: 'update tiers set plan_published_at = 1 where id = ?', args: [c.tierId(1)] },
    ],
    'write',
  )
  browser = await browsing(w)
  phone = await browser.hand({ language: 'hi', size: 'phone' })
  desk = await browser.hand({ language: 'en', size: 'desk' })
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

const dialog = (hand: Hand) => hand.page.locator('dialog[open]').last()
const day = (days: number) =>
  new Date((w.clock.now + 19_800 + days * 86_400) * 1000).toISOString().slice(0, 10)

test('a booth is planned for the day after tomorrow and taken back by the toast; another opens by itself', async () => {
  const [say, sayDays] = [phone.say(hierarchyTexts), phone.say(daysTexts)]
  await phone.signIn(OWNER, `/o/${SLUG}/units/${o.unitId('D1')}`)
  const plan = async (name: string) => {
    await phone.page.getByRole('button', { name: say('add'), exact: true }).click()
    await dialog(phone).getByLabel(say('name.hi')).fill(name)
    await dialog(phone).getByLabel(say('code')).fill(`N-${name.length}`)
    await dialog(phone).getByLabel(say('opened')).fill(day(2))
    if (name.length < 9) await phone.look('plan-a-booth')
    await dialog(phone)
      .getByRole('button', { name: sayDays('plan'), exact: true })
      .click()
    await phone.page
      .getByRole('region', { name: sayDays('title') })
      .getByText(name)
      .waitFor()
  }
  await plan('नया बूथ')
  await phone.page
    .locator('.toast')
    .getByRole('button', { name: phone.say(common)('undo') })
    .click()
  await phone.page.getByRole('region', { name: sayDays('title') }).waitFor({ state: 'detached' })
  await plan('पुराना स्कूल')
  await phone.go(`/o/${SLUG}/units/${o.unitId('D1')}`)
  await phone.look('booth-coming')
  const booths = "select count(*) as n from units where level_id = 'booth'"
  const before = await o.rows(booths)
  w.clock.now += 2 * 86_400
  await w.tick()
  await expect.poll(() => o.rows(booths), { timeout: 10_000 }).not.toEqual(before)
})

test('a booth closes tomorrow, then stands among the closed ones, and is opened again ahead', async () => {
  const [say, sayDays] = [desk.say(changesTexts), desk.say(daysTexts)]
  await desk.signIn(OWNER, `/o/${SLUG}/units/${o.unitId('B2')}`)
  await desk.page.getByRole('button', { name: say('close'), exact: true }).click()
  await dialog(desk).getByLabel(sayDays('day')).fill(day(1))
  await desk.look('plan-a-closing')
  await dialog(desk)
    .getByRole('button', { name: sayDays('plan'), exact: true })
    .click()
  const panel = desk.page.getByRole('region', { name: sayDays('title') })
  await panel.getByRole('button', { name: sayDays('withdraw.of', { name: 'Panchayat hall' }) }).waitFor()
  w.clock.now += 86_400
  await w.tick()
  const closed = 'select count(*) as n from units where closed_on is not null'
  await expect.poll(() => o.rows(closed), { timeout: 10_000 }).toEqual([{ n: 1 }])
  await desk.go(`/o/${SLUG}/units/${o.unitId('D1')}`)
  await panel.getByText('Panchayat hall').waitFor()
  await desk.look('closed-units')
  await panel.getByText('Panchayat hall').click()
  await desk.page.getByRole('button', { name: say('reopen'), exact: true }).click()
  await dialog(desk).getByLabel(sayDays('day')).fill(day(3))
  await dialog(desk)
    .getByRole('button', { name: sayDays('plan'), exact: true })
    .click()
  await panel.getByText(/Opens again/).waitFor()
  await desk.go(`/o/${SLUG}/units/${o.unitId('B2')}`)
  await panel.getByText(/Opens again/).waitFor()
  await desk.look('opens-again')
})

test('a move that would break the plan goes through once the plan is redrawn with it', async () => {
  const [say, sayRedraw] = [desk.say(changesTexts), desk.say(redrawTexts)]
  await desk.go(`/o/${SLUG}/units/${o.unitId('D2')}`)
  await desk.page.getByRole('button', { name: say('move'), exact: true }).click()
  await dialog(desk)
    .getByRole('button', { name: say('move.to') })
    .click()
  await dialog(desk).getByLabel(desk.say(hierarchyTexts)('search')).fill('South')
  await dialog(desk).locator('button.row', { hasText: 'South zone' }).click()
  await dialog(desk).getByText(say('broken.title')).waitFor()
  await desk.look('move-breaks')
  const form = dialog(desk)
  await form.getByRole('radio', { name: sayRedraw('keep') }).check()
  await form.getByText(sayRedraw('leaves', { workshop: 'South hall', unit: 'Vidisha' })).waitFor()
  await form.getByRole('radio', { name: sayRedraw('join') }).check()
  await form.getByText(sayRedraw('forgets', { workshop: 'North hall', unit: 'Vidisha' })).waitFor()
  await form.getByText(say('broken.title')).waitFor({ state: 'detached' })
  await desk.look('move-redraws')
  await form.getByRole('button', { name: sayRedraw('go'), exact: true }).click()
  await desk.page.locator('.crumbs').getByText('South zone').waitFor()
  const named = 'select count(*) as n from catchment_terms where unit_id = ?'
  expect(await o.rows(named, [o.unitId('D2')])).toEqual([{ n: 0 }])
})

test('a district of 230 booths is split: found by typing, read on, taken together', async () => {
  const [say, saySplit] = [phone.say(changesTexts), phone.say(splitTexts)]
  await phone.go(`/o/${SLUG}/units/${o.unitId('D4')}`)
  await phone.page.getByRole('button', { name: say('split'), exact: true }).click()
  const form = dialog(phone)
  await form.getByLabel(say('name.hi')).fill('बैतूल ग्रामीण')
  await form.getByRole('button', { name: phone.say(planning)('more'), exact: true }).click()
  await form.getByText('बूथ 230', { exact: true }).waitFor()
  await form.getByLabel(saySplit('narrow', { what: say('split.children') })).fill('बूथ 22')
  await form.getByRole('button', { name: saySplit('all', { count: 10 }), exact: true }).click()
  await form.getByText(saySplit('taken', { count: 10 })).waitFor()
  await phone.look('split-long')
  await form.getByRole('button', { name: say('split.look'), exact: true }).click()
  await form.getByText(say('preview.title')).waitFor()
  await form.getByRole('button', { name: say('split.go'), exact: true }).click()
  await form.waitFor({ state: 'detached' })
  const made = "select count(*) as n from units where parent_id = (select id from units where code = 'D4-A')"
  expect(await o.rows(made)).toEqual([{ n: 10 }])
})

test('on the way nothing went wrong unseen', () => {
  expect(browser.troubles).toEqual([])
})
