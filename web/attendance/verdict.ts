import type { Attendee } from './api.ts'

/** What a mark came to, before or after the server has spoken. */
export type Kind =
  | 'asking'
  | 'present'
  | 'already'
  | 'noted'
  | 'not-registered'
  | 'outside-dates'
  | 'state-changed'

/** A mark and what it came to, as the desk shows it. */
export type Outcome = {
  /** The mark made here. */
  markId: string
  /** The mark that stands, once the server has told; it is what can be taken back. */
  standing: string | undefined
  kind: Kind
  code: string
  person: { nameEn: string; nameHi: string } | undefined
  unit: { nameEn: string; nameHi: string } | undefined
  dayOn: string
  /** When the mark that stands was made; undefined until the server has told. */
  markedAt: number | undefined
  days: number | undefined
  owedMinor: number
  currency: string
}

/** The code in what was typed or scanned: a bare code with or without spaces, or the end of an address. */
export const codeIn = (typed: string): string =>
  (
    typed
      .trim()
      .replace(/[?#].*$/, '')
      .replace(/\/+$/, '')
      .split('/')
      .at(-1) ?? ''
  )
    .replace(/[\s-]/g, '')
    .toUpperCase()

/** The day that a desk begins with: today where the workshop is held today, else its last day that has begun, else its first. */
export const firstDay = (days: readonly string[], today: string): string =>
  days.findLast((day) => day <= today) ?? days[0] ?? today

/** What is known here of a mark just made: the desk answers from its list before the network does. */
export const guess = (
  mark: { id: string; dayOn: string; code: string },
  row: Attendee | undefined,
  currency: string,
  online: boolean,
): Outcome => ({
  markId: mark.id,
  standing: undefined,
  kind: row ? (row.days.includes(mark.dayOn) ? 'already' : 'present') : online ? 'asking' : 'noted',
  code: row?.code ?? mark.code,
  person: row?.person,
  unit: row?.unit,
  dayOn: mark.dayOn,
  markedAt: undefined,
  days: row && row.days.length + (row.days.includes(mark.dayOn) ? 0 : 1),
  owedMinor: row ? Math.max(0, row.dueMinor - row.paidMinor) : 0,
  currency,
})

/** An accepted mark as the server tells it. */
export type Accepted = {
  registration: { code: string }
  person: { nameEn: string; nameHi: string }
  unit: { nameEn: string; nameHi: string }
  mark: { id: string; markedAt: number }
  already: boolean
  days: number
  owedMinor: number
  currency: string
}

/** The outcome once the server has accepted the mark. */
export const accepted = (before: Outcome, told: Accepted): Outcome => ({
  ...before,
  standing: told.mark.id,
  kind: told.already ? 'already' : 'present',
  code: told.registration.code,
  person: told.person,
  unit: told.unit,
  markedAt: told.mark.markedAt,
  days: told.days,
  owedMinor: told.owedMinor,
  currency: told.currency,
})

const REFUSALS = ['not-registered', 'outside-dates', 'state-changed'] as const

/** The refusal as the desk tells it; one that is not known is told as something to try again. */
export const refusalOf = (slug: string): (typeof REFUSALS)[number] =>
  REFUSALS.find((known) => known === slug) ?? 'state-changed'

/** The outcome once the server has refused the mark. */
export const refused = (before: Outcome, refusal: string): Outcome => ({
  ...before,
  kind: refusalOf(refusal),
  days: undefined,
})

/** A roster after somebody was marked on a day, or after the mark was taken back. */
export const withDay = (rows: readonly Attendee[], code: string, dayOn: string, there: boolean): Attendee[] =>
  rows.map((row) => {
    if (row.code !== code || row.days.includes(dayOn) === there) return row
    return { ...row, days: there ? [...row.days, dayOn].sort() : row.days.filter((day) => day !== dayOn) }
  })

/** Those of a roster whose name, unit or code has what was typed. */
export const matching = (rows: readonly Attendee[], typed: string): Attendee[] => {
  const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter(({ person, unit, code }) => {
    const text = `${person.nameEn} ${person.nameHi} ${unit.nameEn} ${unit.nameHi} ${code}`.toLocaleLowerCase()
    return words.every((word) => text.includes(word))
  })
}
