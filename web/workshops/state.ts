import type { Tone } from '../ui/card.tsx'

/** Where a workshop stands in its life. */
export type WorkshopState = 'draft' | 'cancelled' | 'over' | 'soon' | 'open' | 'full' | 'closed'

type Facts = {
  publishedAt: number | null
  cancelledAt: number | null
  endsOn: string
  opensAt: number
  closesAt: number
  capacity: number
  registered: number
}

/** Where a workshop stands at an instant (Unix seconds), on a day of its organisation. */
export const stateOf = (workshop: Facts, now: number, today: string): WorkshopState => {
  if (workshop.cancelledAt !== null) return 'cancelled'
  if (workshop.publishedAt === null) return 'draft'
  if (workshop.endsOn < today) return 'over'
  if (now < workshop.opensAt) return 'soon'
  if (now >= workshop.closesAt) return 'closed'
  return workshop.registered < workshop.capacity ? 'open' : 'full'
}

/** The colour of a state. */
export const TONES: Record<WorkshopState, Tone> = {
  draft: 'warn',
  cancelled: 'bad',
  over: 'plain',
  soon: 'note',
  open: 'good',
  full: 'warn',
  closed: 'plain',
}

/** The key of a state's word. */
export const wordOf = (state: WorkshopState) => `state.${state}` as const
