import { useEffect, useState } from 'preact/hooks'
import { Field, type FieldFrame } from './field.tsx'
import { minorOf, plainDigits } from './numbers.ts'

type Typed = { typed: string; value: number | null }

const useTyped = (value: number | null, written: (value: number) => string) => {
  const [typed, setTyped] = useState<Typed>({ typed: value === null ? '' : written(value), value })
  useEffect(() => {
    setTyped((now) => (now.value === value ? now : { typed: value === null ? '' : written(value), value }))
  }, [value])
  return [typed.typed, setTyped] as const
}

type NumberFieldProps = FieldFrame & {
  value: number | null
  /** A whole number, or null while what is typed is not one. */
  onChange: (value: number | null) => void
  before?: string | undefined
  after?: string | undefined
}

/** A whole number; Devanagari digits and commas are understood. */
export const NumberField = ({ value, onChange, before, after, ...frame }: NumberFieldProps) => {
  const [typed, setTyped] = useTyped(value, String)
  const take = (text: string) => {
    const plain = plainDigits(text)
    const next = /^\d{1,12}$/.test(plain) ? Number(plain) : null
    setTyped({ typed: text, value: next })
    onChange(next)
  }
  return (
    <Field {...frame}>
      {(control) => (
        <div class="control control-number">
          {before && <span class="control-affix">{before}</span>}
          <input
            {...control}
            class="input"
            type="text"
            inputMode="numeric"
            autocomplete="off"
            value={typed}
            onInput={(event) => take(event.currentTarget.value)}
          />
          {after && <span class="control-affix">{after}</span>}
        </div>
      )}
    </Field>
  )
}

const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

const symbolOf = (currency: string): string =>
  new Intl.NumberFormat('en-IN', { style: 'currency', currency })
    .formatToParts(0)
    .find((part) => part.type === 'currency')?.value ?? currency

type MoneyFieldProps = FieldFrame & {
  amountMinor: number | null
  currency: string
  /** Integer minor units, or null while what is typed is not an amount. */
  onChange: (amountMinor: number | null) => void
}

/** An amount of money, typed in whole units and kept in minor ones. */
export const MoneyField = ({ amountMinor, currency, onChange, ...frame }: MoneyFieldProps) => {
  const digits = digitsOf(currency)
  const [typed, setTyped] = useTyped(amountMinor, (minor) => {
    const whole = minor / 10 ** digits
    return Number.isInteger(whole) ? String(whole) : whole.toFixed(digits)
  })
  const take = (text: string) => {
    const next = minorOf(text, digits)
    setTyped({ typed: text, value: next })
    onChange(next)
  }
  return (
    <Field {...frame}>
      {(control) => (
        <div class="control control-number">
          <span class="control-affix">{symbolOf(currency)}</span>
          <input
            {...control}
            class="input"
            type="text"
            inputMode="decimal"
            autocomplete="off"
            value={typed}
            onInput={(event) => take(event.currentTarget.value)}
          />
        </div>
      )}
    </Field>
  )
}
