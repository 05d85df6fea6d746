// Who paid how much in a financial year. Pure. Money is integer minor units.

/** What one payer may give in a financial year before he is reported, in paise (Rs 20,000). */
export const REPORT_ABOVE = 2_000_000

/** From here on the treasurer is told that a payer comes near (Rs 16,000). */
export const NEAR = 1_600_000

/** How a payer stands towards the report: `reported` above Rs 20,000, `near` from Rs 16,000 on. */
export const standingOf = (keptMinor: number): 'below' | 'near' | 'reported' =>
  keptMinor > REPORT_ABOVE ? 'reported' : keptMinor >= NEAR ? 'near' : 'below'

/** The first calendar year of a financial year such as `26-27`. */
export const firstYear = (year: string): number => 2000 + Number(year.slice(0, 2))

/** What is shown of a PAN. */
export const maskedPan = (last: string | null) => (last === null ? null : `••••••${last}`)
