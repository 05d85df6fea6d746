import { useRef, useState } from 'preact/hooks'
import { json } from '../api.ts'
import { type UnitRef, unitsApi } from '../planning/api.ts'
import type { Known } from './terms.ts'

/** Beyond so many units of a catchment their number is left to the server. */
const LOOKED_UP = 120

/** What was learnt of units: their place in the tree, their trainee units and their names. */
export type Atlas = {
  known: ReadonlyMap<string, Known>
  refs: ReadonlyMap<string, UnitRef>
  learn: (id: string) => Promise<readonly string[]>
}

type Learnt = { known: Known; ref: UnitRef }

/** Looks one unit up, counting its units of a level. */
const lookUp = async (slug: string, id: string, levelId: string): Promise<Learnt> => {
  const page = await json(unitsApi(slug).units[':unitId'].$get({ param: { unitId: id }, query: {} }))
  const { code, nameEn, nameHi } = page
  return {
    known: {
      chain: [...page.ancestors.map((unit) => unit.id), id],
      units: page.counts.find((count) => count.levelId === levelId)?.units ?? 0,
    },
    ref: { id, code, levelId: page.levelId, nameEn, nameHi },
  }
}

/** What is known of the units that a catchment names, to begin with. */
export const lookUpAll = (slug: string, refs: readonly UnitRef[], levelId: string): Promise<Learnt[]> =>
  Promise.all(refs.slice(0, LOOKED_UP).map(({ id }) => lookUp(slug, id, levelId)))

/** Keeps what was learnt of units, and learns more as they are tapped. */
export const useAtlas = (
  slug: string,
  levelId: string,
  named: readonly UnitRef[],
  begun: readonly Learnt[],
): Atlas => {
  const [known, setKnown] = useState<ReadonlyMap<string, Known>>(
    () => new Map(begun.map((learnt) => [learnt.ref.id, learnt.known])),
  )
  const [refs, setRefs] = useState<ReadonlyMap<string, UnitRef>>(
    () => new Map(named.map((unit) => [unit.id, unit])),
  )
  const latest = useRef(known)
  const learn = async (id: string) => {
    const before = latest.current.get(id)
    if (before) return before.chain
    const learnt = await lookUp(slug, id, levelId)
    latest.current = new Map(latest.current).set(id, learnt.known)
    setKnown(latest.current)
    setRefs((now) => new Map(now).set(id, learnt.ref))
    return learnt.known.chain
  }
  return { known, refs, learn }
}
