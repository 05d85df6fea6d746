import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade, FIRST_DAY } from '../support/cascade.ts'
import { session, subject, trained } from '../support/trained.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const LEVELS = ['state', 'zone', 'division', 'district', 'booth']
const DISTRICTS = ['D1', 'D2', 'D3', 'D4', 'D5']
const UNITS = ['ST', 'Z1<ST', 'Z2<ST', 'V1<Z1', 'V2<Z1', 'V3<Z2', 'D1<V1', 'D2<V1', 'D3<V2', 'D4<V3', 'D5<V3']
const BOOTHS = ['B1<D1', 'B2<D2', 'B3<D3', 'B4<D4', 'B5<D5']
const PEOPLE = 10
const HALLS = 2
const SUBJECTS = 3
const NOON = Math.floor(Date.parse(`${FIRST_DAY}T06:30:00Z`) / 1000)

type Unit = { id: string; path: string; closed: number; level: string }
type Facts = {
  units: Unit[]
  teachers: { person: string; unit: string; hall: string; day: string }[]
  batches: { id: string; unit: string; cancelled: number }[]
  faculty: { workshop: string; person: string }[]
  sessions: { workshop: string; subject: string }[]
  grants: { person: string; unit: string }[]
}

/** Everything that the radar says of a tier, counted from the facts unit by unit. */
function counted(f: Facts) {
  const pathOf = new Map(f.units.map(({ id, path }) => [id, path]))
  const inside = (unit: string, top: string) => (pathOf.get(unit) ?? '').startsWith(pathOf.get(top) ?? '-')
  const live = f.batches.filter(({ cancelled }) => !cancelled)
  const held = (person: string) =>
    live.filter(({ id }) => f.faculty.some((t) => t.workshop === id && t.person === person)).length
  const sent = (person: string, home: string) =>
    f.grants.filter((g) => g.person === person && g.unit !== home).length
  const staffed = (unit: string) =>
    f.teachers.some((t) => t.unit === unit) || f.grants.some((g) => g.unit === unit)
  const told = (unit: string) =>
    f.sessions
      .filter((s) => live.some((b) => b.id === s.workshop && inside(b.unit, unit)))
      .map((s) => s.subject)
  const missing = (unit: string) => {
    const here = new Set(told(unit))
    const given = f.teachers
      .filter((t) => t.unit === unit)
      .flatMap((t) => f.sessions.filter((s) => s.workshop === t.hall).map((s) => s.subject))
    return here.size === 0 ? [] : [...new Set(given)].filter((one) => !here.has(one))
  }
  const districts = f.units.filter(({ level }) => level === 'district')
  return f.units
    .map(({ id: top }) => {
      const below = districts.filter(({ id }) => inside(id, top))
      const teachers = f.teachers.filter((t) => inside(t.unit, top))
      const idle = teachers.filter((t) => held(t.person) === 0)
      const manned = below.filter(({ id, closed }) => !closed && staffed(id))
      const busy = manned.filter(({ id }) => live.some((b) => inside(b.unit, id)))
      return {
        unit: top,
        teachers: teachers.length,
        spare: teachers.filter((t) => held(t.person) < 2 && sent(t.person, t.unit) === 0).length,
        batches: live.filter((b) => inside(b.unit, top)).length,
        staffed: manned.length,
        busy: busy.length,
        idle: tally(idle.map((t) => t.day)),
        dropped: tally(below.flatMap(({ id }) => missing(id))),
      }
    })
    .sort((a, b) => (a.unit < b.unit ? -1 : 1))
}

const tally = (keys: string[]) =>
  [...new Set(keys)].sort().map((key) => `${key} ${keys.filter((k) => k === key).length}`)

async function ground() {
  const org = await w.organisation({ levels: LEVELS, units: [...UNITS, ...BOOTHS] })
  const people: string[] = []
  for (let n = 0; n < PEOPLE; n += 1)
    people.push((await org.person(`Person ${n}`, { unit: DISTRICTS[n % 4] ?? '' })).id)
  const made = await cascade(org)
  const tier = made.tierId(2)
  const halls: string[] = []
  for (let n = 0; n < HALLS; n += 1) halls.push(await made.workshop({ days: 3 }))
  const subjects: string[] = []
  for (let n = 0; n < SUBJECTS; n += 1) subjects.push(await subject(org, made.programmeId, n))
  const run = (sql: string, args: (string | number)[] = []) => org.db.execute({ sql, args })
  const one = async (sql: string, n: number, args: (string | number)[] = []) => {
    const rows = await org.rows(sql, args)
    return rows.length === 0 ? undefined : String(rows[n % rows.length]?.id)
  }
  const step = async (kind: string, row: string, before: string | null, after: string | null) => {
    const change = v7()
    await org.db.batch(
      [
        {
          sql: "insert into tree_changes (id, kind, unit_id, at, on_day, request_id) values (?, 'move', ?, ?, ?, 'x')",
          args: [change, row, NOON, FIRST_DAY],
        },
        {
          sql: 'insert into tree_steps (change_id, kind, row_id, before, after) values (?, ?, ?, ?, ?)',
          args: [change, kind, row, before, after],
        },
      ],
      'write',
    )
  }
  const batchOf = (n: number) =>
    one('select id from workshops where tier_id = ? and cancelled_at is null order by id', n, [tier])

  /** What can happen; each takes two numbers that choose among what there is. */
  const happen: Record<string, (a: number, b: number) => Promise<unknown>> = {
    async train(a, b) {
      const personId = people[a % PEOPLE] ?? ''
      const taken = await org.rows('select 1 from credentials where person_id = ? and revoked_at is null', [
        personId,
      ])
      const workshopId = halls[b % HALLS] ?? ''
      const seated = await org.rows(
        'select 1 from registrations where person_id = ? and workshop_id = ? and cancelled_at is null',
        [personId, workshopId],
      )
      if (taken.length + seated.length > 0) return
      const unit = DISTRICTS[a % 4] ?? ''
      const id = await trained(org, made, { workshopId, personId, unit, issuedAt: NOON + (b % 3) * 86_400 })
      if (b % 2 === 0)
        await run('update credentials set valid_until = ? where id = ?', [NOON + 9_000_000, id])
    },
    async revoke(a) {
      const id = await one('select id from credentials where revoked_at is null order by id', a)
      if (id) await run('update credentials set revoked_at = ? where id = ?', [NOON, id])
    },
    async renew(a) {
      const id = await one(
        `select id from credentials c where revoked_at is not null and not exists (select 1 from credentials o
          where o.person_id = c.person_id and o.revoked_at is null) order by id`,
        a,
      )
      if (id) await run('update credentials set revoked_at = null where id = ?', [id])
    },
    async expire(a) {
      const id = await one('select credential_id as id from expiries where over = 0 order by 1', a)
      if (id) await run('update expiries set over = 1 where credential_id = ?', [id])
    },
    async refresh(a) {
      const id = await one('select credential_id as id from expiries where over = 1 order by 1', a)
      if (id) await run('update credentials set valid_until = valid_until + 9000000 where id = ?', [id])
    },
    async carry(a, b) {
      const id = await one('select id from credentials where revoked_at is null order by id', a)
      if (id)
        await run('update credentials set unit_id = ? where id = ?', [org.unitId(DISTRICTS[b % 5] ?? ''), id])
    },
    open: (a, b) =>
      made.workshop({
        tier: 2,
        unit: DISTRICTS[a % 5] ?? '',
        days: 1,
        faculty: b % 3 === 0 ? [] : [people[b % PEOPLE] ?? ''],
      }),
    async callOff(a) {
      const id = await batchOf(a)
      if (id) await run('update workshops set cancelled_at = 1 where id = ?', [id])
    },
    async join(a, b) {
      const id = await batchOf(a)
      if (id)
        await run('insert into faculty values (?, ?, 0) on conflict do nothing', [
          id,
          people[b % PEOPLE] ?? '',
        ])
    },
    async leave(a) {
      const rows = await org.rows('select workshop_id as w, person_id as p from faculty order by 1, 2')
      const row = rows[a % Math.max(1, rows.length)]
      if (row)
        await run('delete from faculty where workshop_id = ? and person_id = ?', [
          String(row.w),
          String(row.p),
        ])
    },
    async tell(a, b) {
      const id = b % 3 === 0 ? halls[a % HALLS] : await batchOf(a)
      if (id) await session(org, id, subjects[b % SUBJECTS] ?? '')
    },
    async hush(a) {
      const id = await one('select id from sessions order by id', a)
      if (id) await run('delete from sessions where id = ?', [id])
    },
    send: (a, b) =>
      run(
        `insert into grants (id, person_id, role, unit_id, tier_id, from_at, given_at) values (?, ?, 'trainer', ?, ?, 1, 1)`,
        [v7(), people[a % PEOPLE] ?? '', org.unitId(DISTRICTS[b % 5] ?? ''), tier],
      ),
    async recall(a) {
      const id = await one("select id from grants where role = 'trainer' and until_at is null order by id", a)
      if (id) await run('update grants set until_at = 2 where id = ?', [id])
    },
    async host(a, b) {
      const id = await batchOf(a)
      if (id)
        await run('update workshops set unit_id = ? where id = ?', [org.unitId(DISTRICTS[b % 5] ?? ''), id])
    },
    async move(a, b) {
      const [from, to] = a % 2 ? ['division', ['Z1', 'Z2']] : ['district', ['V1', 'V2', 'V3']]
      const [unit] = (
        await org.rows('select id, parent_id from units where level_id = ? order by id', [String(from)])
      ).slice(a % 3, (a % 3) + 1)
      const goal = org.unitId(to[b % to.length] ?? '')
      if (unit && unit.parent_id !== goal) await step('parent', String(unit.id), String(unit.parent_id), goal)
    },
    async close(a) {
      const id = org.unitId(DISTRICTS[a % 5] ?? '')
      const [unit] = await org.rows('select closed_on from units where id = ?', [id])
      const [below] = await org.rows('select id from units where parent_id = ? and closed_on is null', [id])
      if (unit?.closed_on) await step('closed', id, String(unit.closed_on), null)
      else {
        if (below) await step('closed', String(below.id), null, FIRST_DAY)
        await step('closed', id, null, FIRST_DAY)
      }
    },
  }

  async function facts(): Promise<Facts> {
    const rows = async <T>(sql: string, args: string[] = []) => (await org.rows(sql, args)) as T[]
    return {
      units: await rows('select id, path, closed_on is not null as closed, level_id as level from units'),
      teachers: await rows(
        `select person_id as person, unit_id as unit, workshop_id as hall, date(issued_at + 19800, 'unixepoch') as day
          from credentials where revoked_at is null and id not in (select credential_id from expiries where over)`,
      ),
      batches: await rows(
        'select id, unit_id as unit, cancelled_at is not null as cancelled from workshops where tier_id = ?',
        [tier],
      ),
      faculty: await rows('select workshop_id as workshop, person_id as person from faculty'),
      sessions: await rows('select workshop_id as workshop, subject_id as subject from sessions'),
      grants: await rows(
        "select person_id as person, unit_id as unit from grants where role = 'trainer' and until_at is null",
      ),
    }
  }
  /** What the radar's own tables say, of every unit. */
  async function kept() {
    const rows = await org.rows(
      `select u.id as unit, coalesce(g.teachers, 0) as teachers, coalesce(g.spare, 0) as spare,
        coalesce(g.batches, 0) as batches, coalesce(g.staffed, 0) as staffed, coalesce(g.busy, 0) as busy,
        (select json_group_array(on_day || ' ' || people) from (select * from waiting_days
          where tier_id = ?1 and unit_id = u.id order by on_day)) as idle,
        (select json_group_array(subject_id || ' ' || units) from (select * from drops
          where tier_id = ?1 and unit_id = u.id order by subject_id)) as dropped
      from units u left join ground g on g.tier_id = ?1 and g.unit_id = u.id order by u.id`,
      [tier],
    )
    return rows.map((row) => ({
      ...row,
      idle: JSON.parse(String(row.idle)),
      dropped: JSON.parse(String(row.dropped)),
    }))
  }
  return { happen, facts, kept }
}

/** Which figures of a unit are not nothing. */
const telling = (row: Record<string, unknown>) =>
  Object.keys(row).filter((key) => {
    const value = row[key]
    return key !== 'unit' && (Array.isArray(value) ? value.length > 0 : Number(value) > 0)
  })

test('after each of hundreds of random events every unit’s leaks are what counting from the facts says', async () => {
  const { happen, facts, kept } = await ground()
  const names = Object.keys(happen)
  const event = fc.tuple(
    fc.constantFrom(...names, 'train', 'train', 'open', 'tell', 'tell'),
    fc.nat(99),
    fc.nat(99),
  )
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 30, maxLength: 40, size: 'max' }), async (events) => {
      for (const [name, a, b] of events) await happen[name]?.(a, b)
      const told = await kept()
      expect(told).toEqual(counted(await facts()))
      for (const key of told.flatMap(telling)) seen.add(key)
    }),
    {
      numRuns: 12,
      endOnFailure: true,
      seed: Number(process.env.SEED ?? 2026),
    },
  )
  expect([...seen].sort()).toEqual(['batches', 'busy', 'dropped', 'idle', 'spare', 'staffed', 'teachers'])
}, 240_000)
