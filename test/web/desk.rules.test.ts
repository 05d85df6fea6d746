import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Attendee } from '../../web/attendance/api.ts'
import * as queue from '../../web/attendance/queue.ts'
import {
  accepted,
  codeIn,
  firstDay,
  guess,
  matching,
  refusalOf,
  refused,
  withDay,
} from '../../web/attendance/verdict.ts'

const unit = { id: 'u', code: 'U1', levelId: 'block', nameEn: 'Narela Block', nameHi: 'नरेला ब्लॉक' }
const asha: Attendee = {
  registrationId: 'r1',
  code: 'AB2CD3EF',
  person: { id: 'p1', nameEn: 'Asha Ahirwar', nameHi: 'आशा अहिरवार' },
  unit,
  dueMinor: 50_000,
  paidMinor: 20_000,
  days: ['2026-11-21'],
  credential: null,
}
const ravi: Attendee = {
  ...asha,
  registrationId: 'r2',
  code: 'GH4JK5MN',
  person: { id: 'p2', nameEn: 'Ravi Meena', nameHi: 'रवि मीणा' },
  dueMinor: 0,
  paidMinor: 0,
  days: [],
}
const mark = (dayOn: string, code = asha.code) => ({ id: 'm1', dayOn, code })

test.each([
  ['ab2cd3ef', 'AB2CD3EF'],
  [' AB2C D3EF ', 'AB2CD3EF'],
  ['ab2c-d3ef\n', 'AB2CD3EF'],
  ['https://example.org/o/demo/c/AB2CD3EF', 'AB2CD3EF'],
  ['https://example.org/o/demo/c/ab2cd3ef/?from=card#top', 'AB2CD3EF'],
  ['', ''],
])('%j is the code %s', (typed, code) => {
  expect(codeIn(typed)).toBe(code)
})

test('a desk begins with today, after the end with the last day, before the beginning with the first', () => {
  const days = ['2026-11-20', '2026-11-21', '2026-11-22']
  expect(['2026-11-21', '2026-12-01', '2026-11-01'].map((today) => firstDay(days, today))).toEqual([
    '2026-11-21',
    '2026-11-22',
    '2026-11-20',
  ])
})

test('the desk says present with what is owed, before the server has answered', () => {
  expect(guess(mark('2026-11-22'), asha, 'INR', true)).toMatchObject({
    kind: 'present',
    owedMinor: 30_000,
    days: 2,
    standing: undefined,
  })
})

test('a day that is marked already is not counted twice', () => {
  expect(guess(mark('2026-11-21'), asha, 'INR', true)).toMatchObject({ kind: 'already', days: 1 })
})

test('a code that is not on the list is asked for, and noted when there is no network', () => {
  expect(guess(mark('2026-11-22', 'ZZZZ2222'), undefined, 'INR', true).kind).toBe('asking')
  expect(guess(mark('2026-11-22', 'ZZZZ2222'), undefined, 'INR', false).kind).toBe('noted')
})

test('what the server tells takes the place of what was guessed', () => {
  const guessed = guess(mark('2026-11-22'), asha, 'INR', true)
  const told = {
    registration: { code: asha.code },
    person: asha.person,
    unit,
    mark: { id: 'm0', markedAt: 1_795_000_000 },
    already: true,
    days: 2,
    owedMinor: 0,
    currency: 'INR',
  }
  expect(accepted(guessed, told)).toMatchObject({
    kind: 'already',
    standing: 'm0',
    markedAt: 1_795_000_000,
    owedMinor: 0,
  })
  expect(refused(guessed, 'not-registered')).toMatchObject({ kind: 'not-registered', days: undefined })
  expect(refusalOf('something-new')).toBe('state-changed')
})

test('a mark adds its day to one row and taking it back removes it; the others stay the same objects', () => {
  const rows = [asha, ravi]
  const marked = withDay(rows, asha.code, '2026-11-20', true)
  expect(marked.map(({ days }) => days)).toEqual([['2026-11-20', '2026-11-21'], []])
  expect(marked[1]).toBe(ravi)
  expect(withDay(marked, asha.code, '2026-11-20', false).map(({ days }) => days)).toEqual([
    ['2026-11-21'],
    [],
  ])
})

test.each([
  ['asha', ['r1']],
  ['रवि', ['r2']],
  ['NARELA', ['r1', 'r2']],
  ['narela meena', ['r2']],
  ['gh4j', ['r2']],
  ['nobody', []],
  ['', ['r1', 'r2']],
])('searching %j finds %j', (typed, found) => {
  expect(matching([asha, ravi], typed).map(({ registrationId }) => registrationId)).toEqual(found)
})

const PLACE = queue.placeOf('demo', 'w1', 'p9')
const waiting = (id: string) =>
  ({ id, dayOn: '2026-11-22', way: 'code', at: 1, who: 'x', code: 'AB2C' }) as const

beforeEach(() => expect(queue.keptAt(PLACE)).toEqual({ waiting: [], refused: [] }))
afterEach(() => {
  queue.settle(PLACE, new Set(queue.keptAt(PLACE).waiting.map(({ id }) => id)), [])
  queue.seen(PLACE)
})

test('marks wait in order until they are settled; a refused one stays until it was seen', () => {
  for (const id of ['a', 'b', 'c']) queue.add(PLACE, waiting(id))
  queue.settle(PLACE, new Set(['a', 'b']), [{ ...waiting('b'), refusal: 'not-registered' }])
  const kept = queue.keptAt(PLACE)
  expect(kept.waiting.map(({ id }) => id)).toEqual(['c'])
  expect(kept.refused.map(({ id }) => id)).toEqual(['b'])
  expect(queue.seen(PLACE).refused).toEqual([])
})

test('500 marks are sent in portions of 200, and nobody else’s marks are among them', () => {
  for (let n = 0; n < 500; n += 1) queue.add(PLACE, waiting(`m${n}`))
  expect(queue.portion(queue.keptAt(PLACE))).toHaveLength(200)
  expect(queue.keptAt(queue.placeOf('demo', 'w1', 'somebody-else')).waiting).toEqual([])
})
