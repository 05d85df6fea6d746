import { useId } from 'preact/hooks'
import { feedbackTexts } from '../text/feedback.ts'
import { useText } from '../text/index.ts'
import { Face } from './face.tsx'

/** The four questions, in the order asked. */
export const QUESTIONS = ['clear', 'useful', 'involved', 'ready'] as const

/** One of the questions. */
export type Question = (typeof QUESTIONS)[number]

const GRADES = [1, 2, 3, 4, 5] as const

type GradeProps = { question: Question; value: number | undefined; onChange: (grade: number) => void }

/** A question answered by one of five faces. */
export const Grade = ({ question, value, onChange }: GradeProps) => {
  const say = useText(feedbackTexts)
  const name = useId()
  return (
    <fieldset class="grade">
      <legend>{say(question)}</legend>
      <div class="grade-faces">
        {GRADES.map((grade) => (
          <label key={grade} class="grade-face">
            <input
              type="radio"
              name={name}
              class="visually-hidden"
              checked={value === grade}
              onChange={() => onChange(grade)}
            />
            <Face grade={grade} />
            <span class="grade-word">{say(`grade.${grade}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
