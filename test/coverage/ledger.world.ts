import { v7 } from 'uuid'
import { addDays } from '../../worker/platform/calendar.ts'
import { found } from '../changes/in-process.ts'
import type { Chance } from '../support/chance.ts'

/** The instant at which the first event happens. */
export const START = Math.floor(Date.parse('2026-01-05T03:00:00Z') / 1000)
/** The wings that people of the ledger's world join and leave. */
export const WINGS = ['youth', 'women']

const NAMES = { name_en: 'x', name_hi: 'x' }
const DAYS = { starts_on: '2026-01-01', ends_on: '2027-01-01' }

type Put = (table: string, row: Record<string, unknown>) => void

function plant(put: Put) {
  const [districts, divisions, booths]: [string[], string[], string[]] = [[], [], []]
  for (const [depth, id] of ['state', 'division', 'district', 'booth'].entries())
    put('levels', { id, depth, ...NAMES })
  const unit = (code: string, level: string, parent: { id: string; path: string } | undefined) => {
    const id = v7()
    const path = `${parent?.path ?? '/'}${id}/`
    const about = { search_text: code, opened_on: '2020-01-01', created_at: START }
    put('units', { id, code, parent_id: parent?.id ?? null, level_id: level, path, ...NAMES, ...about })
    return { id, path }
  }
  const root = unit('ST', 'state', undefined)
  for (let d = 0; d < 2; d++) {
    const division = unit(`V${d}`, 'division', root)
    divisions.push(division.id)
    for (let k = 0; k < 3; k++) {
      const district = unit(`D${d}${k}`, 'district', division)
      districts.push(district.id)
      for (let b = 0; b < 5; b++) booths.push(unit(`B${d}${k}${b}`, 'booth', district).id)
    }
  }
  return { districts, divisions, booths }
}

function announce(put: Put, districts: string[]) {
  const [programmeId, tierId] = [v7(), v7()]
  put('programmes', { id: programmeId, ...NAMES, ...DAYS, created_at: START })
  const subjects = [1, 2, 3].map((position) => {
    const id = v7()
    put('subjects', { id, programme_id: programmeId, position, ...NAMES })
    return id
  })
  const levels = { host_level_id: 'district', trainee_level_id: 'booth', taught_by: 'guest', planned: 0 }
  const quota = { minimum: 2, target: 3, maximum: 9, batch_size: 40, days: 3, hours_per_day: 6, pass_days: 1 }
  const validity = { valid_months: 1 }
  put('tiers', {
    id: tierId,
    programme_id: programmeId,
    position: 1,
    ...NAMES,
    ...levels,
    ...quota,
    ...validity,
  })
  const seats = {
    capacity: 900,
    fee_minor: 0,
    currency: 'INR',
    opens_at: 0,
    closes_at: 4e9,
    created_at: START,
  }
  const workshops = districts.map((district) => {
    const workshop = v7()
    put('workshops', { id: workshop, tier_id: tierId, unit_id: district, ...NAMES, ...DAYS, ...seats })
    // On the first day one subject, on the second two, on the third none.
    for (const [at, subject] of subjects.entries()) {
      const when = { day_on: addDays('2026-01-05', Math.ceil(at / 2)), starts_minute: 600, ends_minute: 700 }
      const what = { subject_id: subject, title_en: 'x', title_hi: 'x' }
      put('sessions', { id: v7(), workshop_id: workshop, ...when, ...what })
    }
    return workshop
  })
  return { tierId, subjects, workshops }
}

/** A state of 2 divisions, 6 districts and 30 booths with 90 people, every third in a wing, and a tier that trains booths. */
export function stand(file: string, roll: Chance) {
  const db = found(file, START)
  const put: Put = (table, row) => {
    const names = Object.keys(row)
    const places = names.map(() => '?')
    db.rows(`insert into ${table} (${names}) values (${places}) returning 1`, ...Object.values(row))
  }
  const units = plant(put)
  for (const id of WINGS) put('wings', { id, ...NAMES })
  const people = Array.from({ length: 90 }, (_, n) => {
    const id = v7()
    put('people', { id, unit_id: units.booths[n % 30], ...NAMES, search_text: '', created_at: START })
    if (n % 3 === 0) put('wing_members', { person_id: id, wing_id: roll.one(WINGS) })
    return id
  })
  return { db, put, people, ...units, ...announce(put, units.districts) }
}
