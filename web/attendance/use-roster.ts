import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { useQuery } from '../query.ts'
import { type Attendee, readCounts, readRoster } from './api.ts'
import * as queue from './queue.ts'
import { withDay } from './verdict.ts'

const LOOK_MS = 30_000

/** The roster as this device knows it: the server's, with the marks that are still to be sent. */
export const useRoster = (organisation: string, workshopId: string, place: string) => {
  const query = useQuery(`${organisation}/desk/${workshopId}`, (signal) =>
    readRoster(organisation, workshopId, signal),
  )
  const [rows, setRows] = useState<readonly Attendee[]>([])
  const latest = useRef(rows)
  const set = useCallback((next: readonly Attendee[]) => {
    latest.current = next
    setRows(next)
  }, [])
  useEffect(() => {
    if (!query.data) return
    set(
      queue.keptAt(place).waiting.reduce<readonly Attendee[]>((known, mark) => {
        const row = known.find(
          ({ code, registrationId }) => code === mark.code || registrationId === mark.registrationId,
        )
        return row ? withDay(known, row.code, mark.dayOn, true) : known
      }, query.data.rows),
    )
  }, [query.data, place, set])
  return { query, rows, latest, set }
}

/** Reloads a roster when other desks have marked or registered somebody meanwhile. */
export const useOthers = (
  organisation: string,
  workshopId: string,
  place: string,
  roster: ReturnType<typeof useRoster>,
) => {
  const latest = useRef(roster)
  latest.current = roster
  useEffect(() => {
    const abort = new AbortController()
    const look = async () => {
      const { query, latest: rows } = latest.current
      if (document.hidden || !query.data || query.loading || queue.keptAt(place).waiting.length > 0) return
      const counts = await readCounts(organisation, workshopId, abort.signal).catch(() => undefined)
      const known = (day: string) => rows.current.filter(({ days }) => days.includes(day)).length
      const same =
        !counts ||
        (counts.registered === rows.current.length &&
          counts.days.every(({ dayOn, marked }) => known(dayOn) === marked))
      if (!same) query.reload()
    }
    const timer = setInterval(look, LOOK_MS)
    return () => {
      clearInterval(timer)
      abort.abort()
    }
  }, [organisation, workshopId, place])
}
