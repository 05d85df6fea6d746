/** What a form holds: plain values by name. */
export type Fields = Readonly<Record<string, string | number | boolean | null>>

/** The names of the values in which two states of a thing differ. */
export const changedBetween = <F extends Fields>(before: F, after: F): (keyof F & string)[] =>
  Object.keys(before).filter((name) => before[name] !== after[name])

/** One's own changes on top of what somebody else stored meanwhile: what one did not touch is theirs. */
export const rebased = <F extends Fields>(before: F, mine: F, theirs: F): F => {
  const own = changedBetween(before, mine).map((name) => [name, mine[name]])
  return { ...theirs, ...Object.fromEntries(own) }
}
