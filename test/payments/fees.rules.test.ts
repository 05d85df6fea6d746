import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Asking, type FeeRule, priceBy, priceFor } from '../../worker/payments/fees/rules.ts'

const officeIds = ['president', 'secretary']
const levels = ['district', 'block']
const wings = ['youth', 'women']
const days = ['2026-06-01', '2026-06-02', '2026-06-03']
const maybe = <T>(one: readonly T[]) => fc.option(fc.constantFrom(...one), { nil: undefined })

const rule: fc.Arbitrary<FeeRule> = fc
  .record({
    officeId: maybe(officeIds),
    levelId: maybe(levels),
    wingId: maybe(wings),
    from: maybe(days),
    until: maybe(days),
    fromNth: maybe([2, 3]),
    share: fc.oneof(
      fc.record({ amountMinor: fc.integer({ min: 0, max: 300_000 }) }),
      fc.record({ percent: fc.integer({ min: 0, max: 100 }) }),
    ),
  })
  .map(({ share, ...conditions }) => ({ nameEn: 'R', nameHi: 'र', ...conditions, ...share }))

const who: fc.Arbitrary<Asking> = fc.record({
  offices: fc.array(fc.tuple(fc.constantFrom(...officeIds), fc.constantFrom(...levels)), { maxLength: 3 }),
  wings: fc.subarray(wings),
  on: fc.constantFrom(...days),
  nth: fc.integer({ min: 1, max: 4 }),
})

/** Everybody whom a rule names, spelt out: every office at every level, every wing, every day, every place in a unit. */
function named(one: FeeRule, asked: Asking): boolean {
  const posts = officeIds.flatMap((office) => levels.map((level) => [office, level] as const))
  const meant = posts.filter(
    ([office, level]) =>
      [undefined, office].includes(one.officeId) && [undefined, level].includes(one.levelId),
  )
  const anyPost = one.officeId === undefined && one.levelId === undefined
  const holds = asked.offices.filter(([office, level]) => meant.some(([o, l]) => o === office && l === level))
  const inWing = one.wingId === undefined ? wings : [one.wingId]
  const onDays = days.filter((day) => !(one.from && day < one.from) && !(one.until && day > one.until))
  return (
    (anyPost || holds.length > 0) &&
    (one.wingId === undefined || inWing.some((wing) => asked.wings.includes(wing))) &&
    onDays.includes(asked.on) &&
    [1, 2, 3, 4].filter((nth) => nth >= (one.fromNth ?? 1)).includes(asked.nth)
  )
}

test('the first rule that names somebody is his price, else the fee: as told by spelling everybody out', () => {
  fc.assert(
    fc.property(
      fc.array(rule, { maxLength: 6 }),
      fc.integer({ min: 0, max: 300_000 }),
      who,
      (rules, base, asked) => {
        const first = rules.findIndex((one) => named(one, asked))
        const by = rules[first]
        const expected =
          by === undefined ? base : (by.amountMinor ?? Math.floor((base * (by.percent ?? 0)) / 100))
        expect(priceFor(rules, base, asked)).toMatchObject({ at: first, amountMinor: expected })
      },
    ),
    { numRuns: 2000 },
  )
})

test('a part of the fee is never more than the fee, never less than nothing, and whole paise', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 99_999_999 }),
      fc.integer({ min: 0, max: 100 }),
      (base, percent) => {
        const price = priceBy({ percent }, base)
        expect(Number.isInteger(price) && price >= 0 && price <= base).toBe(true)
      },
    ),
  )
})

test('a district president pays half, the women of the wing nothing, who comes early less: the organiser’s order decides', () => {
  const rules: FeeRule[] = [
    {
      nameEn: 'District president: half',
      nameHi: 'जिला अध्यक्ष: आधा',
      officeId: 'president',
      levelId: 'district',
      percent: 50,
    },
    { nameEn: 'Women: free', nameHi: 'महिला: निःशुल्क', wingId: 'women', amountMinor: 0 },
    { nameEn: 'Early', nameHi: 'पहले', until: '2026-06-02', amountMinor: 120_000 },
    { nameEn: 'From the third of a unit', nameHi: 'इकाई के तीसरे से', fromNth: 3, amountMinor: 100_000 },
  ]
  const price = (asked: Partial<Asking>) =>
    priceFor(rules, 150_000, { offices: [], wings: [], on: '2026-06-03', nth: 1, ...asked }).amountMinor
  expect([
    price({ offices: [['president', 'district']], wings: ['women'] }),
    price({ offices: [['president', 'block']] }),
    price({ wings: ['women'] }),
    price({ on: '2026-06-02', nth: 3 }),
    price({ nth: 3 }),
    price({}),
  ]).toEqual([75_000, 150_000, 0, 120_000, 100_000, 150_000])
})
