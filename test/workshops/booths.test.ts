import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { madhyaPradeshPartyLevels, madhyaPradeshPartyUnits } from '../../db/seed/tables/madhya-pradesh.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'
import { type Refusal, tierIn } from './support.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Plan = {
  universe: number
  workshops: { units: number }[]
  gapUnits: number
  gaps: Refusal['gaps']
  publishable: boolean
  publishedAt: number | null
}

/** Adds everything below the root; 2,000 rows to a statement. Returns the ids of the mandals. */
async function grow(o: TestOrganisation) {
  const root = { id: o.unitId('MP'), path: `/${o.unitId('MP')}/` }
  const known = new Map([['MP', root]])
  const rows: unknown[] = []
  const mandals: string[] = []
  for (const { code, parentCode, level, nameEn, nameHi } of madhyaPradeshPartyUnits()) {
    const parent = known.get(parentCode ?? '')
    if (!parent) continue
    const id = v7()
    known.set(code, { id, path: `${parent.path}${id}/` })
    rows.push({ id, code, parentId: parent.id, level, path: `${parent.path}${id}/`, nameEn, nameHi })
    if (level === 'mandal') mandals.push(id)
  }
  for (let at = 0; at < rows.length; at += 2000)
    await o.db.execute({
      sql: `insert into units (id, code, parent_id, level_id, path, name_en, name_hi, search_text, created_at)
        select value ->> 'id', value ->> 'code', value ->> 'parentId', value ->> 'level', value ->> 'path',
          value ->> 'nameEn', value ->> 'nameHi', value ->> 'nameEn', 0 from json_each(?)`,
      args: [JSON.stringify(rows.slice(at, at + 2000))],
    })
  return mandals
}

/** A workshop in every mandal, serving its booths. */
async function everyMandal(o: TestOrganisation, tierId: string, mandals: readonly string[]) {
  const args = [tierId, JSON.stringify(mandals.map((unitId) => ({ id: v7(), unitId })))]
  await o.db.execute({
    sql: `insert into workshops (id, tier_id, unit_id, name_en, name_hi, starts_on, ends_on, capacity, fee_minor, currency,
        opens_at, closes_at, created_at)
      select value ->> 'id', ?, value ->> 'unitId', 'W', 'W', '2027-01-01', '2027-01-01', 120, 0, 'INR', 0, 1, 0 from json_each(?)`,
    args,
  })
  await o.db.execute(
    'insert into catchment_terms (workshop_id, unit_id, sign) select id, unit_id, 1 from workshops',
  )
}

test('1,070 mandals serve 65,400 booths: proved in one round trip, and one mandal left out is named by its booths', async () => {
  const levels = madhyaPradeshPartyLevels.map(({ code }) => code)
  const o = await w.organisation({ levels, units: ['MP'] })
  const mandals = await grow(o)
  const planner = await o.person('Asha Verma', { unit: 'MP', grants: ['planner@MP'] })
  const { tierId } = await tierIn(planner, { hostLevelId: 'mandal', traineeLevelId: 'booth' })
  await everyMandal(o, tierId, mandals)
  const plan = await planner.get<Plan>(`/tiers/${tierId}/plan`)
  expect([plan.trips, plan.body.universe, plan.body.workshops.length]).toEqual([1, 65_400, 1070])
  expect(plan.body.workshops.reduce((sum, { units }) => sum + units, 0)).toBe(65_400)
  const published = await planner.post<Plan>(`/tiers/${tierId}/plan/publication`)
  expect([published.status, published.trips]).toEqual([200, 1])
  const [workshop] = await o.rows(
    `select w.id, w.version, c.units from workshops w join unit_counts c on c.unit_id = w.unit_id and c.level_id = 'booth' limit 1`,
  )
  const refused = await planner.put<Refusal>(`/workshops/${workshop?.id}/catchment`, {
    version: workshop?.version,
    include: [],
    exclude: [],
  })
  expect([refused.status, refused.trips, refused.body.gaps.length]).toEqual([
    409,
    1,
    Math.min(Number(workshop?.units), 100),
  ])
}, 120_000)
