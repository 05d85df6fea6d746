import * as z from 'zod'
import type { LimitRow, TermRow } from './catchments/queries.ts'
import type { NamedUnit } from './catchments/rules.ts'
import { tally } from './catchments/rules.ts'
import type { SessionRow, TierPart, WorkshopRow } from './queries.ts'
import { openingOf, seatsLeft } from './rules.ts'
import { PublicWorkshop, type Workshop, type WorkshopPage } from './shapes.ts'

function factsOf<T extends WorkshopRow>(row: T) {
  const { hostId, hostCode, hostLevelId, hostEn, hostHi, ...rest } = row
  const host = { id: hostId, code: hostCode, levelId: hostLevelId, nameEn: hostEn, nameHi: hostHi }
  return { ...rest, host }
}

/** A workshop as members are told of it. */
export const workshopOf = (row: WorkshopRow): z.infer<typeof Workshop> => factsOf(row)

/** A workshop as anybody is told of it at `now`: only what the public shape names. */
export const publicWorkshopOf = (row: WorkshopRow, now: number): z.infer<typeof PublicWorkshop> =>
  PublicWorkshop.parse({ ...factsOf(row), seatsLeft: seatsLeft(row), opening: openingOf(row, now) })

const unitOf = ({ id, code, levelId, nameEn, nameHi }: NamedUnit): NamedUnit => ({
  id,
  code,
  levelId,
  nameEn,
  nameHi,
})

type Named = { sign: number } & LimitRow & NamedUnit

const limitOf = (id: string, nameEn: string | null, nameHi: string | null) =>
  id === '' ? null : { id, nameEn: nameEn ?? '', nameHi: nameHi ?? '' }

/** The level and the wing to which a term is limited. */
export const limitsOf = ({ each, eachEn, eachHi, wing, wingEn, wingHi }: LimitRow) => ({
  each: limitOf(each, eachEn, eachHi),
  wing: limitOf(wing, wingEn, wingHi),
})

const termOf = (row: Named) => ({ ...unitOf(row), ...limitsOf(row) })

/** The terms of one workshop as its catchment. */
export const catchmentOf = (terms: readonly Named[]) => ({
  include: terms.filter(({ sign }) => sign === 1).map(termOf),
  exclude: terms.filter(({ sign }) => sign === -1).map(termOf),
})

const Served = z.array(z.array(z.string()))

/** Segments with the lists that came as JSON. */
export const readSegments = (rows: readonly { units: number; served: string }[]) =>
  rows.map(({ units, served }) => ({ units, served: Served.parse(JSON.parse(served)) }))

type Teachers = readonly { personId: string; leads: number; nameEn: string | null; nameHi: string | null }[]

/** A workshop's page as those who run it are told. */
export function workshopPageOf(
  row: WorkshopRow & TierPart,
  terms: readonly TermRow[],
  segments: readonly { units: number; served: string }[],
  sessions: SessionRow[],
  faculty: Teachers,
): z.infer<typeof WorkshopPage> {
  return {
    ...factsOf(row),
    planned: row.planned === 1,
    units: tally(readSegments(segments)).shares.get(row.id) ?? 0,
    catchment: catchmentOf(terms),
    sessions,
    faculty: faculty.map((teacher) => ({ ...teacher, leads: teacher.leads === 1 })),
  }
}
