import type { TargetedInputEvent } from 'preact'
import { formatCount } from '../text/format.ts'
import { useLanguage } from '../text/index.ts'
import { Field, type FieldFrame } from './field.tsx'

type SliderProps = FieldFrame & {
  value: number
  min: number
  max: number
  step?: number | undefined
  onChange: (value: number) => void
}

/** A whole number between two ends, moved by thumb, arrow keys, or typed beside it. */
export const Slider = ({ value, min, max, step = 1, onChange, ...frame }: SliderProps) => {
  const language = useLanguage()
  const take = (event: TargetedInputEvent<HTMLInputElement>) => onChange(Number(event.currentTarget.value))
  return (
    <Field {...frame} required>
      {(control) => (
        <div class="slider">
          <input {...control} type="range" min={min} max={max} step={step} value={value} onInput={take} />
          <output for={control.id}>{formatCount(value, language)}</output>
        </div>
      )}
    </Field>
  )
}
