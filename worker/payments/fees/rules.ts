// What a place costs whom. Pure. Money is integer minor units; days are YYYY-MM-DD.

/** To whom a rule applies: all that it names must fit. */
export type FeeCondition = {
  /** Holders of this office, at units of this level if it is named. */
  officeId?: string | undefined
  levelId?: string | undefined
  wingId?: string | undefined
  /** Who registers from this day on, and until this day, both included. */
  from?: string | undefined
  until?: string | undefined
  /** From the n-th of one unit's people on, the first being 1. */
  fromNth?: number | undefined
}

/** One rule: the organiser's words for it, whom it fits, and what they pay: so much, or so much of the fee. */
export type FeeRule = FeeCondition & {
  nameEn: string
  nameHi: string
  amountMinor?: number | undefined
  percent?: number | undefined
}

/** Whom a price is asked for: his offices and wings, the day, and the how-manieth of his unit he is. */
export type Asking = {
  offices: readonly (readonly [officeId: string, levelId: string])[]
  wings: readonly string[]
  on: string
  nth: number
}

/** Whether a rule fits somebody. */
export function fits(rule: FeeCondition, who: Asking): boolean {
  const { officeId, levelId, wingId, from, until, fromNth } = rule
  if (
    (officeId || levelId) &&
    !who.offices.some(
      ([office, level]) => (!officeId || office === officeId) && (!levelId || level === levelId),
    )
  )
    return false
  if (wingId && !who.wings.includes(wingId)) return false
  if (from && who.on < from) return false
  if (until && who.on > until) return false
  return fromNth === undefined || who.nth >= fromNth
}

/** What a rule makes of a fee; a part of it is rounded down to a paisa. */
export const priceBy = (
  { amountMinor, percent }: Pick<FeeRule, 'amountMinor' | 'percent'>,
  baseMinor: number,
) => amountMinor ?? Math.floor((baseMinor * (percent ?? 100)) / 100)

/** What somebody pays, and by which rule; -1 when none fits and the fee itself counts. */
export function priceFor(rules: readonly FeeRule[], baseMinor: number, who: Asking) {
  const at = rules.findIndex((rule) => fits(rule, who))
  const rule = rules[at]
  return { at, amountMinor: rule ? priceBy(rule, baseMinor) : baseMinor, rule: rule ?? null }
}
