import * as z from 'zod'

const Named = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })

/**
 * How a unit stands: who holds which office in it (an office that its neighbours fill and it does not has no holders),
 * and for every tier how far its subtree has come. `here`: the tier trains units of this level, and these people of it, `prior` by what they had learnt before.
 */
export const UnitStanding = z.object({
  offices: z.array(z.object({ kind: Named, holders: z.array(Named.extend({ fromOn: z.string() })) })),
  tiers: z.array(
    z.object({
      tier: Named,
      programme: Named,
      here: z.boolean(),
      units: z.int(),
      unitsMet: z.int(),
      minimum: z.int(),
      nominated: z.int(),
      trained: z.int(),
      people: z.array(Named.extend({ prior: z.boolean() })),
    }),
  ),
})
