import * as z from 'zod'

const Named = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })

/**
 * What a tier asks of a unit's subtree by wing or subject, summed over its units, and what came of it. `unitsMet`: how many
 * units have their minimum; null where more than two of each are asked for and the sums alone are kept. Of subjects only
 * the trained are counted.
 */
export const ShareStanding = Named.extend({
  kind: z.enum(['wing', 'subject']),
  minimum: z.int(),
  target: z.int(),
  maximum: z.int().nullable(),
  units: z.int(),
  nominated: z.int(),
  registered: z.int(),
  trained: z.int(),
  unitsMet: z.int().nullable(),
})

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
      shares: z.array(ShareStanding),
      people: z.array(Named.extend({ prior: z.boolean() })),
    }),
  ),
})
