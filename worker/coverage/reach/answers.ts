import type { CellRow, Standing } from './queries.ts'
import { courseOf, type DayChange, forecastOf } from './rules.ts'
import { Cells, SignOff } from './shapes.ts'
import { PAGE, type SignedRow } from './signing.ts'

const Named = Cells.shape.cells.element.shape.subject

/** Cells as they are told, of a unit with so many units of the trainee level. */
export const cellsTold = ({ units, finishBy }: Standing, rows: readonly CellRow[]) => ({
  cells: rows.map(({ subjectId, wingId, subject, wing, onTime, ...sums }) => ({
    ...sums,
    subject: subjectId === '' ? null : Named.parse(JSON.parse(subject ?? 'null')),
    wing: wingId === '' ? null : Named.parse(JSON.parse(wing ?? 'null')),
    unitsZero: units - sums.unitsOne - sums.unitsMore,
    onTime: finishBy === null ? null : onTime,
  })),
})

/** A unit's course up to a day, with what is foretold from there. A tier without a minimum is held against its target. */
export function courseTold(standing: Standing, changes: readonly DayChange[], asOf: string | undefined) {
  const { units, minimum, target, startBy, finishBy, today, ...sums } = standing
  const on = asOf !== undefined && asOf < today ? asOf : today
  const reachedOf = (one: { trained: number; toward: number }) => (minimum === 0 ? one.trained : one.toward)
  const points = courseOf(sums, changes, on).map(({ toward, ...point }) => ({
    ...point,
    reached: reachedOf({ trained: point.trained, toward }),
  }))
  const asked = units * (minimum === 0 ? target : minimum)
  const course = points.map(({ onDay, reached }) => ({ onDay, people: reached }))
  return {
    on,
    startBy,
    finishBy,
    units,
    asked,
    reached: points.at(-1)?.reached ?? 0,
    points,
    forecast: forecastOf(course, asked, on),
  }
}

/** Signatures as they are told; the last row of a full page only says that there are more. */
export function signaturesTold(rows: readonly SignedRow[]) {
  const shown = rows.slice(0, PAGE + 1)
  const units = shown.map((row) => {
    const { id, code, levelId, nameEn, nameHi, nominated, registered, trained } = row
    return {
      unit: { id, code, levelId, nameEn, nameHi },
      top: row.top === 1,
      units: row.units,
      now: { nominated, registered, trained },
      restated: row.signed && {
        nominated: row.restatedNominated,
        registered: row.restatedRegistered,
        trained: row.restatedTrained,
      },
      signed: row.signed === null ? null : SignOff.parse(JSON.parse(row.signed)),
    }
  })
  return {
    units: units.map((one) => ({ ...one, restated: one.restated || null })),
    after: rows.length > shown.length ? (shown.at(-1)?.code ?? null) : null,
  }
}
