import type { Seen } from './queries.ts'

/** Where a list of workshops goes on, read from its `after`; undefined at the beginning. */
export function seenLast(after: string | undefined): Seen | undefined {
  const [startsOn, id] = after?.split('~') ?? []
  return startsOn && id ? { startsOn, id } : undefined
}

/** The `after` of a list that was read one longer than a page; null at the end. */
export function goOn(found: readonly Seen[], page: number): string | null {
  const last = found.length > page ? found[page - 1] : undefined
  return last ? `${last.startsOn}~${last.id}` : null
}
