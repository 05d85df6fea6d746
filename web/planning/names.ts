import type { Language } from '../text/index.ts'

/** Joins names as the language does: A, B and C. */
export const listed = (names: readonly string[], language: Language): string =>
  new Intl.ListFormat(`${language}-IN`, { type: 'conjunction' }).format(names)

/** An English noun for so many. */
export const plural = (noun: string, count: number): string => {
  if (count === 1) return noun
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`
  return /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`
}
