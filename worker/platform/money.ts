// Money is an integer of minor units (paise) and an ISO 4217 code. Pure; never a float.

/** An amount in minor units of a currency. */
export type Money = { amountMinor: number; currency: string }
