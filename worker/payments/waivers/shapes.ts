import * as z from 'zod'
import { ApprovalAsked } from '../../approvals/index.ts'
import { text } from '../../platform/text.ts'

/** A due, or a part of it, that is not to be asked for; `sponsor` says who bears it, such as the district committee. */
export const WaiverAsked = z.strictObject({
  ...ApprovalAsked,
  amountMinor: z.int().min(1).max(99_999_999),
  sponsor: text(120, { min: 2 }).optional(),
})
