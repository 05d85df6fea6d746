import { expect, test } from 'vitest'
import { dayOf, zoneShifts } from '../../worker/platform/calendar.ts'

const NOW = Math.floor(Date.parse('2026-11-22T06:00:00Z') / 1000)

test('the clocks of India and Nepal never change; those of New York do 80 times in forty years', () => {
  expect(zoneShifts('Asia/Kolkata', NOW, 40)).toEqual([{ from: 0, seconds: 19_800 }])
  expect(zoneShifts('Asia/Kathmandu', NOW, 40)).toEqual([{ from: 0, seconds: 20_700 }])
  expect(zoneShifts('UTC', NOW, 40)).toEqual([{ from: 0, seconds: 0 }])
  const shifts = zoneShifts('America/New_York', NOW, 40)
  expect(shifts).toHaveLength(81)
  expect(shifts[1]).toEqual({ from: Date.parse('2027-03-14T07:00:00Z') / 1000, seconds: -14_400 })
})

test('a day told by the shifts of a zone is the day of the calendar, at every hour of ten years', () => {
  for (const zone of ['Asia/Kolkata', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia']) {
    const shifts = zoneShifts(zone, NOW, 12)
    for (let at = NOW; at < NOW + 10 * 365 * 86_400; at += 3_600 * 61) {
      const seconds = shifts.findLast(({ from }) => from <= at)?.seconds ?? 0
      expect([zone, at, new Date((at + seconds) * 1000).toISOString().slice(0, 10)]).toEqual([
        zone,
        at,
        dayOf(at, zone),
      ])
    }
  }
})
