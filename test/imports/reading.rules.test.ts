import { expect, test } from 'vitest'
import { dayFrom } from '../../worker/imports/reading/person.ts'

test.each([
  ['2026-03-06', '2026-03-06'],
  ['6/3/2026', '2026-03-06'],
  ['०६-०३-२०२६', '2026-03-06'],
  ['31.12.2025', '2025-12-31'],
  ['31/02/2026', undefined],
  ['yesterday', undefined],
])('%s is the day %s', (written, day) => expect(dayFrom(written)).toBe(day))
