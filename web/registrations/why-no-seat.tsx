import type { Problem } from '../api.ts'
import { formatDay } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { quotasText } from '../text/quotas.ts'
import { useCellName } from '../workshops/cell-name.ts'
import type { Wait } from './api.ts'

/** What is known of a cell in which somebody finds no seat. */
export type CellFacts = Wait['cells'][number]

/** The same, as it comes with a refused offer. */
export const cellIn = ({ extra }: Problem): CellFacts | undefined =>
  typeof extra.cell === 'object' && extra.cell !== null ? (extra.cell as CellFacts) : undefined

/** Why no seat is free: whose are taken, what is kept for others, and when that is let go. */
export const WhyNoSeat = ({ cells, blocked = false }: { cells: readonly CellFacts[]; blocked?: boolean }) => {
  const say = useText(quotasText)
  const language = useLanguage()
  const called = useCellName()
  const [first] = cells
  if (blocked) return <p>{say('why.blocked')}</p>
  if (!first) return null
  const { kept, releaseOn, releases } = first
  const words = cells.map((cell) => {
    const own = cell.unit !== null || cell.wing !== null
    if (cell.taken < cell.seats) return say('why.behind')
    return own && !cell.released
      ? say('why.cell', { seats: cell.seats, name: called(cell) })
      : say('why.hall')
  })
  return (
    <>
      {[...new Set(words)].map((line) => (
        <p key={line}>{line}</p>
      ))}
      {releaseOn ? (
        <p>{say('why.on', { count: releases, day: formatDay(releaseOn, 'medium', language) })}</p>
      ) : (
        kept > 0 && <p>{say('why.kept', { count: kept })}</p>
      )}
    </>
  )
}
