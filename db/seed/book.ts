import { v7 } from 'uuid'
import { claimsOf, generationAfter } from '../../worker/credentials/rules.ts'
import { audienceOf } from '../../worker/credentials/verification/keys.ts'
import { receiptSeries, receiptYear } from '../../worker/payments/rules.ts'
import { addDays, daysBetween } from '../../worker/platform/calendar.ts'
import { newCode } from '../../worker/platform/id.ts'
import { signToken } from '../../worker/platform/keys.ts'
import {
  announcement,
  type Held,
  type Holder,
  morning,
  type Seat,
  type Settled,
  settle,
  settledAs,
  type Tier,
} from './announcing.ts'
import { insertMany, type Person, type Row, type Say, type Tenant, type Unit } from './tenant.ts'

export type { Held, Holder, Lesson, Opinion, Seat, Tier } from './announcing.ts'
export { morning } from './announcing.ts'

/** Tables in the order in which their rows may be written. */
const ORDER = [
  'programmes',
  'subjects',
  'tiers',
  'workshops',
  'catchment_terms',
  'sessions',
  'faculty',
  'duties',
  'load_caps',
  'obligations',
  'nominations',
  'registrations',
  'dues',
  'payments',
  'receipts',
  'marks',
  'credentials',
  'lineage',
  'feedback',
] as const

type Keys = { SIGNING_KEYS: string }

type Ids = readonly [workshopId: string, registrationId: string]

/** Gathers what happened in an organisation and writes it in the order that the schema needs. */
export function openBook(t: Tenant, keys: Keys) {
  const rows = new Map<string, Row[]>()
  const settled: Settled[] = []
  const unsigned: { row: Row; claims: ReturnType<typeof claimsOf>; at: number }[] = []
  const receiptCounts = new Map<string, number>()
  const add = (table: (typeof ORDER)[number], row: Row) => {
    const list = rows.get(table) ?? []
    list.push(row)
    rows.set(table, list)
  }

  function pay(registrationId: string, seat: Seat, amountMinor: number, at: number, recordedBy: string) {
    add('dues', {
      registration_id: registrationId,
      amount_minor: amountMinor,
      currency: 'INR',
      raised_at: at,
    })
    if (!seat.paid) return
    const id = v7()
    const [series, year] = [receiptSeries(t.slug), receiptYear(at)]
    const seq = (receiptCounts.get(year) ?? 0) + 1
    receiptCounts.set(year, seq)
    add('payments', {
      id,
      registration_id: registrationId,
      provider: seat.paid,
      amount_minor: amountMinor,
      currency: 'INR',
      reference:
        seat.paid === 'cash' ? null : String(400_000_000_000 + (rows.get('payments')?.length ?? 0) * 7919),
      payer_name: seat.person.nameEn,
      received_at: at,
      recorded_by: recordedBy,
    })
    const number = `${series}/${year}/${String(seq).padStart(6, '0')}`
    add('receipts', { payment_id: id, series, year, seq, number, issued_at: at })
  }

  function credit(w: Held, [workshopId, registrationId]: Ids, place: number, at: number): Holder[] {
    const seat = w.seats[place]
    if (!seat) return []
    const part = Math.floor((place * w.leaders.length) / w.seats.length)
    const leaders = w.parted ? w.leaders.slice(part, part + 1) : w.leaders
    const generation = generationAfter(
      leaders.map(({ holder }) => ({ generation: holder?.generation ?? null })),
    )
    const [id, code] = [v7(), newCode(10)]
    const ids = { personId: seat.person.id, tierId: w.tier.id, workshopId, unitId: seat.unit.id }
    const row = {
      id,
      code,
      registration_id: registrationId,
      person_id: ids.personId,
      tier_id: ids.tierId,
      workshop_id: workshopId,
      unit_id: ids.unitId,
      generation,
      issued_by: leaders[0]?.person.id ?? '',
      issued_at: at,
      signature: '',
    }
    unsigned.push({ row, claims: claimsOf({ id, code, generation, ...ids }), at })
    for (const { person, holder } of leaders) {
      add('lineage', {
        credential_id: id,
        trainer_id: person.id,
        trainer_credential_id: holder?.credentialId ?? null,
      })
    }
    return [{ person: seat.person, credentialId: id, generation, unit: seat.unit }]
  }

  /** Writes down a workshop with its registrations, money, marks and credentials; returns who may teach now. */
  function hold(w: Held): Holder[] {
    const id = w.stamped ?? v7()
    const endsOn = w.endsOn ?? addDays(w.startsOn, w.tier.days - 1)
    const announced = morning(addDays(w.startsOn, -30))
    const sessionIds = (w.sessions ?? []).map(() => v7())
    if (w.stamped) settled.push(settledAs(id, w, endsOn, announced))
    for (const row of announcement(id, w, { endsOn, announced, sessionIds }))
      if (!w.stamped || row[0] === 'sessions') add(row[0], row[1])
    const leader = w.leaders[0]?.person.id ?? ''
    for (const kind_id of w.compulsoryFor ?? []) {
      const bound = { id: v7(), workshop_id: id, kind_id, unit_id: w.host.id, days: w.tier.passDays }
      add('obligations', { ...bound, set_by: leader, set_at: announced })
    }
    const holders: Holder[] = []
    for (const [at, seat] of w.seats.entries()) {
      const registrationId = v7()
      const registeredAt = Math.min(announced + 3600 * (1 + (at % 600)), t.now - 60)
      add('registrations', {
        id: registrationId,
        workshop_id: id,
        tier_id: w.tier.id,
        person_id: seat.person.id,
        unit_id: seat.unit.id,
        code: newCode(8),
        registered_by: seat.person.id,
        registered_at: registeredAt,
      })
      if (w.feeMinor) pay(registrationId, seat, w.feeMinor, registeredAt, leader)
      const turn = seat.from ?? w.startsOn
      const last = addDays(turn, w.tier.days - 1)
      for (const day of daysBetween(turn, last).slice(0, seat.days)) {
        add('marks', {
          id: v7(),
          registration_id: registrationId,
          day_on: day,
          marked_by: leader,
          marked_at: morning(day),
          way: 'qr',
        })
      }
      for (const { of, grades, words } of seat.days > 0 ? (w.said?.(at) ?? []) : []) {
        const [clear, useful, involved, ready] = grades
        const [session_id, trainer_id] = of === 'leader' ? ['', leader] : [sessionIds[of] ?? '', '']
        const given = morning(last) + 9 * 3600 + at
        const row = { registration_id: registrationId, session_id, trainer_id, workshop_id: id }
        add('feedback', { ...row, clear, useful, involved, ready, words, given_at: given, changed_at: given })
      }
      if (seat.days >= w.tier.passDays)
        holders.push(...credit(w, [id, registrationId], at, morning(last) + 8 * 3600))
    }
    return holders
  }

  /** Somebody is proposed for a tier by his unit. */
  const nominate = (tier: Tier, person: Person, unit: Unit, by: string, at: number) =>
    add('nominations', {
      id: v7(),
      tier_id: tier.id,
      person_id: person.id,
      unit_id: unit.id,
      nominated_by: by,
      nominated_at: at,
    })

  /** Writes everything gathered so far, and says how far it is. */
  async function write(say: Say) {
    for (let from = 0; from < unsigned.length; from += 2000) {
      const part = unsigned.slice(from, from + 2000)
      const signed = await Promise.all(
        part.map(({ claims, at }) =>
          signToken(keys, claims, { audience: audienceOf(t.slug), now: at, life: 0 }),
        ),
      )
      for (const [at, signature] of signed.entries()) add('credentials', { ...part[at]?.row, signature })
    }
    unsigned.length = 0
    await settle(t, settled)
    settled.length = 0
    for (const table of ORDER) {
      const list = rows.get(table) ?? []
      if (list.length > 20_000) say(`  ${t.slug}: ${list.length.toLocaleString('en-IN')} ${table} …`)
      await insertMany(t.db, table, list)
    }
    rows.clear()
  }

  return { add, hold, nominate, write }
}
