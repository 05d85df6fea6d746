import type { Language } from '../text/index.ts'
import { nameIn } from '../text/names.ts'

/** A text in Hindi and in English at once, for paper; once where both are the same. */
export const Both = ({ of }: { of: (language: Language) => string }) => {
  const [hi, en] = [of('hi'), of('en')]
  return (
    <>
      <span lang="hi">{hi}</span>
      {en !== hi && <span lang="en">{en}</span>}
    </>
  )
}

/** A name in both languages. */
export const BothNames = ({ of }: { of: { nameEn: string; nameHi: string } }) => (
  <Both of={(language) => nameIn(language, of)} />
)

/** A text in Hindi and in English in one line. */
export const BothInLine = ({ of }: { of: (language: Language) => string }) => (
  <>
    <span lang="hi">{of('hi')}</span> / <span lang="en">{of('en')}</span>
  </>
)
