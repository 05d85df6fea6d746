import * as z from 'zod'
import { cursor, text } from '../../platform/text.ts'
import { Provider } from '../shapes.ts'

/** A financial year, such as `26-27`. */
export const Year = z
  .string()
  .regex(/^\d\d-\d\d$/)
  .refine(
    (year) => (Number(year.slice(0, 2)) + 1) % 100 === Number(year.slice(3)),
    'Two years that follow one another',
  )

/** Payers of a year: all, or those near Rs 20,000 or above it. */
export const PayersAsked = z.object({
  year: Year,
  only: z.enum(['near', 'reported']).optional(),
  after: cursor()
    .regex(/^\d{1,12}:[\w-]{1,64}$/)
    .optional(),
})

/** A payer with what he gave in the year; of the PAN only its end is shown. */
export const Payer = z.object({
  /** The id of the person who paid, or of the payer where that is nobody known. */
  key: z.string(),
  personId: z.string().nullable(),
  legalName: z.string(),
  address: z.string(),
  pan: z.string().nullable(),
  citizen: z.boolean().nullable(),
  version: z.int(),
  keptMinor: z.int(),
  cashMinor: z.int(),
  payments: z.int(),
  standing: z.enum(['below', 'near', 'reported']),
})

/** Payers, who gave most first. */
export const Payers = z.object({
  payers: z.array(Payer),
  currency: z.string(),
  reportAboveMinor: z.int(),
  after: z.string().nullable(),
})

/** A payer with everything that came from him in the year. */
export const PayerPage = Payer.extend({
  currency: z.string(),
  lines: z.array(
    z.object({
      paymentId: z.string(),
      registrationId: z.string(),
      receiptNumber: z.string(),
      provider: Provider,
      amountMinor: z.int(),
      keptMinor: z.int(),
      receivedAt: z.int(),
      workshop: z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() }),
    }),
  ),
})

/** What a treasurer writes down of a payer. `pan` absent: it stays; null: it is taken away. */
export const PayerEdit = z.strictObject({
  version: z.int().min(0),
  legalName: text(120, { min: 2 }),
  address: text(300, { min: 0 }),
  pan: z
    .string()
    .regex(/^[A-Z]{5}\d{4}[A-Z]$/)
    .nullable()
    .optional(),
  /** Whether he declared to be a citizen of India; null: he was not asked. */
  citizen: z.boolean().nullable(),
})

/** Which year is taken out, and why. */
export const PayersExport = z.strictObject({ year: Year, reason: text(300, { min: 3 }) })

/** A table that somebody took. */
export const Exported = z.object({ csv: z.string(), rows: z.int() })
