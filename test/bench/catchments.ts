import { v7 } from 'uuid'
import { at, type Say, timed, two } from './figures.ts'
import { onTrees, type Standing } from './tree.ts'

const ROUNDS = 30

/** A workshop in every constituency for its booths, in one plan, and one more for nobody; answers their ids. */
async function halls({ tenant, tierId }: Standing) {
  const hosts = [...tenant.level('constituency'), tenant.unit('ST')]
  const rows = hosts.map((unit) => ({ unit, id: v7() }))
  const days = { starts_on: '2030-01-01', ends_on: '2030-01-01', opens_at: 0, closes_at: 4_000_000_000 }
  const about = {
    name_en: 'Hall',
    name_hi: 'सभागार',
    capacity: 400,
    fee_minor: 0,
    currency: 'INR',
    created_at: 0,
  }
  await tenant.insert(
    'workshops',
    rows.map(({ unit, id }) => ({ id, tier_id: tierId, unit_id: unit.id, ...days, ...about })),
  )
  await tenant.insert(
    'catchment_terms',
    rows.slice(0, -1).map(({ unit, id }) => ({ workshop_id: id, unit_id: unit.id, sign: 1 })),
  )
  return rows.map(({ id }) => id)
}

/**
 * Resolving one catchment, and proving a plan of as many as there are constituencies, beside its floor: the booths of
 * each named unit counted in the bare table. Then the same with one constituency left out, its shortest correction found.
 */
export const measureCatchments = (print: Say) =>
  onTrees('catchments', print, async (standing, say) => {
    const { size, db, tenant, tierId, get, trips } = standing
    await db.execute('update tiers set planned = 1')
    const ids = await halls(standing)
    const count = (paths: readonly string[]) =>
      db.execute({
        sql: `select count(*) from json_each(?) p cross join bare_units u
          on u.level_id = 'booth' and u.path >= p.value and u.path < p.value || '~'`,
        args: [JSON.stringify(paths)],
      })
    const paths = tenant.level('constituency').map(({ path }) => path)
    const one = (n: number) => paths[(n * 397) % paths.length] ?? ''
    const line = async (
      name: string,
      own: (n: number) => Promise<unknown>,
      bare: (n: number) => Promise<unknown>,
    ) => {
      const [floor, times] = [await timed(bare, ROUNDS), await timed(own, ROUNDS)]
      const before = await trips()
      await own(0)
      say({
        bench: `${name}, ${size}`,
        booths: tenant.level('booth').length,
        workshops: ids.length,
        p50Ms: at(times, 0.5),
        p99Ms: at(times, 0.99),
        floorP50Ms: at(floor, 0.5),
        ratio: two(at(floor, 0.5) / at(times, 0.5)),
        trips: (await trips()) - before,
      })
    }
    await line(
      'resolve a catchment',
      (n) => get(`/workshops/${ids[(n * 397) % paths.length]}`),
      (n) => count([one(n)]),
    )
    await line(
      'check a plan',
      () => get(`/tiers/${tierId}/plan`),
      () => count(paths),
    )
    await db.execute({ sql: 'delete from catchment_terms where workshop_id = ?', args: [ids[0] ?? ''] })
    await line(
      'check a plan with a gap, and correct it',
      () => get(`/tiers/${tierId}/plan`),
      () => count(paths),
    )
  })
