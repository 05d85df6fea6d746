import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { letterFault } from '../../platform/letters.ts'

/** A way to reach somebody, in the one form in which it is stored: E.164 phone or lower-case e-mail. */
export type Contact = { kind: 'phone' | 'email'; value: string }

const EMAIL = /^[^\s@<>()[\]\\,;:"]+@[^\s@.]+(\.[^\s@.]+)+$/

/** What a person typed as phone or e-mail, in stored form; undefined when it is neither. National numbers are Indian. */
export function contactOf(typed: string): Contact | undefined {
  const text = typed.normalize('NFKC').trim()
  if (text.includes('@')) {
    const value = text.toLowerCase()
    return EMAIL.test(value) && value.length <= 254 && !letterFault(value)
      ? { kind: 'email', value }
      : undefined
  }
  const latin = text.replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x966))
  const phone = parsePhoneNumberFromString(latin, 'IN')
  return phone?.isPossible() ? { kind: 'phone', value: phone.number } : undefined
}
