// Whether two records look like one person, and why. Pure.

/** What two records are compared by. `path`: the unit's, ids from the root. */
export type Compared = {
  soundKey: string | null
  path: string
  guardianKey: string | null
  guardianName: string | null
  gender: string | null
  bornYear: number | null
  phone: string | null
  code: string | null
}

/** Why two records look like one person, or unlike. */
export const REASONS = [
  'name',
  'name-close',
  'unit',
  'unit-near',
  'parent',
  'parent-differs',
  'phone',
  'phone-differs',
  'born',
  'born-differs',
  'gender-differs',
  'code-differs',
] as const
export type Reason = (typeof REASONS)[number]

/** What each reason weighs, of a hundred. A name alone, or a family's phone alone, is not enough. */
const WEIGHTS: Record<Reason, number> = {
  name: 40,
  'name-close': 25,
  unit: 20,
  'unit-near': 12,
  parent: 25,
  'parent-differs': -30,
  phone: 35,
  'phone-differs': -5,
  born: 12,
  'born-differs': -25,
  'gender-differs': -40,
  'code-differs': -20,
}

/** From this score on somebody is asked. */
export const LIKELY = 55

/** How many single letters lie between two sounds, at most `most` + 1. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1]
    for (const [to, with_] of [...other].entries())
      next.push(
        Math.min((next[to] ?? 0) + 1, (row[to + 1] ?? 0) + 1, (row[to] ?? 0) + (letter === with_ ? 0 : 1)),
      )
    row = next
  }
  return row[other.length] ?? 0
}

function nameReason(one: string | null, other: string | null): Reason | undefined {
  if (one === null || other === null) return undefined
  if (one === other) return 'name'
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  if (short.length >= 4 && (distance(one, other) <= 1 || long.startsWith(short))) return 'name-close'
  return undefined
}

function unitReason(one: string, other: string): Reason | undefined {
  if (one === other) return 'unit'
  const above = (path: string) => path.split('/').slice(0, -2).join('/')
  const near = above(one) === above(other) || one.startsWith(other) || other.startsWith(one)
  return near && above(one).length > 1 ? 'unit-near' : undefined
}

/** Two known values: the reason when they agree, the one when they do not. */
function known<T>(one: T | null, other: T | null, same: Reason, differs?: Reason): Reason | undefined {
  if (one === null || other === null) return undefined
  return one === other ? same : differs
}

function bornReason(one: number | null, other: number | null): Reason | undefined {
  if (one === null || other === null) return undefined
  if (one === other) return 'born'
  return Math.abs(one - other) > 2 ? 'born-differs' : undefined
}

/** How much two records look like one person, 0 to 100, and why; 0 where not even the names are alike. */
export function likeness(one: Compared, other: Compared): { score: number; reasons: Reason[] } {
  const name = nameReason(one.soundKey, other.soundKey)
  if (!name) return { score: 0, reasons: [] }
  const parentOf = (p: Compared) => p.guardianKey ?? p.guardianName
  const differs = one.gender !== null && other.gender !== null && one.gender !== other.gender
  const codes = one.code !== null && other.code !== null && one.code !== other.code
  const reasons = [
    name,
    unitReason(one.path, other.path),
    known(parentOf(one), parentOf(other), 'parent', 'parent-differs'),
    known(one.phone, other.phone, 'phone', 'phone-differs'),
    bornReason(one.bornYear, other.bornYear),
    differs ? ('gender-differs' as const) : undefined,
    codes ? ('code-differs' as const) : undefined,
  ].filter((reason) => reason !== undefined)
  const sum = reasons.reduce((score, reason) => score + WEIGHTS[reason], 0)
  return { score: Math.min(100, Math.max(0, sum)), reasons }
}
