import { useId } from 'preact/hooks'
import { common } from '../text/common.ts'
import { useText } from '../text/index.ts'
import { Icon } from './icon.tsx'

type ProgressProps = {
  label: string
  done: number
  total: number
}

/** How far a job has come: an import, a fan-out, a rebuild. */
export const Progress = ({ label, done, total }: ProgressProps) => {
  const id = useId()
  const say = useText(common)
  return (
    <div class="progress">
      <p class="progress-head">
        <span id={id}>{label}</span>
        <span class="soft">{say(done > total ? 'progress.over' : 'progress.of', { done, total })}</span>
      </p>
      <progress value={Math.min(done, total)} max={Math.max(total, 1)} aria-labelledby={id} />
    </div>
  )
}

type StepperProps = {
  label: string
  steps: readonly string[]
  /** The index of the present step, from 0. */
  now: number
  /** Lets done steps be gone back to. */
  onGo?: ((step: number) => void) | undefined
}

/** Where one is in a wizard; on a phone only the present step is named. */
export const Stepper = ({ label, steps, now, onGo }: StepperProps) => {
  const say = useText(common)
  return (
    <nav class="stepper" aria-label={label}>
      <p class="stepper-brief">
        <span class="soft">{say('step.of', { step: now + 1, steps: steps.length })}</span>
        <span class="strong">{steps[now]}</span>
      </p>
      <ol>
        {steps.map((step, index) => {
          const state = index < now ? 'done' : index === now ? 'now' : 'later'
          const mark = index < now ? <Icon name="check" size={20} /> : index + 1
          const back = index < now && onGo
          return (
            <li key={step} class={`step step-${state}`} aria-current={index === now ? 'step' : undefined}>
              <span class="step-mark" aria-hidden={index < now ? 'true' : undefined}>
                {mark}
              </span>
              {back ? (
                <button type="button" class="step-name" onClick={() => back(index)}>
                  {step}
                </button>
              ) : (
                <span class="step-name">{step}</span>
              )}
              {index < now && <span class="visually-hidden">({say('step.done')})</span>}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

type SkeletonProps = { rows?: number | undefined; kind?: 'text' | 'cards' | undefined }

/** The shape of what is being loaded. */
export const Skeleton = ({ rows = 3, kind = 'text' }: SkeletonProps) => {
  const say = useText(common)
  return (
    <div class={`skeleton skeleton-${kind}`} role="status">
      <span class="visually-hidden">{say('loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} class="skeleton-row" aria-hidden="true" />
      ))}
    </div>
  )
}
