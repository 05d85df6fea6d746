import { v7 } from 'uuid'
import { addDays } from '../../worker/platform/calendar.ts'
import type { Both } from './tables/campaigns.ts'
import type { Person, Row, Tenant, Unit } from './tenant.ts'

/** The instant at ten in the morning, Indian time, of a day. */
export const morning = (day: string): number => Date.parse(`${day}T04:30:00Z`) / 1000

/** A tier as its programme has it. */
export type Tier = { id: string; programmeId: string; days: number; passDays: number }

/** Somebody who holds a credential, and so may teach. */
export type Holder = { person: Person; credentialId: string; generation: number; unit: Unit }

/** A place in a workshop: for which unit, on how many of its days the person came (from `from` on), and how the fee was paid. */
export type Seat = {
  person: Person
  unit: Unit
  days: number
  from?: string | undefined
  paid?: 'cash' | 'upi' | 'bank' | undefined
}

/** A session: who teaches it or is its guest, and who declined it. Six make a day. */
export type Lesson = {
  title: Both
  subjectId: string | null
  teacher?: Person
  guest?: string
  declined?: { by: Person; reason: string }
}

/** What somebody says of the leader, or of the guest of a session by its place, in pictures from 1 to 5. */
export type Opinion = { of: 'leader' | number; grades: [number, number, number, number]; words: string }

/** A workshop and everything that happened in it. */
export type Held = {
  tier: Tier
  host: Unit
  /** The draft that it was stamped as: its names, its catchment and its faculty stand there already. */
  stamped?: string | undefined
  title: Both
  venue: Both | null
  startsOn: string
  /** Where people come in turns: the last day; else as many days as the tier has. */
  endsOn?: string
  capacity: number
  feeMinor?: number
  include: Unit[]
  exclude?: Unit[]
  leaders: { person: Person; holder?: Holder | undefined }[]
  /** Each of the leaders teaches a part of the people; else all teach all. */
  parted?: true
  seats: Seat[]
  sessions?: Lesson[]
  /** What those who came said, by their place among the seats. */
  said?: (seat: number) => Opinion[]
  closesAt?: number
  /** Kinds of office that must come on as many days as pass. */
  compulsoryFor?: string[]
}

/** A stamped draft as it was announced. */
export type Settled = ReturnType<typeof settledAs>

/** What a stamped draft became when it was announced. */
export const settledAs = (id: string, w: Held, endsOn: string, announced: number) => ({
  ...{ id, startsOn: w.startsOn, endsOn, announced, capacity: w.capacity },
  ...{
    closesAt: w.closesAt ?? morning(endsOn) + 12 * 3600,
    venueEn: w.venue?.en ?? null,
    venueHi: w.venue?.hi ?? null,
  },
})

/** Announces stamped drafts. */
export const settle = (t: Tenant, drafts: readonly Settled[]) =>
  t.db.execute({
    sql: `update workshops set published_at = e.value ->> 'announced', opens_at = e.value ->> 'announced',
        closes_at = e.value ->> 'closesAt', starts_on = e.value ->> 'startsOn', ends_on = e.value ->> 'endsOn',
        capacity = e.value ->> 'capacity', venue_en = coalesce(venue_en, e.value ->> 'venueEn'),
        venue_hi = coalesce(venue_hi, e.value ->> 'venueHi'), version = version + 1
      from json_each(?) e where workshops.id = e.value ->> 'id'`,
    args: [JSON.stringify(drafts)],
  })

type Added = ['workshops' | 'catchment_terms' | 'sessions' | 'faculty' | 'duties', Row]

/** The duties of a lesson: whoever teaches it, and whoever declined it. */
function dutiesOf({ teacher, declined }: Lesson, row: Row, at: number): Added[] {
  const given = (person: Person, ended: Row): Added => [
    'duties',
    { id: v7(), ...row, person_id: person.id, assigned_at: at, ...ended },
  ]
  const live = { ended_at: null, ended_by: null, declined: 0, reason: '' }
  const duties = teacher ? [given(teacher, live)] : []
  if (!declined) return duties
  const { by, reason } = declined
  return [...duties, given(by, { ended_at: at + 86_400, ended_by: by.id, declined: 1, reason })]
}

type Announced = { endsOn: string; announced: number; sessionIds: readonly string[] }

/** The rows of a workshop that was not stamped, of its timetable and its duties. */
export function announcement(id: string, w: Held, { endsOn, announced, sessionIds }: Announced): Added[] {
  const workshop: Row = {
    id,
    tier_id: w.tier.id,
    unit_id: w.host.id,
    name_en: w.title.en,
    name_hi: w.title.hi,
    venue_en: w.venue?.en ?? null,
    venue_hi: w.venue?.hi ?? null,
    starts_on: w.startsOn,
    ends_on: endsOn,
    capacity: w.capacity,
    fee_minor: w.feeMinor ?? 0,
    currency: 'INR',
    opens_at: announced,
    closes_at: w.closesAt ?? morning(endsOn) + 12 * 3600,
    published_at: announced,
    created_by: w.leaders[0]?.person.id ?? null,
    created_at: announced,
  }
  const term =
    (sign: number) =>
    (unit: Unit): Added => ['catchment_terms', { workshop_id: id, unit_id: unit.id, sign }]
  const sessions = (w.sessions ?? []).flatMap((lesson, at): Added[] => {
    const { title, subjectId, guest } = lesson
    const starts = 600 + (at % 6) * 60 + (at % 6 > 2 ? 60 : 0)
    const day = addDays(w.startsOn, Math.min(Math.floor(at / 6), w.tier.days - 1))
    const names = { title_en: title.en, title_hi: title.hi, subject_id: subjectId, speaker: guest ?? null }
    const time = { day_on: day, starts_minute: starts, ends_minute: starts + 50 }
    const given = { workshop_id: id, session_id: sessionIds[at] ?? '' }
    return [
      ['sessions', { id: given.session_id, workshop_id: id, ...time, ...names }],
      ...dutiesOf(lesson, { ...given, assigned_by: w.leaders[0]?.person.id ?? '' }, announced),
    ]
  })
  const faculty = w.leaders.map(
    ({ person }, at): Added => [
      'faculty',
      { workshop_id: id, person_id: person.id, leads: at === 0 ? 1 : 0 },
    ],
  )
  return [
    ['workshops', workshop],
    ...w.include.map(term(1)),
    ...(w.exclude ?? []).map(term(-1)),
    ...sessions,
    ...faculty,
  ]
}
