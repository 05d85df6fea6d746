import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { common } from '../text/common.ts'
import { useText } from '../text/index.ts'
import { FieldError, type FieldFrame } from './field.tsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

/** One thing to choose: a label, perhaps a sentence and an icon for those who do not read. */
export type Option<V extends string> = {
  value: V
  label: string
  hint?: string | undefined
  icon?: IconName | undefined
}

type GroupProps = FieldFrame & { children: ComponentChildren }

const Group = ({ label, hint, error, required, disabled, children }: GroupProps) => {
  const id = useId()
  const say = useText(common)
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <fieldset
      class={error ? 'field field-wrong' : 'field'}
      disabled={disabled}
      aria-describedby={described || undefined}
    >
      <legend class="field-label">
        {label}
        {!required && <span class="field-optional"> ({say('optional')})</span>}
      </legend>
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  )
}

const OptionText = ({ label, hint, icon }: Omit<Option<string>, 'value'>) => (
  <>
    {icon && <Icon name={icon} size={28} />}
    <span class="option-text">
      <span class="option-label">{label}</span>
      {hint && <span class="option-hint">{hint}</span>}
    </span>
  </>
)

type ChoiceProps<V extends string> = FieldFrame & {
  value: V | ''
  onChange: (value: V) => void
  options: readonly Option<V>[]
  /** Side by side where there is room, for short labels. */
  inline?: boolean | undefined
}

/** One of a few, as cards that are easy to tap. */
export const Choice = <V extends string>(props: ChoiceProps<V>) => {
  const { value, onChange, options, inline, ...frame } = props
  const name = useId()
  return (
    <Group {...frame}>
      <div class={inline ? 'options options-inline' : 'options'}>
        {options.map((option) => (
          <label key={option.value} class="option">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              required={frame.required}
              onChange={() => onChange(option.value)}
            />
            <span class="option-mark option-mark-round" aria-hidden="true" />
            <OptionText {...option} />
          </label>
        ))}
      </div>
    </Group>
  )
}

type ChoicesProps<V extends string> = FieldFrame & {
  values: readonly V[]
  onChange: (values: V[]) => void
  options: readonly Option<V>[]
  inline?: boolean | undefined
}

/** Any number of a few, as cards that are easy to tap; the answer keeps the options' order. */
export const Choices = <V extends string>(props: ChoicesProps<V>) => {
  const { values, onChange, options, inline, ...frame } = props
  const toggle = (value: V, on: boolean) =>
    onChange(
      options.map((option) => option.value).filter((each) => (each === value ? on : values.includes(each))),
    )
  return (
    <Group {...frame}>
      <div class={inline ? 'options options-inline' : 'options'}>
        {options.map((option) => (
          <label key={option.value} class="option">
            <input
              type="checkbox"
              value={option.value}
              checked={values.includes(option.value)}
              onChange={(event) => toggle(option.value, event.currentTarget.checked)}
            />
            <span class="option-mark" aria-hidden="true">
              <Icon name="check" size={20} />
            </span>
            <OptionText {...option} />
          </label>
        ))}
      </div>
    </Group>
  )
}

type CheckboxProps = {
  label: string
  hint?: string | undefined
  error?: string | undefined
  checked: boolean
  onChange: (checked: boolean) => void
  required?: boolean | undefined
  disabled?: boolean | undefined
}

/** One yes or no, such as a consent. */
export const Checkbox = ({ label, hint, error, checked, onChange, required, disabled }: CheckboxProps) => {
  const id = useId()
  return (
    <div class={error ? 'field field-wrong' : 'field'}>
      <label class="option option-plain">
        <input
          type="checkbox"
          checked={checked}
          required={required}
          disabled={disabled}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span class="option-mark" aria-hidden="true">
          <Icon name="check" size={20} />
        </span>
        <OptionText label={label} hint={hint} />
      </label>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  )
}
