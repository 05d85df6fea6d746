import type { Language } from '../text/index.ts'

/** Joins names as the language does: A, B and C. */
export const listed = (names: readonly string[], language: Language): string =>
  new Intl.ListFormat(`${language}-IN`, { type: 'conjunction' }).format(names)
