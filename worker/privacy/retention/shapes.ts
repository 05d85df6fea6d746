import * as z from 'zod'
import { RULE_NAMES } from '../rules.ts'

/** A rule: days after which it takes away, null for never; `bounds` null where nobody may set it. */
const Rule = z.object({
  rule: z.enum(RULE_NAMES),
  days: z.int().nullable(),
  default: z.int().nullable(),
  bounds: z.array(z.int()).nullable(),
})

/** How long things are kept, and what the last runs took away. */
export const Retention = z.object({
  rules: z.array(Rule),
  runs: z.array(z.object({ ranOn: z.string(), ranAt: z.int(), counts: z.record(z.string(), z.int()) })),
})

/** One rule as the organisation wants it. */
export const RuleSet = z.strictObject({ days: z.int().min(1).max(36_500).nullable() })

/** Which rule. */
export const RuleAsked = z.object({ rule: z.string().regex(/^[a-z-]{1,20}$/) })
