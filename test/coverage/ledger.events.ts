import { v7 } from 'uuid'
import { addDays, dayOf } from '../../worker/platform/calendar.ts'
import type { Chance } from '../support/chance.ts'
import { START, type stand, WINGS } from './ledger.world.ts'

const ZONE = 'Asia/Kolkata'

type World = ReturnType<typeof stand>
type Step = { kind: string; row: string; before: string; after: string }
/** How often something happens, and how; what the schema refuses has not happened. */
type Kinds = Record<string, [share: number, happen: () => unknown]>

const UNCERTIFIED = `select * from registrations
  where cancelled_at is null and id not in (select registration_id from credentials)`

function handsIn({ db, put, people, booths, tierId, subjects }: World, roll: Chance) {
  const told = {
    tierId,
    minimum: 2,
    finishBy: null as string | null,
    now: START,
    subjects: new Map<string, Set<string>>(),
  }
  const clock = { now: START }
  const pick = (text: string, ...args: unknown[]) =>
    roll.one(db.rows(text, ...args)) as Record<string, string> | undefined
  const person = () =>
    pick('select id, unit_id from people where merged_into is null and rowid % 7 = ?', roll.below(7)) ?? {
      id: people[0] ?? '',
      unit_id: booths[0] ?? '',
    }
  const set = (text: string, ...args: unknown[]) => db.rows(`${text} returning 1`, ...args)
  /** Whoever holds a credential has learnt what was taught on a day. */
  const learn = (credential: string, day: string) => {
    const known = told.subjects.get(credential) ?? new Set()
    for (const [at, subject] of subjects.entries())
      if (addDays('2026-01-05', Math.ceil(at / 2)) === day) known.add(subject)
    told.subjects.set(credential, known)
  }
  return { db, put, roll, told, clock, pick, person, set, learn }
}
type Hands = ReturnType<typeof handsIn>

const invitations = (
  { workshops, tierId }: World,
  { put, roll, clock, pick, person, set }: Hands,
): Kinds => ({
  nominate: [
    10,
    () => {
      const { id, unit_id } = person()
      put('nominations', { id: v7(), tier_id: tierId, person_id: id, unit_id, nominated_at: clock.now })
    },
  ],
  withdraw: [
    4,
    () =>
      set(
        'update nominations set withdrawn_at = ? where id = ?',
        clock.now,
        pick('select id from nominations where withdrawn_at is null')?.id,
      ),
  ],
  register: [
    16,
    () => {
      const [{ id: person_id, unit_id }, id] = [person(), v7()]
      const at = { workshop_id: roll.one(workshops), tier_id: tierId, unit_id }
      put('registrations', { id, ...at, person_id, code: id, registered_by: 'x', registered_at: clock.now })
    },
  ],
  cancel: [
    4,
    () => set('update registrations set cancelled_at = ? where id = ?', clock.now, pick(UNCERTIFIED)?.id),
  ],
})

const trainings = (
  { tierId, subjects }: World,
  { db, put, roll, clock, pick, person, set, learn }: Hands,
): Kinds => ({
  mark: [
    14,
    () => {
      const id = pick('select id from registrations where cancelled_at is null')?.id
      const day = addDays('2026-01-05', roll.below(3))
      const said = { marked_by: 'x', marked_at: clock.now, way: 'name' }
      put('marks', { id: v7(), registration_id: id, day_on: day, ...said })
      const [held] = db.rows('select id from credentials where registration_id = ?', id)
      if (held) learn(`${held.id}`, day)
    },
  ],
  certify: [
    16,
    () => {
      const r = pick(UNCERTIFIED)
      if (!r) return
      const id = v7()
      const ids = { id, code: id, registration_id: r.id, person_id: r.person_id, tier_id: tierId }
      const at = { workshop_id: r.workshop_id, unit_id: r.unit_id, generation: 1 }
      put('credentials', { ...ids, ...at, issued_by: 'x', issued_at: clock.now, signature: 'x' })
      for (const { day_on } of db.rows('select day_on from marks where registration_id = ?', r.id))
        learn(id, `${day_on}`)
      const trainer = pick('select id, person_id from credentials where id <> ?', id)
      const by = { trainer_id: trainer?.person_id ?? 'x', trainer_credential_id: trainer?.id ?? null }
      put('lineage', { credential_id: id, ...by })
      // As if the tier's credentials were good for days instead of a month.
      if (roll.maybe(0.6)) {
        const until = clock.now + 86_400 * roll.below(12) + roll.below(86_400)
        set('update credentials set valid_until = ? where id = ?', until, id)
      }
    },
  ],
  renew: [
    6,
    () => {
      const c = pick('select * from credentials where revoked_at is null')
      const later = `select id from registrations where cancelled_at is null and person_id = ? and id <> ?
        and id not in (select registration_id from renewals)`
      const r = pick(later, c?.person_id, c?.registration_id)
      const by = { renewed_by: 'x', renewed_at: clock.now }
      put('renewals', { id: v7(), credential_id: c?.id, registration_id: r?.id, ...by })
    },
  ],
  revoke: [
    4,
    () =>
      set(
        "update credentials set revoked_at = ?, revoked_by = 'x' where id = ?",
        clock.now,
        pick('select id from credentials where revoked_at is null')?.id,
      ),
  ],
  bring: [
    6,
    () => {
      const { id, unit_id } = person()
      const of = { tier_id: tierId, subject_id: roll.one([null, ...subjects]), unit_id }
      put('prior_trainings', { id: v7(), person_id: id, ...of, recorded_by: 'x', recorded_at: clock.now })
    },
  ],
  forget: [
    2,
    () => {
      // A deletion does not say when: whoever deletes notes it first.
      db.exec(`insert into noting (at) values (${clock.now})`)
      set('delete from prior_trainings where id = ?', pick('select id from prior_trainings')?.id)
    },
  ],
})

const people = ({ tierId }: World, { db, put, roll, told, clock, pick, person, set }: Hands): Kinds => ({
  join: [4, () => put('wing_members', { person_id: person().id, wing_id: roll.one(WINGS) })],
  leave: [
    3,
    () => {
      const row = pick('select * from wing_members')
      set('delete from wing_members where person_id = ? and wing_id = ?', row?.person_id, row?.wing_id)
    },
  ],
  merge: [
    3,
    () => {
      const [kept, gone] = [person(), person()]
      // Of two live registrations or credentials that of the one who stays is kept.
      const chosen = ['registrations', 'credentials'].flatMap((table) =>
        db.rows(`select id from ${table} where person_id = ?`, kept.id).map(({ id }) => id),
      )
      const who = { kept_id: kept.id, gone_id: gone.id, chosen: JSON.stringify(chosen) }
      put('merges', { id: v7(), ...who, merged_by: 'x', merged_at: clock.now })
    },
  ],
  part: [
    3,
    () =>
      set(
        "update merges set undone_by = 'x', undone_at = ? where id = ?",
        clock.now,
        pick('select id from merges where undone_at is null and id not in (select merge_id from merge_built)')
          ?.id,
      ),
  ],
  minimum: [
    1,
    () => {
      const minimum = roll.below(4)
      set('update tiers set minimum = ?, changed_at = ? where id = ?', minimum, clock.now, tierId)
      told.minimum = minimum
    },
  ],
  finishBy: [
    1,
    () => {
      const finishBy = roll.below(4) === 0 ? null : addDays(dayOf(clock.now, ZONE), roll.below(60) - 30)
      set('update tiers set finish_by = ?, changed_at = ? where id = ?', finishBy, clock.now, tierId)
      told.finishBy = finishBy
    },
  ],
})

function tree({ booths, districts, divisions }: World, { db, put, roll, clock }: Hands): Kinds {
  const change = (steps: Step[], undoes: string | null) => {
    const id = v7()
    const made = { at: clock.now, on_day: dayOf(clock.now, ZONE), request_id: 'r', undoes }
    put('tree_changes', { id, kind: undoes ? 'undo' : 'move', ...made })
    for (const { kind, row, before, after } of steps)
      put('tree_steps', { change_id: id, kind, row_id: row, before, after })
    return id
  }
  const done: { id: string; steps: Step[] }[] = []
  const does = (steps: Step[]) => done.push({ id: change(steps, null), steps })
  const move = (row: string, after: string) => {
    const [at] = db.rows('select parent_id from units where id = ?', row)
    does([{ kind: 'parent', row, before: `${at?.parent_id}`, after }])
  }
  return {
    moveBooth: [4, () => move(roll.one(booths), roll.one(districts))],
    moveDistrict: [2, () => move(roll.one(districts), roll.one(divisions))],
    moveFacts: [
      3,
      () => {
        const [before, after] = [roll.one(booths), roll.one(booths)]
        const steps = ['nomination', 'registration', 'credential', 'prior_training'].flatMap((kind) =>
          db.rows(`select id from ${kind}s where unit_id = ?`, before).map(({ id }) => ({
            kind,
            row: `${id}`,
            before,
            after,
          })),
        )
        if (before !== after) does(steps)
      },
    ],
    undoMove: [
      4,
      () => {
        const last = done.pop()
        if (!last) return
        const back = last.steps.toReversed()
        change(
          back.map((step) => ({ ...step, before: step.after, after: step.before })),
          last.id,
        )
      },
    ],
  }
}

/** Everything that can happen in a world; `seen` counts what did, by kind. */
export function happenings(world: World, roll: Chance) {
  const hands = handsIn(world, roll)
  const kinds = Object.assign(
    {},
    ...[invitations, trainings, people, tree].map((some) => some(world, hands)),
  ) as Kinds
  const bag = Object.entries(kinds).flatMap(([kind, [share]]) => Array<string>(share).fill(kind))
  const seen: Record<string, number> = {}
  function happen() {
    const kind = roll.one(bag)
    world.db.exec('savepoint event')
    try {
      kinds[kind]?.[1]()
      seen[kind] = (seen[kind] ?? 0) + 1
    } catch (error) {
      if (!/problem:|UNIQUE|FOREIGN KEY|CHECK|NOT NULL/.test(`${error}`)) throw error
      world.db.exec('rollback to event')
    }
    world.db.exec('release event')
  }
  return { told: hands.told, clock: hands.clock, happen, seen }
}
