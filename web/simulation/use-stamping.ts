import { useEffect, useRef, useState } from 'preact/hooks'
import { asProblem, json, type Problem } from '../api.ts'
import { putQuery, reloadQueries } from '../query.ts'
import { isGoing, type Stamping, stampApi } from './stamp-api.ts'

/** Follows a stamping: what is done with it, and its steps while it is written or taken back. */
export function useStamping(slug: string, key: string) {
  const [told, setTold] = useState<{ busy: boolean; problem: Problem | undefined }>({
    busy: false,
    problem: undefined,
  })
  const here = useRef(true)
  useEffect(
    () => () => {
      here.current = false
    },
    [],
  )
  const one = stampApi(slug).stampings[':stampingId']
  const run = async (begin: () => Promise<Stamping>) => {
    setTold({ busy: true, problem: undefined })
    try {
      let now = await begin()
      putQuery(key, now)
      while (here.current && isGoing(now)) {
        now = await json(one.steps.$post({ param: { stampingId: now.id } }))
        putQuery(key, now)
      }
      setTold({ busy: false, problem: undefined })
      for (const begun of ['stampings', 'workshops', 'plans', 'programmes']) reloadQueries(`${slug}/${begun}`)
      return now
    } catch (thrown) {
      setTold({ busy: false, problem: asProblem(thrown) })
      return undefined
    }
  }
  const param = (id: string) => ({ param: { stampingId: id } })
  return {
    ...told,
    write: (id: string) => run(() => json(one.commitment.$post(param(id)))),
    goOn: (id: string) => run(() => json(one.steps.$post(param(id)))),
    revert: (id: string) => run(() => json(one.reversion.$post(param(id)))),
    drop: (id: string) => run(() => json(one.$delete(param(id)))),
  }
}
