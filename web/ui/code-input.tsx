import { Field, type FieldFrame } from './field.tsx'
import { plainDigits } from './numbers.ts'

type OneTimeCodeInputProps = FieldFrame & {
  value: string
  onChange: (value: string) => void
  /** Called once when the last digit is there. */
  onFull?: ((value: string) => void) | undefined
  digits?: number | undefined
}

/** A short code sent to somebody; one field, so that the phone can fill it and a reader can hear it. */
export const OneTimeCodeInput = ({
  value,
  onChange,
  onFull,
  digits = 6,
  ...frame
}: OneTimeCodeInputProps) => {
  const take = (typed: string) => {
    const code = plainDigits(typed).replace(/\D/g, '').slice(0, digits)
    if (code === value) return
    onChange(code)
    if (code.length === digits) onFull?.(code)
  }
  return (
    <Field {...frame} required>
      {(control) => (
        <input
          {...control}
          class={`input input-code input-code-${digits}`}
          type="text"
          inputMode="numeric"
          autocomplete="one-time-code"
          pattern="[0-9०-९ ]*"
          value={value}
          onInput={(event) => {
            take(event.currentTarget.value)
            event.currentTarget.value = plainDigits(event.currentTarget.value)
              .replace(/\D/g, '')
              .slice(0, digits)
          }}
        />
      )}
    </Field>
  )
}
