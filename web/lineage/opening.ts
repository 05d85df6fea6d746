import { useState } from 'preact/hooks'
import { asProblem, type Problem } from '../api.ts'
import { readTrainees } from './api.ts'
import { belowOf, type Knot, type Opened } from './graph.ts'

/** What has been opened of a picture: page by page, and what is being asked for. */
export const useOpened = (slug: string, first: ReadonlyMap<string, Opened>) => {
  const [opened, setOpened] = useState(first)
  const [busy, setBusy] = useState<string | undefined>(undefined)
  const [problem, setProblem] = useState<Problem | undefined>(undefined)
  const know = (key: string, below: Opened) => setOpened((known) => new Map(known).set(key, below))

  /** Reads what comes next below a knot; says the key that leads to the first of it. */
  const read = async (knot: Knot): Promise<string | undefined> => {
    if (knot.kind !== 'person' && knot.kind !== 'hall') return undefined
    const before = opened.get(knot.key)
    const of =
      knot.kind === 'person'
        ? { credentialId: knot.link.credentialId }
        : { workshopId: knot.hall.workshop.id }
    setBusy(knot.key)
    setProblem(undefined)
    try {
      const page = await readTrainees(slug, of, before?.after ?? undefined)
      know(knot.key, {
        open: true,
        trainees: [...(before?.trainees ?? []), ...page.trainees],
        after: page.after,
        hidden: page.hidden,
      })
      return page.trainees[0]?.credentialId
    } catch (thrown) {
      setProblem(asProblem(thrown))
      return undefined
    } finally {
      setBusy(undefined)
    }
  }

  /** Opens a knot, or closes it again. */
  const toggle = (knot: Knot) => {
    const below = opened.get(knot.key)
    if (below) know(knot.key, { ...below, open: !below.open })
    else if (belowOf(knot) > 0) read(knot)
  }
  /** Whether a knot is open; undefined where there is nothing to open. */
  const isOpen = (knot: Knot): boolean | undefined =>
    belowOf(knot) > 0 ? (opened.get(knot.key)?.open ?? false) : undefined
  return { opened, busy, problem, read, toggle, isOpen }
}
