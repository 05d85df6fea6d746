import { expect, test } from 'vitest'
import { redrawsOf, type Term } from '../../worker/changes/redrawing/rules.ts'

const named = (code: string) => ({ id: code, code, levelId: 'l', nameEn: code, nameHi: code })
const nowhere = { old: false, new: false, own: false, inside: false, beside: false }
const term = (workshopId: string, code: string, sign: 1 | -1, where: Partial<Term>, tierId = 't'): Term => ({
  ...nowhere,
  workshopId,
  tierId,
  version: 3,
  nameEn: workshopId,
  nameHi: workshopId,
  unit: named(code),
  sign,
  ...where,
})
const ways = (terms: Term[], tiers = ['t']) =>
  redrawsOf(terms, new Set(tiers), named('U')).map(({ way, catchments }) => [
    way,
    ...catchments.map(({ workshopId, include, exclude }) => [workshopId, include.join(), exclude.join()]),
  ])

test('a unit that its workshop names comes below one that serves its new place whole: it joins that one, or is left out of it', () => {
  const terms = [term('A', 'U', 1, { own: true }), term('A', 'V', 1, {}), term('B', 'Q', 1, { new: true })]
  expect(ways(terms)).toEqual([
    ['join', ['A', 'V', '']],
    ['keep', ['B', 'Q', 'U']],
  ])
})

test('a unit out of a whole district comes among neighbours that are named one by one: it is named beside them, or by its own', () => {
  const terms = [
    term('A', 'P', 1, { old: true }),
    term('B', 'X', 1, { beside: true }),
    term('B', 'Y', 1, { beside: true }),
    term('C', 'Z', 1, { beside: true }),
  ]
  expect(ways(terms)).toEqual([
    ['join', ['B', 'X,Y,U', '']],
    ['keep', ['A', 'P,U', '']],
  ])
})

test('what lies inside the unit goes along, and the way that is the same for both stands once', () => {
  const inside = [
    term('A', 'P', 1, { old: true }),
    term('A', 'I', -1, { inside: true }),
    term('B', 'I', 1, { inside: true }),
    term('D', 'Q', 1, { new: true }),
  ]
  expect(ways(inside)).toEqual([
    ['join', ['A', 'P', ''], ['B', '', '']],
    ['keep', ['A', 'P,U', 'I'], ['D', 'Q', 'U']],
  ])
  const far = [term('A', 'P', 1, { old: true })]
  expect(ways(far)).toEqual([['keep', ['A', 'P,U', '']]])
})

test('a tier whose plan stays whole is left as it is, and one with more terms than a request holds is not offered', () => {
  expect(ways([term('A', 'P', 1, { old: true }, 'whole')])).toEqual([])
  const many = Array.from({ length: 500 }, (_, n) => term('A', `N${n}`, 1, {}))
  expect(ways([...many, term('A', 'P', 1, { old: true })])).toEqual([])
})
