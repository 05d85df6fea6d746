import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { amountText, TOPICS, textOf } from '../../worker/messages/rules.ts'

const sources = globSync(['worker/**/*.ts', 'db/tenant/migrations/*.sql']).filter(
  (file) => !file.includes('/messages/'),
)
const told = sources.flatMap((file) =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /topic: '([a-z-]+)'|,\s+'([a-z]+-[a-z]+(?:-[a-z]+)?)',\s+(?:[gp]\.person_id|case when)|'([a-z-]+)'(?: else '([a-z-]+)' end)? as topic/g,
    ),
  ].flatMap(([, ...words]) => words.filter((word) => word !== undefined)),
)

test('every topic that some domain tells has texts, and every text has a topic that is told', () => {
  expect(new Set(told)).toEqual(new Set(TOPICS))
})

test.each(TOPICS)('%s speaks Hindi and English', (topic) => {
  const facts = { code: '123456', amountMinor: 150_000, currency: 'INR', link: 'L', receiptNumber: 'R' }
  expect(textOf(topic, 'hi', facts)?.body).toMatch(/[\u0900-\u097f]/)
  expect(textOf(topic, 'en', facts)?.body).not.toMatch(/[\u0900-\u097f]|undefined/)
})

test('an amount is written in rupees with lakhs apart', () => {
  expect(amountText(15_000_000, 'INR', 'en')).toBe('₹1,50,000.00')
})

test('an unknown topic has no text', () => expect(textOf('nothing', 'hi', {})).toBeUndefined())
