import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'
import { Named } from '../shapes.ts'

/** Which unit needs a trainer. */
export const ProposalsAsked = z.object({ needing: z.uuid() })

/** Spare trainers for a unit, the nearest and least burdened first; `hops` are steps of the tree. */
export const Proposals = z.object({
  unit: UnitRef,
  trainers: z.int(),
  proposals: z.array(
    z.object({
      credentialId: z.string(),
      person: Named,
      unit: UnitRef,
      hops: z.int(),
      batches: z.int(),
      trainedOn: z.string(),
    }),
  ),
})

/** A spare trainer for a unit without one; the id is minted by the caller, so that a retry is the same assignment. */
export const AssignmentDraft = z.strictObject({
  id: z.uuidv7(),
  tierId: z.uuid(),
  unitId: z.uuid(),
  credentialId: z.uuid(),
})

/** A trainer who may open batches of a tier in a unit, as long as his credential stands and nobody ends it. */
export const Assignment = z.object({
  id: z.string(),
  tierId: z.string(),
  unit: UnitRef,
  person: Named,
  assignedAt: z.int(),
})
