import type { ChainLink, Lines, Link, TaughtHall, Trainees } from './api.ts'

type Named = { nameEn: string; nameHi: string }

/** A first hall: a workshop above which there is no credential. */
export type Hall = Pick<TaughtHall, 'workshop' | 'tier' | 'trained'> & {
  teachers: readonly Named[]
  seen: boolean
}

/** A point of the picture; the first of its parents is the one that it hangs from. */
export type Knot = { key: string; parents: readonly string[] } & (
  | { kind: 'person'; link: Link; own: boolean }
  | { kind: 'hall'; hall: Hall }
  | { kind: 'more'; of: string; left: number }
  | { kind: 'hidden'; count: number }
)

/** What is known below a knot that was opened. */
export type Opened = Pick<Trainees, 'trainees' | 'after' | 'hidden'> & { open: boolean }

/** The key of a credential's knot. */
export const keyOf = (credentialId: string) => `c:${credentialId}`
/** The key of a hall's knot. */
export const hallKey = (workshopId: string) => `w:${workshopId}`

const rootsOf = ({ trainedBy }: Link): readonly Named[] =>
  trainedBy.filter(({ credentialId, nameEn, nameHi }) => credentialId === null && (nameEn || nameHi))

const hallsIn = ({ chain, hall, halls }: Lines): Map<string, Hall> => {
  const found = new Map<string, Hall>()
  for (const { workshop, tier, trained } of halls)
    found.set(hallKey(workshop.id), { workshop, tier, trained, teachers: [], seen: true })
  for (const link of chain)
    if (link.hall) found.set(hallKey(link.workshop.id), { ...link, ...link.hall, teachers: rootsOf(link) })
  if (hall && !hall.trainers.some(({ credentialId }) => credentialId !== null))
    found.set(hallKey(hall.workshop.id), { ...hall, teachers: hall.trainers, seen: true })
  return new Map([...found].sort(([, a], [, b]) => (a.workshop.startsOn < b.workshop.startsOn ? 1 : -1)))
}

const parentsOf = (link: ChainLink, known: ReadonlySet<string>): string[] => {
  const above = link.trainedBy
    .flatMap(({ credentialId }) => (credentialId ? [keyOf(credentialId)] : []))
    .filter((key) => known.has(key))
  return link.hall ? [...above, hallKey(link.workshop.id)] : above
}

/** The knots of some lines and of what was opened below them, parents before children. */
export function knotsOf(lines: Lines, opened: ReadonlyMap<string, Opened>): Knot[] {
  const knots = new Map<string, Knot>()
  for (const [key, hall] of hallsIn(lines)) knots.set(key, { key, kind: 'hall', parents: [], hall })
  const inChain = new Set(lines.chain.map(({ credentialId }) => keyOf(credentialId)))
  for (const link of lines.chain) {
    const key = keyOf(link.credentialId)
    knots.set(key, { key, kind: 'person', parents: parentsOf(link, inChain), link, own: link.step === 0 })
  }
  // What is opened below somebody may open further: a map hears of keys that are added while it is walked.
  for (const { key } of knots.values()) {
    const below = opened.get(key)
    if (!below?.open) continue
    for (const link of below.trainees) {
      const child = keyOf(link.credentialId)
      if (!knots.has(child))
        knots.set(child, { key: child, kind: 'person', parents: [key], link, own: false })
    }
    const more = `m:${key}`
    const left = leftOf(knots.get(key), below)
    if (below.after !== null) knots.set(more, { key: more, kind: 'more', parents: [key], of: key, left })
    const hidden = `h:${key}`
    if (below.hidden > 0)
      knots.set(hidden, { key: hidden, kind: 'hidden', parents: [key], count: below.hidden })
  }
  return [...knots.values()]
}

const leftOf = (knot: Knot | undefined, { trainees, hidden }: Opened): number => {
  const all = knot?.kind === 'person' ? knot.link.taught : knot?.kind === 'hall' ? knot.hall.trained : 0
  const told = trainees.filter(({ stands }) => stands !== 'revoked').length
  return Math.max(1, all - hidden - told)
}

/** How many a knot has below it to be opened; 0 where there is nothing, or nothing that the reader may see. */
export const belowOf = (knot: Knot): number => {
  if (knot.kind === 'person') return knot.link.seen ? knot.link.taught : 0
  return knot.kind === 'hall' && knot.hall.seen ? knot.hall.trained : 0
}
