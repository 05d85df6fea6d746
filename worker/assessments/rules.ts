// When a paper is as it was asked to be, and how often it may be taken. Pure.

/** How often somebody may sit for a paper by himself; an assessor may ask him again. */
export const SITTINGS = 3

type Option = { textEn: string; textHi: string; picture: string }
type Question = {
  textEn: string
  textHi: string
  picture: string
  options: readonly Option[]
  answer: number
}
type Said = { kind: string; nameEn: string; nameHi: string; passPercent: number }

/** True when a stored paper is the asked one, question by question. */
export function isPaper(
  asked: Said & { questions: readonly Question[] },
  stored: Said & { asked: readonly Question[] },
): boolean {
  const told = ({ textEn, textHi, picture, options, answer }: Question) =>
    JSON.stringify([textEn, textHi, picture, answer, options.map((o) => [o.textEn, o.textHi, o.picture])])
  return (
    asked.kind === stored.kind &&
    asked.nameEn === stored.nameEn &&
    asked.nameHi === stored.nameHi &&
    asked.passPercent === stored.passPercent &&
    asked.questions.length === stored.asked.length &&
    asked.questions.every((question, at) => {
      const other = stored.asked[at]
      return other !== undefined && told(question) === told(other)
    })
  )
}
