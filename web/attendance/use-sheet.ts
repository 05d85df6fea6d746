import type { InferResponseType } from 'hono/client'
import { useEffect, useState } from 'preact/hooks'
import { json } from '../api.ts'
import { useAction, useQuery } from '../query.ts'
import { attendanceApi } from './api.ts'
import * as store from './store.ts'

type Route = ReturnType<typeof attendanceApi>['workshops'][':workshopId']['sheet']

/** A day of a workshop: its sessions, and who sat in which. */
export type Sheet = InferResponseType<Route['$get'], 200>

/** Somebody registered, with the sessions of the day in which he sat. */
export type SheetRow = Sheet['rows'][number]

/** A session that is marked. */
export type SheetSession = Sheet['sessions'][number]

/** Most ticks of one request. */
const PORTION = 2000

const readSheet = async (
  route: Route,
  workshopId: string,
  dayOn: string,
  signal: AbortSignal,
): Promise<Sheet> => {
  const ask = (after?: string) =>
    json(
      route.$get(
        { param: { workshopId }, query: after ? { dayOn, after } : { dayOn } },
        { init: { signal } },
      ),
    )
  const sheet = await ask()
  while (sheet.after) {
    const page = await ask(sheet.after)
    sheet.rows.push(...page.rows)
    sheet.after = page.after
  }
  return sheet
}

const cellOf = (registrationId: string, sessionId: string) => `${registrationId}/${sessionId}`

type Asked = { organisation: string; workshopId: string; personId: string; dayOn: string }

/** A sheet as this device has it: the server's, with the ticks that were not saved yet. They outlive a closed page. */
export const useSheet = ({ organisation, workshopId, personId, dayOn }: Asked) => {
  const route = attendanceApi(organisation).workshops[':workshopId'].sheet
  const place = `sheet/${organisation}/${workshopId}/${personId}`
  const query = useQuery(`${organisation}/sheet/${workshopId}/${dayOn}`, (signal) =>
    readSheet(route, workshopId, dayOn, signal),
  )
  const [pending, setPending] = useState<Record<string, boolean>>(() => store.read(place) ?? {})
  const keep = (next: Record<string, boolean>) => {
    store.write(place, next)
    setPending(next)
  }
  const stored = (row: SheetRow, sessionId: string) => row.sessions.includes(sessionId)
  const isThere = (row: SheetRow, sessionId: string): boolean =>
    pending[cellOf(row.registrationId, sessionId)] ?? stored(row, sessionId)
  const set = (rows: readonly SheetRow[], sessionId: string, there: boolean) => {
    const cells = rows.map((row) => cellOf(row.registrationId, sessionId))
    const rest = Object.entries(pending).filter(([cell]) => !cells.includes(cell))
    const changed = rows
      .filter((row) => stored(row, sessionId) !== there)
      .map((row) => [cellOf(row.registrationId, sessionId), there] as const)
    keep(Object.fromEntries([...rest, ...changed]))
  }
  const save = useAction(async () => {
    let refused = 0
    for (let rest = Object.entries(pending); rest.length > 0; rest = rest.slice(PORTION)) {
      const ticks = rest.slice(0, PORTION).map(([cell, there]) => {
        const [registrationId = '', sessionId = ''] = cell.split('/')
        return { registrationId, sessionId, there }
      })
      const told = await json(route.$put({ param: { workshopId }, json: { ticks } }))
      const stands = new Map(told.ticks.map((one) => [cellOf(one.registrationId, one.sessionId), one.there]))
      refused += ticks.filter(
        (one) => stands.get(cellOf(one.registrationId, one.sessionId)) !== one.there,
      ).length
      keep(Object.fromEntries(rest.slice(PORTION)))
    }
    query.reload()
    return refused
  })
  const { run } = save
  useEffect(() => {
    addEventListener('online', run)
    return () => removeEventListener('online', run)
  }, [run])
  return { query, isThere, set, save, waiting: Object.keys(pending).length, drop: () => keep({}) }
}
