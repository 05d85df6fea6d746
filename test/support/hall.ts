import { v7 } from 'uuid'
import type { TestOrganisation } from './organisation.ts'

/** What a test's workshop is like; by default it trains districts, is free, and takes anybody below ST until December. */
export type HallShape = {
  unit?: string
  trains?: string
  capacity?: number
  feeMinor?: number
  maximum?: number
  include?: string[]
  exclude?: string[]
  opensAt?: number
  closesAt?: number
  published?: boolean
  nameEn?: string
}

const at = (instant: string) => Math.floor(Date.parse(instant) / 1000)

/** A workshop of a tier of its own, written directly. */
export async function hall(o: TestOrganisation, shape: HallShape = {}) {
  const [programmeId, tierId, id] = [v7(), v7(), v7()]
  const trains = shape.trains ?? 'district'
  const since = at('2026-10-01T00:00:00Z')
  await o.db.batch(
    [
      {
        sql: `insert into programmes (id, name_en, name_hi, starts_on, ends_on, published_at, created_at)
          values (?, 'Speakers', 'वक्ता', '2026-01-01', '2027-12-31', ?, ?)`,
        args: [programmeId, since, since],
      },
      {
        sql: `insert into tiers (id, programme_id, position, name_en, name_hi, host_level_id, trainee_level_id, taught_by,
            planned, minimum, target, maximum, batch_size, days, hours_per_day, pass_days)
          values (?, ?, 1, 'Tier', 'चरण', 'state', ?, 'guest', 0, 1, 2, ?, 40, 2, 6, 2)`,
        args: [tierId, programmeId, trains, shape.maximum ?? 50],
      },
      {
        sql: `insert into workshops (id, tier_id, unit_id, name_en, name_hi, starts_on, ends_on, capacity, fee_minor,
            currency, opens_at, closes_at, published_at, created_at)
          values (?, ?, ?, ?, 'भवन', '2026-12-01', '2026-12-02', ?, ?, 'INR', ?, ?, ?, ?)`,
        args: [
          id,
          tierId,
          o.unitId(shape.unit ?? 'ST'),
          shape.nameEn ?? 'Hall',
          shape.capacity ?? 100,
          shape.feeMinor ?? 0,
          shape.opensAt ?? since,
          shape.closesAt ?? at('2027-12-01T00:00:00Z'),
          shape.published === false ? null : since,
          since,
        ],
      },
      ...[
        ...(shape.include ?? ['ST']).map((code) => ({ code, sign: 1 })),
        ...(shape.exclude ?? []).map((code) => ({ code, sign: -1 })),
      ].map(({ code, sign }) => ({
        sql: 'insert into catchment_terms (workshop_id, unit_id, sign) values (?, ?, ?)',
        args: [id, o.unitId(code), sign],
      })),
    ],
    'write',
  )
  return { id, tierId }
}

type Caller = Awaited<ReturnType<TestOrganisation['person']>>

/** A registration as its maker gets it. */
export type Seat = {
  id: string
  code: string
  personId: string
  cancelledAt: number | null
  due: { amountMinor: number; currency: string } | null
  type?: string
}

/** An offer as it is shown. */
export type Shown = { offer: string; amountMinor: number; seatsLeft: number; type?: string }

/** Asks for an offer and takes it, for oneself or for somebody else. */
export async function register(by: Caller, workshopId: string, personId?: string) {
  const path = `/workshops/${workshopId}/offer${personId ? `?person=${personId}` : ''}`
  const { body } = await by.get<Shown>(path)
  return by.post<Seat>('/registrations', { offer: body.offer })
}
