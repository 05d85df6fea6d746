import { expect, test } from 'vitest'
import { returnPath, slugIn, withReturn } from '../../web/accounts/return-path.ts'
import { hopsThatFit, isSlug, moved, slugFor } from '../../web/onboarding/draft.ts'
import { CARD_KEYS, typedOn, YEAR_KEYS } from '../../web/people/card-keys.ts'
import { bothNames, nameIn } from '../../web/text/names.ts'

test.each(['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', 'me', '', undefined])(
  'after signing in nobody is sent to %s',
  (given) => expect(returnPath(given)).toBeUndefined(),
)

test('the door does not lead back to the door', () => {
  expect(['/sign-in', '/sign-in?return=/x', '/sign-in/'].map(returnPath)).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  expect(returnPath('/sign-ins')).toBe('/sign-ins')
})

test('a page to return to survives its own query', () => {
  const address = new URL(withReturn('/sign-in', '/o/village/people?q=राम&unit=1'), 'https://example.org')
  expect(returnPath(address.searchParams.get('return') ?? '')).toBe('/o/village/people?q=राम&unit=1')
})

test('an organisation is found by its short name or by any link into it', () => {
  expect(['village', ' Village ', 'https://example.org/o/village/w/1', '/o/village'].map(slugIn)).toEqual([
    'village',
    'village',
    'village',
    'village',
  ])
  expect(['two words', 'ग्राम', ''].map(slugIn)).toEqual([undefined, undefined, undefined])
})

test('a short name is proposed from the English name, and is one', () => {
  const proposed = ['Gram Sabha, Bihar!', 'São Tomé Union', '  --A1  ', 'x'.repeat(60)].map(slugFor)
  expect(proposed).toEqual(['gram-sabha-bihar', 'sa-o-tome-union', 'a1', 'x'.repeat(40)])
  expect(proposed.map(isSlug)).toEqual([true, true, false, true])
})

test('a level moves past its neighbour and nothing is lost', () => {
  expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
})

test('the steps of a shape are offered down to the first whose levels are missing or out of order', () => {
  const hop = (hostLevelId: string, traineeLevelId: string) => ({ hostLevelId, traineeLevelId })
  const tiers = [hop('state', 'district'), hop('district', 'booth')]
  const fitting = (...ids: string[]) =>
    hopsThatFit(
      { tiers },
      ids.map((id, depth) => ({ id, depth })),
    )
  expect(fitting('state', 'block', 'district', 'booth')).toEqual(tiers)
  expect(fitting('state', 'district')).toEqual([tiers[0]])
  expect(fitting('district', 'state', 'booth')).toEqual([])
  expect(hopsThatFit({ tiers: [] }, [{ id: 'state', depth: 0 }])).toEqual([])
})

test('a card is typed with keys, pasted with blanks, and erased letter by letter', () => {
  expect(typedOn('8FRW', 'd', CARD_KEYS)).toBe('8FRWD')
  expect(typedOn('', '8frw d2sd more', CARD_KEYS)).toBe('8FRWD2SD')
  expect(typedOn('8FR', '', CARD_KEYS)).toBe('8F')
  expect(typedOn('', 'O0I1', CARD_KEYS)).toBe('')
  expect(typedOn('', '१९८७', YEAR_KEYS)).toBe('1987')
})

test('who knows a name in one script only is called so in both', () => {
  expect(bothNames({ nameEn: ' ', nameHi: ' गीता ' })).toEqual({ nameEn: 'गीता', nameHi: 'गीता' })
  expect(nameIn('en', { nameEn: '', nameHi: 'गीता' })).toBe('गीता')
})
