import type * as z from 'zod'
import { unitRef } from '../../people/index.ts'
import type { CellRow, Head } from './queries.ts'
import { Cell, type Quotas } from './shapes.ts'

const Wing = Cell.shape.wing

/** The quotas of a workshop as they are told. */
export function quotasFrom(workshop: Head, rows: readonly CellRow[]): z.infer<typeof Quotas> {
  const hall = rows.find(({ inside }) => inside === null)
  const cells = rows
    .filter(({ inside }) => inside !== null)
    .map(({ unit, wing, used, inside, ...row }) => ({
      ...row,
      unit: unit === null ? null : unitRef(unit),
      wing: Wing.parse(JSON.parse(wing ?? 'null')),
      inside: inside === hall?.id ? null : inside,
      free: row.releasedAt === null ? Math.max(0, row.seats - used) : 0,
    }))
  if (!hall) return { workshop, cells, rest: null }
  // What was let go is everybody's, but for the seats that its own people have.
  const kept = rows
    .filter(({ inside }) => inside === hall.id)
    .reduce((sum, { seats, used, releasedAt }) => sum + (releasedAt === null ? seats : used), 0)
  const { taken, held, offered, waiting } = hall
  const seats = workshop.capacity - kept
  return {
    workshop,
    cells,
    rest: { seats, taken, held, offered, waiting, free: workshop.capacity - hall.used },
  }
}
