import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Lines, Link } from '../../web/lineage/api.ts'
import { keyOf, knotsOf, type Opened } from '../../web/lineage/graph.ts'
import { drawingOf, moveFrom } from '../../web/lineage/layout.ts'

const unit = { id: 'u', code: 'U', levelId: 'booth', nameEn: 'U', nameHi: 'U' }
const named = (id: string) => ({ id, nameEn: id, nameHi: id })
const workshop = { ...named('hall'), venueEn: null, venueHi: null, startsOn: '2026-03-06', unit }

const link = (id: string, above: readonly string[] = [], taught = 0): Link => ({
  person: named(id),
  unit,
  credentialId: id,
  code: id,
  generation: 1,
  issuedAt: 0,
  revokedAt: null,
  validUntil: null,
  stands: 'valid',
  taught,
  seen: true,
  tier: named('tier'),
  workshop,
  trainedBy: above.length > 0 ? above.map((one) => ({ ...named(one), credentialId: one })) : [],
})

/** One who was taught by some of those before him, as his chain is told. */
const linesOf = (above: readonly (readonly number[])[]): Lines => ({
  title: undefined,
  hall: undefined,
  halls: [],
  hidden: 0,
  more: 0,
  chain: above.map((ones, n) => {
    const by = [...new Set(ones.map((one) => one % Math.max(1, n)))].filter((one) => one < n)
    const told = link(
      `c${n}`,
      by.map((one) => `c${one}`),
      20,
    )
    return { ...told, step: above.length - 1 - n, hall: by.length === 0 ? { trained: 9, seen: true } : null }
  }),
})

const openedAt = (opened: readonly number[], hidden: number): Map<string, Opened> =>
  new Map(
    opened.map((n) => [
      keyOf(`c${n}`),
      {
        open: true,
        hidden,
        after: hidden > 1 ? 'x' : null,
        trainees: Array.from({ length: (n % 4) + 1 }, (_, k) => link(`c${n}-${k}`, [`c${n}`])),
      },
    ]),
  )

const pictures = fc.record({
  above: fc.array(fc.array(fc.nat(9), { maxLength: 3 }), { minLength: 1, maxLength: 8 }),
  opened: fc.array(fc.nat(7), { maxLength: 4 }),
  hidden: fc.nat(3),
  width: fc.constantFrom(328, 700, 992),
})

test('no card lies over another, everybody is drawn once, and after him of whom he learnt', () => {
  fc.assert(
    fc.property(pictures, ({ above, opened, hidden, width }) => {
      const knots = knotsOf(linesOf(above), openedAt(opened, hidden))
      const { placed, card } = drawingOf(knots, { width, chosen: keyOf('c0') })
      expect(placed.map(({ knot }) => knot.key).sort()).toEqual(knots.map(({ key }) => key).sort())
      for (const [n, one] of placed.entries()) {
        if (one.parent) expect(placed.slice(0, n).some(({ knot }) => knot.key === one.parent)).toBe(true)
        for (const other of placed.slice(n + 1)) {
          const apart =
            other.y >= one.y + one.height ||
            one.y >= other.y + other.height ||
            Math.abs(one.x - other.x) >= card
          expect([one.knot.key, other.knot.key, apart]).toEqual([one.knot.key, other.knot.key, true])
        }
      }
    }),
    { seed: 9, numRuns: 150 },
  )
})

test('everybody is reached by the arrow down alone, and from everybody the arrow left leads to a first hall', () => {
  const knots = knotsOf(linesOf([[], [0], [0, 1], [2]]), openedAt([2], 2))
  const { placed } = drawingOf(knots, { width: 328, chosen: keyOf('c3') })
  const seen = [placed[0]?.knot.key ?? '']
  for (let at = seen[0] ?? ''; ; ) {
    const move = moveFrom(placed, at, 'ArrowDown', undefined)
    if (!move || !('go' in move)) break
    at = move.go
    seen.push(at)
  }
  expect(seen).toHaveLength(placed.length)
  for (const key of seen) {
    let at = key
    for (let n = 0; n < 9; n++) {
      const move = moveFrom(placed, at, 'ArrowLeft', undefined)
      if (move && 'go' in move) at = move.go
    }
    expect(at).toBe('w:hall')
  }
})

test('whom the reader may not see is one card with a number; the rest of a page is another', () => {
  const lines = linesOf([[]])
  const knots = knotsOf(lines, openedAt([0], 3))
  expect(knots.filter(({ kind }) => kind === 'hidden')).toMatchObject([{ count: 3 }])
  // Twenty taught, three unseen, one told.
  expect(knots.filter(({ kind }) => kind === 'more')).toMatchObject([{ left: 16 }])
})
