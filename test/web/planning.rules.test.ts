import { describe, expect, test } from 'vitest'
import { clockAt, dayAfter, daysFrom, instantOf, today } from '../../web/planning/days.ts'
import { listed } from '../../web/planning/names.ts'
import { changedBetween, rebased } from '../../web/planning/rebase.ts'
import {
  type Known,
  standingOf,
  type Terms,
  toggled,
  unitsIn,
  withoutUnits,
  withUnits,
} from '../../web/plans/terms.ts'

/** A state of two divisions: Gwalior with four districts, Indore with three. */
const known = new Map<string, Known>([
  ['state', { chain: ['state'], units: 7 }],
  ['gwalior', { chain: ['state', 'gwalior'], units: 4 }],
  ['indore', { chain: ['state', 'indore'], units: 3 }],
  ...['guna', 'ashoknagar', 'datia', 'shivpuri'].map(
    (id) => [id, { chain: ['state', 'gwalior', id], units: 1 }] as const,
  ),
  ...['dhar', 'jhabua', 'khandwa'].map((id) => [id, { chain: ['state', 'indore', id], units: 1 }] as const),
])
const chain = (id: string) => known.get(id)?.chain ?? []
const tap = (terms: Terms, ...ids: string[]) => ids.reduce((now, id) => toggled(chain(id), now, known), terms)
const none: Terms = { include: [], exclude: [] }

describe('tapping units of a catchment', () => {
  test('a division is taken in and a district below it excepted, and a second tap takes each back', () => {
    const most = tap(none, 'gwalior', 'guna')
    expect(most).toEqual({ include: ['gwalior'], exclude: ['guna'] })
    expect(unitsIn(most, known)).toBe(3)
    expect(tap(most, 'guna')).toEqual({ include: ['gwalior'], exclude: [] })
    expect(tap(most, 'gwalior')).toEqual(none)
  })

  test('taking the whole in drops the parts that it contains', () => {
    expect(tap(none, 'guna', 'dhar', 'state')).toEqual({ include: ['state'], exclude: [] })
  })

  test('below something excepted nothing can be taken in', () => {
    const cut = { include: ['state'], exclude: ['gwalior'] }
    expect(standingOf(chain('guna'), cut, known)).toBe('cut')
    expect(tap(cut, 'guna')).toEqual(cut)
    expect(unitsIn(cut, known)).toBe(3)
  })

  test('a unit of which only a part is named stands there as such', () => {
    expect(standingOf(chain('gwalior'), { include: ['guna'], exclude: [] }, known)).toBe('partly')
    expect(standingOf(chain('indore'), { include: ['guna'], exclude: [] }, known)).toBe('outside')
  })
})

test('units are counted once however a catchment names them, and a larger exception wins', () => {
  expect(unitsIn({ include: ['state', 'gwalior'], exclude: ['guna', 'ashoknagar'] }, known)).toBe(5)
  expect(unitsIn({ include: ['gwalior'], exclude: ['gwalior', 'guna'] }, known)).toBe(0)
  expect(unitsIn({ include: ['guna'], exclude: ['gwalior'] }, known)).toBe(0)
  expect(unitsIn({ include: ['indore'], exclude: ['guna'] }, known)).toBe(3)
  expect(unitsIn({ include: ['elsewhere'], exclude: [] }, known)).toBeNull()
})

test('Guna and Ashoknagar move from one workshop to another', () => {
  const bhopal = { include: ['gwalior'], exclude: ['guna', 'ashoknagar'] }
  const indore = { include: ['indore', 'guna', 'ashoknagar'], exclude: [] }
  expect(withUnits(bhopal, ['guna', 'ashoknagar'])).toEqual({
    include: ['gwalior'],
    exclude: [],
  })
  expect(withoutUnits(indore, ['guna', 'ashoknagar'])).toEqual({ include: ['indore'], exclude: [] })
  expect(withoutUnits({ include: ['gwalior'], exclude: [] }, ['guna'])).toEqual({
    include: ['gwalior'],
    exclude: ['guna'],
  })
})

test("one's own changes go on top of what somebody else stored", () => {
  const before = { name: 'Hall', capacity: 500, venue: '' }
  const mine = { name: 'Hall', capacity: 450, venue: '' }
  const theirs = { name: 'Great hall', capacity: 500, venue: 'Bhopal' }
  expect(changedBetween(before, theirs)).toEqual(['name', 'venue'])
  expect(rebased(before, mine, theirs)).toEqual({ name: 'Great hall', capacity: 450, venue: 'Bhopal' })
})

test('a clock time of a zone and its instant are each other', () => {
  expect(instantOf('2026-03-06', '10:30', 'Asia/Kolkata')).toBe(Date.UTC(2026, 2, 6, 5, 0) / 1000)
  const summer = instantOf('2026-03-29', '03:30', 'Europe/Berlin')
  expect(summer).toBe(Date.UTC(2026, 2, 29, 1, 30) / 1000)
  expect(clockAt(summer, 'Europe/Berlin')).toBe('03:30')
  expect(today('Asia/Kolkata', Date.UTC(2026, 2, 5, 20, 0))).toBe('2026-03-06')
})

test('days follow each other over the end of a month', () => {
  expect(daysFrom('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01'])
  expect([
    dayAfter('2026-12-31', 1),
    daysFrom('', '2026-01-01'),
    daysFrom('2026-01-02', '2026-01-01'),
  ]).toEqual(['2027-01-01', [], []])
})

test('names are joined as each language does', () => {
  expect(listed(['Guna', 'Ashoknagar'], 'en')).toBe('Guna and Ashoknagar')
  expect(listed(['गुना', 'अशोकनगर', 'धार'], 'hi')).toBe('गुना, अशोकनगर, और धार')
})
