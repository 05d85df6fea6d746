// Money is an integer of minor units (paise) and an ISO 4217 code. Pure; never a float.

/** An amount in minor units of a currency. */
export type Money = { amountMinor: number; currency: string }

/** Minor units from what a person typed ("1,500", "1500.5", "१५००"); undefined when it is not an amount. */
export function parseMinor(typed: string): number | undefined {
  const latin = typed.trim().replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x966))
  const match = /^(\d{1,3}(?:,?\d{2,3})*|\d+)(?:\.(\d{1,2}))?$/.exec(latin)
  if (!match) return undefined
  const minor = Number(match[1]?.replaceAll(',', '')) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return Number.isSafeInteger(minor) ? minor : undefined
}
