import { type Language, useLanguage } from './index.ts'

/** Something named in both languages. */
export type Named = { nameEn: string; nameHi: string }

/** The name of something in a language; the other language's where it has none. */
export const nameIn = (language: Language, { nameEn, nameHi }: Named): string =>
  (language === 'hi' ? nameHi : nameEn) || nameHi || nameEn

/** Names things in the language shown now. */
export const useName = (): ((named: Named) => string) => {
  const language = useLanguage()
  return (named) => nameIn(language, named)
}

/** Both names as they are stored, when the person may leave one of them empty. */
export const bothNames = ({ nameEn, nameHi }: Named): Named => {
  const [en, hi] = [nameEn.trim(), nameHi.trim()]
  return { nameEn: en || hi, nameHi: hi || en }
}
