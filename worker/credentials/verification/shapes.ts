import * as z from 'zod'
import { TypedCode } from '../../attendance/index.ts'

const Names = z.object({ nameEn: z.string(), nameHi: z.string() })

/** What a signed credential says. Days are in the organisation's zone; `revokedOn` is null while it counts. */
export const Shown = z.object({
  nameEn: z.string(),
  nameHi: z.string(),
  organisation: Names,
  programme: Names,
  tier: Names,
  workshop: Names.extend({ startsOn: z.string(), endsOn: z.string() }),
  unit: Names,
  generation: z.int(),
  issuedOn: z.string(),
  revokedOn: z.string().nullable(),
  /** Null where it counts for ever. */
  validUntilOn: z.string().nullable(),
  signature: z.string(),
})

/** Whether a code stands for a credential that counts; nothing else is told of one that is unknown or was altered. */
export const Verified = z.object({
  valid: z.boolean(),
  state: z.enum(['valid', 'expired', 'revoked', 'altered', 'erased', 'unknown']),
  code: z.string(),
  credential: Shown.nullable(),
})

/** Whose code. */
export const CodeAsked = z.object({ code: TypedCode })
