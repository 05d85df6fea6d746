import type { Language } from '../text/index.ts'

/** Joins names as the language does: A, B and C. */
export const listed = (names: readonly string[], language: Language): string =>
  new Intl.ListFormat(`${language}-IN`, { type: 'conjunction' }).format(names)

/** A whole number in the digits that the language is taught with: 62 or ६२. */
export const nativeCount = (value: number, language: Language): string =>
  new Intl.NumberFormat(language === 'hi' ? 'hi-IN-u-nu-deva' : 'en-IN').format(value)
