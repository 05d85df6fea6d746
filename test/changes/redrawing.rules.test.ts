import { expect, test } from 'vitest'
import { redrawsOf, type Term } from '../../worker/changes/redrawing/rules.ts'

const named = (code: string) => ({ id: code, code, levelId: 'l', nameEn: code, nameHi: code })
const nowhere = { old: false, new: false, own: false, inside: false, beside: false, each: '', wing: '' }
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
type Asked = string | { unitId: string; each: string | null; wing: string | null }
const said = (term: Asked) =>
  typeof term === 'string' ? term : [term.unitId, term.each ?? '', term.wing ?? ''].join('/')
const ways = (terms: Term[], tiers = ['t']) =>
  redrawsOf(terms, new Set(tiers), named('U')).map(({ way, catchments }) => [
    way,
    ...catchments.map(({ workshopId, include, exclude }) => [
      workshopId,
      include.map(said).join(),
      exclude.map(said).join(),
    ]),
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

test('where wings go to workshops of their own, the unit keeps each wing’s, and joins its neighbours wing by wing', () => {
  const youth = { wing: 'youth' }
  const terms = [
    term('A', 'P', 1, { old: true }),
    term('A', 'P', -1, { old: true, ...youth }),
    term('B', 'P', 1, { old: true, ...youth }),
    term('C', 'X', 1, { beside: true }),
    term('C', 'X', -1, { beside: true, ...youth }),
    term('D', 'X', 1, { beside: true, ...youth }),
  ]
  expect(ways(terms)).toEqual([
    ['join', ['C', 'X,U', 'X//youth,U//youth'], ['D', 'X//youth,U//youth', '']],
    ['keep', ['A', 'P,U', 'P//youth,U//youth'], ['B', 'P//youth,U//youth', '']],
  ])
})

test('a name that is limited to a level keeps its limit, and the unit that it reaches no more is named by itself', () => {
  const terms = [
    term('A', 'R', 1, { old: true, each: 'zone' }),
    term('B', 'X', 1, { beside: true, each: 'district' }),
  ]
  expect(ways(terms)).toEqual([
    ['join', ['B', 'X/district/,U/district/', '']],
    ['keep', ['A', 'R/zone/,U', '']],
  ])
})
