import * as z from 'zod'
import { text } from '../../platform/text.ts'

const Asked = {
  from: z.iso.date(),
  /** The last day, included. */
  until: z.iso.date(),
  by: z.enum(['workshop', 'unit']).default('workshop'),
  /** Only what concerns people of the units below this one. */
  unit: z.uuid().optional(),
  workshop: z.uuid().optional(),
}

/** Which statement: a period, one row a workshop or a unit, of everything or of a part. */
export const StatementAsked = z.object(Asked)

/** The same to be taken out as a table, and why. */
export const StatementExport = z.strictObject({ ...Asked, reason: text(300, { min: 3 }) })

const Sums = {
  openingMinor: z.int(),
  raisedMinor: z.int(),
  waivedMinor: z.int(),
  releasedMinor: z.int(),
  received: z.array(z.object({ provider: z.string(), amountMinor: z.int() })),
  otherMinor: z.int(),
  owedMinor: z.int(),
  refundedMinor: z.int(),
  suspenseMinor: z.int(),
}

const Names = { nameEn: z.string(), nameHi: z.string() }

/**
 * What was owed at the beginning, raised, waived, no longer asked for because of a cancellation, received by each way,
 * and is owed at the end; besides what was given back, and what waits in suspense at the end. `trial` is the balance of
 * the whole ledger at the end of the period, for whoever sees all money of the organisation.
 */
export const Statement = z.object({
  from: z.string(),
  until: z.string(),
  currency: z.string(),
  organisation: z.object(Names),
  rows: z.array(z.object({ key: z.string(), ...Names, ...Sums })),
  total: z.object(Sums),
  trial: z.array(z.object({ account: z.string(), debitMinor: z.int(), creditMinor: z.int() })).nullable(),
})

/** A table that somebody took. */
export const StatementTable = z.object({ csv: z.string(), rows: z.int() })
