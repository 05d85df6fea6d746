import { formatDays } from '../text/format.ts'
import type { Language } from '../text/index.ts'
import { formatMinute } from '../workshops/sessions.tsx'

/** A stretch of days and its hours, in minutes from midnight. */
export type Stretch = { fromOn: string; untilOn: string; startsMinute: number; endsMinute: number }

/** When something is, in words; `allDay` stands for a whole day. */
export const whenOf = (at: Stretch, allDay: string, language: Language): string => {
  const days = formatDays(at.fromOn, at.untilOn, language)
  if (at.startsMinute === 0 && at.endsMinute === 1440) return `${days}, ${allDay}`
  return `${days}, ${formatMinute(at.startsMinute, language)} – ${formatMinute(at.endsMinute, language)}`
}
