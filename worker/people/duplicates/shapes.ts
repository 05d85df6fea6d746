import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'
import { REASONS } from './rules.ts'

/** One of two who look alike. Phone and e-mail are masked. */
export const LookalikeSide = z.object({
  id: z.string(),
  nameEn: z.string(),
  nameHi: z.string(),
  unit: UnitRef,
  guardianName: z.string().nullable(),
  gender: z.string().nullable(),
  bornYear: z.int().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  code: z.string().nullable(),
  createdAt: z.int(),
  trainings: z.int(),
  registrations: z.int(),
  offices: z.array(z.object({ nameEn: z.string(), nameHi: z.string() })),
})

/** Two who look like one person: how much, of 100, and why. */
export const Lookalikes = z.object({
  one: LookalikeSide,
  other: LookalikeSide,
  score: z.int(),
  reasons: z.array(z.enum(REASONS)),
})

/** Pairs among the next people of a subtree, the likeliest first. `walked`: how many were looked at; `after` goes on. */
export const DuplicatesFound = z.object({
  pairs: z.array(Lookalikes),
  walked: z.int(),
  after: z.string().nullable(),
})

/** Where to look. */
export const DuplicatesAsked = z.object({ unit: z.uuid().optional(), after: z.uuid().optional() })

/** Whom a person may be. */
export const LookalikesOf = z.object({ pairs: z.array(Lookalikes) })
