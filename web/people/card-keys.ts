import { plainDigits } from '../ui/numbers.ts'

/** Every character that stands on a card, none easily mistaken for another. */
export const CARD_KEYS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** How many of them a card's number and its secret have. */
export const CARD_LENGTH = 8

/** The digits of a year. */
export const YEAR_KEYS = '1234567890'

const longest = (keys: string): number => (keys === YEAR_KEYS ? 4 : CARD_LENGTH)

/** What stands there after a key: more letters are appended, an empty key erases the last; others than `keys` are dropped. */
export const typedOn = (before: string, typed: string, keys: string): string => {
  if (typed === '' && before !== '') return before.slice(0, -1)
  const known = [...plainDigits(typed).toUpperCase()].filter((letter) => keys.includes(letter))
  return (before + known.join('')).slice(0, longest(keys))
}
