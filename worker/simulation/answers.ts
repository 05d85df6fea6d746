import type * as z from 'zod'
import type { HopRow, HostRow } from './queries.ts'
import type { SimulationAsked } from './shapes.ts'

type Asked = z.infer<typeof SimulationAsked>

/** Asked hops that are not there, or whose hosts stand below their trainees. */
export const faultsOf = ({ hops }: Asked, rows: readonly HopRow[]) =>
  hops.flatMap((_, at) => {
    const row = rows.find((one) => one.at === at)
    if (row && row.travel >= 0) return []
    return [
      row
        ? {
            pointer: `/hops/${at}/hostLevelId`,
            code: 'host-level',
            detail: 'The host stands below its trainees',
          }
        : { pointer: `/hops/${at}/tierId`, code: 'custom', detail: 'No such tier or level' },
    ]
  })

/** The plan that is asked about, with the hosts that were found. */
export function planOf({ hops, ...plan }: Asked, rows: readonly HopRow[], hosts: readonly HostRow[]) {
  const at = hops.map((hop, index) => {
    const { days = 1, travel = 0 } = rows.find((row) => row.at === index) ?? {}
    const { hostLevelId: _level, ...asked } = hop
    return { hop: { ...asked, days, travel }, hosts: [] as ReturnType<typeof hostOf>[] }
  })
  for (const row of hosts) at[row[0]]?.hosts.push(hostOf(row))
  return { ...plan, hops: at }
}

const hostOf = ([, id, path, units, poolPath, poolTrainers, poolId]: HostRow) => ({
  id,
  path,
  units,
  poolId,
  poolPath,
  poolTrainers,
})

/** The units of pools by their ids. */
export const refsOf = (hosts: readonly HostRow[]) =>
  new Map(
    hosts.map(([, , , , , , id, code, levelId, nameEn, nameHi]) => [
      id,
      { id, code, levelId, nameEn, nameHi },
    ]),
  )
