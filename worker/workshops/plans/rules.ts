// How a plan stands against the catchments that somebody wants for it. Pure.
import { type AskedTerm, isCatchment } from '../catchments/rules.ts'

type Asked = {
  workshopId: string
  version: number
  include: readonly AskedTerm[]
  exclude: readonly AskedTerm[]
}
type Limit = { id: string } | null
type Term = { id: string; each: Limit; wing: Limit }
type Stored = { id: string; version: number; include: readonly Term[]; exclude: readonly Term[] }

/**
 * How the workshops stand: as they were seen, already redrawn as asked (a retry), changed by somebody else, or not
 * there at all.
 */
export function standing(
  asked: readonly Asked[],
  stored: readonly Stored[],
): 'as-seen' | 'redrawn' | 'version-changed' | 'not-found' {
  const found = new Map(stored.map((workshop) => [workshop.id, workshop]))
  const pairs = asked.map((one) => ({ one, workshop: found.get(one.workshopId) }))
  if (pairs.some(({ workshop }) => workshop === undefined)) return 'not-found'
  if (pairs.every(({ one, workshop }) => workshop?.version === one.version)) return 'as-seen'
  const done = pairs.every(
    ({ one, workshop }) => workshop?.version === one.version + 1 && isCatchment(one, workshop),
  )
  return done ? 'redrawn' : 'version-changed'
}
