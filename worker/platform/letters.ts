// Which letters a text may hold. Pure: names, cells of tables and free text are held to the same rules.

/** What is wrong with the letters of a text. */
export type LetterFault = 'unreadable-characters' | 'mixed-scripts'

/** What each fault means, in English. */
export const LETTER_FAULTS: Record<LetterFault, string> = {
  'unreadable-characters': 'Characters that cannot be seen or read stand in this text',
  'mixed-scripts': 'One word mixes letters of several scripts that look alike',
}

/** Nothing but printable ASCII needs no further look. */
const PLAIN = /^[\x20-\x7e]*$/

/**
 * Controls, direction marks, zero-width and ignorable characters, private use, unassigned, half surrogate pairs, and what
 * a wrong encoding leaves. Blanks, joiners and variation selectors are judged elsewhere.
 */
const UNREADABLE =
  /[[\p{Cc}\p{Cn}\p{Co}\p{Cs}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb\ufffd]--[\t\n\r\u200c\u200d\ufe0e\ufe0f]]/v

const INDIC =
  '[\\p{sc=Deva}\\p{sc=Beng}\\p{sc=Guru}\\p{sc=Gujr}\\p{sc=Orya}\\p{sc=Taml}\\p{sc=Telu}\\p{sc=Knda}\\p{sc=Mlym}\\p{sc=Sinh}\\p{sc=Mtei}]'
const VIRAMA = '[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d4d\\u0dca\\uabed]'
/** A joiner shapes an Indic conjunct beside its virama; anywhere else it only hides. */
const STRAY_JOINER = new RegExp(
  `(?<!${INDIC})[\\u200c\\u200d]|(?<!${VIRAMA})[\\u200c\\u200d](?!${VIRAMA})`,
  'u',
)

/** No script of India stacks so many marks on one letter. */
const STACKED = /\p{M}{6}/u

/** Scripts whose letters pass for Latin ones. */
const LOOKALIKES = ['Latn', 'Cyrl', 'Grek', 'Armn', 'Cher', 'Copt', 'Lisu', 'Geor'].map(
  (script) => new RegExp(`\\p{sc=${script}}`, 'u'),
)
const LOOKALIKE = /[\p{sc=Cyrl}\p{sc=Grek}\p{sc=Armn}\p{sc=Cher}\p{sc=Copt}\p{sc=Lisu}\p{sc=Geor}]/u
/** Mathematical, full-width and enclosed letters: Latin in disguise. */
const DISGUISED = /[\u{1d400}-\u{1d7ff}\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9\u{1f130}-\u{1f189}]/u
const WORD = /[\p{L}\p{M}]+/gu

function mixesScripts(text: string): boolean {
  if (DISGUISED.test(text)) return true
  if (!LOOKALIKE.test(text)) return false
  const words = text.match(WORD) ?? []
  return words.some((word) => LOOKALIKES.filter((script) => script.test(word)).length > 1)
}

/** What is wrong with the letters of a text, if anything. */
export function letterFault(text: string): LetterFault | undefined {
  if (PLAIN.test(text)) return undefined
  if (UNREADABLE.test(text) || STRAY_JOINER.test(text) || STACKED.test(text)) return 'unreadable-characters'
  return mixesScripts(text) ? 'mixed-scripts' : undefined
}

const composed = (text: string) => text.normalize('NFC').replace(/[\ufe0e\ufe0f]/g, '')

/** One line as it is stored: composed (NFC), blanks of every kind single, none at the ends. */
export const oneLine = (text: string): string =>
  composed(text)
    .replace(/[\t\n\v\f\r\u0085\p{Z}]+/gu, ' ')
    .replace(/^ | $/g, '')

/** Several lines as they are stored: composed, each ending in a line feed, nothing blank at the ends. */
export const severalLines = (text: string): string =>
  composed(text)
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/^[\s\ufeff]+|[\s\ufeff]+$/g, '')

/** A contact as typed, without what copying from a phone leaves around it: direction marks and other hidden characters. */
export const withoutHidden = (typed: string): string => typed.normalize('NFC').replace(/[\p{Cc}\p{Cf}]/gu, '')

/** Length in letters as people count them: a character beyond the basic plane is one. */
export const lettersIn = (text: string): number => {
  let count = 0
  for (const _ of text) count += 1
  return count
}
