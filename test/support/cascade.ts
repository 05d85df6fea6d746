import { v7 } from 'uuid'
import { addDays } from '../../worker/platform/calendar.ts'
import type { TestOrganisation } from './organisation.ts'

/** What a tier asks for; each of a test's tiers takes the same unless told otherwise. */
export type TierShape = {
  planned?: number
  minimum?: number
  target?: number
  maximum?: number
  batchSize?: number
  days?: number
  passDays?: number
}

/** A sitting of a tier at a unit, taught by these people; it starts on the first day that the tests use. */
export type WorkshopShape = {
  tier?: number
  unit?: string
  startsOn?: string
  days?: number
  capacity?: number
  faculty?: string[]
  cancelled?: boolean
}

/** The first day of a test's workshops: with seven days, the last is the day on which the tests begin. */
export const FIRST_DAY = '2026-11-16'

/** From which level each tier is taught, and which it trains. */
const HOPS = [
  ['state', 'district'],
  ['district', 'booth'],
  ['booth', 'booth'],
] as const

const TIER = { minimum: 2, target: 3, maximum: 4, batchSize: 40, days: 7, passDays: 5 }

/**
 * A programme with three tiers in an organisation with the levels state, district and booth: the state hall trains
 * districts (planned), those train booths, and those their own booth. Rows are written directly.
 */
export async function cascade(org: TestOrganisation, shapes: TierShape[] = []) {
  const programmeId = v7()
  const since = Math.floor(Date.parse(`${FIRST_DAY}T00:00:00Z`) / 1000)
  await org.db.execute({
    sql: `insert into programmes (id, name_en, name_hi, starts_on, ends_on, published_at, created_at)
      values (?, 'Booth speakers', 'बूथ वक्ता', '2026-01-01', '2027-12-31', ?, ?)`,
    args: [programmeId, since, since],
  })
  const tiers: string[] = []
  for (const [place, [host, trainee]] of HOPS.entries()) {
    const id = v7()
    const t = { planned: place === 0 ? 1 : 0, ...TIER, ...shapes[place] }
    tiers.push(id)
    await org.db.execute({
      sql: `insert into tiers (id, programme_id, position, name_en, name_hi, host_level_id, trainee_level_id, taught_by,
          planned, minimum, target, maximum, batch_size, days, hours_per_day, pass_days)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 6, ?)`,
      args: [
        id,
        programmeId,
        place + 1,
        `Tier ${place + 1}`,
        `चरण ${place + 1}`,
        host,
        trainee,
        place === 0 ? 'guest' : 'credential',
        t.planned,
        t.minimum,
        t.target,
        t.maximum,
        t.batchSize,
        t.days,
        t.passDays,
      ],
    })
  }
  /** Id of the first, second or third tier. */
  const tierId = (position: number) => tiers[position - 1] ?? ''

  /** Adds a published workshop and says its id. */
  async function workshop({
    tier = 1,
    unit = 'ST',
    startsOn = FIRST_DAY,
    days = 7,
    capacity = 100,
    faculty = [],
    cancelled = false,
  }: WorkshopShape = {}) {
    const id = v7()
    await org.db.execute({
      sql: `insert into workshops (id, tier_id, unit_id, name_en, name_hi, starts_on, ends_on, capacity, fee_minor, currency,
          opens_at, closes_at, published_at, cancelled_at, created_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, 0, 'INR', ?, ?, ?, ?, ?)`,
      args: [
        id,
        tierId(tier),
        org.unitId(unit),
        `Hall ${unit}`,
        `भवन ${unit}`,
        startsOn,
        addDays(startsOn, days - 1),
        capacity,
        since - 86_400,
        since + 30 * 86_400,
        since - 86_400,
        cancelled ? since : null,
        since - 86_400,
      ],
    })
    for (const [place, personId] of faculty.entries()) {
      await org.db.execute({
        sql: 'insert into faculty (workshop_id, person_id, leads) values (?, ?, ?)',
        args: [id, personId, place === 0 ? 1 : 0],
      })
    }
    return id
  }

  let registered = 0
  /** Registers a person in a workshop for a unit, and says the registration's id and code. */
  async function register(workshopId: string, personId: string, unit: string) {
    const id = v7()
    registered += 1
    const code = `R${String(registered).padStart(5, '0')}`
    await org.db.execute({
      sql: `insert into registrations (id, workshop_id, tier_id, person_id, unit_id, code, registered_by, registered_at)
        select ?, w.id, w.tier_id, ?, ?, ?, ?, ? from workshops w where w.id = ?`,
      args: [id, personId, org.unitId(unit), code, personId, since, workshopId],
    })
    return { id, code }
  }

  /** Marks a registration on days counted from the first, one mark a day. */
  async function mark(registrationId: string, days: number, firstOn = FIRST_DAY) {
    for (let day = 0; day < days; day += 1) {
      await org.db.execute({
        sql: `insert into marks (id, registration_id, day_on, marked_by, marked_at, way) values (?, ?, ?, 'a test', ?, 'name')`,
        args: [v7(), registrationId, addDays(firstOn, day), since],
      })
    }
  }

  return { programmeId, tierId, workshop, register, mark }
}
