import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const ON = '2026-11-22'
const made = (more: Record<string, unknown> = {}) => ({ id: v7(), on: ON, ...more })

/** Everything that a change could leave behind, as text. */
async function everything(o: TestOrganisation) {
  const tables = [
    'units',
    'levels',
    'unit_counts where units <> 0',
    'coverage where nominated + registered + trained <> 0',
    'people',
    'offices',
    'grants',
    'catchment_terms',
    'nominations',
    'registrations',
    'tree_changes',
    'tree_steps',
    'placements',
    'closures',
    'count_changes',
    'tree_shift',
    'audit',
  ]
  const rows = await Promise.all(tables.map((table) => o.rows(`select * from ${table}`)))
  return JSON.stringify(rows.map((list) => list.map((row) => JSON.stringify({ ...row, version: 0 })).sort()))
}

test('a booth moves with its people in one round trip: paths, counts and what lies above follow', async () => {
  const o = await w.organisation()
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  const [b1, d1, d2] = [o.unitId('B1'), o.unitId('D1'), o.unitId('D2')]
  const asked = made({ parentId: d2 })
  const moved = await admin.post(`/units/${b1}/move`, asked)
  expect([moved.status, moved.trips]).toEqual([201, 1])
  expect(moved.body).toMatchObject({
    kind: 'move',
    unit: { code: 'B1' },
    from: { code: 'D1' },
    into: { code: 'D2' },
    undoable: true,
  })
  expect(await admin.post(`/units/${b1}/move`, asked)).toMatchObject({ status: 201, body: { id: asked.id } })
  expect((await admin.get(`/units/${b1}`)).body).toMatchObject({
    ancestors: [{ code: 'ST' }, { code: 'D2' }],
  })
  const booths = async (id: string) => {
    const { body } = await admin.get<{ counts: { levelId: string; units: number }[] }>(`/units/${id}`)
    return body.counts.find(({ levelId }) => levelId === 'booth')?.units ?? 0
  }
  expect([await booths(d1), await booths(d2)]).toEqual([1, 2])
  expect(await o.rows('select action, detail from audit')).toEqual([
    { action: 'tree.move', detail: JSON.stringify({ unitId: b1, parentId: d2, catchments: [] }) },
  ])
})

test('as of the day before, the booth is where it was, and so are the counts', async () => {
  const o = await w.organisation()
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  const [b1, d1, d2] = [o.unitId('B1'), o.unitId('D1'), o.unitId('D2')]
  const pages = async (query: string) =>
    Promise.all([b1, d1, d2].map(async (id) => (await admin.get(`/units/${id}${query}`)).body))
  const before = await pages('')
  const list = (query: string) => admin.get<{ units: { code: string }[] }>(`/units?${query}`)
  await admin.post(`/units/${b1}/move`, made({ parentId: d2 }))
  const then = await admin.get(`/units/${d1}?on=2026-11-21`)
  expect(then.trips).toBe(1)
  expect(await pages('?on=2026-11-21')).toEqual(before)
  expect(await pages('?on=2026-11-22')).toEqual(await pages(''))
  expect((await list(`parent=${d1}&on=2026-11-21`)).body.units.map(({ code }) => code)).toEqual(['B1', 'B2'])
  expect((await list(`parent=${d1}`)).body.units.map(({ code }) => code)).toEqual(['B2'])
})

test('who does not hold both parents does not move, and learns nothing', async () => {
  const o = await w.organisation()
  const first = await o.person('First', { grants: ['admin@D1'] })
  const both = await o.person('Both', { grants: ['admin@D1', 'admin@D2'] })
  const booth = await o.person('Booth', { grants: ['admin@B1', 'admin@D2'] })
  const [b1, d1, d2] = [o.unitId('B1'), o.unitId('D1'), o.unitId('D2')]
  const missing = await first.post(`/units/${v7()}/move`, made({ parentId: d1 }))
  for (const who of [first, booth]) {
    const refused = await who.post(`/units/${b1}/move`, made({ parentId: d2 }))
    expect([refused.status, refused.text]).toEqual([404, missing.text])
    expect((await who.post(`/units/${b1}/move/preview`, { on: ON, parentId: d2 })).status).toBe(404)
  }
  expect(await o.rows('select * from tree_changes')).toEqual([])
  expect((await both.post(`/units/${b1}/move`, made({ parentId: d2 }))).status).toBe(201)
})

test('a unit goes neither below itself, nor below its equal, nor where it is, nor on another day', async () => {
  const o = await w.organisation({
    levels: ['state', 'zone', 'district', 'booth'],
    units: ['ST', 'Z1<ST', 'D1<Z1', 'D2<Z1', 'B1<D1'],
  })
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  const move = async (unit: string, to: string, more = {}) => {
    const { status, body } = await admin.post<{ errors: { code: string }[] }>(
      `/units/${o.unitId(unit)}/move`,
      made({ parentId: o.unitId(to), ...more }),
    )
    return [status, body.errors?.[0]?.code]
  }
  expect(await move('Z1', 'D1')).toEqual([422, 'cycle'])
  expect(await move('D1', 'D2')).toEqual([422, 'level'])
  expect(await move('D1', 'Z1')).toEqual([422, 'same'])
  expect(await move('ST', 'Z1')).toEqual([422, 'root'])
  expect(await move('D1', 'ST', { on: '2026-11-20' })).toEqual([422, 'not-today'])
  expect(await o.rows('select * from tree_steps')).toEqual([])
})

test('six people move one unit at once, five times: one move is done each time, and the sums stay right', async () => {
  const levels = ['state', 'zone', 'district', 'block', 'booth']
  const o = await w.organisation({
    levels,
    units: ['ST', 'Z1<ST', 'Z2<ST', 'D1<Z1', 'D2<Z2', 'K1<D1', 'K2<D2'],
  })
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  for (let round = 0; round < 5; round++) {
    const here = await o.rows(
      "select p.code as code from units u join units p on p.id = u.parent_id where u.code = 'K1'",
    )
    const to = here[0]?.code === 'D1' ? 'D2' : 'D1'
    const tries = await Promise.all(
      Array.from({ length: 6 }, () =>
        admin.post(`/units/${o.unitId('K1')}/move`, made({ parentId: o.unitId(to) })),
      ),
    )
    expect(tries.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422, 422, 422])
  }
  const sums = await o.rows(`select u.code, k.units from unit_counts k join units u on u.id = k.unit_id
    where k.level_id = 'block' order by u.code`)
  const paths = await o.rows(`select count(*) as n from units u join units p on p.id = u.parent_id
    where u.path <> p.path || u.id || '/'`)
  expect([sums.find(({ code }) => code === 'ST')?.units, paths]).toEqual([2, [{ n: 0 }]])
})

test('a preview says whose sight, which workshops, people, offices and money a move concerns, and leaves nothing', async () => {
  const o = await w.organisation()
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  await o.person('Old Officer', { grants: ['viewer@D1'] })
  await o.person('New Officer', { grants: ['viewer@D2', 'planner@D2'] })
  const ravi = await o.person('Ravi', { unit: 'B1' })
  await o.db.execute("insert into office_kinds values ('head', 'Head', 'प्रमुख')")
  await o.db.execute({
    sql: "insert into offices values (?, ?, ?, 'head', '2026-01-01', null)",
    args: [v7(), ravi.id, o.unitId('B1')],
  })
  const c = await cascade(o)
  const hall = await c.workshop({ tier: 2, unit: 'D1' })
  await o.db.execute({
    sql: 'insert into catchment_terms (workshop_id, unit_id, sign) values (?, ?, 1)',
    args: [hall, o.unitId('D1')],
  })
  const { id } = await c.register(hall, ravi.id, 'B1')
  await o.db.execute({
    sql: "insert into dues (registration_id, amount_minor, currency, raised_at) values (?, 50000, 'INR', ?)",
    args: [id, w.clock.now],
  })
  const before = await everything(o)
  const seen = await admin.post(`/units/${o.unitId('B1')}/move/preview`, { on: ON, parentId: o.unitId('D2') })
  expect([seen.status, seen.trips]).toEqual([200, 1])
  expect(seen.body).toMatchObject({
    load: {
      units: 1,
      people: 1,
      offices: 1,
      registrations: 1,
      dueMinor: 50_000,
      paidMinor: 0,
      currency: 'INR',
    },
    sight: {
      gains: [
        { nameEn: 'New Officer', role: 'planner', units: 1 },
        { nameEn: 'New Officer', role: 'viewer', units: 1 },
      ],
      loses: [{ nameEn: 'Old Officer', role: 'viewer', units: 1 }],
    },
    catchments: { gains: [], loses: [{ id: hall, units: 1 }] },
    gaps: [],
    overlaps: [],
  })
  expect(await everything(o)).toBe(before)
})

test('a move that would break a published plan names the units, and goes through with the plan redrawn in the same step', async () => {
  const o = await w.organisation({
    levels: ['state', 'zone', 'district', 'booth'],
    units: ['ST', 'Z1<ST', 'Z2<ST', 'D1<Z1', 'D2<Z1', 'D3<Z2'],
  })
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  const c = await cascade(o)
  const [one, two] = [await c.workshop(), await c.workshop()]
  const term = (hall: string, code: string, sign = 1) =>
    o.db.execute({
      sql: 'insert into catchment_terms (workshop_id, unit_id, sign) values (?, ?, ?)',
      args: [hall, o.unitId(code), sign],
    })
  await term(one, 'Z1')
  await term(one, 'D2', -1)
  await term(two, 'Z2')
  await term(two, 'D2')
  await o.db.execute({ sql: 'update tiers set plan_published_at = 1 where id = ?', args: [c.tierId(1)] })
  const fine = await admin.post(`/units/${o.unitId('D1')}/move/preview`, { on: ON, parentId: o.unitId('Z2') })
  expect(fine.body).toMatchObject({ gaps: [], overlaps: [] })
  const before = await everything(o)
  const to = { parentId: o.unitId('ST') }
  const refused = await admin.post(`/units/${o.unitId('D1')}/move`, made(to))
  expect([refused.status, refused.trips]).toEqual([409, 1])
  expect(refused.body).toMatchObject({
    type: '/problems/not-a-partition',
    gaps: [{ code: 'D1' }],
    overlaps: [],
  })
  expect(await everything(o)).toBe(before)
  const seen = await admin.post<{ redraws: { way: string; catchments: Record<string, unknown>[] }[] }>(
    `/units/${o.unitId('D1')}/move/preview`,
    { on: ON, ...to },
  )
  expect(seen.trips).toBe(1)
  expect(seen.body.redraws).toMatchObject([
    { way: 'join', catchments: [{ workshopId: one, changes: [{ unit: { code: 'D1' }, sign: 1 }] }] },
  ])
  const offered = seen.body.redraws[0]?.catchments.map(({ workshopId, version, include, exclude }) => ({
    workshopId,
    version,
    include,
    exclude,
  }))
  const tried = await admin.post(`/units/${o.unitId('D1')}/move/preview`, {
    on: ON,
    ...to,
    catchments: offered,
  })
  expect(tried.body).toMatchObject({ gaps: [], overlaps: [] })
  const versions = () => o.rows('select id, version from workshops order by id')
  const unmoved = await versions()
  expect(
    (await admin.post(`/units/${o.unitId('D1')}/move/preview`, { on: ON, ...to, catchments: offered }))
      .status,
  ).toBe(200)
  expect(await versions()).toEqual(unmoved)
  const [hall] = await o.rows('select version from workshops where id = ?', [two])
  const version = Number(hall?.version)
  const wanted = { workshopId: two, version, include: ['Z2', 'D2', 'D1'].map(o.unitId), exclude: [] }
  const asked = made({ ...to, catchments: [wanted] })
  const planless = await o.person('Planless', { grants: ['registrar@ST'] })
  expect((await planless.post(`/units/${o.unitId('D1')}/move`, asked)).status).toBe(404)
  const stale = { ...asked, catchments: [{ ...wanted, version: version + 1 }] }
  expect((await admin.post(`/units/${o.unitId('D1')}/move`, stale)).status).toBe(412)
  expect((await admin.post(`/units/${o.unitId('D1')}/move`, asked)).status).toBe(201)
  expect((await admin.get(`/tiers/${c.tierId(1)}/plan`)).body).toMatchObject({ publishable: true })
  const undone = await admin.post(`/tree-changes/${asked.id}/undoing`, made())
  expect(undone.status).toBe(201)
  expect((await admin.get(`/tiers/${c.tierId(1)}/plan`)).body).toMatchObject({ publishable: true })
})

test('a published plan with wings and levels is redrawn along with a move: what is offered mends it', async () => {
  const o = await w.organisation({
    levels: ['state', 'zone', 'district', 'booth'],
    units: ['ST', 'Z1<ST', 'Z2<ST', 'D1<Z1', 'D2<Z1', 'D3<Z2'],
  })
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  await o.db.execute("insert into wings values ('youth', 'Youth', 'युवा')")
  const c = await cascade(o)
  const [one, two] = [await c.workshop(), await c.workshop()]
  const term = (hall: string, code: string, sign: number, level: string, wing: string) =>
    o.db.execute({
      sql: 'insert into catchment_terms (workshop_id, unit_id, sign, level_id, wing_id) values (?, ?, ?, ?, ?)',
      args: [hall, o.unitId(code), sign, level, wing],
    })
  // Everybody of every zone comes to the first hall, but the youth of the first zone, who come to the second.
  await term(one, 'ST', 1, 'zone', '')
  await term(one, 'Z1', -1, '', 'youth')
  await term(two, 'Z1', 1, '', 'youth')
  await o.db.execute({ sql: 'update tiers set plan_published_at = 1 where id = ?', args: [c.tierId(1)] })
  const path = `/units/${o.unitId('D1')}/move`
  const to = { parentId: o.unitId('ST') }
  type Offered = { way: string; catchments: Record<string, unknown>[] }
  const seen = await admin.post<{ redraws: Offered[]; gaps: unknown[] }>(`${path}/preview`, { on: ON, ...to })
  expect(seen.body.gaps).toMatchObject([{ code: 'D1' }])
  const keep = seen.body.redraws.find(({ way }) => way === 'keep')
  const catchments = keep?.catchments.map(({ workshopId, version, include, exclude }) => {
    return { workshopId, version, include, exclude }
  })
  const tried = await admin.post(`${path}/preview`, { on: ON, ...to, catchments })
  expect(tried.body).toMatchObject({ gaps: [], overlaps: [] })
  expect((await admin.post(path, made({ ...to, catchments }))).status).toBe(201)
  expect((await admin.get(`/tiers/${c.tierId(1)}/plan`)).body).toMatchObject({ publishable: true })
  const youth = await o.rows(
    "select workshop_id, sign from catchment_terms where unit_id = ? and wing_id = 'youth'",
    [o.unitId('D1')],
  )
  expect(new Map(youth.map((row) => [row.workshop_id, row.sign]))).toEqual(
    new Map([
      [one, -1],
      [two, 1],
    ]),
  )
})

test('merging takes people, offices, grants, seats and certificates along; a day later it cannot be undone, before that it can', async () => {
  const o = await w.organisation()
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  const ravi = await o.person('Ravi', { unit: 'B1', grants: ['viewer@B1'] })
  const c = await cascade(o, [{}, { minimum: 2 }])
  const hall = await c.workshop({ tier: 2, unit: 'D1', faculty: [admin.id] })
  const people = [ravi, await o.person('Sita', { unit: 'B2' })]
  for (const [at, person] of people.entries()) {
    const { id } = await c.register(hall, person.id, at === 0 ? 'B1' : 'B2')
    await c.mark(id, 7)
  }
  const offer = await admin.get<{ offer: string }>(`/workshops/${hall}/credentials/offer`)
  expect((await admin.post(`/workshops/${hall}/credentials`, { offer: offer.body.offer })).status).toBe(201)
  const coverage = async () => {
    const page = await admin.get<{ unit: Record<string, number> }>(
      `/coverage/${c.tierId(2)}?unit=${o.unitId('D1')}`,
    )
    const { units, trained, unitsOne, unitsMore, unitsMet } = page.body.unit
    return { units, trained, unitsOne, unitsMore, unitsMet }
  }
  expect(await coverage()).toEqual({ units: 2, trained: 2, unitsOne: 2, unitsMore: 0, unitsMet: 0 })
  const before = await everything(o)
  const asked = made({ intoId: o.unitId('B2') })
  expect(await admin.post(`/units/${o.unitId('B1')}/merger`, asked)).toMatchObject({ status: 201, trips: 1 })
  expect(await coverage()).toEqual({ units: 1, trained: 2, unitsOne: 0, unitsMore: 1, unitsMet: 1 })
  expect((await ravi.get(`/units/${o.unitId('B2')}`)).status).toBe(200)
  const [certificate] = await o.rows('select code from credentials where person_id = ?', [ravi.id])
  const shown = await o.nobody.get(`/public/credentials/${certificate?.code}`)
  expect(shown.body).toMatchObject({ valid: true, state: 'valid' })
  const undone = await admin.post(`/tree-changes/${asked.id}/undoing`, made())
  expect(undone).toMatchObject({ status: 201, trips: 1 })
  const forgotten = (text: string) => text.replace(/"signed_unit_id[^,]*,/g, '')
  const after = JSON.parse(await everything(o))
  const then = JSON.parse(before)
  for (const place of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(forgotten(`${after[place]}`)).toBe(forgotten(`${then[place]}`))
  const again = made({ intoId: o.unitId('B2') })
  await admin.post(`/units/${o.unitId('B1')}/merger`, again)
  w.clock.now += 24 * 3600
  const tomorrow = o.client(await w.token(o.slug, admin.id))
  const late = await tomorrow.post(`/tree-changes/${again.id}/undoing`, made({ on: '2026-11-23' }))
  w.clock.now -= 24 * 3600
  expect(late).toMatchObject({ status: 409, body: { type: '/problems/undo-over' } })
})

test('a unit in use does not close and says what stands in it; an empty one closes and opens again', async () => {
  const o = await w.organisation()
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  await o.person('Ravi', { unit: 'B1' })
  const close = (code: string) => admin.post<{ id: string }>(`/units/${o.unitId(code)}/closing`, made())
  expect(await close('B1')).toMatchObject({
    status: 409,
    body: { type: '/problems/unit-in-use', uses: { people: 1, children: 0, grants: 0 } },
  })
  expect(await close('D1')).toMatchObject({ status: 409, body: { uses: { children: 2 } } })
  const closed = await close('B2')
  expect(closed.status).toBe(201)
  const page = await admin.get(`/units/${o.unitId('B2')}`)
  expect(page.body).toMatchObject({ closedOn: ON, counts: [] })
  expect((await admin.post(`/tree-changes/${closed.body.id}/undoing`, made())).status).toBe(201)
  expect((await admin.get(`/units/${o.unitId('B2')}`)).body).toMatchObject({
    closedOn: null,
    counts: [{ units: 1 }],
  })
})

test('a split makes a neighbour of chosen people; what was built on it since keeps it from being undone', async () => {
  const o = await w.organisation()
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  const ravi = await o.person('Ravi', { unit: 'B1' })
  const unit = { id: v7(), code: 'B1-A', nameEn: 'New booth', nameHi: 'नया बूथ' }
  const asked = { unit, childIds: [], personIds: [ravi.id] }
  const path = `/units/${o.unitId('B1')}/split`
  const before = await everything(o)
  expect((await admin.post(`${path}/preview`, { on: ON, ...asked })).body).toMatchObject({
    follows: { people: 1 },
  })
  expect(await everything(o)).toBe(before)
  const split = made(asked)
  expect((await admin.post(path, split)).status).toBe(201)
  expect(await o.rows('select unit_id as u from people where id = ?', [ravi.id])).toEqual([{ u: unit.id }])
  const newcomer = await o.person('Newcomer', { unit: 'B1' })
  await o.db.execute({ sql: 'update people set unit_id = ? where id = ?', args: [unit.id, newcomer.id] })
  const undoing = `/tree-changes/${split.id}/undoing`
  expect(await admin.post(undoing, made())).toMatchObject({
    status: 409,
    body: { type: '/problems/built-upon', built: [{ what: 'person', id: unit.id }] },
  })
  await o.db.execute({
    sql: 'update people set unit_id = ? where id = ?',
    args: [o.unitId('B1'), newcomer.id],
  })
  expect((await admin.post(undoing, made())).status).toBe(201)
  expect(await o.rows("select * from units where code = 'B1-A'")).toEqual([])
  expect((await admin.post(undoing, made())).status).toBe(409)
})

test('what happened to a unit is told to who may see it, the newest first', async () => {
  const o = await w.organisation()
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  const viewer = await o.person('Viewer', { grants: ['viewer@ST'] })
  const stranger = await o.person('Stranger', { grants: ['viewer@D2'] })
  const [b1, d2] = [o.unitId('B1'), o.unitId('D2')]
  const asked = made({ parentId: d2 })
  await admin.post(`/units/${b1}/move`, asked)
  await admin.post(`/tree-changes/${asked.id}/undoing`, made())
  const told = await viewer.get<{ changes: unknown[] }>(`/units/${b1}/changes`)
  expect(told.trips).toBe(1)
  expect(told.body.changes).toMatchObject([
    { kind: 'undo', undoes: asked.id, undoable: false },
    { kind: 'move', by: { id: admin.id }, undoneAt: w.clock.now, undoable: false },
  ])
  expect((await stranger.get(`/units/${b1}/changes`)).status).toBe(404)
})

test('a closed unit opens again where it stood, empty, and its past says when it was closed', async () => {
  const o = await w.organisation()
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  const stranger = await o.person('Stranger', { grants: ['admin@D2'] })
  const booth = o.unitId('B1')
  const on = '2026-11-22'
  const close = () => admin.post(`/units/${booth}/closing`, { id: v7(), on })
  const open = (as = admin) => as.post(`/units/${booth}/opening`, { id: v7(), on })
  expect(await open()).toMatchObject({ status: 422, body: { errors: [{ code: 'same' }] } })
  expect((await close()).status).toBe(201)
  expect((await open(stranger)).status).toBe(404)
  expect(await open()).toMatchObject({ status: 201, trips: 1, body: { kind: 'open', undoable: false } })
  expect(await admin.get(`/units/${booth}`)).toMatchObject({ body: { closedOn: null } })
  const page = await admin.get(`/units/${o.unitId('D1')}`)
  expect(page.body).toMatchObject({ children: 2 })
  const booths = { levelId: 'booth', units: 2 }
  expect(page.body.counts).toContainEqual(booths)
})
