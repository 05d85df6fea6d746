import type { Ground } from './ground.ts'

/** One of a list, whatever its length. */
export const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)]

/** One of the people who pay, and what he has of the workshop. */
export const payer = (g: Ground, who: number) => g.own.payers[who] ?? { id: '', token: '' }
/** His seat, the live one before others. */
export const seatOf = (g: Ground, who: number): string | undefined =>
  g.ours(
    'select id from registrations where person_id = ? order by cancelled_at is not null, registered_at desc, id desc',
    payer(g, who).id,
  )[0]?.id as string | undefined
