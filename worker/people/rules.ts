/**
 * Whether a person now is what an edit asked for: the edit was carried out, or had been already. Pure; absent fields of
 * the edit ask for nothing.
 */
export function isAsAsked(edit: Record<string, unknown>, person: Record<string, unknown>): boolean {
  return Object.entries(edit).every(([key, asked]) => asked === undefined || person[key] === asked)
}

/** A phone number as lists and pages show it: its last three digits. */
export const maskedPhone = (phone: string | null): string | null => phone && `•••••••${phone.slice(-3)}`

/** An e-mail address as lists and pages show it: its first letter and its domain. */
export const maskedEmail = (email: string | null): string | null =>
  email && `${email.slice(0, 1)}•••${email.slice(email.lastIndexOf('@'))}`
