// Calendar arithmetic. Pure. Days are YYYY-MM-DD in an organisation's own time zone; instants are Unix seconds.

/** The day on which an instant falls in a time zone (IANA name). */
export function dayOf(instant: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(instant * 1000)
}

/** The day `count` days after (or before) a day. */
export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}

/** Every day from the first to the last, both included; empty when the last comes first. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = []
  for (let day = first; day <= last && days.length < 1000; day = addDays(day, 1)) days.push(day)
  return days
}

/** The Indian financial year (1 April to 31 March) of a day, as `26-27`. */
export function financialYear(day: string): string {
  const year = Number(day.slice(0, 4)) - (day.slice(5) < '04-01' ? 1 : 0)
  const two = (y: number) => String(y % 100).padStart(2, '0')
  return `${two(year)}-${two(year + 1)}`
}

const MONTH = 30 * 86_400

/**
 * What a time zone adds to UTC in seconds, from each instant on at which that changes; the first holds since ever. Changes
 * are known ahead as far as `years` after an instant.
 */
export function zoneShifts(
  timeZone: string,
  after: number,
  years: number,
): { from: number; seconds: number }[] {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
  const at = (instant: number) => {
    const [, sign = '+', hours = 0, minutes = 0] =
      /GMT([+-])(\d+):(\d+)/.exec(format.format(instant * 1000)) ?? []
    return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60)
  }
  const shifts = [{ from: 0, seconds: at(after) }]
  for (let seen = after; seen < after + years * 365 * 86_400; seen += MONTH) {
    let [low, high] = [seen, seen + MONTH]
    if (at(low) === at(high)) continue
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (at(middle) === at(low)) low = middle
      else high = middle
    }
    shifts.push({ from: high, seconds: at(high) })
  }
  return shifts
}
