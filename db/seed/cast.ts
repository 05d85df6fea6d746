import { v7 } from 'uuid'
import type { Tier } from './book.ts'
import type { Both } from './tables/campaigns.ts'
import { DEMO_PHONE_PREFIX } from './tables/people-names.ts'
import type { Person, Row, Tenant, Unit } from './tenant.ts'

/** A demo log-in: who, in which role, with which phone. */
export type LogIn = { organisation: string; role: string; name: string; phone: string }

const ROLES = ['admin', 'treasurer', 'trainer', 'participant'] as const

/** Roles that every demo organisation has a log-in for. */
export type DemoRole = (typeof ROLES)[number]

const ORGANISATIONS = ['bjp-mp', 'inc-mp', 'cpi-bihar', 'inc-rajasthan']

/** The phone of a demo role; invented people have even numbers, so that nobody shares it. */
export const logInPhone = (slug: string, role: DemoRole): string =>
  `${DEMO_PHONE_PREFIX}${ORGANISATIONS.indexOf(slug) + 1}000${1 + 2 * ROLES.indexOf(role)}`

/** Since when offices and powers are held: before the first day of any story. */
const HELD_SINCE = '2022-04-01'

/** Gathers people until they are written with their offices, wings and grants. */
export function openCast(t: Tenant) {
  const people: Row[] = []
  const offices: Row[] = []
  const wings: Row[] = []
  const grants: Row[] = []
  const consents: Row[] = []

  /** An invented person at a unit, with an office there if one is named. */
  function at(unit: Unit, office?: string, phone?: string | null): Person {
    const { row, ...person } = t.invent(unit, phone)
    people.push(row)
    if (office)
      offices.push({
        id: v7(),
        person_id: person.id,
        unit_id: unit.id,
        kind_id: office,
        from_on: HELD_SINCE,
      })
    return person
  }

  const inWing = (person: Person, wing: string) => wings.push({ person_id: person.id, wing_id: wing })

  const grant = (person: Person, role: string, unit: Unit) =>
    grants.push({
      id: v7(),
      person_id: person.id,
      role,
      unit_id: unit.id,
      from_at: Date.parse(HELD_SINCE) / 1000,
      given_at: Date.parse(HELD_SINCE) / 1000,
    })

  /** Somebody who signs in with the demo phone of a role. */
  function logIn(role: DemoRole, unit: Unit): Person {
    const person = at(unit, undefined, logInPhone(t.slug, role))
    consents.push(consentRow(person.id, people.at(-1)?.can_read === 0, t))
    return person
  }

  /** Writes everybody gathered so far. */
  async function write() {
    for (const [table, rows] of Object.entries({ people, offices, wing_members: wings, grants, consents })) {
      await t.insert(table, rows)
      rows.length = 0
    }
  }
  return { at, inWing, grant, logIn, write }
}

const consentRow = (personId: string, unread: boolean, t: Tenant): Row => ({
  id: v7(),
  person_id: personId,
  notice_id: t.noticeId,
  given: 1,
  language: 'hi',
  channel: 'app',
  recorded_by: personId,
  recorded_at: t.now - 86_400 * 20,
  witness_name: unread ? 'गीता बाई' : null,
  read_out: unread ? 'read' : null,
})

/** What a programme needs; levels by their ids. */
export type TierDraft = {
  title: Both
  host: string
  trains: string
  taughtBy: 'guest' | 'credential' | 'office'
  planned: boolean
  quota: [minimum: number, target: number, maximum: number]
  /** Of every unit one person of each of these wings, or one for each subject, is wanted. */
  wanted?: 'subjects' | string[]
  batch: number
  days?: number
  passDays?: number
  startBy?: string | undefined
  finishBy?: string | undefined
  feeMinor?: number
}

type Programme = {
  title: Both
  about: Both
  startsOn: string
  endsOn: string
  subjects: Both[]
  tiers: TierDraft[]
  planPublished: boolean
}

/** Rows of a programme with its subjects and tiers, and its tiers as workshops refer to them. */
export function programmeRows(p: Programme, now: number) {
  const id = v7()
  const programme = {
    id,
    name_en: p.title.en,
    name_hi: p.title.hi,
    about_en: p.about.en,
    about_hi: p.about.hi,
    starts_on: p.startsOn,
    ends_on: p.endsOn,
    published_at: now,
    created_at: now,
  }
  const subjects = p.subjects.map((title, at) => ({
    id: v7(),
    programme_id: id,
    position: at + 1,
    name_en: title.en,
    name_hi: title.hi,
  }))
  const sharesOf = ({ wanted }: TierDraft) => {
    const kind = wanted === 'subjects' ? 'subject' : 'wing'
    const ids = wanted === 'subjects' ? subjects.map((subject) => subject.id) : (wanted ?? [])
    return JSON.stringify(ids.map((of) => ({ kind, id: of, minimum: 0, target: 1, maximum: null })))
  }
  const tiers = p.tiers.map((d, at) => ({
    id: v7(),
    programme_id: id,
    position: at + 1,
    name_en: d.title.en,
    name_hi: d.title.hi,
    host_level_id: d.host,
    trainee_level_id: d.trains,
    taught_by: d.taughtBy,
    planned: d.planned ? 1 : 0,
    minimum: d.quota[0],
    target: d.quota[1],
    maximum: d.quota[2],
    batch_size: d.batch,
    days: d.days ?? 1,
    hours_per_day: 6,
    pass_days: d.passDays ?? 1,
    start_by: d.startBy ?? null,
    finish_by: d.finishBy ?? null,
    fee_minor: d.feeMinor ?? 0,
    shares: sharesOf(d),
    plan_published_at: d.planned && p.planPublished ? now : null,
  }))
  const asTier = (row: (typeof tiers)[number]): Tier => ({
    id: row.id,
    programmeId: id,
    days: row.days,
    passDays: row.pass_days,
  })
  return { programme, subjects, tiers: tiers.map(asTier), tierRows: tiers }
}
