import type { Told } from './farm.ts'

/** Sums up what was lived through. */
export function tally() {
  const sums: Record<string, number> = {}
  const bad: Told[] = []
  let worlds = 0
  return {
    add(told: Told) {
      worlds += 1
      if (told.faults.length > 0) bad.push(told)
      for (const [name, n] of Object.entries(told.counts)) sums[name] = (sums[name] ?? 0) + n
    },
    /** Worlds that broke a rule. */
    bad,
    sums,
    get worlds() {
      return worlds
    },
  }
}

/** What quiet worlds would lack: `often` in 60 worlds as good as surely, `seldom` in 1,000. */
const HAPPENS = {
  often: [
    ...['attempts allocated', 'attempts duplicate', 'attempts late', 'attempts expired'],
    ...['refunds auto succeeded', 'payments cash', 'requests that failed', 'work killed half-way'],
  ],
  seldom: [
    'attempts mismatch',
    'attempts foreign',
    'refunds approved succeeded',
    'refunds dashboard succeeded',
  ],
}

/** What has to happen in so many worlds, and never did. */
export const missing = (
  { sums }: Pick<ReturnType<typeof tally>, 'sums'>,
  ...kinds: (keyof typeof HAPPENS)[]
) => kinds.flatMap((kind) => HAPPENS[kind]).filter((name) => !sums[name])

/** What a world broke, and the shortest way there that was found. */
export const story = ({ seed, shape, faults, moments }: Told): string =>
  [
    `seed ${seed}: ${JSON.stringify(shape)}`,
    ...faults.slice(0, 5).map(({ rule, what }) => `  broken: ${rule}: ${what}`),
    '  after:',
    ...moments.map(({ acts, dice }, at) => `    ${at + 1}. ${JSON.stringify(acts)} (dice ${dice})`),
    `  again: npm run schedules -- seed ${seed}`,
  ].join('\n')
