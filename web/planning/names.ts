import { useMemo } from 'preact/hooks'
import { type Language, useLanguage } from '../text/index.ts'

/** Whatever has a name in both languages. */
export type Named = { nameEn: string; nameHi: string }

/** The name of something in a language. */
export const nameIn = (language: Language, { nameEn, nameHi }: Named): string =>
  language === 'hi' ? nameHi : nameEn

/** Names things in the language shown now. */
export const useNamed = (): ((named: Named) => string) => {
  const language = useLanguage()
  return useMemo(() => (named: Named) => nameIn(language, named), [language])
}

/** Joins names as the language does: A, B and C. */
export const listed = (names: readonly string[], language: Language): string =>
  new Intl.ListFormat(`${language}-IN`, { type: 'conjunction' }).format(names)

/** Both names, the one that was left empty taken from the other. */
export const bothNames = (nameEn: string, nameHi: string): Named => ({
  nameEn: nameEn.trim() || nameHi.trim(),
  nameHi: nameHi.trim() || nameEn.trim(),
})

/** A whole number in the digits that the language is taught with: 62 or ६२. */
export const nativeCount = (value: number, language: Language): string =>
  new Intl.NumberFormat(language === 'hi' ? 'hi-IN-u-nu-deva' : 'en-IN').format(value)
