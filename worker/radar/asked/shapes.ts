import * as z from 'zod'
import { ShareStanding } from '../../coverage/index.ts'
import { Named } from '../shapes.ts'

/**
 * What is asked of a unit: people for every tier that trains in it, by when and taught by whom, and the offices whose
 * holders must come to a workshop. Counts are of its subtree.
 */
export const Asked = z.object({
  tiers: z.array(
    z.object({
      programme: Named,
      tier: Named,
      /** The tier trains this very unit, and not only units below it. */
      here: z.boolean(),
      units: z.int(),
      minimum: z.int(),
      target: z.int(),
      nominated: z.int(),
      registered: z.int(),
      trained: z.int(),
      startBy: z.string().nullable(),
      finishBy: z.string().nullable(),
      trainers: z.array(Named),
      /** The same by wing and by subject. */
      shares: z.array(ShareStanding),
      /** Somebody trained in the tier before is to teach here. */
      needsTrainer: z.boolean(),
    }),
  ),
  duties: z.array(
    z.object({
      obligationId: z.string(),
      office: Named,
      workshop: Named,
      startsOn: z.string(),
      endsOn: z.string(),
      days: z.int(),
      holders: z.array(Named),
    }),
  ),
})
