// What the radar tells. Pure. Figures are sums over a unit's subtree.

/** Sums of a tier in a unit's subtree, as queries select them; `below` is 1 where the tier is held at those units or under them. */
export type GroundRow = {
  teachers: number
  idle: number
  spare: number
  units: number
  staffed: number
  busy: number
  below: number
}

/**
 * The leaks of a subtree: people who were trained and never taught, units without a trainer, units with one and without
 * a batch. Where a tier is held above those units they need no batch of their own.
 */
export const leaksOf = ({ teachers, idle, spare, units, staffed, busy, below }: GroundRow) => ({
  teachers,
  idle,
  spare,
  units,
  withoutTrainer: Math.max(0, units - staffed),
  withoutBatch: below ? staffed - busy : 0,
})

/** How many steps of the tree lie between two units, by their paths: up to the nearest unit above both, and down. */
export function hopsBetween(one: string, other: string): number {
  const [a, b] = [one, other].map((path) => path.split('/').filter(Boolean))
  if (!a || !b) return 0
  let shared = 0
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared += 1
  return a.length + b.length - 2 * shared
}
