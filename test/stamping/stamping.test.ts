import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Tier = Record<string, number> & { firstOn: string; lastOn: string }
type Stamping = {
  id: string
  state: string
  drafts: number
  written: number
  replaced: number
  kept: number
  tiers: Tier[]
}
type Draft = {
  workshopId: string
  workshop: boolean
  unit: { code: string }
  part: number
  parts: number
  units: number
  startsOn: string
  people: { id: string; nameEn: string }[]
  awaited: number
  lacking: number
}

/** A state of three districts with five booths each, whose second tier is taught in the districts by those trained. */
async function state() {
  const districts = ['D1', 'D2', 'D3']
  const booths = districts.flatMap((d) => Array.from({ length: 5 }, (_, n) => `${d}B${n}<${d}`))
  const org = await w.organisation({ units: ['ST', ...districts.map((d) => `${d}<ST`), ...booths] })
  const made = await cascade(org, [
    { days: 1, passDays: 1, planned: 0 },
    { days: 1, passDays: 1 },
    { days: 1 },
  ])
  const planner = await org.person('Planner', { grants: ['planner@ST'] })
  const hop = (tier: number, hostLevelId: string, over: object = {}) => ({
    tierId: made.tierId(tier),
    hostLevelId,
    perUnit: 2,
    batchSize: 4,
    hallsPerHost: 1,
    trainersPerBatch: 1,
    trainersPerPool: null,
    finishBy: null,
    ...over,
  })
  const plan = (hops: object[]) => ({
    startsOn: '2026-12-07',
    daysPerWeek: 6,
    costs: { traineeDay: 0, trainerDay: 0, hallDay: 0, trip: 0 },
    hops,
  })
  const hops = [hop(1, 'state', { trainersPerPool: 2 }), hop(2, 'district')]
  const asked = (over: object = {}) => ({
    id: v7(),
    caps: { perWeek: 6, inAll: 60, farthest: 10 },
    by: { kind: 'plan', plan: plan(hops), tierIds: [made.tierId(1), made.tierId(2)], ...over },
  })
  const path = `/programmes/${made.programmeId}/stampings`
  /** Draws up, commits and writes to the end. */
  async function stamp(body: { id: string }) {
    const drawn = await planner.post<Stamping>(path, body)
    expect(drawn.status).toBe(201)
    await planner.post(`/stampings/${body.id}/commitment`)
    return finish(body.id)
  }
  async function finish(id: string) {
    for (let steps = 0; steps < 50; steps += 1) {
      const { body, status } = await planner.post<Stamping>(`/stampings/${id}/steps`)
      if (status !== 200 || ['done', 'reverted'].includes(body.state)) return body
    }
    throw new Error('it never ends')
  }
  const drafts = async (id: string, more = '') =>
    (await planner.get<{ drafts: Draft[] }>(`/stampings/${id}/drafts${more}`)).body.drafts
  const count = async (sql: string) => Number((await org.db.execute(sql)).rows[0]?.[0])
  /** How many live workshops of a tier serve each booth, by its terms, counted by hand. */
  const serving = async (tier: number) =>
    (
      await org.db.execute({
        sql: `select u.code, (select count(*) from workshops w where w.tier_id = ?1 and w.cancelled_at is null
            and exists (select 1 from catchment_terms c join units t on t.id = c.unit_id
              where c.workshop_id = w.id and c.sign = 1 and substr(u.path, 1, length(t.path)) = t.path)) as n
          from units u join tiers ti on ti.id = ?1 where u.level_id = ti.trainee_level_id and u.closed_on is null`,
        args: [made.tierId(tier)],
      })
    ).rows.map((row) => Number(row[1]))
  return { org, made, planner, hop, plan, asked, path, stamp, finish, drafts, count, serving }
}

test('a plan is drawn up in one read and one write, and nothing is there but its preview', async () => {
  const { planner, path, asked, drafts, count } = await state()
  const body = asked()
  const answer = await planner.post<Stamping>(path, body)
  expect(answer).toMatchObject({ status: 201, trips: 2, body: { state: 'ready', drafts: 11, written: 0 } })
  // 3 districts in batches of 2; then 5 booths in each of three districts: 3 batches, by the 2 people of each district.
  expect(answer.body.tiers).toMatchObject([
    { drafts: 2, hosts: 1, units: 3, awaited: 2, named: 0, lacking: 0, firstOn: '2026-12-07' },
    { drafts: 9, hosts: 3, units: 15, awaited: 9, lacking: 0, unserved: 0, outside: 0, trainersBound: 3 },
  ])
  expect(await count('select count(*) from workshops')).toBe(0)
  expect(await planner.post<Stamping>(path, body)).toMatchObject({ status: 201, body: { drafts: 11 } })
  expect(await count('select count(*) from stamp_drafts')).toBe(11)
  const [first] = await drafts(body.id)
  expect(first).toMatchObject({ workshop: false, unit: { code: 'ST' }, parts: 2, awaited: 1, people: [] })
  expect(await planner.delete(`/stampings/${body.id}`)).toMatchObject({
    status: 200,
    body: { state: 'dropped' },
  })
  expect(await planner.post(`/stampings/${body.id}/commitment`)).toMatchObject({ status: 409 })
})

test('written, every booth and every district is in exactly one draft, and a step again writes nothing twice', async () => {
  const { planner, asked, stamp, serving, drafts, count, org } = await state()
  const body = asked()
  expect(await stamp(body)).toMatchObject({ state: 'done', written: 11 })
  expect(await serving(1)).toEqual([1, 1, 1])
  expect(new Set(await serving(2))).toEqual(new Set([1]))
  expect(await planner.post(`/stampings/${body.id}/steps`)).toMatchObject({
    body: { state: 'done', written: 11 },
  })
  expect(await count('select count(*) from workshops')).toBe(11)
  expect(await count('select count(*) from workshops where published_at is null and venue_en is null')).toBe(
    11,
  )
  const [, , third] = await drafts(body.id)
  const page = await planner.get<Record<string, unknown>>(`/workshops/${third?.workshopId}`)
  expect(page).toMatchObject({
    status: 200,
    body: {
      nameEn: 'Tier 2, D1 1/3',
      capacity: 4,
      units: 1,
      startsOn: '2026-12-09',
      host: { id: org.unitId('D1') },
    },
  })
})

test('those who hold a good certificate of the tier above teach: the nearest, one batch a day, and not where they teach already', async () => {
  const { org, made, asked, planner, path, stamp, drafts, hop, plan, count } = await state()
  const hall = await made.workshop({ tier: 1, days: 1 })
  const trained = async (name: string, unit: string) => {
    const one = await org.person(name, { unit })
    const { id } = await made.register(hall, one.id, unit)
    await org.db.execute({
      sql: `insert into credentials (id, code, registration_id, person_id, tier_id, workshop_id, unit_id, generation, issued_by,
          issued_at, signature) values (?, ?, ?, ?, ?, ?, ?, 1, 'x', 0, 'x')`,
      args: [v7(), name, id, one.id, made.tierId(1), hall, org.unitId(unit)],
    })
    return one.id
  }
  const [asha, bina] = [await trained('Asha', 'D1'), await trained('Bina', 'D1')]
  // Chhaya's certificate runs out before the plan begins, Devi's has run out: neither is counted on.
  const until = (personId: string, on: string) =>
    org.db.execute({
      sql: 'update credentials set valid_until = unixepoch(?) where person_id = ?',
      args: [on, personId],
    })
  await until(await trained('Chhaya', 'D1'), '2026-12-01')
  await until(await trained('Devi', 'D1'), '2026-11-01')
  await org.db.execute({ sql: 'update expiries set over = 1 where at <= ?', args: [w.clock.now] })
  const tried = await planner.post<{ tiers: { trainersAvailable: number }[] }>(
    `/programmes/${made.programmeId}/simulations`,
    plan([hop(1, 'state', { trainersPerPool: 2 }), hop(2, 'district')]),
  )
  // Three in D1, and the two of each other district that the first hop is to train.
  expect(tried.body.tiers[1]?.trainersAvailable).toBe(3 + 2 + 2)
  const busy = await made.workshop({
    tier: 3,
    unit: 'D1B0',
    startsOn: '2026-12-07',
    days: 1,
    faculty: [bina],
  })
  expect(busy).toBeTruthy()
  const only = { plan: plan([hop(2, 'district', { trainersPerPool: 0 })]), tierIds: [made.tierId(2)] }
  const body = asked(only)
  const { body: told } = await planner.post<Stamping>(path, body)
  // Nine batches, in each district one a day; two people who may be called from anywhere: three days of two, less Bina's Monday.
  expect(told.tiers[0]).toMatchObject({
    drafts: 9,
    named: 5,
    lacking: 4,
    unserved: 4,
    awaited: 0,
    trainers: 2,
  })
  const near = asked(only)
  near.caps.farthest = 0
  expect((await planner.post<Stamping>(path, near)).body.tiers[0]).toMatchObject({
    named: 3,
    travel: 0,
    travelBound: 0,
  })
  expect(await stamp(body)).toMatchObject({ state: 'done', written: 9 })
  const rows = await drafts(body.id)
  const monday = rows.filter(({ startsOn }) => startsOn === '2026-12-07').flatMap(({ people }) => people)
  expect(monday).toEqual([{ id: asha, nameEn: 'Asha', nameHi: 'Asha' }])
  expect(await drafts(body.id, '?lacking=true')).toHaveLength(4)
  expect(await count('select count(*) from faculty where leads = 1')).toBe(1 + 5)
})

test('two planners go on with one stamping at the same time, each retrying what he sent: the same drafts as when one does it in peace', async () => {
  const { org, planner, path, asked, count, serving, drafts } = await state()
  const other = await org.person('Another planner', { grants: ['planner@ST'] })
  const body = asked()
  await planner.post(path, body)
  const calm = (await drafts(body.id)).map(({ workshopId, unit, part, startsOn }) => [
    workshopId,
    unit,
    part,
    startsOn,
  ])
  const commit = () => planner.post(`/stampings/${body.id}/commitment`)
  await Promise.all([commit(), commit()])
  const states = new Set<string>()
  for (let round = 0; round < 10 && !states.has('done'); round += 1) {
    const step = `/stampings/${body.id}/steps`
    const answers = await Promise.all([planner, other, planner].map((who) => who.post<Stamping>(step)))
    for (const { status, body: told } of answers) {
      expect(status).toBe(200)
      states.add(told.state)
    }
  }
  expect(await commit()).toMatchObject({ status: 201, body: { state: 'done', written: 11 } })
  expect(
    (await drafts(body.id)).map(({ workshopId, unit, part, startsOn }) => [workshopId, unit, part, startsOn]),
  ).toEqual(calm)
  expect(await count('select count(*) from workshops')).toBe(11)
  expect([await serving(1), new Set(await serving(2))]).toEqual([[1, 1, 1], new Set([1])])
  // What a catchment was begins with its terms, once each.
  expect(await count('select count(*) from catchment_history where until_at is null')).toBe(
    await count("select count(*) from catchment_terms where level_id = '' and wing_id = ''"),
  )
})

test('a draft whose catchment was corrected is a touched one: it stays when the tier is stamped anew and when all is taken back', async () => {
  const { org, planner, asked, stamp, finish, drafts, serving, plan, hop, made, count } = await state()
  const first = asked()
  await stamp(first)
  const own = (await drafts(first.id)).filter(({ unit }) => unit.code === 'D1')
  const [one, two] = own.map(({ workshopId }) => workshopId)
  const termsOf = async (id: string | undefined) =>
    (await org.rows('select unit_id from catchment_terms where workshop_id = ?', [id ?? ''])).map((row) =>
      String(row.unit_id),
    )
  const [moved = '', ...rest] = (await termsOf(two)).toSorted()
  const put = (id: string | undefined, include: string[]) =>
    planner.put(`/workshops/${id}/catchment`, { version: 1, include, exclude: [] })
  expect((await put(two, rest)).status).toBe(200)
  expect((await put(one, [...(await termsOf(one)), moved])).status).toBe(200)
  expect(new Set(await serving(2))).toEqual(new Set([1]))
  const anew = asked({ plan: plan([hop(2, 'district', { batchSize: 10 })]), tierIds: [made.tierId(2)] })
  expect(await stamp(anew)).toMatchObject({ state: 'done', tiers: [{ stays: 2, replaces: 7 }] })
  expect(new Set(await serving(2))).toEqual(new Set([1]))
  await planner.post(`/stampings/${first.id}/reversion`)
  expect(await finish(first.id)).toMatchObject({ state: 'reverted', kept: 2 })
  expect(await count(`select count(*) from workshops where id in ('${one}', '${two}')`)).toBe(2)
})

test('stamped anew: untouched drafts are replaced, touched ones stay with their booths, and every booth is still in one', async () => {
  const { planner, asked, stamp, serving, drafts, hop, plan, made } = await state()
  const first = asked()
  await stamp(first)
  const [, , kept] = await drafts(first.id)
  const page = await planner.get<Record<string, unknown>>(`/workshops/${kept?.workshopId}`)
  const fields = [
    'nameEn',
    'nameHi',
    'startsOn',
    'endsOn',
    'opensAt',
    'closesAt',
    'capacity',
    'feeMinor',
    'version',
  ]
  const edit = Object.fromEntries(fields.map((name) => [name, page.body[name]]))
  const venue = { venueEn: 'Party office', venueHi: 'पार्टी कार्यालय' }
  expect(await planner.patch(`/workshops/${kept?.workshopId}`, { ...edit, ...venue })).toMatchObject({
    status: 200,
  })
  const anew = asked({ plan: plan([hop(2, 'district', { batchSize: 10 })]), tierIds: [made.tierId(2)] })
  expect(await stamp(anew)).toMatchObject({
    state: 'done',
    replaced: 8,
    written: 3,
    tiers: [{ taken: 1, stays: 1, replaces: 8, units: 14 }],
  })
  expect(new Set(await serving(2))).toEqual(new Set([1]))
  expect(await serving(1)).toEqual([1, 1, 1])
  expect(await planner.get(`/workshops/${kept?.workshopId}`)).toMatchObject({ status: 200, body: venue })
})

test('the whole is taken back while nothing is published; what somebody touched stays; published, it is refused', async () => {
  const { planner, asked, stamp, drafts, count } = await state()
  const body = asked()
  await stamp(body)
  const [, published] = await drafts(body.id)
  await planner.post(`/workshops/${published?.workshopId}/publication`)
  expect(await planner.post(`/stampings/${body.id}/reversion`)).toMatchObject({
    status: 409,
    body: { type: expect.stringContaining('stamping-published'), published: 1 },
  })
  expect(await count('select count(*) from workshops')).toBe(11)
  const other = await state()
  const again = other.asked()
  await other.stamp(again)
  const [one] = await other.drafts(again.id)
  await other.planner.put(`/workshops/${one?.workshopId}/timetable`, {
    version: 1,
    sessions: [
      {
        id: v7(),
        dayOn: one?.startsOn,
        startsMinute: 600,
        endsMinute: 660,
        subjectId: null,
        titleEn: 'One',
        titleHi: 'एक',
        speaker: null,
      },
    ],
  })
  expect(await other.planner.post(`/stampings/${again.id}/reversion`)).toMatchObject({ status: 201 })
  expect(await other.finish(again.id)).toMatchObject({ state: 'reverted', kept: 1 })
  expect(await other.count('select count(*) from workshops')).toBe(1)
  expect(await other.count('select count(*) from catchment_terms')).toBe(1)
})

test('a booth that is added between two steps stops the stamping, which is taken back and drawn up anew', async () => {
  const { org, planner, path, asked, stamp, serving } = await state()
  const body = asked()
  await planner.post(path, body)
  await planner.post(`/stampings/${body.id}/commitment`)
  await planner.post(`/stampings/${body.id}/steps`)
  const admin = await org.person('Admin', { grants: ['admin@ST'] })
  const unit = {
    id: v7(),
    code: 'D1B9',
    parentId: org.unitId('D1'),
    levelId: 'booth',
    nameEn: 'New',
    nameHi: 'नया',
    aliases: [],
    openedOn: null,
  }
  expect(await admin.post('/units', unit)).toMatchObject({ status: 201 })
  await planner.post(`/stampings/${body.id}/steps`)
  expect(await planner.post(`/stampings/${body.id}/steps`)).toMatchObject({ status: 409 })
  expect(await planner.post(path, asked())).toMatchObject({ status: 201 })
  expect(await planner.post(`/stampings/${body.id}/reversion`)).toMatchObject({ status: 201 })
  await planner.post(`/stampings/${body.id}/steps`)
  expect(await stamp(asked())).toMatchObject({ state: 'done', written: 11 })
  expect(new Set(await serving(2))).toEqual(new Set([1]))
})

test('a plan that holds a tier at another level moves the tier there, if no workshop of it stays', async () => {
  const { asked, stamp, plan, hop, made, serving, planner, path, drafts } = await state()
  const central = () =>
    asked({ plan: plan([hop(2, 'state', { trainersPerPool: 3 })]), tierIds: [made.tierId(2)] })
  const body = central()
  expect(await stamp(body)).toMatchObject({ state: 'done', written: 8 })
  expect(new Set(await serving(2))).toEqual(new Set([1]))
  expect((await drafts(body.id)).map(({ unit }) => unit.code)).toEqual(Array.from({ length: 8 }, () => 'ST'))
  const [one] = await drafts(body.id)
  await planner.post(`/workshops/${one?.workshopId}/publication`)
  const back = asked({ plan: plan([hop(2, 'district')]), tierIds: [made.tierId(2)] })
  expect(await planner.post(path, back)).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/by/plan/hops/0/hostLevelId', code: 'held-elsewhere' }] },
  })
})

test('one template stamps a draft at every district, with its day, its venue, its seats and what it keeps for each booth', async () => {
  const { asked, stamp, made, serving, drafts, org } = await state()
  const template = {
    kind: 'template',
    tierId: made.tierId(2),
    hostLevelId: 'district',
    underId: null,
    startsOn: '2026-12-07',
    daysPerWeek: 6,
    spread: { way: 'daily', perDay: 2 },
    capacity: 60,
    trainersPerBatch: 1,
    venueEn: 'Party office, {unit}',
    venueHi: 'पार्टी कार्यालय, {unit}',
    quota: { levelId: 'booth', each: 20, releaseDays: 3 },
  }
  const body = { ...asked(), by: template }
  expect(await stamp(body)).toMatchObject({ state: 'done', written: 3, tiers: [{ drafts: 3, units: 15 }] })
  expect((await drafts(body.id)).map(({ startsOn }) => startsOn)).toEqual([
    '2026-12-07',
    '2026-12-07',
    '2026-12-08',
  ])
  expect(new Set(await serving(2))).toEqual(new Set([1]))
  const { rows } = await org.db.execute('select venue_en, capacity, name_en from workshops order by name_en')
  expect({ ...rows[0] }).toMatchObject({ venue_en: 'Party office, D1', capacity: 60, name_en: 'Tier 2, D1' })
  const cells =
    await org.rows(`select w.name_en as workshop, count(*) as cells, sum(k.seats) as seats, min(k.release_on) as until
    from cells k join workshops w on w.id = k.workshop_id where k.parent_id is not null group by w.id order by w.name_en`)
  expect(cells[0]).toEqual({ workshop: 'Tier 2, D1', cells: 5, seats: 60, until: '2026-12-04' })
  expect(cells).toHaveLength(3)
  const under = { ...asked(), by: { ...template, underId: org.unitId('D2') } }
  expect(await stamp(under)).toMatchObject({ replaced: 3, written: 1 })
  expect(await org.rows('select 1 from cells where parent_id is not null')).toHaveLength(5)
})

test('who plans only a district stamps nothing, and a unit whose people fit into no batch is refused', async () => {
  const { org, planner, asked, path, plan, hop, made } = await state()
  const district = await org.person('District planner', { grants: ['planner@D1'] })
  expect(await district.post(path, asked())).toMatchObject({ status: 404 })
  expect(await district.get(path)).toMatchObject({ status: 404 })
  const tight = asked({ plan: plan([hop(2, 'district', { perUnit: 5 })]), tierIds: [made.tierId(2)] })
  expect(await planner.post(path, tight)).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/by/plan/hops/0/batchSize', code: 'batch-size' }] },
  })
})

/** Tables that name a workshop: what goes with a draft that is taken back, what makes one touched, and what hangs on those. */
const NAMING = {
  goes: ['catchment_history', 'catchment_terms', 'cells', 'faculty'],
  touches: ['duties', 'grants', 'obligations', 'registrations', 'sessions', 'waits'],
  hangs: [
    'approvals',
    'credentials',
    'feedback',
    'guest_links',
    'refresher_people',
    'refresher_workshops',
    'stamp_drafts',
  ],
}

test('every table that names a workshop is known to the taking back; a fee that was changed keeps its draft', async () => {
  const { planner, asked, stamp, finish, drafts, count, org, made } = await state()
  const { rows } = await org.db.execute(`select t.name from sqlite_master t
    where t.type = 'table' and exists (select 1 from pragma_table_info(t.name) c where c.name = 'workshop_id') order by 1`)
  expect(rows.map(({ name }) => name)).toEqual(
    [...NAMING.goes, ...NAMING.touches, ...NAMING.hangs].toSorted(),
  )
  await org.db.execute({ sql: "insert into fee_rules values (?, '[]', 1, 'x', 0)", args: [made.tierId(2)] })
  const body = asked()
  await stamp(body)
  expect(await count('select count(*) from fee_rules')).toBe(1 + 9)
  const [, , one] = await drafts(body.id)
  await org.db.execute({
    sql: 'update fee_rules set version = 2 where of_id = ?',
    args: [one?.workshopId ?? ''],
  })
  await planner.post(`/stampings/${body.id}/reversion`)
  expect(await finish(body.id)).toMatchObject({ state: 'reverted', kept: 1 })
  expect(await count('select count(*) from fee_rules')).toBe(1 + 1)
})
