import { type SQL, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { migrate } from '../../db/local/databases.ts'
import { TENANT_MIGRATIONS } from '../../db/migrations.ts'
import { foundTenant } from '../../db/seed/tenant.ts'
import { coverageNow } from '../../worker/coverage/queries.ts'
import { unitPage } from '../../worker/hierarchy/queries.ts'
import { listed } from '../../worker/people/lists/queries.ts'
import { type Holds, holding, type PowersTable, powersTable } from '../../worker/platform/auth.ts'
import { gated } from '../../worker/platform/gate.ts'
import { newCode } from '../../worker/platform/id.ts'
import type { Capability, Role } from '../../worker/platform/roles.ts'
import { openDatabases, type TenantDb } from '../../worker/platform/sql.ts'
import { roster } from '../../worker/registrations/rosters/queries.ts'
import { openHall, SEATS, type Stage } from './stage.ts'

type Say = (line: Record<string, unknown>) => void
type Statements = Parameters<TenantDb['read']>[0]

const DISTRICTS = 60
const BOOTHS = 1090
const PEOPLE = 150_000
const GRANTS = 3000
const ROUNDS = 400
/** Powers of somebody who holds many; each row of a list is held against all of them. */
const MANY = 21
/** Most that a read's median may grow, by how many powers the caller holds. */
const MOST = { one: 1.5, many: 3 }

function* tree() {
  yield { code: 'ST', parentCode: null, level: 'state', nameEn: 'State', nameHi: 'राज्य' }
  for (let d = 1; d <= DISTRICTS; d++) {
    yield { code: `D${d}`, parentCode: 'ST', level: 'district', nameEn: `District ${d}`, nameHi: `ज़िला ${d}` }
    for (let b = 1; b <= BOOTHS; b++)
      yield {
        code: `D${d}B${b}`,
        parentCode: `D${d}`,
        level: 'booth',
        nameEn: `Booth ${b}`,
        nameHi: `बूथ ${b}`,
      }
  }
}

/** An organisation of 65,400 booths and 150,000 people, a full hall, and thousands of grants. */
async function large({ databases, now }: Stage) {
  await databases.create('o-large')
  const db = databases.open('o-large')
  await migrate(db, TENANT_MIGRATIONS, now)
  const levels = ['state', 'district', 'booth'].map((code) => ({ code, nameEn: code, nameHi: code }))
  const about = { slug: 'large', nameEn: 'Large', nameHi: 'बड़ा', aboutEn: '', aboutHi: '', kind: 'society' }
  const tenant = await foundTenant(db, { ...about, levels, units: tree, wings: [], offices: [] }, now)
  const booths = tenant.level('booth')
  const homes = Array.from({ length: PEOPLE }, (_, n) => booths[n % booths.length] ?? tenant.unit('ST'))
  const people = homes.map((home) => tenant.invent(home))
  const [admin, officer] = [tenant.invent(tenant.unit('ST')), tenant.invent(tenant.unit('D1'))]
  await tenant.insert('people', [admin, officer, ...people].map(({ row }) => row) as never)
  const grant = (personId: string, role: Role, unit: string, tierId: string | null = null) => ({
    id: v7(),
    person_id: personId,
    role,
    unit_id: tenant.unit(unit).id,
    tier_id: tierId,
    from_at: now - 60,
    given_at: now - 60,
  })
  const hall = await openHall({ tenant, now }, '2026-11-22', 0)
  await tenant.insert('grants', [
    grant(admin.id, 'admin', 'ST'),
    ...Array.from({ length: MANY - 1 }, (_, n) =>
      grant(officer.id, n % 2 ? 'registrar' : 'viewer', `D${n + 1}`),
    ),
    grant(officer.id, 'supervisor', 'ST', hall.tierId),
    ...people.slice(0, GRANTS).map(({ id, unit }) => grant(id, 'viewer', unit.code)),
  ] as never)
  await tenant.insert(
    'registrations',
    people.slice(0, SEATS).map(({ id, unit }) => ({
      id: v7(),
      workshop_id: hall.workshopId,
      tier_id: hall.tierId,
      person_id: id,
      unit_id: unit.id,
      code: newCode(8),
      registered_by: id,
      registered_at: now,
    })),
  )
  await db.executeMultiple(`insert into entries select 'session', id, 'account', null, ${now}, null from people
    where id in ('${admin.id}', '${officer.id}')`)
  return {
    tenant,
    hall,
    callers: [
      { personId: admin.id, powers: 1 },
      { personId: officer.id, powers: MANY },
    ],
  }
}

type Large = Awaited<ReturnType<typeof large>>

/** How a read asks for powers: by the person's own, or by none at all. */
type Asking = {
  holds: (capability: Capability) => Holds
  table: (capability: Capability, name: string) => PowersTable
}

const anything: Asking = {
  holds: () => () => sql`1`,
  table: (_capability, name) => ({
    table: sql`${sql.identifier(name)} as (select '/' as path)`,
    holds: () => sql`1`,
    tops: sql`select '/' as path` as SQL,
  }),
}

function asked(personId: string, now: number): Asking {
  const actor = { accountId: 'account', sessionId: 'session', personId }
  return {
    holds: (capability) => holding(actor, capability, now),
    table: (capability, name) => powersTable(actor, capability, now, name),
  }
}

/** The reads, each with other units every time. */
function readsOf({ tenant, hall }: Large): Record<string, (by: Asking, n: number) => Statements> {
  const district = (n: number) => tenant.unit(`D${1 + (n % 20)}`).id
  return {
    'unit page': ({ holds }, n) => unitPage(district(n), holds('units:read')),
    'list of 50': ({ table }, n) => {
      const looking = { unit: district(n), match: undefined, exact: [] }
      const rest = { wing: undefined, office: undefined, skill: undefined, after: undefined }
      const seeing = {
        reading: table('people:read', 'reading_powers'),
        contact: table('people:contact', 'contact_powers'),
      }
      return [listed({ ...looking, ...rest }, seeing)]
    },
    roster: ({ holds }) => roster(hall.workshopId, {}, holds('registrations:read')),
    coverage: ({ holds }, n) => {
      const sought = { tierId: hall.tierId, unitId: district(n), after: '' }
      return [coverageNow(sought, sql`select null`, holds('coverage:read'))]
    },
  }
}

const two = (n: number) => Math.round(n * 100) / 100
const at = (sorted: number[], share: number) => two(sorted[Math.floor(sorted.length * share)] ?? 0)

/** Times two reads in turns, each first every second time; latencies in ms, sorted. */
async function inTurns(one: (n: number) => Promise<unknown>, other: (n: number) => Promise<unknown>) {
  const times: [number[], number[]] = [[], []]
  for (let n = -50; n < ROUNDS; n++) {
    const order = n % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)
    for (const which of order) {
      const began = performance.now()
      await (which === 0 ? one : other)(n + 50)
      if (n >= 0) times[which].push(performance.now() - began)
    }
  }
  return times.map((list) => list.sort((a, b) => a - b)) as [number[], number[]]
}

function told(say: Say, bench: string, most: number, [own, bare]: [number[], number[]]) {
  const ratio = two(at(own, 0.5) / at(bare, 0.5))
  say({
    bench,
    p50Ms: at(own, 0.5),
    p99Ms: at(own, 0.99),
    floorP50Ms: at(bare, 0.5),
    floorP99Ms: at(bare, 0.99),
    ratio,
    most,
  })
  if (ratio > most) process.exitCode = 1
}

/** What permissions and the gate of the session cost a read, at the size of a large state: each beside the read without. */
export async function permissions(s: Stage, say: Say) {
  const grown = await large(s)
  const reads = readsOf(grown)
  const db = openDatabases(s.bindings, 'bench').tenant('large')
  for (const { personId, powers } of grown.callers) {
    const by = asked(personId, s.now)
    for (const [name, read] of Object.entries(reads))
      told(
        say,
        `${name}, permissions of somebody with ${powers} / without`,
        powers === 1 ? MOST.one : MOST.many,
        await inTurns(
          (n) => db.read(read(by, n)),
          (n) => db.read(read(anything, n)),
        ),
      )
  }
  const admin = grown.callers[0]?.personId ?? ''
  const live = sql`exists (select 1 from entries
    where session_id = 'session' and person_id = ${admin} and ended_at is null)`
  const by = asked(admin, s.now)
  for (const [name, read] of Object.entries(reads))
    told(
      say,
      `${name}, with the gate of the session / without`,
      MOST.one,
      await inTurns(
        (n) => gated(db, live).read(read(by, n)),
        (n) => db.read(read(by, n)),
      ),
    )
}
