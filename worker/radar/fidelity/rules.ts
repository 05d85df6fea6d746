// What a sample says. Pure. Everybody asked counts once: he knows it, or he does not.

/** How many questions everybody is asked. */
export const QUESTIONS = 5

/** How many right answers make somebody who still knows. */
export const KNOWN = 4

/** A refresher is proposed when even the upper bound of those who know is below this share. */
export const THRESHOLD = 0.6

/** Fewer answers than this tell more about people than about training. */
export const FEWEST = 3

/** Quantile of the normal distribution for 95 in 100. */
const Z = 1.959964

/** A share of those asked, with the bounds between which it lies 95 times in 100. */
export type Share = { share: number; lower: number; upper: number }

/** Wilson's interval of `known` out of `asked`; null when nobody was asked. */
export function wilson(known: number, asked: number): Share | null {
  if (asked <= 0) return null
  const share = known / asked
  const square = Z * Z
  const scale = 1 + square / asked
  const middle = (share + square / (2 * asked)) / scale
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / asked + square / (4 * asked * asked))
  return {
    share,
    lower: known === 0 ? 0 : Math.max(0, middle - half),
    upper: known === asked ? 1 : Math.min(1, middle + half),
  }
}

/** Whether so few know that a refresher is due, whatever chance did. */
export function refresherDue(known: number, asked: number, threshold = THRESHOLD): boolean {
  const interval = wilson(known, asked)
  return interval !== null && asked >= FEWEST && interval.upper < threshold
}

/** How many of five choices are right. */
export const rightOf = (choices: readonly (number | null)[], right: readonly number[]): number =>
  right.filter((answer, place) => choices[place] === answer).length

const PRIME = 268_435_399

function mixed(seed: number): number {
  let x = (seed ^ 0x9e3779b9) >>> 0
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b) >>> 0
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35) >>> 0
  return (x ^ (x >>> 16)) >>> 0
}

/**
 * The order in which a seed draws: by a polynomial of the number in the random end of a row's id, modulo a prime. Its four
 * coefficients come from the seed, so that any four rows are as likely in any order (two coefficients would prefer the ends
 * of a series of ids).
 */
export const drawOf = (seed: number) => ({
  coefficients: [0, 1, 2, 3].map((n) => mixed(Math.imul(seed, 4) + n) % PRIME),
  prime: PRIME,
})

/** What a group of people asked comes to; hidden (`null`) when they are too few to be more than themselves. */
export function toldOf(asked: number, known: number, right: number) {
  if (asked < FEWEST) return { asked, known: null, average: null, interval: null, refresher: false }
  return {
    asked,
    known,
    average: right / asked,
    interval: wilson(known, asked),
    refresher: refresherDue(known, asked),
  }
}
