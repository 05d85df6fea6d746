import type { Tier, UnitRef, WorkshopPage } from '../planning/api.ts'
import { clockAt, dayAfter, instantOf, today } from '../planning/days.ts'
import { bothNames } from '../text/names.ts'

/** A workshop as its form holds it: instants as a day and a clock time of the organisation's zone. */
export type WorkshopFields = {
  nameEn: string
  nameHi: string
  decided: boolean
  venueEn: string
  venueHi: string
  startsOn: string
  endsOn: string
  opensOn: string
  opensClock: string
  closesOn: string
  closesClock: string
  capacity: number | null
  feeMinor: number | null
  /** Minutes that an unpaid seat is kept; null: it stays. */
  holdMinutes: number | null
}

/** What the form begins with for a stored workshop. */
export const workshopFieldsOf = (workshop: WorkshopPage, zone: string): WorkshopFields => ({
  nameEn: workshop.nameEn,
  nameHi: workshop.nameHi,
  decided: workshop.venueEn !== null || workshop.venueHi !== null,
  venueEn: workshop.venueEn ?? '',
  venueHi: workshop.venueHi ?? '',
  startsOn: workshop.startsOn,
  endsOn: workshop.endsOn,
  opensOn: today(zone, workshop.opensAt * 1000),
  opensClock: clockAt(workshop.opensAt, zone),
  closesOn: today(zone, workshop.closesAt * 1000),
  closesClock: clockAt(workshop.closesAt, zone),
  capacity: workshop.capacity,
  feeMinor: workshop.feeMinor,
  holdMinutes: workshop.holdMinutes,
})

/** What the form begins with for a new workshop of a tier: its days, seats and fee, open from today till the eve. */
export const blankWorkshop = (tier: Tier, zone: string): WorkshopFields => {
  const now = today(zone)
  const startsOn = tier.startBy && tier.startBy > now ? tier.startBy : dayAfter(now, 14)
  return {
    nameEn: '',
    nameHi: '',
    decided: false,
    venueEn: '',
    venueHi: '',
    startsOn,
    endsOn: dayAfter(startsOn, tier.days - 1),
    opensOn: now,
    opensClock: '09:00',
    closesOn: dayAfter(startsOn, -1),
    closesClock: '18:00',
    capacity: tier.batchSize,
    feeMinor: tier.feeMinor,
    holdMinutes: null,
  }
}

/** The form's name for a new workshop: the tier's with the host's. */
export const namedAfter = (tier: Tier, host: UnitRef) => ({
  nameEn: `${tier.nameEn}, ${host.nameEn}`,
  nameHi: `${tier.nameHi}, ${host.nameHi}`,
})

/** The fields as they are sent. */
export const workshopInput = (fields: WorkshopFields, zone: string) => {
  const venue = bothNames({ nameEn: fields.venueEn, nameHi: fields.venueHi })
  return {
    ...bothNames(fields),
    venueEn: (fields.decided && venue.nameEn) || null,
    venueHi: (fields.decided && venue.nameHi) || null,
    startsOn: fields.startsOn,
    endsOn: fields.endsOn,
    opensAt: instantOf(fields.opensOn, fields.opensClock, zone),
    closesAt: instantOf(fields.closesOn, fields.closesClock, zone),
    capacity: fields.capacity ?? 0,
    feeMinor: fields.feeMinor ?? 0,
    holdMinutes: fields.holdMinutes,
  }
}
