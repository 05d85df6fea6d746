import sanscript from '@indic-transliteration/sanscript'
import { doubleMetaphone } from 'double-metaphone'

const DEVANAGARI = /[\u0900-\u097f]/

/** A name as Latin letters without marks: Devanagari is transliterated (IAST), other scripts stay as they are. */
function romanised(text: string): string {
  const latin = DEVANAGARI.test(text)
    ? sanscript.t(text.replaceAll('\u093c', ''), 'devanagari', 'iast')
    : text
  return latin.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** How a word sounds, the same in either script; empty for numbers and single letters. */
function soundOf(word: string): string {
  const [sound] = doubleMetaphone(romanised(word))
  return sound.length > 1 ? `z${sound.toLowerCase()}` : ''
}

/** Words of a text, without punctuation; empty ones dropped. */
const wordsOf = (text: string) =>
  text
    .normalize('NFC')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)

/**
 * What a unit or a person is found by: every name as written, how its words sound, and how the whole sounds, so that
 * अशोक नगर, अशोकनगर, Ashok Nagar and Ashoknagar find one another.
 */
export function searchText(names: readonly (string | null | undefined)[]): string {
  const found = new Set<string>()
  for (const name of names) {
    const words = wordsOf(name ?? '')
    for (const word of words)
      for (const form of [word.toLowerCase(), soundOf(word)]) if (form) found.add(form)
    if (words.length > 1) found.add(soundOf(words.join('')))
  }
  return [...found].filter(Boolean).join(' ')
}

const quoted = (word: string) => `"${word}" *`

/** The full-text question for what somebody typed, in either script; undefined when there is nothing to look for. */
export function searchQuery(typed: string): string | undefined {
  const words = wordsOf(typed).slice(0, 6)
  if (words.length === 0) return undefined
  const each = words.map((word) => {
    const sound = soundOf(word)
    return sound ? `(${quoted(word.toLowerCase())} OR ${quoted(sound)})` : quoted(word.toLowerCase())
  })
  const whole = words.length > 1 ? soundOf(words.join('')) : ''
  return whole ? `(${each.join(' AND ')}) OR ${quoted(whole)}` : each.join(' AND ')
}
