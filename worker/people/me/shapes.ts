import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'
import { CAPABILITIES, ROLE_NAMES } from '../../platform/roles.ts'
import { Person } from '../shapes.ts'

/** A live power of the caller: a grant, or what a credential makes of its holder. */
export const Power = z.object({
  role: z.enum(ROLE_NAMES),
  capabilities: z.array(z.enum(CAPABILITIES)),
  unit: UnitRef,
  wingId: z.string().nullable(),
  workshopId: z.string().nullable(),
  tierId: z.string().nullable(),
  untilAt: z.int().nullable(),
})

/** Who the caller is here. `person` is null until the profile is given. */
export const Me = z.object({
  personId: z.string(),
  complete: z.boolean(),
  language: z.enum(['hi', 'en']),
  person: Person.nullable(),
  powers: z.array(Power),
})
