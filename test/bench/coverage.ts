import type { Client } from '@libsql/client'
import type { Plugin } from 'esbuild'
import { cascade } from './cascade.ts'
import { at, type Say, timed, two } from './figures.ts'
import { marking } from './marking.ts'
import { founded, levelsOf, onSizes, type Standing } from './sizes.ts'
import { tree } from './tree.ts'

const SIZES = { 'a tenth': 5.45, full: 54.5 } as const
const ROUNDS = 150
/** Two at every booth and a third at some: 150,000 people for 65,400 booths. */
const THIRD = 0.294

/** The Worker with coverage counted when it is asked for, in the place of the ledger's statement. */
const counting: Plugin = {
  name: 'counting',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/queries\.ts$/ }, ({ importer }) =>
      /worker.coverage.routes\.ts$/.test(importer)
        ? { path: `${process.cwd()}/test/bench/counted.ts` }
        : undefined,
    )
  },
}

async function fill(db: Client, slug: string, districts: number, now: number, say: Say) {
  const levels = levelsOf('state', 'division', 'district', 'constituency', 'booth')
  const shape = { levels, units: () => tree(districts), wings: [], offices: [] }
  const { tenant, ownerId } = await founded(db, slug, shape, now)
  const people = tenant
    .level('booth')
    .flatMap((booth, n) =>
      Array.from({ length: (n * 31) % 1000 < THIRD * 1000 ? 3 : 2 }, () => tenant.invent(booth)),
    )
  await tenant.insert('people', people.map(({ row }) => row) as never)
  const size = slug.endsWith('full') ? 'full' : 'a tenth'
  const about = { units: tenant.level('booth').length, people: people.length }
  const loaded = await cascade(tenant, people, now, (what, perSecond) =>
    say({ bench: `${what} loaded with all that is counted, ${size}`, ...about, perSecond }),
  )
  return { tenant, ownerId, ...loaded }
}

/** An organisation of booths whose people went through one hop. */
export type Covered = Standing<Awaited<ReturnType<typeof fill>>>

const ledgerRow = ({ db, ids }: Covered, unitId: string) =>
  db.execute({ sql: 'select * from coverage where tier_id = ? and unit_id = ?', args: [ids.tier, unitId] })

async function reads(s: Covered, say: Say) {
  const { size, db, tenant, ids, get, trips, statements, call } = s
  const units = tenant.level('booth').length
  /** One path, in rounds, beside bare statements: the ledger's row by its key. */
  const told = async (
    what: string,
    path: (n: number) => string,
    bare: (n: number) => Promise<unknown>,
    more = {},
  ) => {
    const floor = await timed(bare, ROUNDS)
    const before = await trips()
    const times = await timed((n) => get(path(n)), ROUNDS)
    say({
      bench: `${what}, ${size}`,
      units,
      p50Ms: at(times, 0.5),
      p99Ms: at(times, 0.99),
      floorP50Ms: at(floor, 0.5),
      ratio: two(at(floor, 0.5) / at(times, 0.5)),
      trips: two(((await trips()) - before) / (ROUNDS + 10)),
      statements: (await statements(path(0))).length,
      ...more,
    })
    return at(times, 0.5)
  }
  for (const level of ['state', 'division', 'district', 'constituency', 'booth']) {
    const all = tenant.level(level)
    const of = (n: number) => all[(n * 397) % all.length] ?? tenant.unit('ST')
    const path = (n: number) => `/coverage/${ids.tier}?unit=${of(n).id}`
    const read = await told(`coverage of a ${level}`, path, (n) => ledgerRow(s, of(n).id))
    const figures = ({ countedAt: _, ...page }: Record<string, unknown>) => JSON.stringify(page)
    const same = figures(await get(path(0))) === figures(await call('GET', path(0), undefined, 'counting'))
    const rounds = level === 'state' ? 5 : level === 'division' ? 8 : 60
    const counted = at(await timed((n) => call('GET', path(n), undefined, 'counting'), rounds, 1), 0.5)
    /** The read's own statement, without the gate before it, sent bare. */
    const bare = async (bundle: string) => {
      const last = (await statements(path(0), bundle)).at(-1)
      if (!last) throw new Error('a read reads')
      return at(await timed(() => db.execute(last), rounds, 1), 0.5)
    }
    // The ledger's bare row through the same runtime, without sign-in, gate, permissions and children.
    const row = async (n: number) => {
      const headers = { 'x-database': `o-${s.slug}` }
      await fetch(new URL(`/api${path(n)}`, s.address('floor')), { headers }).then((answer) => answer.text())
    }
    const floorMs = at(await timed(row, ROUNDS), 0.5)
    const [statementMs, countedStatementMs] = [await bare('heard'), await bare('counting heard')]
    say({
      bench: `coverage of a ${level} counted when it is asked for, ${size}`,
      units,
      throughTheApi: { ledgerMs: read, countedMs: counted, floorMs, timesFaster: two(counted / read) },
      asStatements: {
        ledgerMs: statementMs,
        countedMs: countedStatementMs,
        timesFaster: two(countedStatementMs / statementMs),
      },
      sameAnswer: same,
    })
    if (!same) process.exitCode = 1
  }
  const root = tenant.unit('ST').id
  for (const what of ['cells', 'course', 'picture', 'signatures'])
    await told(
      what,
      () => `/coverage/${ids.tier}/${what}?unit=${root}`,
      () => ledgerRow(s, root),
    )
  await told(
    'flow',
    () => `/programmes/${ids.programme}/flow?unit=${root}`,
    () => ledgerRow(s, root),
  )
}

async function chain({ size, db, tenant, last, get, trips, statements }: Covered, say: Say) {
  const walk = `with recursive up (id) as (select ? union
    select l.trainer_credential_id from up join lineage l on l.credential_id = up.id
    where l.trainer_credential_id is not null) select count(*) as n from up`
  const bare = () => db.execute({ sql: walk, args: [last] })
  const { rows } = await bare()
  const floor = await timed(bare, ROUNDS)
  const before = await trips()
  const times = await timed(() => get(`/credentials/${last}/lineage`), ROUNDS)
  say({
    bench: `lineage chain, ${size}`,
    units: tenant.level('booth').length,
    steps: rows[0]?.n,
    p50Ms: at(times, 0.5),
    p99Ms: at(times, 0.99),
    floorP50Ms: at(floor, 0.5),
    ratio: two(at(floor, 0.5) / at(times, 0.5)),
    trips: two(((await trips()) - before) / (ROUNDS + 10)),
    statements: (await statements(`/credentials/${last}/lineage`)).length,
  })
}

/** Coverage of 65,400 booths and 150,000 people, and of a tenth: reads, chains, attendance and the full rebuild, each beside its floor. */
export const measureCoverage = (print: Say) =>
  onSizes(
    {
      name: 'coverage',
      sizes: SIZES,
      bundles: {
        counting: { plugins: [counting] },
        floor: { entryPoints: ['test/bench/floor.ts'] },
      },
    },
    print,
    fill,
    async (standing, say) => {
      await reads(standing, say)
      await chain(standing, say)
      await marking(standing, say)
    },
  )
