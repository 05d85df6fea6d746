import { expect, test } from 'vitest'
import { coverageOf, pageOf } from '../../worker/coverage/rules.ts'
import { lackingOf, refusalOf, unproposed, within } from '../../worker/coverage/teaching/rules.ts'

const row = {
  top: 0,
  id: 'u',
  code: 'D1',
  levelId: 'district',
  nameEn: 'D1',
  nameHi: 'D1',
  minimumEach: 2,
  targetEach: 3,
  units: 65_400,
  nominated: 0,
  registered: 0,
  trained: 90_000,
  unitsOne: 10_000,
  unitsMore: 40_000,
  unitsMet: 40_000,
  finishBy: '2026-11-15',
  onTime: 80_000,
  toward: 88_000,
  taught: 0,
  valid: 70_000,
}

test('65,400 booths at two each ask for 130,800, and 15,400 of them have nobody', () =>
  expect(coverageOf(row)).toMatchObject({
    minimum: 130_800,
    target: 196_200,
    unitsZero: 15_400,
    unitsMet: 40_000,
  }))

test('of 90,000 trained 88,000 count toward the minimum of their booth: 42,800 are still short', () => {
  expect(coverageOf(row)).toMatchObject({ short: 42_800, onTime: 80_000, valid: 70_000 })
  expect(coverageOf({ ...row, finishBy: null }).onTime).toBeNull()
})

test('a tier without a minimum is met everywhere and lacks nowhere', () => {
  expect(coverageOf({ ...row, minimumEach: 0 }).unitsMet).toBe(65_400)
  expect(lackingOf({ units: 10, unitsMet: 0, minimum: 0 })).toBe(0)
  expect(lackingOf({ units: 10, unitsMet: 4, minimum: 1 })).toBe(6)
})

test.each([
  ['one top', [1, 0, 0], ['u0', ['u1', 'u2'], null]],
  ['one top and more children than a page', [1, 0, 0, 0], ['u0', ['u1', 'u2'], 'c2']],
  ['two tops', [1, 1, 0], [undefined, ['u0', 'u1'], null]],
])('%s', (_what, tops, [unit, children, after]) => {
  const page = pageOf(
    tops.map((top, n) => ({ ...row, top, id: `u${n}`, code: `c${n}` })),
    2,
  )
  expect([page.unit?.unit.id, page.children.map((child) => child.unit.id), page.after]).toEqual([
    unit,
    children,
    after,
  ])
})

test('a batch belongs to the power of its tier above its host', () => {
  const batches = [
    { id: 'here', tierId: 't2', hostPath: '/s/d1/b1/' },
    { id: 'other tier', tierId: 't3', hostPath: '/s/d1/b1/' },
    { id: 'elsewhere', tierId: 't2', hostPath: '/s/d2/' },
  ]
  expect(within({ tierId: 't2', unitPath: '/s/d1/' }, batches).map(({ id }) => id)).toEqual(['here'])
})

const ground = { planned: 0, batchSize: 40, hosts: 1, qualified: 1, here: 1 }

test.each([
  ['nothing is known', undefined, 'not-found'],
  ['no power for the tier', { ...ground, qualified: 0, here: 0 }, 'not-qualified'],
  ['a power elsewhere', { ...ground, here: 0 }, 'not-found'],
  ['a planned tier', { ...ground, planned: 1 }, 'not-a-partition'],
  ['a host of another level', { ...ground, hosts: 0 }, 'host-level'],
  ['a batch of 41 where 40 are allowed', { ...ground, batchSize: 39 }, 'capacity'],
  ['nothing', ground, undefined],
])('%s stands in the way of a batch of forty', (_what, stood, refusal) =>
  expect(refusalOf(stood, 40)).toBe(refusal),
)

test.each([
  [
    'a nomination stands, even in a full unit',
    { slotId: 'u', maximum: 1, live: 1, nominationId: 'n' },
    undefined,
  ],
  [
    'the person is above the trainee level',
    { slotId: null, maximum: 1, live: 0, nominationId: null },
    'outside-catchment',
  ],
  ['the unit is full', { slotId: 'u', maximum: 1, live: 1, nominationId: null }, 'quota-full'],
  [
    'the id was used for somebody else',
    { slotId: 'u', maximum: 2, live: 1, nominationId: null },
    'state-changed',
  ],
])('%s', (_what, proposal, refusal) => expect(unproposed(proposal)).toBe(refusal))
