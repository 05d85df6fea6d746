import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'
import { type Client, type Page, type Refusal, tierIn, workshopDraft } from './support.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Ref = { id: string; code: string }
type Limit = { id: string } | null
type Named = Ref & { each: Limit; wing: Limit }
type EditOf = {
  add: boolean
  list: 'include' | 'exclude'
  workshop: { id: string }
  unit: Ref
  each: Limit
  wing: Limit
}
type Plan = {
  universe: number
  workshops: { id: string; version: number; units: number; include: Named[]; exclude: Named[] }[]
  gaps: (Ref & { wings: string[] })[]
  overlaps: { unit: Ref; workshops: Ref[]; wings: string[] }[]
  gapUnits: number
  overlapUnits: number
  correction: { shortest: boolean; edits: EditOf[] } | null
  publishable: boolean
}
type Term = string | { unitId: string; each?: string; wing?: string }
type Then = { versions: { at: number; by: { nameEn: string } | null; include: Named[]; exclude: Named[] }[] }

/** A state with two divisions of two districts each; the district of D3 has its mandals, and one stands right under the division. */
const TREE = ['ST', 'DV1<ST', 'DV2<ST', 'D1<DV1', 'D2<DV1', 'D3<DV2', 'M1<D1', 'M2<D2', 'M3<D3', 'M4<D3']

/** Adds a unit of a level under any other. */
async function unit(o: TestOrganisation, code: string, parent: string, level: string) {
  const id = v7()
  await o.db.execute({
    sql: `insert into units (id, code, parent_id, level_id, path, name_en, name_hi, search_text, created_at)
      select ?, ?, id, ?, path || ? || '/', 'New', 'नया', 'new', 0 from units where code = ?`,
    args: [id, code, level, id, parent],
  })
  return id
}

/** Halls of a tier that trains mandals, and what they are said to serve. */
async function halls(...catchments: { include?: Term[]; exclude?: Term[] }[]) {
  const o = await w.organisation({ levels: ['state', 'division', 'district', 'mandal'], units: TREE })
  const odd = await unit(o, 'M5', 'DV2', 'mandal')
  const unitId = (code: string) => (code === 'M5' ? odd : o.unitId(code))
  const youth = v7()
  await o.db.execute({
    sql: "insert into wings (id, name_en, name_hi) values (?, 'Youth', 'युवा')",
    args: [youth],
  })
  const planner = await o.person('Asha Verma', { unit: 'ST', grants: ['planner@ST'] })
  const { tierId } = await tierIn(planner, { traineeLevelId: 'mandal' })
  const ids: string[] = []
  for (const [n] of catchments.entries()) {
    const draft = workshopDraft(tierId, o.unitId('ST'), { nameEn: `Hall ${n}`, nameHi: `सभागार ${n}` })
    await planner.post('/workshops', draft)
    ids.push(draft.id)
  }
  const path = (n: number) => `/workshops/${ids[n]}`
  const of = (term: Term): Term =>
    typeof term === 'string'
      ? unitId(term)
      : { ...term, unitId: unitId(term.unitId), ...(term.wing ? { wing: youth } : {}) }
  const put = (n: number, version: number, { include = [], exclude = [] }: (typeof catchments)[number]) =>
    planner.put<Page & Refusal>(`${path(n)}/catchment`, {
      version,
      include: include.map(of),
      exclude: exclude.map(of),
    })
  for (const [n, catchment] of catchments.entries()) {
    const { status, text } = await put(n, 1, catchment)
    if (status !== 200) throw new Error(text)
  }
  const plan = async () => (await planner.get<Plan>(`/tiers/${tierId}/plan`)).body
  return { o, planner, tierId, ids, path, put, plan, youth }
}

const codes = (units: readonly { code: string }[]) => units.map(({ code }) => code).sort()
const units = ({ workshops }: Plan) => workshops.map((one) => one.units).sort()

/** Writes a correction as a planner does with one tap. */
async function apply(planner: Client, tierId: string, plan: Plan) {
  const edits = plan.correction?.edits ?? []
  const catchments = plan.workshops.flatMap(({ id, version, include, exclude }) => {
    const mine = edits.filter(({ workshop }) => workshop.id === id)
    if (mine.length === 0) return []
    const list = (name: 'include' | 'exclude', terms: Named[]) => [
      ...terms
        .filter(
          (t) =>
            !mine.some(
              (e) =>
                !e.add &&
                e.list === name &&
                e.unit.id === t.id &&
                e.each?.id === t.each?.id &&
                e.wing?.id === t.wing?.id,
            ),
        )
        .map(({ id: unitId, each, wing }) => ({ unitId, each: each?.id ?? null, wing: wing?.id ?? null })),
      ...mine
        .filter((e) => e.add && e.list === name)
        .map((e) => ({ unitId: e.unit.id, each: e.each?.id ?? null, wing: e.wing?.id ?? null })),
    ]
    return [{ workshopId: id, version, include: list('include', include), exclude: list('exclude', exclude) }]
  })
  return planner.put<Plan>(`/tiers/${tierId}/plan`, { catchments })
}

test('every mandal of the districts, and those right under a division to another hall', async () => {
  const { planner, tierId, plan } = await halls(
    { include: [{ unitId: 'ST', each: 'district' }] },
    { include: ['ST'], exclude: [{ unitId: 'ST', each: 'district' }] },
  )
  const { body, trips } = await planner.get<Plan>(`/tiers/${tierId}/plan`)
  expect([trips, body.universe, units(body), body.publishable, body.correction]).toEqual([
    1,
    5,
    [1, 4],
    true,
    null,
  ])
  expect(
    body.workshops.flatMap(({ include }) => include.map(({ code, each }) => [code, each?.id])),
  ).toContainEqual(['ST', 'district'])
  expect((await plan()).gaps).toEqual([])
})

test('a district that is founded later is served by “every district” at once', async () => {
  const { o, plan } = await halls({ include: [{ unitId: 'ST', each: 'district' }, 'M5'] })
  expect((await plan()).publishable).toBe(true)
  await unit(o, 'D9', 'DV2', 'district')
  await unit(o, 'M9', 'D9', 'mandal')
  const now = await plan()
  expect([now.universe, units(now), now.publishable]).toEqual([6, [6], true])
})

test('two halls serve the same units for different wings, and a wing that comes twice is named with both', async () => {
  const youthOf = (unitId: string) => ({ unitId, wing: 'youth' })
  const { plan, put, planner, tierId, youth } = await halls(
    { include: ['ST'], exclude: [youthOf('ST')] },
    { include: [youthOf('ST')] },
  )
  const whole = await plan()
  expect([units(whole), whole.publishable]).toEqual([[5, 5], true])
  expect((await put(0, 2, { include: ['ST'], exclude: [youthOf('DV1')] })).status).toBe(200)
  const twice = await plan()
  expect([twice.gapUnits, twice.overlapUnits, codes(twice.overlaps.map(({ unit }) => unit))]).toEqual([
    0,
    3,
    ['M3', 'M4', 'M5'],
  ])
  for (const { workshops, wings } of twice.overlaps) expect([workshops.length, wings]).toEqual([2, [youth]])
  expect(twice.correction).toMatchObject({ shortest: true, edits: [{ add: true, list: 'exclude' }] })
  const mended = await apply(planner, tierId, twice)
  expect([mended.status, mended.body.publishable, mended.body.correction]).toEqual([200, true, null])
  expect((await planner.post(`/tiers/${tierId}/plan/publication`)).status).toBe(200)
  const refused = await put(
    1,
    mended.body.workshops.find(({ include }) => include.some((t) => t.wing))?.version ?? 0,
    {},
  )
  expect([refused.status, codes(refused.body.gaps)]).toEqual([409, ['M1', 'M2', 'M3', 'M4', 'M5']])
})

test('of two halls in one place a person finds a seat only where his wing is served', async () => {
  const { o, planner, ids, path, youth } = await halls(
    { include: ['ST'], exclude: [{ unitId: 'ST', wing: 'youth' }] },
    { include: [{ unitId: 'ST', wing: 'youth' }] },
  )
  for (const n of ids.keys()) expect((await planner.post(`${path(n)}/publication`)).status).toBe(200)
  const young = await o.person('Ravi', { unit: 'M1' })
  const other = await o.person('Meena', { unit: 'M1' })
  await o.db.execute({
    sql: 'insert into wing_members (person_id, wing_id) values (?, ?)',
    args: [young.id, youth],
  })
  const offered = async (who: Client) =>
    Promise.all(ids.map(async (_, n) => (await who.get<{ type?: string }>(`${path(n)}/offer`)).body.type))
  expect(await offered(young)).toEqual(['/problems/outside-catchment', undefined])
  expect(await offered(other)).toEqual([undefined, '/problems/outside-catchment'])
})

test('the shortest correction: one division that nobody serves is one term, two districts twice are two', async () => {
  const { plan, planner, tierId, put } = await halls({ include: ['DV1'] }, { include: ['D1'] })
  const faulty = await plan()
  expect([faulty.gapUnits, faulty.overlapUnits]).toEqual([3, 1])
  expect(faulty.correction).toMatchObject({ shortest: true })
  expect(faulty.correction?.edits).toHaveLength(2)
  const mended = await apply(planner, tierId, faulty)
  expect([mended.status, mended.body.publishable]).toEqual([200, true])
  const [first] = mended.body.workshops
  expect((await put(0, first?.version ?? 0, {})).status).toBe(200)
})

test('a level that stands above its unit or below the trainees, an unknown wing and a name given twice are refused', async () => {
  const { put, o } = await halls({ include: ['ST'] })
  const refused = async (include: Term[]) => {
    const { status, body } = await put(0, 2, { include })
    return [status, body.errors?.map(({ pointer, code }) => `${pointer} ${code}`)]
  }
  expect(await refused([{ unitId: 'D1', each: 'division' }])).toEqual([422, ['/include/0 unknown-term']])
  expect(await refused(['ST', { unitId: 'D1', each: 'nothing' }])).toEqual([422, ['/include/1 unknown-term']])
  expect((await put(0, 2, { include: ['D1', { unitId: 'D1' }] })).status).toBe(422)
  expect(await o.rows('select count(*) n from catchment_terms')).toEqual([{ n: 1 }])
})

test('a catchment remembers what it was, since when and by whom, and what it was on a day', async () => {
  const { o, planner, path, put } = await halls({ include: ['DV1'] })
  const first = w.clock.now - 2 * 86_400
  await o.db.execute(`update catchment_history set from_at = ${first}`)
  expect((await put(0, 2, { include: ['DV1', 'DV2'], exclude: ['M5'] })).status).toBe(200)
  const { body, trips } = await planner.get<Then>(`${path(0)}/catchment`)
  expect(trips).toBe(1)
  expect(
    body.versions.map(({ at, by, include, exclude }) => [at, by?.nameEn, codes(include), codes(exclude)]),
  ).toEqual([
    [w.clock.now, 'Asha Verma', ['DV1', 'DV2'], ['M5']],
    [first, 'Asha Verma', ['DV1'], []],
  ])
  const day = new Date((first + 86_400) * 1000).toISOString().slice(0, 10)
  const then = await planner.get<Then>(`${path(0)}/catchment?on=${day}`)
  expect(then.body.versions.map(({ include }) => codes(include))).toEqual([['DV1']])
  const before = await planner.get<Then>(`${path(0)}/catchment?on=2020-01-01`)
  expect(before.body.versions).toEqual([])
})

test('what a merge of units does to a catchment is remembered with its time and whoever merged them', async () => {
  const { o, planner, path } = await halls({ include: ['D1', { unitId: 'D2', wing: 'youth' }] })
  await o.db.execute(`update catchment_history set from_at = from_at - 1000`)
  await o.db.execute('update tiers set planned = 0')
  const owner = await o.person('Ravi Rao', { unit: 'ST', grants: ['owner@ST'] })
  const merged = await owner.post(`/units/${o.unitId('D2')}/merger`, {
    id: v7(),
    on: '2026-11-22',
    intoId: o.unitId('D3'),
  })
  expect([merged.status, merged.text]).toEqual([201, merged.text])
  const [now, then] = (await planner.get<Then>(`${path(0)}/catchment`)).body.versions
  expect([now?.by?.nameEn, codes(now?.include ?? []), codes(then?.include ?? [])]).toEqual([
    'Ravi Rao',
    ['D1', 'D3'],
    ['D1', 'D2'],
  ])
  expect(now?.include.filter(({ wing }) => wing).map(({ code }) => code)).toEqual(['D3'])
})
