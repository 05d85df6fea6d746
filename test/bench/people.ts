import type { Client } from '@libsql/client'
import { v7 } from 'uuid'
import { at, type Say, timed, two } from './figures.ts'
import { founded, levelsOf, onSizes } from './sizes.ts'

const ROUNDS = 200
/** A whole state, and a tenth of it: districts of 1,200 booths. */
const SIZES = {
  'a tenth': { districts: 5, people: 15_000 },
  full: { districts: 54, people: 150_000 },
} as const

function* tree(districts: number) {
  const unit = (code: string, parentCode: string | null, level: string) => ({
    code,
    parentCode,
    level,
    nameEn: code,
    nameHi: code,
  })
  yield unit('ST', null, 'state')
  for (let d = 1; d <= districts; d++) {
    yield unit(`D${d}`, 'ST', 'district')
    for (let b = 1; b <= 1200; b++) yield unit(`D${d}B${b}`, `D${d}`, 'booth')
  }
}

/** An organisation whose people have offices, wings, skills and trainings; and the bare table beside it. */
async function fill(
  db: Client,
  slug: string,
  { districts, people: many }: (typeof SIZES)['full' | 'a tenth'],
  now: number,
) {
  const title = { en: 'x', hi: 'x' }
  const kinds = ['mla', 'head'].map((code) => ({ code, title }))
  const levels = levelsOf('state', 'district', 'booth')
  const shape = { levels, units: () => tree(districts), wings: [{ code: 'youth', title }], offices: kinds }
  const { tenant, ownerId } = await founded(db, slug, shape, now)
  const booths = tenant.level('booth')
  const people = Array.from({ length: many }, (_, n) =>
    tenant.invent(booths[n % booths.length] ?? tenant.unit('ST')),
  )
  await tenant.insert('people', people.map(({ row }) => row) as never)
  const every = (n: number) => people.filter((_, at) => at % n === 0)
  const office = (kind_id: string) => (p: { id: string; unit: { id: string } }) => ({
    id: v7(),
    person_id: p.id,
    unit_id: p.unit.id,
    kind_id,
    from_on: '2026-01-01',
  })
  await tenant.insert('offices', [...every(650).map(office('mla')), ...every(3).map(office('head'))])
  await tenant.insert(
    'wing_members',
    every(5).map(({ id }) => ({ person_id: id, wing_id: 'youth' })),
  )
  await tenant.insert(
    'skills',
    every(40).map(({ id }) => ({ person_id: id, skill: 'computer', state: 'claimed', said_at: now })),
  )
  await db.executeMultiple(`
    create table bare_people (id text primary key, path text, name_en text, name_hi text);
    insert into bare_people select p.id, u.path, p.name_en, p.name_hi from people p join units u on u.id = p.unit_id;
    create index bare_people_by_path on bare_people (path, id);`)
  return { tenant, people, ownerId, districts }
}

type Filled = Awaited<ReturnType<typeof fill>>

/** What is asked, each time of another place: the path of the API, by what it is. */
function asksOf({ tenant, people, districts }: Filled): Record<string, (n: number) => string> {
  const district = (n: number) => tenant.unit(`D${1 + (n % districts)}`).id
  const person = (n: number) => people[(n * 397) % people.length]?.id ?? ''
  const word = (n: number) => people[(n * 397) % people.length]?.nameHi.split(' ')[0] ?? ''
  return {
    'list of a district': (n) => `/people?unit=${district(n)}`,
    'list: wing, not trained, of a district': (n) =>
      `/people?unit=${district(n)}&wing=youth&untrained=${v7()}`,
    'list: office of few, whole state': () => '/people?office=mla',
    'list: office of many and wing, whole state': () => '/people?office=head&wing=youth',
    'list: consent missing, whole state': () => '/people?consent=missing',
    'count: everybody': () => '/people/count',
    'count: wing of a district': (n) => `/people/count?unit=${district(n)}&wing=youth`,
    'count: office of few, whole state': () => '/people/count?office=mla',
    'search by name, of a district': (n) => `/people?unit=${district(n)}&q=${encodeURIComponent(word(n))}`,
    'search by whole name, whole state': (n) =>
      `/people?q=${encodeURIComponent(people[(n * 397) % people.length]?.nameEn ?? '')}`,
    'person page': (n) => `/people/${person(n)}`,
    'story of a person': (n) => `/people/${person(n)}/story`,
    'duplicates, 2,000 people looked at': (n) => `/duplicates?unit=${district(n)}`,
    'duplicates of one': (n) => `/people/${person(n)}/duplicates`,
  }
}

/** Lists, counts, search and pages of 150,000 people and of a tenth, beside a page of 50 bare rows through the client. */
export const measurePeople = (print: Say) =>
  onSizes({ name: 'people', sizes: SIZES }, print, fill, async (standing, say) => {
    const { size, db, tenant, districts, people, get } = standing
    const floor = await timed((n) => {
      const { path } = tenant.unit(`D${1 + (n % districts)}`)
      return db.execute({
        sql: "select id, name_en, name_hi from bare_people where path >= ? and path < ? || '~' order by path, id limit 50",
        args: [path, path],
      })
    }, ROUNDS)
    for (const [name, path] of Object.entries(asksOf(standing))) {
      const own = await timed((n) => get(path(n)), name.startsWith('duplicates,') ? 20 : ROUNDS)
      say({
        bench: `${name}, ${size}`,
        people: people.length,
        p50Ms: at(own, 0.5),
        p99Ms: at(own, 0.99),
        floorP50Ms: at(floor, 0.5),
        floorP99Ms: at(floor, 0.99),
        ratio: two(at(floor, 0.5) / at(own, 0.5)),
      })
    }
  })
