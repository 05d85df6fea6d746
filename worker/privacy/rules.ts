// How long the organisation takes, and how long it keeps. Pure. Instants are Unix seconds.

const DAY = 86_400

/** What a person may ask. */
export const KINDS = ['access', 'correction', 'erasure', 'nomination', 'grievance'] as const

/** A kind of request. */
export type Kind = (typeof KINDS)[number]

/** Days until a request of a kind is due; the law's outer bound for a grievance is 90. */
export const DUE_DAYS: Record<Kind, number> = {
  access: 15,
  correction: 15,
  erasure: 30,
  nomination: 15,
  grievance: 30,
}

/** When a request is due. */
export const dueAt = (kind: Kind, askedAt: number): number => askedAt + DUE_DAYS[kind] * DAY

/** Until when the Board must hear of a breach: 72 hours after it was noticed. */
export const boardBy = (noticedAt: number): number => noticedAt + 72 * 3600

/** A rule of retention: its default, and between which days the organisation may set it; null is never. */
type Rule = { days: number | null; bounds: readonly [least: number, most: number] | null; mayBeOff: boolean }

/** How long things are kept, in days after they were delivered, ended, closed, used up, or last of use. */
export const RULES = {
  codes: { days: 1, bounds: null, mayBeOff: false },
  messages: { days: 30, bounds: [7, 365], mayBeOff: false },
  entries: { days: 400, bounds: [30, 800], mayBeOff: false },
  phones: { days: null, bounds: [30, 3650], mayBeOff: true },
  requests: { days: 1095, bounds: [365, 3650], mayBeOff: false },
  audit: { days: null, bounds: null, mayBeOff: true },
} as const satisfies Record<string, Rule>

/** The name of a rule. */
export type RuleName = keyof typeof RULES

/** Every rule, in the order shown. */
export const RULE_NAMES = Object.keys(RULES) as RuleName[]

/** Whether the organisation may set a rule so. */
export function mayBeSet(name: RuleName, days: number | null): boolean {
  const { bounds, mayBeOff }: Rule = RULES[name]
  if (bounds === null) return false
  return days === null ? mayBeOff : days >= bounds[0] && days <= bounds[1]
}

/** The rules as they hold: the organisation's own, else the defaults. */
export function rulesFrom(own: readonly { rule: string; days: number | null }[]) {
  return RULE_NAMES.map((rule) => {
    const set = own.find((one) => one.rule === rule)
    const { days: byDefault, bounds }: Rule = RULES[rule]
    return { rule, days: set ? set.days : byDefault, default: byDefault, bounds: bounds ? [...bounds] : null }
  })
}

/** The last instant of which things are taken away, or null where a rule is off. */
export const cutoff = (days: number | null, now: number): number | null =>
  days === null ? null : now - days * DAY
