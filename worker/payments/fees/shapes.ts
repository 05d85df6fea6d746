import * as z from 'zod'
import { code, text } from '../../platform/text.ts'

/** How many rules a fee may have. */
export const RULES_MAX = 20

/** One rule: whom it fits, all conditions together, and what they pay: an amount, or a part of the fee in percent. */
export const FeeRule = z
  .strictObject({
    nameEn: text(60, { min: 2 }),
    nameHi: text(60, { min: 2 }),
    officeId: code().optional(),
    levelId: code().optional(),
    wingId: z.uuid().optional(),
    from: z.iso.date().optional(),
    until: z.iso.date().optional(),
    fromNth: z.int().min(2).max(1000).optional(),
    amountMinor: z.int().min(0).max(99_999_999).optional(),
    percent: z.int().min(0).max(100).optional(),
  })
  .superRefine((rule, context) => {
    if ((rule.amountMinor === undefined) === (rule.percent === undefined))
      context.addIssue({
        code: 'custom',
        path: ['amountMinor'],
        message: 'Either an amount or a part of the fee',
      })
    if (rule.from && rule.until && rule.until < rule.from)
      context.addIssue({ code: 'custom', path: ['until'], message: 'It ends before it starts' })
  })

const rules = z.array(FeeRule).max(RULES_MAX)

/** The rules as they shall be, in their order, as they were seen at `version` (0 when there were none). */
export const FeesEdit = z.strictObject({ version: z.int().min(0), rules })

/** What a place costs whom; the first rule that fits counts, else the fee itself. */
export const Fees = z.object({
  baseMinor: z.int(),
  currency: z.string(),
  version: z.int(),
  rules,
  /** What the rules may name: offices of this organisation. */
  offices: z.array(z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })),
})

/** Rules to try out on the people that a workshop serves, as on a day. */
export const FeesTried = z.strictObject({ rules, on: z.iso.date() })

/** Who would pay what: one row a rule (`at`; -1 for the fee itself), with how many there are and one of them. */
export const FeesPreview = z.object({
  rows: z.array(
    z.object({
      at: z.int(),
      amountMinor: z.int(),
      people: z.int(),
      example: z.object({ nameEn: z.string(), nameHi: z.string() }).nullable(),
    }),
  ),
  people: z.int(),
  currency: z.string(),
})
