import { expect, test } from 'vitest'
import {
  madhyaPradeshGovernmentLevels,
  madhyaPradeshPartyLevels,
} from '../../db/seed/tables/madhya-pradesh.ts'
import { SHAPES, type Shape, shaped } from '../../web/programmes/templates.ts'

const levelsOf = (names: readonly string[]) =>
  names.map((id, depth) => ({ id, depth, names: { en: id, hi: id } }))
const party = levelsOf(madhyaPradeshPartyLevels.map(({ code }) => code))
const government = levelsOf(madhyaPradeshGovernmentLevels.map(({ code }) => code))
const villages = levelsOf(['state', 'district', 'block', 'village'])

const hops = (shape: Shape, levels: typeof party) =>
  shaped(shape, levels, 150_000).tiers.map((tier) => `${tier.hostLevelId} > ${tier.traineeLevelId}`)

test('speakers of a party: state > district > mandal > booth, with 14 subjects', () => {
  expect(hops('speakers', party)).toEqual(['state > district', 'district > mandal', 'mandal > booth'])
  expect(shaped('speakers', party, 0).subjects).toHaveLength(14)
})

test('workers of every booth at division headquarters; a camp of seven days with its fee', () => {
  expect(hops('everywhere', party)).toEqual(['division > booth'])
  expect(hops('camp', government)).toEqual(['state > district'])
  expect(shaped('camp', government, 150_000).tiers).toMatchObject([
    { days: 7, passDays: 6, feeMinor: 150_000 },
  ])
})

test('from headquarters to the villages, and a convention carried down', () => {
  expect(hops('villages', villages)).toEqual(['state > district', 'district > village'])
  expect(hops('convention', party)).toEqual(['state > constituency', 'constituency > booth'])
})

test('a convention asks for people of every wing, a speakers’ workshop for one on every subject', () => {
  const wings = ['youth', 'women'].map((id) => ({ id }))
  const [convention, below] = shaped('convention', party, 0, wings).tiers
  expect(convention?.shares).toEqual(
    wings.map(({ id }) => ({ kind: 'wing', id, minimum: 1, target: 2, maximum: null })),
  )
  expect(below?.shares).toEqual([])
  const { tiers, subjects } = shaped('speakers', party, 0, wings)
  expect(tiers[0]?.shares.map(({ id }) => id)).toEqual(subjects.map(({ id }) => id))
})

test('in a tree of any depth every hop is held above those whom it trains, and each begins where the last one ended', () => {
  for (let depth = 2; depth <= 9; depth += 1)
    for (const shape of SHAPES) {
      const levels = levelsOf(Array.from({ length: depth }, (_, n) => `L${n}`))
      const at = (id: string) => levels.find((level) => level.id === id)?.depth ?? -1
      const { tiers } = shaped(shape, levels, 0)
      expect(tiers.length).toBeGreaterThan(0)
      for (const { hostLevelId, traineeLevelId, minimum, target, maximum, days, passDays } of tiers) {
        expect(at(hostLevelId)).toBeLessThan(at(traineeLevelId))
        expect([minimum <= target, target <= maximum, passDays <= days]).toEqual([true, true, true])
      }
      const chain = tiers.slice(1).map(({ hostLevelId }, n) => [hostLevelId, tiers[n]?.traineeLevelId])
      for (const [host, before] of chain) expect(host).toBe(before)
      expect(tiers[0]?.taughtBy).not.toBe('credential')
    }
})
