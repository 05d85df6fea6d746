/** The calendar day of an instant (now unless said otherwise) in a time zone, as YYYY-MM-DD. */
export const today = (timeZone: string, atMs = Date.now()): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    atMs,
  )

/** The day some days after (or before) another. */
export const dayAfter = (day: string, days: number): string => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** Every day from the first to the last, both included; none when they are not days in order. */
export const daysFrom = (first: string, last: string): string[] => {
  const days: string[] = []
  for (let day = first; day !== '' && day <= last && days.length < 400; day = dayAfter(day, 1)) days.push(day)
  return days
}

/** How many minutes a zone is ahead of UTC at an instant. */
const aheadOf = (timeZone: string, atMs: number): number => {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(atMs)
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'))
  return Math.round((wall - atMs) / 60_000)
}

/** A clock time HH:MM as minutes from midnight. */
export const minutesOf = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

/** Minutes from midnight as a clock time HH:MM. */
export const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** The instant (Unix seconds) of a clock time on a day of a zone. */
export const instantOf = (day: string, clock: string, timeZone: string): number => {
  const wall = new Date(`${day}T00:00:00Z`).getTime() + minutesOf(clock) * 60_000
  const first = wall - aheadOf(timeZone, wall) * 60_000
  // Near a change of the clocks the offset at the guess may differ from the one at the answer.
  return (wall - aheadOf(timeZone, first) * 60_000) / 1000
}

/** The clock time HH:MM of an instant (Unix seconds) in a zone. */
export const clockAt = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    at * 1000,
  )
