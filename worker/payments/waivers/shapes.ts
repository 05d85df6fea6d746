import * as z from 'zod'
import { ApprovalAsked } from '../../approvals/index.ts'

/** A due, or a part of it, that is not to be asked for; `sponsor` says who bears it, such as the district committee. */
export const WaiverAsked = z.strictObject({
  ...ApprovalAsked,
  amountMinor: z.int().min(1).max(99_999_999),
  sponsor: z.string().trim().min(2).max(120).optional(),
})
