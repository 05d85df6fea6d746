import type { Client } from '@libsql/client'
import { v7 } from 'uuid'
import type { Person, Tenant, Unit } from '../../db/seed/tenant.ts'
import { at, type Say, timed, two } from './figures.ts'
import { founded, levelsOf, onSizes, type Standing } from './sizes.ts'

const ROUNDS = 100
/** Districts and mandals of a whole state, and of a tenth of one. */
const SIZES = { 'a tenth': [6, 107], full: [62, 1_070] } as const
const BOOTHS_EACH = 61
/** Of a hundred booths this many have nobody trained. */
const WITHOUT = 1

function* tree([districts, mandals]: readonly [number, number]) {
  const unit = (code: string, parentCode: string | null, level: string) => ({
    code,
    parentCode,
    level,
    nameEn: `${level} ${code}`,
    nameHi: `${level} ${code}`,
  })
  yield unit('ST', null, 'state')
  for (let d = 0; d < districts; d++) yield unit(`D${d}`, 'ST', 'district')
  for (let m = 0; m < mandals; m++) {
    yield unit(`M${m}`, `D${m % districts}`, 'mandal')
    for (let b = 0; b < BOOTHS_EACH + (m % 8 === 0 ? 1 : 0); b++) yield unit(`M${m}B${b}`, `M${m}`, 'booth')
  }
}

const HOPS = [
  ['mandal', 'booth'],
  ['booth', 'booth'],
] as const

/** Two or three trained people in all booths but one of a hundred; each is to teach the others of his booth. */
async function fill(db: Client, slug: string, size: readonly [number, number], now: number) {
  const levels = levelsOf('state', 'district', 'mandal', 'booth')
  const shape = { levels, units: () => tree(size), wings: [], offices: [] }
  const { tenant, ownerId } = await founded(db, slug, shape, now)
  const staffed = tenant.level('booth').filter((_, n) => n % 100 >= WITHOUT)
  const people = staffed.flatMap((booth, n) =>
    Array.from({ length: n % 3 === 0 ? 3 : 2 }, () => ({ booth, person: tenant.invent(booth) })),
  )
  await tenant.insert('people', people.map(({ person }) => person.row) as never)
  const tiers = await programme(tenant, now)
  const perSecond = await train(tenant, tiers[0] ?? '', people, now)
  return { tenant, ownerId, tiers, people: people.length, perSecond }
}
type Radar = Standing<Awaited<ReturnType<typeof fill>>>

async function programme(tenant: Tenant, now: number): Promise<string[]> {
  const names = { name_en: 'Bench', name_hi: 'माप' }
  const id = v7()
  await tenant.insert('programmes', [
    { id, ...names, starts_on: '2026-01-01', ends_on: '2030-01-01', published_at: now, created_at: now },
  ])
  const tiers = HOPS.map(([host, trainee], place) => ({
    id: v7(),
    programme_id: id,
    position: place + 1,
    ...names,
    host_level_id: host,
    trainee_level_id: trainee,
    taught_by: place === 0 ? 'guest' : 'credential',
    ...{
      planned: 0,
      minimum: 2,
      target: 2,
      maximum: 9,
      batch_size: 200,
      days: 1,
      hours_per_day: 6,
      pass_days: 1,
    },
  }))
  await tenant.insert('tiers', tiers)
  return tiers.map((tier) => tier.id)
}

/** One workshop a mandal; a registration and a credential for everybody. Says how many credentials were written a second. */
async function train(tenant: Tenant, tierId: string, people: { booth: Unit; person: Person }[], now: number) {
  const halls = new Map(tenant.level('mandal').map((mandal) => [mandal.path, { id: v7(), mandal }]))
  await tenant.insert(
    'workshops',
    [...halls.values()].map(({ id, mandal }) => ({
      id,
      tier_id: tierId,
      unit_id: mandal.id,
      ...{ name_en: 'Hall', name_hi: 'भवन', starts_on: '2026-11-01', ends_on: '2026-11-01', capacity: 200 },
      ...{ fee_minor: 0, currency: 'INR', opens_at: now, closes_at: now, published_at: now, created_at: now },
    })),
  )
  const seats = people.map(({ booth, person }) => ({
    id: v7(),
    workshop_id: halls.get(booth.path.replace(/[^/]+\/$/, ''))?.id ?? '',
    person,
    booth,
  }))
  await tenant.insert(
    'registrations',
    seats.map(({ id, workshop_id, person, booth }) => ({
      ...{ id, workshop_id, tier_id: tierId, person_id: person.id, unit_id: booth.id, code: id },
      ...{ registered_by: 'bench', registered_at: now },
    })),
  )
  const began = performance.now()
  await tenant.insert(
    'credentials',
    seats.map(({ id, workshop_id, person, booth }, n) => ({
      ...{ id: v7(), code: id, registration_id: id, person_id: person.id, tier_id: tierId, workshop_id },
      ...{ unit_id: booth.id, generation: 1, issued_by: 'bench', signature: '' },
      issued_at: now - (n % 40) * 86_400,
    })),
  )
  return Math.round((seats.length * 1000) / (performance.now() - began))
}

/** The same figures counted from the facts when they are asked for. */
const COUNTED = `select (select count(*) from units x where x.level_id = 'booth' and not exists (
    select 1 from credentials c where c.unit_id = x.id and c.tier_id = ?1 and c.revoked_at is null)) as without,
  (select count(*) from credentials c where c.tier_id = ?1 and c.revoked_at is null and not exists (
    select 1 from faculty f join workshops w on w.id = f.workshop_id
    where f.person_id = c.person_id and w.tier_id = ?2)) as idle`

async function reads({ tenant, tiers, people, db, size, get, trips, statements }: Radar, say: Say) {
  const [trained = '', next = ''] = tiers
  const state = tenant.unit('ST').id
  const mandal = (n: number) => tenant.unit(`M${(n * 31) % tenant.level('mandal').length}`).id
  const bare = tenant.level('booth').filter((_, n) => n % 100 < WITHOUT)
  const counted = await timed(() => db.execute({ sql: COUNTED, args: [trained, next] }), 5, 1)
  const floor = await timed(
    (n) => db.execute({ sql: 'select * from units where id = ?', args: [mandal(n)] }),
    ROUNDS,
  )
  const asks: [string, (n: number) => string][] = [
    ['radar of the state', () => `/radar?unit=${state}`],
    ['radar of a mandal', (n) => `/radar?unit=${mandal(n)}`],
    ['radar of the districts', () => `/radar/${next}?unit=${state}`],
    [
      'units without a trainer, one booth of a hundred, a page',
      () => `/radar/${next}/units?leak=no-trainer&unit=${state}`,
    ],
    ['trained and never taught, a page', () => `/radar/${next}/teachers?unit=${state}`],
    [
      'the nearest trainers for a booth',
      (n) => `/radar/${next}/proposals?needing=${bare[n % bare.length]?.id}`,
    ],
  ]
  for (const [name, path] of asks) {
    const before = await trips()
    await get(path(0))
    const tripped = (await trips()) - before
    const times = await timed((n) => get(path(n)), ROUNDS)
    say({
      bench: `${name}, ${size}`,
      booths: tenant.level('booth').length,
      people,
      p50Ms: at(times, 0.5),
      p99Ms: at(times, 0.99),
      floorP50Ms: at(floor, 0.5),
      ratio: two(at(floor, 0.5) / at(times, 0.5)),
      ...(name === 'radar of the state'
        ? { countedMs: at(counted, 0.5), timesFasterThanCounting: two(at(counted, 0.5) / at(times, 0.5)) }
        : {}),
      trips: tripped,
      statements: (await statements(path(0))).length,
    })
  }
}

async function sends({ tenant, tiers, db, size, call }: Radar, say: Say) {
  const [, next = ''] = tiers
  const bare = tenant.level('booth').filter((_, n) => n % 100 < WITHOUT)
  const spare = await db.execute({
    sql: 'select credential_id from teachers where spare limit 200',
    args: [],
  })
  const times = await timed(async (n) => {
    const id = v7()
    const credentialId = String(spare.rows[n % spare.rows.length]?.credential_id)
    await call('POST', '/radar/assignments', {
      id,
      tierId: next,
      unitId: bare[n % bare.length]?.id,
      credentialId,
    })
    await call('DELETE', `/radar/assignments/${id}`)
  }, 50)
  say({ bench: `send a trainer and call him back, ${size}`, p50Ms: at(times, 0.5), p99Ms: at(times, 0.99) })
}

/** The leak radar on a whole state's booths and 150,000 trained people, and on a tenth, beside a bare row and beside counting. */
export const measureRadar = (print: Say) =>
  onSizes({ name: 'radar', sizes: SIZES }, print, fill, async (standing, say) => {
    const { size, people, perSecond } = standing
    say({ bench: `credentials written, coverage and radar kept, ${size}`, people, perSecond })
    await reads(standing, say)
    await sends(standing, say)
  })
