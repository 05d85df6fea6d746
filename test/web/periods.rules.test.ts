import { expect, test } from 'vitest'
import { spanOf } from '../../web/payments/periods.ts'
import { totalOf } from '../../web/payments/totals.ts'

const ZONE = 'Asia/Kolkata'
const at = (iso: string) => Date.parse(iso) / 1000
// Half past midnight in India, while it is still the day before in London.
const NOW = Date.parse('2026-11-30T19:00:00Z')
const none = { from: '', until: '' }

test('today and this month begin at midnight of the organisation’s own zone', () => {
  expect(spanOf('today', none, ZONE, NOW)).toEqual({
    from: at('2026-12-01T00:00:00+05:30'),
    until: at('2026-12-02T00:00:00+05:30'),
  })
  expect(spanOf('month', none, ZONE, NOW)).toEqual({
    from: at('2026-12-01T00:00:00+05:30'),
    until: at('2026-12-02T00:00:00+05:30'),
  })
  expect(spanOf('month', none, 'UTC', NOW).from).toBe(at('2026-11-01T00:00:00Z'))
})

test('from one day to another includes the whole last day; a side that is not given stays open', () => {
  expect(spanOf('days', { from: '2026-11-01', until: '2026-11-02' }, ZONE, NOW)).toEqual({
    from: at('2026-11-01T00:00:00+05:30'),
    until: at('2026-11-03T00:00:00+05:30'),
  })
  expect(spanOf('days', { from: '', until: '2026-11-02' }, ZONE, NOW)).toEqual({
    until: at('2026-11-03T00:00:00+05:30'),
  })
  expect(spanOf('all', { from: '2026-11-01', until: '' }, ZONE, NOW)).toEqual({})
})

test('the sums of workshops are added column by column', () => {
  const one = { registered: 2, dueMinor: 300, paidMinor: 100, owedMinor: 200, suspenseMinor: 5 }
  expect(totalOf([one, { ...one, registered: 3 }])).toEqual({
    registered: 5,
    dueMinor: 600,
    paidMinor: 200,
    owedMinor: 400,
    suspenseMinor: 10,
  })
  expect(totalOf([]).dueMinor).toBe(0)
})
