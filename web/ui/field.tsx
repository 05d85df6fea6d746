import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { common } from '../text/common.ts'
import { useText } from '../text/index.ts'
import { Icon } from './icon.tsx'

/** What every field has around its control. */
export type FieldFrame = {
  label: string
  hint?: string | undefined
  /** What is wrong, in words that say how to put it right; from `useFaults`. */
  error?: string | undefined
  /** A field that is not required is marked as optional. */
  required?: boolean | undefined
  disabled?: boolean | undefined
}

/** What a control must carry to belong to its label, hint and error. */
export type ControlIds = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': 'true' | undefined
  required: boolean | undefined
  disabled: boolean | undefined
}

/** The message under a control that is wrong. */
export const FieldError = ({ id, children }: { id: string; children: ComponentChildren }) => (
  <p class="field-error" id={id}>
    <Icon name="stop" size={20} />
    <span>{children}</span>
  </p>
)

/** A label with its control; give the control everything it is handed. */
export const Field = (props: FieldFrame & { children: (control: ControlIds) => ComponentChildren }) => {
  const { label, hint, error, required, disabled, children } = props
  const id = useId()
  const say = useText(common)
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div class={error ? 'field field-wrong' : 'field'}>
      <label class="field-label" for={id}>
        {label}
        {!required && <span class="field-optional"> ({say('optional')})</span>}
      </label>
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? 'true' : undefined,
        required,
        disabled,
      })}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  )
}

const TYPES = {
  text: { type: 'text' },
  email: { type: 'email' },
  tel: { type: 'tel' },
  url: { type: 'url' },
  time: { type: 'time' },
} as const

type TextFieldProps = FieldFrame & {
  value: string
  onChange: (value: string) => void
  type?: keyof typeof TYPES | undefined
  autoComplete?: string | undefined
  maxLength?: number | undefined
  /** The language typed here, where it is not the interface's. */
  lang?: string | undefined
  /** Short words such as +91 or a unit, shown before or after the value. */
  before?: string | undefined
  after?: string | undefined
}

/** One line of text. */
export const TextField = ({
  value,
  onChange,
  type = 'text',
  autoComplete = 'off',
  maxLength,
  lang,
  before,
  after,
  ...frame
}: TextFieldProps) => (
  <Field {...frame}>
    {(control) => (
      <div class="control">
        {before && <span class="control-affix">{before}</span>}
        <input
          {...control}
          class="input"
          {...TYPES[type]}
          value={value}
          lang={lang}
          maxLength={maxLength}
          autocomplete={autoComplete}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
        {after && <span class="control-affix">{after}</span>}
      </div>
    )}
  </Field>
)

type TextareaProps = FieldFrame & {
  value: string
  onChange: (value: string) => void
  rows?: number | undefined
  maxLength?: number | undefined
}

/** Several lines of text. */
export const Textarea = ({ value, onChange, rows = 4, maxLength, ...frame }: TextareaProps) => (
  <Field {...frame}>
    {(control) => (
      <textarea
        {...control}
        class="input"
        rows={rows}
        maxLength={maxLength}
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    )}
  </Field>
)

type SelectFieldProps<V extends string> = FieldFrame & {
  value: V | ''
  onChange: (value: V) => void
  options: readonly { value: V; label: string }[]
}

/** One of a list; for two to five options `Choice` is easier to tap. */
export const SelectField = <V extends string>({
  value,
  onChange,
  options,
  ...frame
}: SelectFieldProps<V>) => {
  const say = useText(common)
  return (
    <Field {...frame}>
      {(control) => (
        <div class="control control-select">
          <select
            {...control}
            class="input"
            value={value}
            onChange={(event) => {
              const chosen = options.find((option) => option.value === event.currentTarget.value)
              if (chosen) onChange(chosen.value)
            }}
          >
            {value === '' && <option value="">{say('choose')}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value} selected={option.value === value}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="down" />
        </div>
      )}
    </Field>
  )
}

type DateFieldProps = FieldFrame & {
  /** YYYY-MM-DD, or '' for none. */
  value: string
  onChange: (value: string) => void
  min?: string | undefined
  max?: string | undefined
}

/** One calendar day, picked with the phone's own calendar. */
export const DateField = ({ value, onChange, min, max, ...frame }: DateFieldProps) => (
  <Field {...frame}>
    {(control) => (
      <input
        {...control}
        class="input input-date"
        type="date"
        value={value}
        min={min}
        max={max}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    )}
  </Field>
)
