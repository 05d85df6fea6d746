import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importTexts } from '../../web/text/imports.ts'
import { peopleTexts } from '../../web/text/people.ts'
import { personTexts } from '../../web/text/persons.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import { cascade } from '../support/cascade.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'

// Who was trained before is brought as a table, found by the subject, and those who were not are nominated from the list.

const SLUG = 'lists'
const OFFICER = '98930 70001'

let w: World
let org: TestOrganisation
let browser: Awaited<ReturnType<typeof browsing>>
let desk: Hand
let phone: Hand
let tierId: string
const people: Record<string, string> = {}

beforeAll(async () => {
  w = await world({}, await freePort())
  org = await w.organisation({
    slug: SLUG,
    names: { ST: 'Madhya Pradesh|मध्य प्रदेश', D1: 'Guna|गुना', B1: 'Booth 1|बूथ 1', B2: 'Booth 2|बूथ 2' },
  })
  const officer = { nameHi: 'मीरा जोशी', phone: '+919893070001', grants: ['owner@ST'] }
  people.meera = (await org.person('Meera Joshi', officer)).id
  for (const [name, nameHi, unit, phoneNumber] of [
    ['Asha Verma', 'आशा वर्मा', 'B1', '+919893070011'],
    ['Bina Lodhi', 'बीना लोधी', 'B2', '+919893070012'],
    ['Chand Khan', 'चाँद ख़ान', 'B2', '+919893070013'],
  ] as const)
    people[name] = (await org.person(name, { nameHi, unit, phone: phoneNumber })).id
  // A booth sends one.
  const programme = await cascade(org, [{}, { minimum: 1, target: 1, maximum: 1 }])
  tierId = programme.tierId(2)
  await org.db.batch(
    [
      {
        sql: "insert into subjects (id, programme_id, position, name_en, name_hi) values (?, ?, 1, 'Speaking', 'भाषण कला')",
        args: [v7(), programme.programmeId],
      },
      {
        sql: `insert into skills (person_id, skill, state, evidence, said_by, said_at)
          values (?, 'typing', 'claimed', 'Office work', ?, ?)`,
        args: [people['Bina Lodhi'] ?? '', people.meera, w.clock.now],
      },
    ],
    'write',
  )
  browser = await browsing(w)
  desk = await browser.hand({ language: 'en', size: 'desk' })
  phone = await browser.hand({ language: 'hi', size: 'phone' })
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

const dialog = (hand: Hand) => hand.page.locator('dialog[open]').last()
const button = (hand: Hand, name: string) => hand.page.getByRole('button', { name, exact: true })

test('earlier trainings are tried from a table, a line of nobody is told, the rest is written', async () => {
  const say = desk.say(importTexts)
  await desk.signIn(OFFICER, `/o/${SLUG}/import/trainings`)
  await desk.page.getByRole('heading', { level: 1, name: say('trainings.title') }).waitFor()
  await desk.look('trainings-begin')
  const table = [
    'Mobile;Subject;Trained on;Trainer;Place',
    '98930 70011;Speaking;06/03/2022;R. Sharma;Bhopal',
    '98930 70099;Speaking;2022;;',
  ].join('\r\n')
  const file = { name: 'trainings.csv', mimeType: 'text/csv', buffer: Buffer.from(table) }
  await desk.page.locator('input[type=file]').setInputFiles(file)
  const write = button(desk, say('write.some', { count: 1, refused: 1 }))
  await write.waitFor()
  await desk.look('trainings-judged')
  await write.click()
  await desk.page.getByText(say('done.see.people')).waitFor()
  await desk.look('trainings-done')
  expect(await org.rows('select person_id as id from prior_trainings')).toEqual([
    { id: people['Asha Verma'] },
  ])
  await desk.page.getByText(say('done.see.people')).click()
  await desk.page.waitForURL((url) => !url.pathname.includes('/import'))
})

test('the list is narrowed to who learnt a subject and who did not', async () => {
  const sayPersons = phone.say(personTexts)
  await phone.signIn(OFFICER, `/o/${SLUG}/people?unit=${org.unitId('D1')}`)
  const field = (label: 'taught' | 'untaught') => phone.page.getByLabel(sayPersons(label), { exact: true })
  await field('taught').selectOption({ label: 'भाषण कला – बूथ वक्ता' })
  await phone.page.getByText(sayPersons('count', { count: 1 })).waitFor()
  await phone.page.getByText('आशा वर्मा').waitFor()
  await phone.look('people-taught')
  await field('taught').selectOption('all')
  await field('untaught').selectOption({ label: 'भाषण कला – बूथ वक्ता' })
  await phone.page.getByText(sayPersons('count', { count: 2 })).waitFor()
  await phone.page.getByText('आशा वर्मा').waitFor({ state: 'detached' })
  await phone.look('people-untaught')
})

test('those of the list are nominated together; who cannot be is told by name and why', async () => {
  const say = phone.say(personTexts)
  await button(phone, say('nominate.open')).click()
  await dialog(phone).getByLabel(say('nominate.tier')).selectOption(tierId)
  await phone.look('nominate-list')
  await dialog(phone)
    .getByRole('button', { name: say('nominate.go', { count: 2 }), exact: true })
    .click()
  await dialog(phone).getByText(say('nominate.refused')).waitFor()
  await dialog(phone).getByText('चाँद ख़ान').waitFor()
  await phone.look('nominate-refused')
  expect(await org.rows('select person_id as id from nominations')).toEqual([{ id: people['Bina Lodhi'] }])
})

test('a skill that was wrong is taken away, after asking', async () => {
  const say = desk.say(peopleTexts)
  await desk.go(`/o/${SLUG}/people/${people['Bina Lodhi']}`)
  const panel = desk.page.getByRole('region', { name: say('skills') })
  await panel.getByText('typing', { exact: true }).waitFor()
  await panel.getByRole('button', { name: `${say('skill.drop')}: typing` }).click()
  await dialog(desk)
    .getByText(say('skill.drop.title', { skill: 'typing' }))
    .waitFor()
  await desk.look('skill-drop')
  await dialog(desk)
    .getByRole('button', { name: say('skill.drop'), exact: true })
    .click()
  await panel.getByText(say('skills.none')).waitFor()
  await desk.page.locator('.toast').first().waitFor({ state: 'detached' })
  await desk.look('skill-dropped')
  expect(await org.rows('select * from skills')).toEqual([])
})

test('nothing went wrong unseen', () => expect(browser.troubles).toEqual([]))
