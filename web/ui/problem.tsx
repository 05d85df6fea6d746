import { useEffect, useRef } from 'preact/hooks'
import type { InputFault, Problem } from '../api.ts'
import { common } from '../text/common.ts'
import { type Say, useText } from '../text/index.ts'
import { problems } from '../text/problems.ts'
import { Banner } from './banner.tsx'
import { Button } from './button.tsx'

/** Words of a screen for its own refusals, by slug, and for faults of its inputs, by code or by pointer. */
export type ProblemWords = Readonly<Record<string, string>>

type SayProblem = Say<typeof problems.en>

const isKnown = (key: string): key is keyof typeof problems.en => key in problems.en

const faultWords = (fault: InputFault, say: SayProblem, words: ProblemWords | undefined): string => {
  const own = words?.[fault.pointer] ?? words?.[fault.code]
  const key = `fault.${fault.code}`
  return own ?? say(isKnown(key) ? key : 'fault.other')
}

/** Tells what is wrong with the value at a pointer such as `/phone`, for a field's `error`; undefined when nothing is. */
export const useFaults = (problem: Problem | undefined, words?: ProblemWords) => {
  const say = useText(problems)
  return (pointer: string): string | undefined => {
    const fault = problem?.errors.find((error) => error.pointer === pointer)
    return fault && faultWords(fault, say, words)
  }
}

const titleOf = (problem: Problem, say: SayProblem): string | undefined => {
  if (isKnown(problem.slug)) return say(problem.slug)
  if (problem.status === 404) return say('not-found')
  if (problem.status >= 500) return say('unexpected')
  return problem.title || undefined
}

type ProblemViewProps = {
  problem: Problem
  words?: ProblemWords | undefined
  onRetry?: (() => void) | undefined
}

/** Shows a refusal of the server in the person's language: what is wrong, where, and what can be done. */
export const ProblemView = ({ problem, words, onRetry }: ProblemViewProps) => {
  const say = useText(common)
  const sayProblem = useText(problems)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), [problem])
  const title = words?.[problem.slug] ?? titleOf(problem, sayProblem) ?? say('problem.title')
  const faults = new Set(problem.errors.map((fault) => faultWords(fault, sayProblem, words)))
  return (
    <div ref={box}>
      <Banner
        tone="bad"
        title={title}
        urgent
        actions={
          onRetry && (
            <Button icon="reload" onPress={onRetry}>
              {say('retry')}
            </Button>
          )
        }
      >
        {problem.detail && <p>{problem.detail}</p>}
        {faults.size > 0 && (
          <ul class="problem-errors">
            {[...faults].map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        )}
        {problem.status >= 500 && problem.reference && (
          <p class="small">{say('problem.reference', { reference: problem.reference })}</p>
        )}
      </Banner>
    </div>
  )
}
