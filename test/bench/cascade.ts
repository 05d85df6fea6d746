import type { InValue } from '@libsql/client'
import { v7 } from 'uuid'
import type { Person, Tenant } from '../../db/seed/tenant.ts'

/** The share of them who were trained. */
const TRAINED = 0.85

const NAMES = { name_en: 'Bench', name_hi: 'माप' }

async function programme(tenant: Tenant, now: number) {
  const ids = { programme: v7(), tier: v7(), subject: v7() }
  const days = { starts_on: '2026-01-01', ends_on: '2030-01-01' }
  await tenant.insert('programmes', [
    { id: ids.programme, ...NAMES, ...days, published_at: now, created_at: now },
  ])
  await tenant.insert('subjects', [{ id: ids.subject, programme_id: ids.programme, position: 1, ...NAMES }])
  const levels = { host_level_id: 'constituency', trainee_level_id: 'booth', taught_by: 'guest', planned: 0 }
  const quota = { minimum: 2, target: 3, maximum: 9, batch_size: 40, days: 1, hours_per_day: 6, pass_days: 1 }
  const finish = { finish_by: '2026-06-01' }
  await tenant.insert('tiers', [
    { id: ids.tier, programme_id: ids.programme, position: 1, ...NAMES, ...levels, ...quota, ...finish },
  ])
  const seats = {
    capacity: 1_000_000,
    fee_minor: 0,
    currency: 'INR',
    opens_at: 0,
    closes_at: now * 2,
    created_at: now,
  }
  // One hall in each constituency, by the path of its booths.
  const halls = new Map(tenant.level('constituency').map(({ path, id }) => [path, { id: v7(), unit_id: id }]))
  const hall = { tier_id: ids.tier, ...NAMES, ...days, ...seats, published_at: now }
  await tenant.insert(
    'workshops',
    [...halls.values()].map((one) => ({ ...one, ...hall })),
  )
  const session = { day_on: '2026-01-01', starts_minute: 600, ends_minute: 700, title_en: 'x', title_hi: 'x' }
  await tenant.insert(
    'sessions',
    [...halls.values()].map(({ id }) => ({ id: v7(), workshop_id: id, ...session, subject_id: ids.subject })),
  )
  const hallOf = ({ unit }: Person) => halls.get(unit.path.replace(/[^/]+\/$/, ''))?.id ?? ''
  return { ids, hallOf }
}

/** Nominates, registers, marks and certifies: what each of them costs with all that is counted. */
export async function cascade(
  tenant: Tenant,
  people: Person[],
  now: number,
  say: (what: string, perSecond: number) => void,
) {
  const { ids, hallOf } = await programme(tenant, now)
  const weeks = (n: number) => now - 86_400 * (10 + (n % 180))
  const whole = people.map((person, n) => {
    const who = { person_id: person.id, tier_id: ids.tier, unit_id: person.unit.id }
    return { who, n, hall: { workshop_id: hallOf(person) }, registration: v7(), credential: v7() }
  })
  const some = whole.filter(({ n }) => (n * 7919) % 100 < TRAINED * 100)
  const seat = { registered_by: 'x' }
  const load = async (table: string, rows: Record<string, InValue>[], shown = true) => {
    const began = performance.now()
    await tenant.insert(table, rows)
    if (shown) say(table, Math.round(rows.length / ((performance.now() - began) / 1000)))
  }
  await load(
    'nominations',
    whole.map(({ who, n }) => ({ id: v7(), ...who, nominated_at: weeks(n) - 86_400 })),
  )
  await load(
    'registrations',
    whole.map(({ who, n, hall, registration: id }) => ({
      id,
      ...who,
      ...hall,
      ...seat,
      code: id,
      registered_at: weeks(n),
    })),
  )
  const marked = { day_on: '2026-01-01', marked_by: 'x', way: 'qr' }
  await load(
    'marks',
    some.map(({ registration, n }) => ({
      id: v7(),
      registration_id: registration,
      ...marked,
      marked_at: weeks(n),
    })),
  )
  const signed = { generation: 1, issued_by: 'x', signature: 'x' }
  await load(
    'credentials',
    some.map(({ who, n, hall, registration, credential: id }) => ({
      id,
      code: id,
      registration_id: registration,
      ...who,
      ...hall,
      ...signed,
      issued_at: weeks(n),
    })),
  )
  // Each was taught by somebody before him: chains of some ten to fifteen steps.
  const trainers = some.map(({ credential, who }, n) => {
    const by = n === 0 ? undefined : some[Math.floor(n / 3)]
    return {
      credential_id: credential,
      trainer_id: by?.who.person_id ?? who.person_id,
      trainer_credential_id: by?.credential ?? null,
    }
  })
  await load('lineage', trainers)
  return {
    ids,
    last: some.at(-1)?.credential ?? '',
    rest: whole.filter(({ n }) => (n * 7919) % 100 >= TRAINED * 100),
  }
}
