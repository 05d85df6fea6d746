import * as z from 'zod'
import { Lookalikes } from '../duplicates/shapes.ts'

const Names = z.object({ nameEn: z.string(), nameHi: z.string() })

/** What stands between two records and becoming one; the rows that it is about, and of what they are. */
export const Obstacle = z.object({
  kind: z.enum([
    'registration',
    'credential',
    'credential-elsewhere',
    'owner',
    'powers',
    'cash',
    'yourself',
    'erasure',
    'question',
  ]),
  keptRowId: z.string().nullable(),
  goneRowId: z.string().nullable(),
  about: Names.nullable(),
})
export type Obstacle = z.infer<typeof Obstacle>

/** Two people side by side, what would move from the other to the first, and what stands against it. */
export const Comparison = Lookalikes.extend({
  moving: z.object({
    registrations: z.int(),
    credentials: z.int(),
    nominations: z.int(),
    grants: z.int(),
    cards: z.int(),
    offices: z.int(),
    consents: z.int(),
    skills: z.int(),
    wings: z.int(),
    payments: z.int(),
  }),
  obstacles: z.array(Obstacle),
})

/** Which of two records stays. `chosen`: of two live registrations or credentials, the ids that stay. */
export const MergeDraft = z.strictObject({
  id: z.uuidv7(),
  keptId: z.uuid(),
  goneId: z.uuid(),
  chosen: z.array(z.uuid()).max(100).default([]),
})

/** A merge as it stands. */
export const Merged = z.object({
  id: z.string(),
  keptId: z.string(),
  goneId: z.string(),
  mergedAt: z.int(),
  undoneAt: z.int().nullable(),
})
