import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { reloadQueries, useAction } from '../query.ts'
import { type Answers, asking, type Report } from './api.ts'
import { type Bringing, BUSY, goOn, send, type Told } from './bringing.ts'

/** How fast a pass goes: rows a second, and seconds that are left; null before it can be told. */
export type Pace = { perSecond: number; secondsLeft: number } | null

const done = ({ state, received, passed }: Told): number => (state === 'open' ? received : passed)

/** Asks before the page is left while rows are being sent. */
const useStaying = (busy: boolean): void => {
  useEffect(() => {
    if (!busy) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [busy])
}

/** Follows the steps of an import; what was begun before a new beginning is followed no more. */
const useFollowing = () => {
  const [told, setTold] = useState<Told | null>(null)
  const [pace, setPace] = useState<Pace>(null)
  const latest = useRef(0)
  const anew = (next: Told | null = null) => {
    latest.current += 1
    setTold(next)
  }
  useEffect(
    () => () => {
      latest.current += 1
    },
    [],
  )
  /** The last of the steps; undefined when something else was begun meanwhile. */
  const follow = async (steps: AsyncGenerator<Told>): Promise<Told | undefined> => {
    const mine = latest.current
    const began = performance.now()
    let [last, first]: [Told | undefined, number | undefined] = [undefined, undefined]
    for await (const step of steps) {
      if (mine !== latest.current) return undefined
      if (last && last.state !== step.state) first = undefined
      first ??= done(step)
      last = step
      const perSecond = ((done(step) - first) * 1000) / (performance.now() - began)
      setPace(perSecond > 0 ? { perSecond, secondsLeft: (step.rows - done(step)) / perSecond } : null)
      setTold(step)
    }
    return last
  }
  return { told, pace, anew, follow }
}

/** An import as a screen follows it: what it came to, and what can be done with it. */
export const useImport = (organisation: string) => {
  const ask = useMemo(() => asking(organisation), [organisation])
  const { told, pace, anew, follow } = useFollowing()
  const [report, setReport] = useState<Report | null>(null)
  const look = async (id: string) => setReport((await ask('GET', `/imports/${id}/report`)) as Report)
  const judge = async (id: string) => {
    const last = await follow(goOn(ask, id))
    if (last) await look(id)
    if (last && last.state !== 'ready') reloadQueries(`${organisation}/`)
    return last
  }
  const bring = useAction(async (bringing: Bringing) => {
    anew()
    setReport(null)
    const sent = await follow(send(ask, bringing))
    return sent && judge(sent.id)
  })
  const resume = useAction(async (id: string) => {
    setReport(null)
    const now = (await ask('GET', `/imports/${id}`)) as Told
    anew(now)
    if (BUSY.has(now.state)) return judge(id)
    await look(id)
    return now
  })
  const commit = useAction(async (id: string, leaveOut: boolean) => {
    await ask('POST', `/imports/${id}/commitment`, { leaveOut })
    return judge(id)
  })
  const cancel = useAction(async (id: string) => {
    anew()
    setReport(null)
    return (await ask('DELETE', `/imports/${id}`)) as Told
  })
  const answer = useAction(async (id: string, answers: Answers) => {
    await ask('PUT', `/imports/${id}/answers`, answers)
    return judge(id)
  })
  const revert = useAction(async (id: string) => {
    await ask('POST', `/imports/${id}/reversion`)
    return judge(id)
  })
  const actions = { bring, resume, commit, cancel, answer, revert }
  const busy = Object.values(actions).some((action) => action.busy)
  const problem = Object.values(actions).find((action) => action.problem)?.problem
  useStaying(busy)
  const forget = () => {
    anew()
    setReport(null)
    for (const action of Object.values(actions)) action.reset()
  }
  return { ask, told, report, pace, busy, problem, forget, ...actions }
}

/** An import as its parts of the screen are given it. */
export type Importing = ReturnType<typeof useImport>
