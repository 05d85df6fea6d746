import * as z from 'zod'
import { UnitRef } from '../hierarchy/index.ts'
import { Until } from '../payments/index.ts'
import { cursor, text } from '../platform/text.ts'

const Names = { nameEn: z.string(), nameHi: z.string() }

/** A person as he is named in lists. */
export const PersonRef = z.object({ id: z.string(), ...Names })

/** For whom a seat is asked; without a person: for oneself. */
export const OfferAsked = z.object({ person: z.uuid().optional() })

const Why = z.object(Names).nullable()

/** A seat at a price, sealed: whoever asked may take it within fifteen minutes, whatever changes meanwhile. */
export const Offer = z.object({
  offer: z.string(),
  expiresAt: z.int(),
  amountMinor: z.int(),
  /** The workshop's fee, and the organiser's rule by which it is another for this person. */
  baseMinor: z.int(),
  why: Why,
  currency: z.string(),
  /** Until which day how much goes back when the seat is given up; null where there is no policy. */
  goesBack: Until.nullable(),
  person: PersonRef,
  unit: UnitRef,
  seatsLeft: z.int(),
})

/** What is inside a sealed offer. The facts fill the message that is sent. */
export const Sealed = z.object({
  id: z.string(),
  code: z.string(),
  workshopId: z.string(),
  tierId: z.string(),
  personId: z.string(),
  unitId: z.string(),
  amountMinor: z.int().min(0),
  baseMinor: z.int().optional(),
  why: Why.optional(),
  currency: z.string(),
  facts: z.record(z.string(), z.string()),
})

/** Taking the seat that was offered. */
export const Registering = z.strictObject({ offer: z.jwt() })

/** A registration as it was made. */
export const Registered = z.object({
  id: z.string(),
  code: z.string(),
  workshopId: z.string(),
  tierId: z.string(),
  personId: z.string(),
  unitId: z.string(),
  registeredAt: z.int(),
  cancelledAt: z.int().nullable(),
  due: z.object({ amountMinor: z.int(), currency: z.string() }).nullable(),
})

/** For whom a group of seats is asked. */
export const GroupAsked = z.strictObject({ personIds: z.array(z.uuid()).min(1).max(100) })

/** Seats for a group, all or none, each at his own price; `amountMinor` is the workshop's fee. */
export const GroupOffer = z.object({
  offer: z.string(),
  expiresAt: z.int(),
  amountMinor: z.int(),
  totalMinor: z.int(),
  currency: z.string(),
  people: z.array(PersonRef.extend({ unit: UnitRef, amountMinor: z.int(), why: Why })),
  seatsLeft: z.int(),
})

/** What is inside a sealed offer for a group. */
export const SealedGroup = Sealed.omit({
  id: true,
  code: true,
  personId: true,
  unitId: true,
  amountMinor: true,
  baseMinor: true,
  why: true,
  facts: true,
}).extend({
  people: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      personId: z.string(),
      unitId: z.string(),
      amountMinor: z.int().min(0),
      baseMinor: z.int().optional(),
      why: Why.optional(),
      facts: z.record(z.string(), z.string()),
    }),
  ),
})

/** The registrations of a group, in the order they were asked for. */
export const GroupRegistered = z.object({ registrations: z.array(Registered) })

const Place = z.object({
  id: z.string(),
  ...Names,
  tierId: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  venueEn: z.string().nullable(),
  venueHi: z.string().nullable(),
  cancelledAt: z.int().nullable(),
})

/** A registration as its person shows it: the code is what the QR carries. */
export const Card = z.object({
  id: z.string(),
  code: z.string(),
  person: PersonRef,
  unit: UnitRef,
  workshop: Place,
  registeredAt: z.int(),
  cancelledAt: z.int().nullable(),
  /** What is left of the fee after what was waived. */
  dueMinor: z.int(),
  waivedMinor: z.int(),
  paidMinor: z.int(),
  owedMinor: z.int(),
  currency: z.string(),
  receipts: z.array(z.object({ paymentId: z.string(), number: z.string(), amountMinor: z.int() })),
  /** Days on which the person was there. */
  days: z.array(z.string()),
  credential: z.object({ id: z.string(), code: z.string() }).nullable(),
})

/** One's own registrations, the latest workshop first. */
export const MyRegistrations = z.object({ registrations: z.array(Card) })

/** Which part of a roster: by name or code, only who owes money or was never there, after the last row shown. */
export const RosterAsked = z.object({
  q: text(100, { min: 0 }).optional(),
  only: z.enum(['owing', 'absent']).optional(),
  after: cursor().optional(),
})

/** Who is registered, by name; counts are of all live registrations that the caller may see. */
export const Roster = z.object({
  workshop: Place,
  rows: z.array(
    z.object({
      registrationId: z.string(),
      code: z.string(),
      person: PersonRef,
      unit: UnitRef,
      dueMinor: z.int(),
      paidMinor: z.int(),
      days: z.array(z.string()),
      credential: z.object({ id: z.string(), code: z.string() }).nullable(),
    }),
  ),
  counts: z.object({
    capacity: z.int(),
    registered: z.int(),
    attended: z.int(),
    dueMinor: z.int(),
    paidMinor: z.int(),
  }),
  currency: z.string(),
  after: z.string().nullable(),
})

/** A registration that was given up. */
export const Cancelled = z.object({
  id: z.string(),
  cancelledAt: z.int(),
  /** What by the policy was put before the second person, to go back. */
  backMinor: z.int(),
})
