import * as z from 'zod'

/** A card to be printed. */
export const CardDraft = z.strictObject({ id: z.uuidv7() })

/** What stands on a card. The secret is told to nobody again. */
export const CardPrinted = z.object({
  id: z.string(),
  number: z.string(),
  secret: z.string(),
  nameEn: z.string(),
  nameHi: z.string(),
})

/** Live cards of a person, the newest first. A locked card was tried with wrong secrets too often. */
export const Cards = z.object({
  cards: z.array(z.object({ id: z.string(), number: z.string(), issuedAt: z.int(), locked: z.boolean() })),
})
