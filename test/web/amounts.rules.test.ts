import { expect, test } from 'vitest'
import { amountInWords, inWords } from '../../web/payments/words.ts'

test.each([
  [0, 'zero', 'शून्य'],
  [7, 'seven', 'सात'],
  [19, 'nineteen', 'उन्नीस'],
  [20, 'twenty', 'बीस'],
  [48, 'forty-eight', 'अड़तालीस'],
  [99, 'ninety-nine', 'निन्यानवे'],
  [100, 'one hundred', 'एक सौ'],
  [1_500, 'one thousand five hundred', 'एक हज़ार पाँच सौ'],
  [65_400, 'sixty-five thousand four hundred', 'पैंसठ हज़ार चार सौ'],
  [1_30_800, 'one lakh thirty thousand eight hundred', 'एक लाख तीस हज़ार आठ सौ'],
  [1_00_00_001, 'one crore one', 'एक करोड़ एक'],
  [234_56_78_901, 'two hundred thirty-four crore fifty-six lakh seventy-eight thousand nine hundred one', ''],
])('%i is said in lakhs and crores', (value, en, hi) => {
  expect(inWords(value, 'en')).toBe(en)
  if (hi) expect(inWords(value, 'hi')).toBe(hi)
})

test('every number up to a hundred has a Hindi word of its own', () => {
  const words = Array.from({ length: 100 }, (_, value) => inWords(value, 'hi'))
  expect(new Set(words).size).toBe(100)
  expect(words.every((word) => /^[\u0900-\u097f]+$/.test(word))).toBe(true)
})

test('a receipt says rupees and paise, and nothing for other currencies', () => {
  expect(amountInWords(150_000, 'INR', 'en')).toBe('Rupees one thousand five hundred only')
  expect(amountInWords(150_000, 'INR', 'hi')).toBe('एक हज़ार पाँच सौ रुपये मात्र')
  expect(amountInWords(37_550, 'INR', 'en')).toBe('Rupees three hundred seventy-five and paise fifty only')
  expect(amountInWords(37_550, 'INR', 'hi')).toBe('तीन सौ पचहत्तर रुपये और पचास पैसे मात्र')
  expect(amountInWords(100, 'USD', 'en')).toBeUndefined()
})
