import * as z from 'zod'
import { priceFor } from './rules.ts'
import { FeeRule } from './shapes.ts'

const Rules = z.array(FeeRule)
const Offices = z.array(z.tuple([z.string(), z.string()]))
const Wings = z.array(z.string())

/** The rules as they are stored. */
export const rulesOf = (stored: string) => Rules.parse(JSON.parse(stored))

/** The offices and wings of people as a statement reads them. */
export const standingOf = (row: { offices: string; wings: string }) => ({
  offices: Offices.parse(JSON.parse(row.offices)),
  wings: Wings.parse(JSON.parse(row.wings)),
})

/** What `priceColumns` reads. */
export type PriceRow = { feeMinor: number; feeRules: string; offices: string; wings: string; ofUnit: number }

/** What a seat costs somebody, and why; `before` are those of his unit who stand before him in the same group. */
export function priceOf(row: PriceRow, on: string, before = 0) {
  const { amountMinor, rule } = priceFor(rulesOf(row.feeRules), row.feeMinor, {
    ...standingOf(row),
    on,
    nth: row.ofUnit + before + 1,
  })
  return {
    amountMinor,
    baseMinor: row.feeMinor,
    why: rule && { nameEn: rule.nameEn, nameHi: rule.nameHi },
  }
}
