import * as z from 'zod'
import { UnitRef } from '../hierarchy/index.ts'
import { Problem } from '../platform/problem.ts'
import type { ChangeRow } from './queries.ts'
import { type Reach, shiftsBetween } from './rules.ts'
import type { Change, Follows, Load, Preview } from './shapes.ts'

const Fault = UnitRef.extend({
  tierId: z.string(),
  workshops: z.array(z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })),
})
const Faults = z.array(Fault)

/** Units that published plans would leave out, or serve more than once. */
export function faultsIn(broken: string | null | undefined) {
  const faults = Faults.parse(JSON.parse(broken ?? '[]'))
  const unitOf = ({ workshops: _, tierId: __, ...unit }: z.infer<typeof Fault>) => unit
  const gaps = faults.filter(({ workshops }) => workshops.length === 0).map(unitOf)
  return {
    // Two plans may lack the same unit.
    gaps: [...new Map(gaps.map((unit) => [unit.id, unit])).values()],
    overlaps: faults
      .filter(({ workshops }) => workshops.length > 0)
      .map((fault) => ({ unit: unitOf(fault), workshops: fault.workshops })),
  }
}

/** The tiers whose published plans have faults. */
export const tiersIn = (broken: string | null | undefined): ReadonlySet<string> =>
  new Set(Faults.parse(JSON.parse(broken ?? '[]')).map(({ tierId }) => tierId))

const unitIn = (json: string | null) => (json === null ? null : UnitRef.parse(JSON.parse(json)))

/** A change as it is told. */
export const changeOf = (row: ChangeRow): z.infer<typeof Change> => ({
  id: row.id,
  kind: row.kind,
  on: row.on,
  at: row.at,
  unit: unitIn(row.unit),
  from: unitIn(row.from),
  into: unitIn(row.into),
  by: row.byId === null ? null : { id: row.byId, nameEn: row.byEn ?? '', nameHi: row.byHi ?? '' },
  undoneAt: row.undoneAt,
  undoes: row.undoes,
  undoable: row.undoable === 1,
})

const POINTERS: Record<string, string> = {
  code: '/unit/code',
  children: '/childIds',
  people: '/personIds',
  catchments: '/catchments',
}

/** Refuses a change that cannot be made; `pointer` is where the other unit was named. @throws Problem */
export function refuse(reason: string, pointer: string): never {
  if (reason === 'code') throw new Problem('code-taken')
  if (reason === 'catchments') throw new Problem('version-changed')
  const at = POINTERS[reason] ?? pointer
  const detail = 'The tree cannot change like that'
  throw new Problem('invalid', { errors: [{ pointer: at, code: reason, detail }] })
}

/** What became of a change: its row when it was made (now or by an earlier try). @throws Problem for why it was not */
export function madeOf(
  seen: readonly { reason: string | null }[],
  faults: readonly { broken: string | null }[],
  made: readonly ChangeRow[],
  pointer: string,
) {
  const [row] = made
  if (row) return changeOf(row)
  const [obstacle] = seen
  if (!obstacle) throw new Problem('not-found')
  if (obstacle.reason) refuse(obstacle.reason, pointer)
  const { gaps, overlaps } = faultsIn(faults[0]?.broken)
  if (gaps.length + overlaps.length > 0) throw new Problem('not-a-partition', { gaps, overlaps })
  throw new Problem('state-changed')
}

const KINDS = {
  children: 'parent',
  people: 'person',
  offices: 'office',
  grants: 'grant',
  nominations: 'nomination',
  registrations: 'registration',
  credentials: 'credential',
  trainings: 'prior_training',
  workshops: 'host',
} as const satisfies Record<keyof z.infer<typeof Follows>, string>

type Loads = z.infer<typeof Load>
type Counts = Pick<Loads, 'units' | 'people' | 'offices'>
type Money = Pick<Loads, 'registrations' | 'dueMinor' | 'paidMinor' | 'currency'>

/** What stands in units that move, from its statements. */
export function loadFrom([counts]: Counts[], workshops: Loads['workshops'], [money]: Money[]): Loads {
  const none = { units: 0, people: 0, offices: 0 }
  const unpaid = { registrations: 0, dueMinor: 0, paidMinor: 0, currency: 'INR' }
  return { ...(counts ?? none), workshops, ...(money ?? unpaid) }
}

/** A preview from its parts, before and after. */
export function previewOf(parts: {
  follows: readonly { kind: string; n: number }[]
  load: Loads
  sight: readonly [Reach[], Reach[]]
  served: readonly [Reach[], Reach[]]
  broken: string | null | undefined
  redraws: z.infer<typeof Preview>['redraws']
}): z.infer<typeof Preview> {
  const counted = new Map(parts.follows.map(({ kind, n }) => [kind, n]))
  const follows = Object.fromEntries(
    Object.entries(KINDS).map(([name, kind]) => [name, counted.get(kind) ?? 0]),
  ) as z.infer<typeof Follows>
  return {
    follows,
    load: parts.load,
    sight: shiftsBetween(...parts.sight),
    catchments: shiftsBetween(...parts.served),
    ...faultsIn(parts.broken),
    redraws: parts.redraws,
  }
}
