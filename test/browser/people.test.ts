import { afterAll, beforeAll, expect, test } from 'vitest'
import { peopleTexts } from '../../web/text/people.ts'
import { personTexts } from '../../web/text/persons.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import { cascade } from '../support/cascade.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'

// People as an officer works with them: narrowed down and kept as a list, found twice and made one, moved, and told.

const SLUG = 'people'
const OFFICER = '98930 40001'
const HALL = '98930 40002'

let w: World
let org: TestOrganisation
let browser: Awaited<ReturnType<typeof browsing>>
let officer: Hand
let phone: Hand
let ids: Record<'sunil' | 'twin' | 'asha', string>

beforeAll(async () => {
  w = await world({}, await freePort())
  org = await w.organisation({
    slug: SLUG,
    names: { ST: 'Madhya Pradesh|मध्य प्रदेश', D1: 'Guna|गुना', B1: 'Booth 1|बूथ 1', B2: 'Booth 2|बूथ 2' },
  })
  await org.db.execute("insert into wings values ('youth', 'Youth wing', 'युवा मोर्चा')")
  await org.db.execute("insert into office_kinds values ('mla', 'Member of the Assembly', 'विधायक')")
  const number = (contact: string) => `+91${contact.replace(' ', '')}`
  await org.person('Meera Joshi', { nameHi: 'मीरा जोशी', phone: number(OFFICER), grants: ['owner@ST'] })
  await org.person('Imran Khan', { nameHi: 'इमरान ख़ान', phone: number(HALL), grants: ['registrar@D1'] })
  const sunil = await org.person('Sunil Kumar Yadav', { nameHi: 'सुनील कुमार यादव', unit: 'B1' })
  const twin = await org.person('Sunil Yadav', { nameHi: 'सुनील यादव', unit: 'B1', phone: '+919999900831' })
  const asha = await org.person('Asha Verma', { nameHi: 'आशा वर्मा', unit: 'B1' })
  ids = { sunil: sunil.id, twin: twin.id, asha: asha.id }
  const programme = await cascade(org)
  const hall = await programme.workshop({ tier: 2, unit: 'D1', faculty: [asha.id] })
  const seat = await programme.register(hall, sunil.id, 'B1')
  const twice = await programme.register(hall, twin.id, 'B1')
  await programme.mark(seat.id, 5)
  expect(twice.id).not.toBe(seat.id)
  for (const [personId, wing] of [
    [sunil.id, 'youth'],
    [asha.id, 'youth'],
  ] as const)
    await org.db.execute({ sql: 'insert into wing_members values (?, ?)', args: [personId, wing] })
  await org.db.execute({
    sql: "insert into offices values ('0198c000-0000-7000-8000-000000000001', ?, ?, 'mla', '2024-01-01', null)",
    args: [asha.id, org.unitId('B1')],
  })
  browser = await browsing(w)
  officer = await browser.hand({ language: 'en', size: 'desk' })
  phone = await browser.hand({ language: 'hi', size: 'phone' })
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

const dialog = (hand: Hand) => hand.page.locator('dialog[open]')

test('a list is narrowed down, counted, and kept under a name', async () => {
  const say = officer.say(peopleTexts)
  const sayList = officer.say(personTexts)
  await officer.signIn(OFFICER, `/o/${SLUG}/people`)
  await officer.page.getByRole('button', { name: say('filters') }).click()
  await officer.page.getByLabel(say('filter.wing')).selectOption('youth')
  await officer.page.getByText(sayList('count', { count: 2 })).waitFor()
  await officer.look('people-narrowed')
  await officer.page.getByRole('button', { name: sayList('lists.save') }).click()
  await dialog(officer).getByLabel(sayList('lists.name')).fill('Youth of Guna')
  await dialog(officer).getByRole('button', { name: 'Save', exact: true }).click()
  await officer.page.getByRole('button', { name: 'Youth of Guna', exact: true }).waitFor()
  expect(await org.rows('select name, shared from people_lists')).toEqual([
    { name: 'Youth of Guna', shared: 0 },
  ])
})

test('somebody who is in the list twice is made one, the seat that stays is chosen, and it is taken back', async () => {
  const say = phone.say(personTexts)
  await phone.signIn(HALL, `/o/${SLUG}/people/duplicates`)
  await phone.page.getByText(say('reason.name')).waitFor()
  await phone.look('people-twice')
  await phone.page.getByRole('button', { name: say('same'), exact: true }).click()
  await dialog(phone).getByText(say('merge.moves')).waitFor()
  await phone.look('people-merging')
  await dialog(phone)
    .getByRole('button', { name: say('merge.go'), exact: true })
    .click()
  await phone.page.getByText(say('merge.done')).waitFor()
  const [merge] = await org.rows('select kept_id as kept from merges')
  expect(merge).toEqual({ kept: ids.sunil })
  await phone.go(`/o/${SLUG}/people/${ids.sunil}`)
  await phone.page.getByText(say('story.merge', { name: 'सुनील यादव' })).waitFor()
  await phone.look('people-story')
  await phone.page.getByRole('button', { name: say('story.part') }).click()
  await phone.page.getByText(say('merge.undone')).waitFor()
  expect(await org.rows('select count(*) as n from people where merged_into is not null')).toEqual([{ n: 0 }])
})

test('a person is moved to another unit; the office at the old one ends, and the story tells it', async () => {
  const say = officer.say(personTexts)
  await officer.go(`/o/${SLUG}/people/${ids.asha}`)
  await officer.page.getByRole('button', { name: say('move'), exact: true }).click()
  await dialog(officer).getByText('Member of the Assembly').waitFor()
  await officer.look('people-moving')
  await officer.page.keyboard.press('Escape')
  const moved = await org.client(await w.token(SLUG, await ownerId())).post(`/people/${ids.asha}/transfers`, {
    id: '0198c000-0000-7000-8000-000000000002',
    unitId: org.unitId('B2'),
    version: 1,
    endOfficeIds: ['0198c000-0000-7000-8000-000000000001'],
  })
  expect(moved.status).toBe(201)
  await officer.go(`/o/${SLUG}/people/${ids.asha}`)
  await officer.page.getByText(say('story.transfer', { from: 'Booth 1', to: 'Booth 2' })).waitFor()
  await officer.look('people-moved')
  expect(browser.troubles).toEqual([])
})

const ownerId = async () =>
  String((await org.rows("select person_id as p from grants where role = 'owner'"))[0]?.p)
