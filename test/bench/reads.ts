import type { Client } from '@libsql/client'
import type { Tenant } from '../../db/seed/tenant.ts'
import { at, type Say, timed, two } from './figures.ts'

/** What a state's tree is read with: the API by a path, the bare database, and what was made. */
export type Read = {
  size: string
  db: Client
  tenant: Tenant
  tierId: string
  get: (path: string) => Promise<unknown>
}

/** Expanding, searching, unit pages and coverage (also as of a past day), each beside the same bare rows through the client. */
export async function measureReads({ size, db, tenant, tierId, get }: Read, say: Say) {
  const of = (level: string) => (n: number) => {
    const all = tenant.level(level)
    return all[(n * 397) % all.length] ?? tenant.unit('ST')
  }
  const [district, constituency, booth] = [of('district'), of('constituency'), of('booth')]
  const children = (id: string) =>
    db.execute({
      sql: 'select id, code from bare_units where parent_id = ? order by code limit 201',
      args: [id],
    })
  const one = (id: string) => db.execute({ sql: 'select * from bare_units where id = ?', args: [id] })
  const found = (text: string) =>
    db.execute({
      sql: 'select rowid from unit_names where unit_names match ? limit 30',
      args: [`"${text.split(' ')[0]}" *`],
    })
  const search = (text: string) => get(`/units/search?q=${encodeURIComponent(text)}`)
  const day = new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10)
  const asks: [string, (n: number) => Promise<unknown>, (n: number) => Promise<unknown>][] = [
    ['expand a district', (n) => get(`/units?parent=${district(n).id}`), (n) => children(district(n).id)],
    [
      'expand a constituency of 300 booths',
      (n) => get(`/units?parent=${constituency(n).id}`),
      (n) => children(constituency(n).id),
    ],
    ['unit page of a booth', (n) => get(`/units/${booth(n).id}`), (n) => one(booth(n).id)],
    [
      'unit page of a district, as of a past day',
      (n) => get(`/units/${district(n).id}?on=${day}`),
      (n) => one(district(n).id),
    ],
    ['search in Latin script', (n) => search(district(n).nameEn), (n) => found(district(n).nameEn)],
    ['search in Hindi', (n) => search(district(n).nameHi), (n) => found(district(n).nameHi)],
    ['search for one booth', (n) => search(booth(n).nameEn), (n) => found(booth(n).nameEn)],
    ['search for a word of every booth', () => search('booth'), () => found('booth')],
    [
      'coverage of the state',
      () => get(`/coverage/${tierId}?unit=${tenant.unit('ST').id}`),
      () => children(tenant.unit('V1').id),
    ],
    [
      'coverage of a constituency of 300 booths',
      (n) => get(`/coverage/${tierId}?unit=${constituency(n).id}`),
      (n) => children(constituency(n).id),
    ],
    [
      'the same, as of a past day',
      (n) => get(`/coverage/${tierId}?unit=${constituency(n).id}&on=${day}`),
      (n) => children(constituency(n).id),
    ],
  ]
  for (const [name, own, bare] of asks) {
    const [floor, times] = [await timed(bare), await timed(own)]
    say({
      bench: `${name}, ${size}`,
      units: tenant.level('booth').length,
      p50Ms: at(times, 0.5),
      p99Ms: at(times, 0.99),
      floorP50Ms: at(floor, 0.5),
      floorP99Ms: at(floor, 0.99),
      ratio: two(at(floor, 0.5) / at(times, 0.5)),
    })
  }
}
