import { afterAll, beforeAll, expect, test } from 'vitest'
import { zonalWorkshops } from '../../db/seed/tables/campaigns.ts'
import { madhyaPradeshPartyUnits } from '../../db/seed/tables/madhya-pradesh.ts'
import { type World, world } from '../support/world.ts'
import { type Page, type Refusal, tierIn, workshopDraft, workshopIn } from './support.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Plan = {
  universe: number
  workshops: { id: string; nameEn: string; units: number; exclude: { code: string }[] }[]
  gapUnits: number
  overlapUnits: number
  gaps: Refusal['gaps']
  overlaps: Refusal['overlaps']
  publishable: boolean
  publishedAt: number | null
}

/** The state, its 13 divisions and 62 organisational districts, and the plan of the three zonal workshops. */
async function zonal() {
  const rows = [...madhyaPradeshPartyUnits()].filter(({ level }) => /^(state|division|district)$/.test(level))
  const o = await w.organisation({
    levels: ['state', 'division', 'district'],
    units: rows.map(({ code, parentCode }) => (parentCode ? `${code}<${parentCode}` : code)),
    names: Object.fromEntries(rows.map(({ code, nameEn, nameHi }) => [code, `${nameEn}|${nameHi}`])),
  })
  const planner = await o.person('Asha Verma', { unit: 'MP', grants: ['planner@MP'] })
  const { tierId } = await tierIn(planner)
  const ids: Record<string, string> = {}
  for (const { code, title, heldOn, catchment } of zonalWorkshops) {
    const day = heldOn.replace('2026', '2027')
    const names = { nameEn: title.en, nameHi: title.hi, startsOn: day, endsOn: day }
    const draft = workshopDraft(tierId, o.unitId('MP'), names)
    ids[code] = (await workshopIn(o, planner, draft, catchment)).id
  }
  const path = (code: string) => `/workshops/${ids[code]}`
  const edit = (include: string[], exclude: string[], version: number) => ({
    version,
    include: include.map(o.unitId),
    exclude: exclude.map(o.unitId),
  })
  return { o, planner, tierId, ids, path, edit, plan: `/tiers/${tierId}/plan` }
}

const codes = (units: { code: string }[]) => units.map(({ code }) => code).sort()
const divisions = zonalWorkshops[0]?.catchment.include ?? []

test('23, 20 and 19 of 62 districts: none is missed and none is served twice', async () => {
  const { planner, plan } = await zonal()
  const { body, trips } = await planner.get<Plan>(plan)
  expect(body.workshops.map(({ units }) => units)).toEqual([23, 20, 19])
  expect([body.universe, body.gapUnits, body.overlapUnits, body.publishable]).toEqual([62, 0, 0, true])
  expect([body.gaps, body.overlaps, trips]).toEqual([[], [], 1])
  expect(codes(body.workshops[0]?.exclude ?? [])).toEqual(['MP-D391', 'MP-D406'])
  const published = await planner.post<Plan>(`${plan}/publication`)
  expect([published.status, published.trips, published.body.publishedAt]).toEqual([200, 1, w.clock.now])
})

test('once published, serving Guna and Ashoknagar twice is refused, names both, and writes nothing', async () => {
  const { o, planner, plan, path, edit, ids } = await zonal()
  await planner.post(`${plan}/publication`)
  const before = await o.rows('select * from catchment_terms order by 1, 2')
  const audited = await o.rows('select count(*) n from audit')
  const refused = await planner.put<Refusal>(`${path('bhopal')}/catchment`, edit(divisions, [], 2))
  expect([refused.status, refused.body.type, refused.trips]).toEqual([409, '/problems/not-a-partition', 1])
  expect(refused.body.gaps).toEqual([])
  const named = refused.body.overlaps.map(({ unit }) => [unit.code, unit.nameEn, unit.nameHi]).sort()
  expect(named).toEqual([
    ['MP-D391', 'Ashoknagar', 'अशोकनगर'],
    ['MP-D406', 'Guna', 'गुना'],
  ])
  for (const { workshops } of refused.body.overlaps)
    expect(workshops.map(({ id }) => id).sort()).toEqual([ids.bhopal, ids.indore].sort())
  expect(await o.rows('select * from catchment_terms order by 1, 2')).toEqual(before)
  expect(await o.rows('select count(*) n from audit')).toEqual(audited)
  expect((await planner.get<Page>(path('bhopal'))).body).toMatchObject({ version: 2, units: 23 })
})

test('once published, leaving a division out is refused and names its districts', async () => {
  const { planner, plan, path, edit } = await zonal()
  await planner.post(`${plan}/publication`)
  const kept = divisions.filter((code) => code !== 'MP-CHB')
  const refused = await planner.put<Refusal>(
    `${path('bhopal')}/catchment`,
    edit(kept, ['MP-D406', 'MP-D391'], 2),
  )
  expect(refused.status).toBe(409)
  const chambal = [...madhyaPradeshPartyUnits()].filter(({ parentCode }) => parentCode === 'MP-CHB')
  expect(codes(refused.body.gaps)).toEqual(codes(chambal))
  expect(refused.body.overlaps).toEqual([])
})

test('a plan with a gap is not published and the gap is named; with the gap closed it is', async () => {
  const { o, planner, plan, path, edit } = await zonal()
  const without = edit(['MP-JBP', 'MP-CHW', 'MP-REW'], [], 2)
  expect((await planner.put(`${path('jabalpur')}/catchment`, without)).status).toBe(200)
  const refused = await planner.post<Refusal>(`${plan}/publication`)
  const shahdol = [...madhyaPradeshPartyUnits()].filter(({ parentCode }) => parentCode === 'MP-SHD')
  expect([refused.status, codes(refused.body.gaps)]).toEqual([409, codes(shahdol)])
  expect(shahdol.length).toBeGreaterThan(2)
  expect(await o.rows('select plan_published_at from tiers')).toEqual([{ plan_published_at: null }])
  expect(await o.rows("select count(*) n from audit where action = 'plan.published'")).toEqual([{ n: 0 }])
  await planner.put(`${path('jabalpur')}/catchment`, edit(['MP-JBP', 'MP-CHW', 'MP-REW', 'MP-SHD'], [], 3))
  expect((await planner.post(`${plan}/publication`)).status).toBe(200)
})

test('a workshop of a published plan is not called off: its 19 districts would be left out', async () => {
  const { planner, plan, path } = await zonal()
  await planner.post(`${plan}/publication`)
  const refused = await planner.post<Refusal>(`${path('jabalpur')}/cancellation`)
  expect([refused.status, refused.body.gaps.length, refused.trips]).toEqual([409, 19, 1])
  const withdrawn = await planner.delete<Plan>(`${plan}/publication`)
  expect([withdrawn.status, withdrawn.body.publishedAt]).toEqual([200, null])
  expect((await planner.post<Page>(`${path('jabalpur')}/cancellation`)).body.cancelledAt).toBe(w.clock.now)
  const after = await planner.get<Plan>(plan)
  expect([after.body.gapUnits, after.body.workshops.length, after.body.publishable]).toEqual([19, 2, false])
})

test('two districts move between two workshops of a published plan in one step', async () => {
  const { o, planner, plan, ids, edit } = await zonal()
  await planner.post(`${plan}/publication`)
  const indore = ['MP-IND', 'MP-NIM', 'MP-UJN', 'MP-MDS']
  const moved = await planner.put<Plan>(plan, {
    catchments: [
      { workshopId: ids.bhopal, ...edit(divisions, [], 2) },
      { workshopId: ids.indore, ...edit(indore, [], 2) },
    ],
  })
  expect([moved.status, moved.trips]).toEqual([200, 1])
  expect(moved.body.workshops.map(({ units }) => units)).toEqual([25, 18, 19])
  expect(await o.rows("select count(*) n from audit where action = 'plan.edited'")).toEqual([{ n: 1 }])
  const halfway = await planner.put<Refusal>(plan, {
    catchments: [
      { workshopId: ids.bhopal, ...edit(divisions, ['MP-D391'], 3) },
      { workshopId: ids.indore, ...edit([...indore, 'MP-D406'], [], 3) },
    ],
  })
  expect([halfway.status, codes(halfway.body.gaps)]).toEqual([409, ['MP-D391']])
  expect(halfway.body.overlaps.map(({ unit }) => unit.code)).toEqual(['MP-D406'])
  expect((await planner.get<Plan>(plan)).body.workshops.map(({ units }) => units)).toEqual([25, 18, 19])
  const stale = await planner.put(plan, {
    catchments: [{ workshopId: ids.bhopal, ...edit(divisions, ['MP-D391'], 2) }],
  })
  expect([stale.status, stale.body.type]).toEqual([412, '/problems/version-changed'])
})

test('a district founded after the plan was published is a gap that the plan shows', async () => {
  const { o, planner, plan } = await zonal()
  await planner.post(`${plan}/publication`)
  const id = '01900000-0000-7000-8000-000000000001'
  await o.db.execute({
    sql: `insert into units (id, code, parent_id, level_id, path, name_en, name_hi, search_text, created_at)
      select ?, 'MP-NEW', id, 'district', path || ? || '/', 'New', 'नया', 'new', 0 from units where code = 'MP'`,
    args: [id, id],
  })
  const { body } = await planner.get<Plan>(plan)
  expect([body.universe, body.gapUnits, codes(body.gaps), body.publishable]).toEqual([
    63,
    1,
    ['MP-NEW'],
    false,
  ])
})
