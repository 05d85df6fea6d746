/** Random choices that a seed makes again. */
export type Chance = ReturnType<typeof chance>

/** Numbers from a seed (mulberry32): whole ones below `n`, one of a list, or yes once in a while. */
export function chance(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number) => Math.floor(next() * n)
  /** One of a list that is not empty. */
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T
  return { below, one, maybe: (share: number) => next() < share, seed }
}
