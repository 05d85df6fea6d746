import { expect, test } from 'vitest'
import { clash, journeys, loadOf, mondayOf, type Presence, tightest } from '../../worker/faculty/rules.ts'

const at = (more: Partial<Presence> = {}): Presence => ({
  workshopId: 'one',
  sessionId: 's',
  fromOn: '2026-11-18',
  untilOn: '2026-11-18',
  startsMinute: 600,
  endsMinute: 660,
  path: '/st/d1/',
  ...more,
})

test('a week begins on Monday, also over the turn of a year', () => {
  expect(['2026-11-16', '2026-11-22', '2027-01-01'].map(mondayOf)).toEqual([
    '2026-11-16',
    '2026-11-16',
    '2026-12-28',
  ])
})

test('a whole workshop counts each of its days in the week; two sessions of a day are one day', () => {
  const whole = at({
    sessionId: '',
    fromOn: '2026-11-20',
    untilOn: '2026-11-25',
    startsMinute: 0,
    endsMinute: 1440,
  })
  expect(loadOf([whole], '2026-11-16')).toEqual({ sessions: 3, days: 3 })
  expect(loadOf([at(), at({ sessionId: 't' })], '2026-11-16')).toEqual({ sessions: 2, days: 1 })
})

test.each([
  [
    'the end of one is the beginning of the other',
    { sessionId: 't', startsMinute: 660, endsMinute: 700 },
    false,
  ],
  ['two sessions of one workshop overlap', { sessionId: 't', startsMinute: 630, endsMinute: 700 }, true],
  ['the whole workshop holds its session', { sessionId: '', startsMinute: 0, endsMinute: 1440 }, false],
  [
    'another workshop is all day',
    { workshopId: 'two', sessionId: '', startsMinute: 0, endsMinute: 1440 },
    true,
  ],
  ['another day', { workshopId: 'two', fromOn: '2026-11-19', untilOn: '2026-11-19' }, false],
])('%s: a clash is %s', (_name, other, is) => expect(clash(at(), at(other))).toBe(is))

test('a journey is told of days in a row only', () => {
  const week = [
    at(),
    at({ fromOn: '2026-11-19', untilOn: '2026-11-19', path: '/st/d2/' }),
    at({ fromOn: '2026-11-21', untilOn: '2026-11-21' }),
  ]
  expect(journeys(week, (a, b) => (a === b ? 0 : 2))).toEqual([0, 2, 0])
})

test('of several caps the tightest holds; none is none', () => {
  const cap = { sessions: 5, days: null, refused: false, hops: 3 }
  expect(tightest([cap, { sessions: null, days: 2, refused: true, hops: 1 }])).toEqual({
    sessions: 5,
    days: 2,
    refused: true,
    hops: 1,
  })
  expect(tightest([])).toBeNull()
})
