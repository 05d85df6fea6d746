import { expect, test } from 'vitest'
import { dayMarks, spacedCode } from '../../web/registrations/days.ts'

const camp = { startsOn: '2026-06-09', endsOn: '2026-06-12' }

test('a day is attended, missed, or still to come; today is not missed yet', () => {
  expect(dayMarks(camp, ['2026-06-09'], '2026-06-11').map(({ there }) => there)).toEqual([
    'yes',
    'no',
    'later',
    'later',
  ])
})

test('after the last day every day is attended or missed', () => {
  const marks = dayMarks(camp, ['2026-06-10', '2026-06-12'], '2026-07-01')
  expect(marks.map(({ there }) => there)).toEqual(['no', 'yes', 'no', 'yes'])
})

test('a code is read aloud in groups of four', () => {
  expect(spacedCode('EC26DVFT')).toBe('EC26 DVFT')
  expect(spacedCode('ABCDE')).toBe('ABCD E')
})
