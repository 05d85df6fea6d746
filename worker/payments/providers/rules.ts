// The provider port: every way in which money comes, by the three things that differ. Pure data. State, ledger, receipts
// and refunds know a payment by its provider's name only; whoever adds a provider adds a line here and an account to the
// posting of payments (0006).

/** What a way of paying needs beside the amount. */
export type Needs = 'session' | 'nothing' | 'utr' | 'reference' | 'cheque' | 'second-person'

/** When its money is here: told by the provider, at once, once somebody verified it, once the bank paid it, or never. */
export type Here = 'told' | 'at-once' | 'verified' | 'cleared' | 'never'

/** How money is given back; the way that comes first is the usual one. */
export type Way = 'stripe' | 'cash' | 'upi' | 'bank'

type Port = { needs: Needs; here: Here; back: readonly Way[] }

const BY_BANK = ['bank', 'upi', 'cash'] as const

/** The ways in which a fee is settled. */
export const PROVIDERS = {
  stripe: { needs: 'session', here: 'told', back: ['stripe'] },
  cash: { needs: 'nothing', here: 'at-once', back: ['cash', 'upi', 'bank'] },
  upi: { needs: 'utr', here: 'verified', back: ['upi', 'bank', 'cash'] },
  bank: { needs: 'reference', here: 'verified', back: BY_BANK },
  cheque: { needs: 'cheque', here: 'cleared', back: BY_BANK },
  waiver: { needs: 'second-person', here: 'never', back: [] },
} as const satisfies Record<string, Port>

/** A way in which money comes; a waiver brings none. */
export type Provider = Exclude<keyof typeof PROVIDERS, 'waiver'>

/** The providers of payments, for shapes. */
export const PROVIDER_NAMES = ['stripe', 'cash', 'upi', 'bank', 'cheque'] as const satisfies Provider[]

/** Providers whose money somebody says he sent before it is known to be here. */
export const CLAIMED = ['upi', 'bank', 'cheque'] as const satisfies Provider[]

/** A way of paying that is claimed first. */
export type Claimed = (typeof CLAIMED)[number]

/** A reference as it is kept: capitals and digits, so that two ways of writing it are one. */
export const plainReference = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '')

/** A cheque as its payment names it: the six digits of its number, and the bank it is drawn on. */
export const chequeReference = (number: string, bank: string): string =>
  `${number.padStart(6, '0')} ${plainReference(bank)}`

/** The providers whose money goes back by a way. */
export const goingBackBy = (way: Way): string[] =>
  Object.entries(PROVIDERS).flatMap(([name, { back }]) =>
    (back as readonly Way[]).includes(way) ? [name] : [],
  )
