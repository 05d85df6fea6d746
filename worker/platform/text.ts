import * as z from 'zod'
import { LETTER_FAULTS, letterFault, lettersIn, oneLine, severalLines, withoutHidden } from './letters.ts'

type Checked = z.core.ParsePayload<string>

/** Refuses letters that hide or mislead; the fault names which. */
function honest({ value, issues }: Checked) {
  const fault = letterFault(value)
  if (fault)
    issues.push({ code: 'custom', params: { code: fault }, message: LETTER_FAULTS[fault], input: value })
}

const ofLength =
  (min: number, max: number) =>
  ({ value, issues }: Checked) => {
    const length = value.length < min ? value.length : lettersIn(value)
    const measured = { origin: 'string', inclusive: true, input: value } as const
    if (length < min)
      issues.push({ code: 'too_small', minimum: min, message: `At least ${min} letters`, ...measured })
    if (length > max)
      issues.push({ code: 'too_big', maximum: max, message: `At most ${max} letters`, ...measured })
  }

/**
 * Free text: composed to NFC, without letters that hide or mislead, its length counted in code points. One line unless
 * `lines`. Every text that a person writes is of this type or of one beside it.
 */
export const text = (max: number, { min = 1, lines = false } = {}) =>
  z
    .string()
    .overwrite(lines ? severalLines : oneLine)
    .check(ofLength(min, max), honest)
    .meta({ minLength: min, maxLength: max })

/** An organisation's own key of something: Latin letters, digits and `. _ / -`, so that no two look alike. */
export const code = (max = 64) =>
  z.string().regex(new RegExp(`^[A-Za-z0-9._/-]{1,${max}}$`), 'Latin letters, digits and . _ / - only')

/** Where a list goes on, as the list before it said. */
export const cursor = (max = 80) =>
  z
    .string()
    .max(max)
    .overwrite((given) => given.normalize('NFC'))
    .check(honest)

/** A contact as typed: what copying from a phone's address book leaves invisibly around a number is taken away. */
export const typedContact = () =>
  z.string().overwrite(withoutHidden).check(ofLength(3, 254), honest).meta({ minLength: 3, maxLength: 254 })
