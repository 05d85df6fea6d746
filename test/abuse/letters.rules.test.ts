import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contactOf } from '../../worker/accounts/contacts/typed.ts'
import { letterFault, oneLine, severalLines } from '../../worker/platform/letters.ts'
import { code, cursor, text } from '../../worker/platform/text.ts'

const HIDING = {
  'a right-to-left override': 'Ram\u202eamraV',
  'an isolate': 'Ram\u2066Varma\u2069',
  'a left-to-right mark': 'Ram\u200eVarma',
  'an Arabic letter mark': 'Ram\u061cVarma',
  'a zero-width space': 'Ram\u200bVarma',
  'a word joiner': 'Ram\u2060Varma',
  'a byte order mark': 'Ram\ufeffVarma',
  'a soft hyphen': 'Ram\u00adVarma',
  'a Hangul filler': 'Ram\u3164Varma',
  'a blank Braille cell': 'Ram\u2800Varma',
  'a tag letter': 'Ram\u{e0041}Varma',
  NUL: 'Ram\0Varma',
  'a bell': 'Ram\u0007Varma',
  'a C1 control': 'Ram\u009bVarma',
  'private use': 'Ram\ue000Varma',
  'an unassigned letter': 'Ram\u0378Varma',
  'half a surrogate pair': 'Ram\ud800Varma',
  'a replacement character': 'Ram\ufffdVarma',
  'a joiner between Latin letters': 'Ram\u200dVarma',
  'a non-joiner at the end of a Latin word': 'Ram\u200c',
  'a joiner between Hindi letters that join nothing': 'राम\u200dवर्मा',
  'two joiners': 'क्\u200d\u200dष',
  'ten marks on one letter': `Ra${'\u0301\u0316'.repeat(5)}m`,
}

test.each(Object.entries(HIDING))('%s is refused', (_, hostile) => {
  expect(letterFault(hostile)).toBe('unreadable-characters')
  expect(text(200).safeParse(hostile).error?.issues).toMatchObject([
    { code: 'custom', params: { code: 'unreadable-characters' } },
  ])
  expect([code().safeParse(hostile).success, cursor().safeParse(hostile).success]).toEqual([false, false])
})

test.each([
  ['a Cyrillic a among Latin letters', 'R\u0430m Varma'],
  ['a Greek omicron among Latin letters', 'G\u03bfpal'],
  ['Cyrillic with Greek', '\u0430\u03bf'],
  ['an Armenian letter among Latin ones', 'Var\u0578ma'],
  ['letters of mathematics', '\u{1d411}\u{1d41a}\u{1d426}'],
  ['full-width letters', '\uff32\uff41\uff4d'],
  ['encircled letters', '\u24c7\u24d0\u24dc'],
])('%s are letters that pass for others', (_, hostile) => expect(letterFault(hostile)).toBe('mixed-scripts'))

test.each([
  'रामस्वरूप यादव',
  'क्\u200dष',
  'हार्ड\u200cवेयर'.replace('ड\u200c', 'ड्\u200c'),
  'ന\u0d4d\u200d',
  'র\u200d\u09cdয',
  'ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ',
  'அன்பழகன்',
  'محمد اسلم',
  'Ram Varma (रमेश)',
  'BJYMयुवा',
  "D'Souza-O’Brien, José",
  'Александр',
  'बैठक 📣 ❤',
  '१२ बूथ · 50 %',
])('%s is a name that people have', (name) => expect(letterFault(name)).toBeUndefined())

test('one line is composed, its blanks are single and none stands at its ends', () =>
  expect(oneLine('  Jose\u0301 \u00a0\t Maria\u2028 \n')).toBe('José Maria'))

test('several lines keep their line feeds and lose their carriage returns', () =>
  expect(severalLines('\n one\r\ntwo\rthree\u2029four \n')).toBe('one\ntwo\nthree\nfour'))

test('lengths are counted in code points: ten emoji fit where ten letters fit, eleven do not', () => {
  const ten = text(10)
  expect(ten.parse('📣'.repeat(10))).toHaveLength(20)
  expect(ten.safeParse('📣'.repeat(11)).error?.issues).toMatchObject([{ code: 'too_big', maximum: 10 }])
  expect(ten.safeParse(' \u3000 ').error?.issues).toMatchObject([{ code: 'too_small', minimum: 1 }])
})

test('what is stored once is stored the same twice, whatever is typed', () => {
  const typed = fc.string({ unit: 'binary', maxLength: 40 })
  fc.assert(
    fc.property(typed, (written) => {
      for (const tidy of [oneLine, severalLines]) expect(tidy(tidy(written))).toBe(tidy(written))
      const stored = text(80, { min: 0 }).safeParse(written).data
      if (stored !== undefined) expect(/[\p{Cc}\p{Bidi_Control}]/u.test(stored)).toBe(false)
    }),
    { numRuns: 500 },
  )
})

test('a contact loses the marks that an address book leaves around it, and an e-mail in two scripts is none', () => {
  expect(contactOf('98765 43210')).toEqual({ kind: 'phone', value: '+919876543210' })
  expect(contactOf('r\u0430m@example.in')).toBeUndefined()
})
