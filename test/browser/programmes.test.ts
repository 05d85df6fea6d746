import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { programmesText } from '../../web/text/programmes.ts'
import { templateText } from '../../web/text/templates.ts'
import { versionText } from '../../web/text/versions.ts'
import { browsing, freePort } from '../support/browser.ts'
import { cascade } from '../support/cascade.ts'
import { type World, world } from '../support/world.ts'

// A planner begins a programme with a shape that fits his own levels, and later begins a new version of a subject.

const SLUG = 'shapes'
const PLANNER = '98930 20071'

let w: World
let browser: Awaited<ReturnType<typeof browsing>>
let subject: string

beforeAll(async () => {
  w = await world({}, await freePort())
  const org = await w.organisation({
    slug: SLUG,
    levels: ['state', 'division', 'district', 'constituency', 'mandal'],
    units: ['ST', 'V1<ST', 'D1<V1', 'C1<D1', 'M1<C1'],
  })
  await org.person('Asha', { nameHi: 'आशा', grants: ['planner@ST'], phone: '+919893020071' })
  await org.db.execute("insert into levels values ('booth', 5, 'booth', 'booth')")
  const made = await cascade(org)
  subject = v7()
  await org.db.execute({
    sql: "insert into subjects (id, programme_id, position, name_en, name_hi) values (?, ?, 1, 'Speaking', 'भाषण कला')",
    args: [subject, made.programmeId],
  })
  const hall = await made.workshop({ startsOn: '2026-11-16', days: 1 })
  await org.db.execute({
    sql: `insert into sessions (id, workshop_id, day_on, starts_minute, ends_minute, subject_id, title_en, title_hi)
      values (?, ?, '2026-11-16', 600, 660, ?, 'Speaking', 'भाषण')`,
    args: [v7(), hall, subject],
  })
  browser = await browsing(w)
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

test('on a phone in Hindi a programme begins with three hops of one’s own levels and 14 subjects', async () => {
  const hand = await browser.hand({ language: 'hi', size: 'phone' })
  await hand.signIn(PLANNER, `/o/${SLUG}/programmes/new`)
  const [say, sayProgrammes] = [hand.say(templateText), hand.say(programmesText)]
  await hand.page.getByRole('radio', { name: say('speakers') }).check()
  await hand.page.getByText(say('subjects.line', { count: 14 })).waitFor()
  expect(
    await hand.page
      .getByRole('region', { name: say('hops') })
      .getByRole('listitem')
      .count(),
  ).toBe(4)
  await hand.page.getByLabel('हिन्दी').first().fill('विषय वक्ता')
  await hand.page.getByLabel(sayProgrammes('ends')).fill('2027-03-31')
  await hand.look('programme-shape-phone')
  await hand.page.getByRole('button', { name: sayProgrammes('new.save') }).click()
  await hand.page.getByRole('heading', { name: 'state से district' }).waitFor()
  await hand.page.getByRole('heading', { name: 'mandal से booth' }).waitFor()
  await hand.page.getByText('विषय 14').waitFor()
  await hand.look('programme-shaped-phone')
})

test('at a desk in English a new version of a subject begins, and the hall of last week is named as taught with the old one', async () => {
  const hand = await browser.hand({ language: 'en', size: 'desk' })
  await hand.signIn(PLANNER, `/o/${SLUG}/subjects/${subject}`)
  const say = hand.say(versionText)
  await hand.page.getByText(say('old.none')).waitFor()
  await hand.page.getByRole('button', { name: say('begin') }).click()
  await hand.page.getByLabel(say('note.en')).fill('Two new chapters')
  await hand.look('subject-begin-desk')
  await hand.page
    .getByRole('dialog')
    .getByRole('button', { name: say('begin') })
    .click()
  await hand.page.getByRole('link', { name: 'Hall ST' }).waitFor()
  await hand.page.getByText('Two new chapters').waitFor()
  await hand.look('subject-desk')
  expect(browser.troubles).toEqual([])
})
