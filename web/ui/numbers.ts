const DEVANAGARI_ZERO = 0x0966

/** Turns Devanagari digits into Latin ones and drops grouping commas and spaces. */
export const plainDigits = (typed: string): string =>
  typed
    .replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - DEVANAGARI_ZERO))
    .replace(/[,\s\u00a0]/g, '')

/** Integer minor units of a typed amount; null when it is not an amount of that many decimals. */
export const minorOf = (typed: string, digits: number): number | null => {
  const parts = plainDigits(typed).match(/^(\d{1,10})(?:\.(\d*))?$/)
  const decimals = parts?.[2] ?? ''
  if (!parts || decimals.length > digits) return null
  return Number(`${parts[1]}${decimals.padEnd(digits, '0')}`)
}
