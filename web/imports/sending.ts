import { useEffect, useRef, useState } from 'preact/hooks'
import { json, Problem } from '../api.ts'
import { hierarchyApi } from '../hierarchy/api.ts'
import { peopleApi } from '../people/api.ts'
import type { Kind } from './columns.ts'
import { csvOf } from './read-file.ts'
import { type FaultKind, NOTHING, type Report, withPart } from './report.ts'
import { rootCodeOf, type Slice, slicesOf, type Table, withCode } from './table.ts'

const send = async (organisation: string, kind: Kind, csv: string, dryRun: boolean): Promise<Report> => {
  const asked = { query: { dryRun: dryRun ? ('true' as const) : ('false' as const) } }
  const options = {
    init: { method: 'POST', body: csv, headers: { 'content-type': 'text/csv; charset=utf-8' } },
  }
  return kind === 'units'
    ? json(hierarchyApi(organisation).imports.units.$post(asked, options))
    : json(peopleApi(organisation).imports.people.$post(asked, options))
}

const isKind = (value: unknown): value is FaultKind =>
  typeof value === 'object' && value !== null && 'code' in value && 'examples' in value

/** A part that was refused for its faults, as a report. */
const refusedReport = (thrown: unknown, slice: Slice): Report => {
  const faults = thrown instanceof Problem && thrown.slug === 'invalid' ? thrown.extra.faults : undefined
  if (!Array.isArray(faults)) throw thrown
  return { ...NOTHING, rows: slice.rows.length, faults: faults.filter(isKind) }
}

/** How far the sending has come; `report` is what is known of the lines so far. */
export type Progress = { done: number; total: number; report: Required<Report> }

/** Sends a table part by part and tells after each; stops at the first part that is refused when writing. */
export async function* sendTable(
  organisation: string,
  kind: Kind,
  table: Table,
  dryRun: boolean,
): AsyncGenerator<Progress> {
  let report = NOTHING
  let done = 0
  const total = table.rows.length
  yield { done, total, report }
  for (const slice of slicesOf(table)) {
    const answer = await send(organisation, kind, await csvOf(slice), dryRun).catch((thrown: unknown) =>
      refusedReport(thrown, slice),
    )
    report = withPart(report, slice, answer)
    done += slice.rows.length - slice.extra
    yield { done, total, report }
    if (!dryRun && report.faults.length > 0) return
  }
}

/** The table as this organisation's: where it calls the top unit differently, by the code that it has here. */
export const asOurs = (
  table: Table,
  rootCode: string | undefined,
): { table: Table; renamed: string | undefined } => {
  const theirs = rootCodeOf(table)
  return rootCode && theirs && theirs !== rootCode
    ? { table: withCode(table, theirs, rootCode), renamed: theirs }
    : { table, renamed: undefined }
}

/** Asks before the page is left while lines are being sent. */
export const useStaying = (busy: boolean): void => {
  useEffect(() => {
    if (!busy) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [busy])
}

/** Follows a sending: its progress, and whether this is still the one that counts. */
export const useFollowing = () => {
  const [progress, setProgress] = useState<Progress | undefined>(undefined)
  const latest = useRef(0)
  const follow = async (steps: AsyncGenerator<Progress>): Promise<Progress | undefined> => {
    const mine = ++latest.current
    let last: Progress | undefined
    for await (const step of steps) {
      if (mine !== latest.current) return undefined
      last = step
      setProgress(step)
    }
    return last
  }
  const forget = () => {
    latest.current += 1
    setProgress(undefined)
  }
  useEffect(
    () => () => {
      latest.current += 1
    },
    [],
  )
  return { progress, follow, forget }
}
