import * as z from 'zod'

const Names = { nameEn: z.string(), nameHi: z.string() }

/** Money that came online and does not fit: another amount or currency than asked, or a card from abroad. */
export const Review = z.object({
  attemptId: z.string(),
  registrationId: z.string(),
  person: z.object({ id: z.string(), ...Names }),
  workshop: z.object({ id: z.string(), ...Names }),
  decision: z.enum(['mismatch', 'foreign']),
  askedMinor: z.int(),
  currency: z.string(),
  paidMinor: z.int(),
  paidCurrency: z.string(),
  cardCountry: z.string().nullable(),
  /** For how many people it was paid; `person` is the first of them. */
  lines: z.int(),
  /** What is still to be paid for the registration. */
  owedMinor: z.int(),
  decidedAt: z.int(),
  outcome: z.enum(['accepted', 'refunded']).nullable(),
})

/** What waits for the treasurer's word, the oldest first, and what a card from abroad comes to. */
export const Reviews = z.object({
  reviews: z.array(Review),
  foreignCards: z.enum(['review', 'refund']),
})

/**
 * The treasurer's word. Money in another currency is accepted for what it is worth in the currency of the fee, as the
 * account's own statement says.
 */
export const ReviewAnswer = z.strictObject({
  outcome: z.enum(['accepted', 'refunded']),
  worthMinor: z.int().min(1).max(99_999_999).optional(),
})

/** What a card from abroad comes to where none may be taken: the treasurer looks, or it goes back by itself. */
export const ForeignCards = z.strictObject({ foreignCards: z.enum(['review', 'refund']) })
