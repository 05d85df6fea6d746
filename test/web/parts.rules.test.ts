import { describe, expect, test } from 'vitest'
import { certificatePath } from '../../web/landing/certificate.ts'
import { organisationEntries, organisationOf, placesOf } from '../../web/shell/navigation.ts'
import { formatDay, formatDays, formatInstant, formatMoney, formatShare } from '../../web/text/format.ts'
import { minorOf, plainDigits } from '../../web/ui/numbers.ts'
import { type TreeNode, treeMove, treeRows, treeTyped } from '../../web/ui/tree-rows.ts'
import { ROLES } from '../../worker/platform/roles.ts'

describe('numbers and days', () => {
  test.each([
    [50_000, 'INR', '₹500'],
    [37_550, 'INR', '₹375.50'],
    [125_000_000, 'INR', '₹12,50,000'],
    [500, 'JPY', 'JP¥500'],
  ])('%i minor units of %s are written %s', (minor, currency, written) => {
    expect(formatMoney(minor, currency, 'en')).toBe(written)
  })

  test('one booth short of all is not 100 %', () => {
    expect(formatShare(65_399 / 65_400, 'en')).toBe('99%')
    expect(formatShare(1, 'en')).toBe('100%')
  })

  test('a day stays the same day in every time zone', () => {
    expect(formatDay('2026-03-06', 'medium', 'en')).toBe('6 Mar 2026')
    expect(formatDay('2026-03-06', 'medium', 'hi')).toBe('6 मार्च 2026')
    expect(formatDays('2025-06-09', '2025-06-15', 'en')).toMatch(/^9\s?–\s?15 Jun 2025$/)
  })

  test('an instant is told in the zone of the organisation', () => {
    expect(formatInstant(1_772_757_000, 'Asia/Kolkata', 'en')).toMatch(/^6 Mar 2026, 6:00\sam$/)
  })

  test.each([
    ['४८२१', '4821'],
    ['1,50,000', '150000'],
    ['98260 00 001', '9826000001'],
  ])('%s is read as %s', (typed, read) => expect(plainDigits(typed)).toBe(read))

  test.each([
    ['500', 2, 50_000],
    ['375.5', 2, 37_550],
    ['१,२५०', 2, 125_000],
    ['0.29', 2, 29],
    ['1.234', 2, null],
    ['500', 0, 500],
    ['-5', 2, null],
    ['', 2, null],
  ])('%s with %i decimals is %s minor units', (typed, digits, minor) => {
    expect(minorOf(typed, digits)).toBe(minor)
  })
})

describe('addresses', () => {
  test.each([
    ['https://example.org/v/sangh/7KQM-2F0X', '/v/sangh/7KQM-2F0X'],
    ['sangh/7KQM-2F0X', '/v/sangh/7KQM-2F0X'],
    [' /v/Sangh/7KQM/ ', '/v/sangh/7KQM'],
    ['7KQM-2F0X', undefined],
    ['', undefined],
  ])('the certificate at %s is %s', (typed, path) => expect(certificatePath(typed)).toBe(path))

  test('only addresses below /o/ are inside an organisation', () => {
    expect(organisationOf('/o/sangh/units/3')).toBe('sangh')
    expect(organisationOf('/v/sangh/7KQM')).toBeUndefined()
  })
})

describe('navigation', () => {
  const shown = (role: keyof typeof ROLES) =>
    organisationEntries('sangh', placesOf(new Set(ROLES[role])))
      .filter((entry) => entry.visible)
      .map((entry) => entry.path.replace('/o/sangh/', ''))

  test('a steward sees his card, the gate and the workshops', () => {
    expect(shown('steward')).toEqual(['me', 'desk', 'workshops'])
  })

  test('a planner sees no money and no gate', () => {
    expect(shown('planner')).not.toContain('money')
    expect(shown('planner')).not.toContain('desk')
  })

  test('who may do nothing has his card', () => expect([...placesOf(new Set())]).toEqual(['me']))
})

describe('a tree', () => {
  const node = (id: string, label: string, hasChildren = false): TreeNode => ({ id, label, hasChildren })
  const roots = [node('mp', 'मध्य प्रदेश', true)]
  const below = new Map([
    ['mp', [node('b', 'भोपाल', true), node('g', 'गुना'), node('s', 'सागर')]],
    ['b', [node('h', 'हुज़ूर')]],
  ])
  const rows = treeRows(roots, new Set(['mp']), below)

  test('shows the children of open branches only, each with its place', () => {
    expect(rows.map(({ node: { id } }) => id)).toEqual(['mp', 'b', 'g', 's'])
    expect(rows[2]).toMatchObject({ level: 2, position: 2, siblings: 3, parentId: 'mp' })
  })

  test.each([
    ['b', 'ArrowDown', { go: 'g' }],
    ['b', 'ArrowRight', { open: 'b' }],
    ['mp', 'ArrowRight', { go: 'b' }],
    ['mp', 'ArrowLeft', { close: 'mp' }],
    ['g', 'ArrowLeft', { go: 'mp' }],
    ['g', 'ArrowRight', undefined],
    ['s', 'ArrowDown', undefined],
    ['s', 'Home', { go: 'mp' }],
    ['mp', 'End', { go: 's' }],
  ])('on %s the key %s means %o', (id, key, move) => expect(treeMove(rows, id, key)).toEqual(move))

  test('letters find the next line that begins with them, going round', () => {
    expect(treeTyped(rows, 'mp', 'स')).toBe('s')
    expect(treeTyped(rows, 's', 'भ')).toBe('b')
    expect(treeTyped(rows, 'mp', 'क')).toBeUndefined()
  })
})
