import { expect, test } from 'vitest'
import { type CellDraft, keptSeats, shareOut, stamped } from '../../web/workshops/quota-rules.ts'

const unit = (id: string) => ({ id, levelId: 'district', nameEn: id, nameHi: id })
const cell = (id: string, seats: number | null, wing?: string): CellDraft => ({
  unit: unit(id),
  wing: wing ? { id: wing, nameEn: wing, nameHi: wing } : null,
  seats,
  releaseOn: '',
})

test('a sum is shared by what stands below, to the last seat; the same for each is the same for each', () => {
  expect(shareOut([10, 20, 30], { way: 'below', sum: 60 })).toEqual([10, 20, 30])
  expect(shareOut([1, 1, 1], { way: 'below', sum: 8 })).toEqual([3, 3, 2])
  expect(shareOut([0, 3], { way: 'below', sum: 4 })).toEqual([1, 3])
  expect(shareOut([5, 50], { way: 'each', seats: 2 })).toEqual([2, 2])
  for (let sum = 0; sum <= 200; sum += 7) {
    const seats = shareOut([7, 3, 11, 0, 1], { way: 'below', sum })
    expect(seats.reduce((all, n) => all + n, 0)).toBe(sum)
  }
})

test('what is filled in lies over what was there; seats of a wing inside its unit are not counted twice', () => {
  const cells = [cell('Guna', 8), cell('Sagar', 4)]
  const next = stamped(cells, [cell('Guna', 6), cell('Guna', 2, 'women'), cell('Rewa', 1)])
  expect(next.map(({ unit: of, seats }) => [of?.id, seats])).toEqual([
    ['Guna', 6],
    ['Sagar', 4],
    ['Guna', 2],
    ['Rewa', 1],
  ])
  expect(keptSeats(next)).toBe(11)
  expect(keptSeats([cell('Datia', 3, 'women'), cell('Guna', null)])).toBe(3)
})
