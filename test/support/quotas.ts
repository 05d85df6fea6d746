import { v7 } from 'uuid'
import { expect } from 'vitest'
import { scarce } from './seats.ts'
import type { World } from './world.ts'

/** Seats of a workshop by cell, as they are answered. */
export type Quotas = {
  workshop: { version: number }
  cells: {
    id: string
    unit: { code: string } | null
    wing: { id: string } | null
    seats: number
    taken: number
    held: number
    offered: number
    waiting: number
    free: number
    releasedAt: number | null
  }[]
  rest: { seats: number; taken: number; free: number } | null
  type?: string
}

/** A cell as a test writes it: a unit's code, a wing's id. */
export type Kept = { unit?: string; wing?: string; seats: number; releaseOn?: string }

/** A workshop of few seats of which some are kept for units and wings. */
export async function campWithCells(
  w: World,
  shape: NonNullable<Parameters<typeof scarce>[1]>,
  kept: readonly Kept[],
) {
  const base = await scarce(w, { feeMinor: 0, ...shape })
  const { o, workshop, planner } = base
  const path = `/workshops/${workshop.id}/quotas`
  const board = async () => (await (await base.anew(planner)).get<Quotas>(path)).body

  /** Keeps seats, all anew. */
  async function keep(cells: readonly Kept[]) {
    const { version } = (await board()).workshop
    const answer = await (await base.anew(planner)).put<Quotas>(path, {
      version,
      cells: cells.map(({ unit, wing, seats, releaseOn }) => ({
        unitId: unit ? o.unitId(unit) : null,
        wingId: wing ?? null,
        seats,
        releaseOn: releaseOn ?? null,
      })),
    })
    expect(answer.status).toBe(200)
    return answer.body
  }
  const wing = async (name: string) => {
    const id = v7()
    await o.db.execute({ sql: 'insert into wings values (?, ?, ?)', args: [id, name, name] })
    return id
  }
  const stateOf = async (id: string) => (await o.rows('select state from waits where id = ?', [id]))[0]?.state

  /** Cells whose count is not what a recount of the seats says, or where more is needed than the hall has. */
  const drift = () =>
    o.rows(`select k.id, k.used from cells k join workshops w on w.id = k.workshop_id
      where k.used <> (select count(*) from registrations r where r.cell_id = k.id and r.cancelled_at is null)
        + (select count(*) from wait_people p join waits e on e.id = p.wait_id
          where p.cell_id = k.id and p.registration_id is null and e.state = 'offered')
        + (select coalesce(sum(iif(i.released_at is null, max(i.seats, i.used), i.used)), 0) from cells i where i.parent_id = k.id)
      or (k.parent_id is null and k.used > w.capacity)`)

  if (kept.length > 0) await keep(kept)
  return { ...base, board, keep, wing, stateOf, drift }
}
