import * as z from 'zod'
import { Attendee } from '../../attendance/index.ts'
import { UnitRef } from '../../hierarchy/index.ts'
import { Trainer } from '../shapes.ts'

const Names = { id: z.string(), nameEn: z.string(), nameHi: z.string() }

/**
 * From a credential up to the first hall: `step` 0 is the credential itself, 1 those of its trainers, and so on. Trainers
 * without a `credentialId` are roots.
 */
export const Lineage = z.object({
  chain: z.array(
    Attendee.extend({
      step: z.int(),
      credentialId: z.string(),
      code: z.string(),
      generation: z.int(),
      issuedAt: z.int(),
      revokedAt: z.int().nullable(),
      tier: z.object(Names),
      workshop: z.object({ ...Names, startsOn: z.string(), unit: UnitRef }),
      trainedBy: z.array(Trainer),
    }),
  ),
})

/** Whom a holder's own trainees and theirs came to: live and revoked credentials by tier, nearest tier first. */
export const Descendants = z.object({
  tiers: z.array(z.object({ tier: z.object(Names), step: z.int(), trained: z.int(), revoked: z.int() })),
})
