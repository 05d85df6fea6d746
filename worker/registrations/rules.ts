// Who may register for a workshop, and why not. Pure. Times are Unix seconds; money is integer minor units.
import type { Barred } from '../consents/index.ts'

/** What an offer is decided on: the workshop, and one person as he stands towards it. */
export type Facts = {
  opensAt: number
  closesAt: number
  workshopCancelledAt: number | null
  capacity: number
  taken: number
  /** Most live registrations of one unit in the tier. */
  maximum: number
  /** Live registrations of the person's unit in the tier. */
  filled: number
  /** The unit of the trainee level that the person stands for; null above that level. */
  unitId: string | null
  served: boolean
  registered: boolean
  /** Seats that he finds where they are kept by cell; null where they are not. */
  room: number | null
  /** What the person, or his guardian, has yet to agree to. */
  barred?: Barred | null
  /** What the tier asks for beforehand, and the person lacks. */
  bar?: Bar | null
}

/** A nomination that is not agreed to, a skill that is not verified, or a wing's part of the unit's places. */
export type Bar = 'nomination-open' | 'not-qualified' | 'wing-full' | 'wing-kept'

/** Why somebody cannot be registered. */
export type Refusal =
  | 'registration-closed'
  | 'outside-catchment'
  | 'already-registered'
  | 'quota-full'
  | 'workshop-full'
  | 'cell-full'
  | Bar
  | Barred

/** Why no seat can be offered now; undefined when one can. */
export function refusal(f: Facts, now: number): Refusal | undefined {
  if (f.registered) return 'already-registered'
  if (f.workshopCancelledAt !== null || now < f.opensAt || now >= f.closesAt) return 'registration-closed'
  if (f.unitId === null || !f.served) return 'outside-catchment'
  if (f.barred) return f.barred
  if (f.bar) return f.bar
  if (f.filled >= f.maximum) return 'quota-full'
  if (f.room !== null) return f.room <= 0 ? 'cell-full' : undefined
  return f.taken >= f.capacity ? 'workshop-full' : undefined
}

/** Why a group cannot be offered seats, each person with his own reason; undefined when all can be. */
export function groupRefusals(
  people: readonly (Facts & { personId: string; cellId: string | null; offered: boolean })[],
  cells: readonly SeatCell[],
  now: number,
): { personId: string; reason: Refusal }[] {
  const inUnit = new Map<string | null, number>()
  const seat = seating(cells)
  return people.flatMap((person, index) => {
    const before = inUnit.get(person.unitId) ?? 0
    inUnit.set(person.unitId, before + 1)
    const { cellId } = person
    const room = cellId === null ? null : Number(person.offered || seat(cellId))
    const facts = { ...person, room, filled: person.filled + before, taken: person.taken + index }
    const reason = refusal(facts, now)
    return reason ? [{ personId: person.personId, reason }] : []
  })
}

/** A cell of seats as a group finds it; `free` are seats that only it keeps, of the hall those that nobody keeps. */
export type SeatCell = { id: string; parentId: string | null; free: number; awaited: boolean }

/** Takes one seat after the other: in the cell that is named, else in those around it; says whether one was found. */
export function seating(cells: readonly SeatCell[]): (cellId: string) => boolean {
  const left = new Map(cells.map(({ id, free }) => [id, free]))
  const byId = new Map(cells.map((cell) => [cell.id, cell]))
  return (cellId) => {
    let cell = byId.get(cellId)
    while (cell && !cell.awaited) {
      const free = left.get(cell.id) ?? 0
      if (free > 0) return Boolean(left.set(cell.id, free - 1))
      cell = cell.parentId === null ? undefined : byId.get(cell.parentId)
    }
    return false
  }
}

/** What is known right after a seat was asked for. */
export type Outcome = {
  /** When the registration of the offer was made, by this try or an earlier one; null when there is none. */
  registeredAt: number | null
  allowed: boolean
  otherwiseRegistered: boolean
  workshopCancelled: boolean
  taken: number
  capacity: number
  filled: number
  maximum: number
  /** How many seats were asked for. */
  asked: number
}

/** Why a seat was not taken; undefined when it was. A replay agrees with the original, cancelled since or not. */
export function refusalOf(o: Outcome): Refusal | 'not-found' | 'state-changed' | undefined {
  if (o.registeredAt !== null) return undefined
  if (!o.allowed) return 'not-found'
  if (o.otherwiseRegistered) return 'already-registered'
  if (o.workshopCancelled) return 'registration-closed'
  if (o.taken + o.asked > o.capacity) return 'workshop-full'
  if (o.filled >= o.maximum) return 'quota-full'
  return 'state-changed'
}
