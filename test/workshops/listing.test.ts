import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'
import { tierIn, workshopDraft } from './support.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type List = { workshops: { nameEn: string }[]; after: string | null }

test('what is still to end comes soonest first, what is over comes latest first, and both go on page by page', async () => {
  const o = await w.organisation()
  const planner = await o.person('Asha Verma', { grants: ['planner@ST'] })
  const { tierId } = await tierIn(planner)
  const hold = (nameEn: string, startsOn: string, endsOn: string) =>
    planner.post(
      '/workshops',
      workshopDraft(tierId, o.unitId('ST'), { nameEn, nameHi: nameEn, startsOn, endsOn }),
    )
  await hold('Long camp', '2026-11-01', '2026-12-10')
  await hold('Earlier', '2026-11-02', '2026-11-03')
  await hold('Earliest', '2026-10-01', '2026-10-01')
  await hold('Later', '2026-12-20', '2026-12-21')
  await hold('Last day', '2026-12-04', '2026-12-05')
  const names = async (query: string) => {
    const { status, body } = await planner.get<List>(`/workshops?${query}`)
    expect(status).toBe(200)
    return body.workshops.map(({ nameEn }) => nameEn)
  }

  expect(await names('from=2026-12-05')).toEqual(['Long camp', 'Last day', 'Later'])
  expect(await names('before=2026-12-05')).toEqual(['Earlier', 'Earliest'])
  for (let day = 1; day <= 50; day++) await hold(`Old ${day}`, '2025-01-01', '2025-01-01')
  const first = await planner.get<List>('/workshops?before=2026-12-05')
  expect(first.body.workshops).toHaveLength(50)
  const next = await planner.get<List>(`/workshops?before=2026-12-05&after=${first.body.after}`)
  expect([first.body.workshops[0]?.nameEn, next.body.workshops.length, next.body.after]).toEqual([
    'Earlier',
    2,
    null,
  ])
})
