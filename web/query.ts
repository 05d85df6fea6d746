import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { asProblem, type Problem } from './api.ts'

type Entry = {
  data: unknown
  problem: Problem | undefined
  loadedAtMs: number
  abort: AbortController | undefined
  watchers: Set<() => void>
  load: (() => void) | undefined
}

/** What is known of something asked for; `data` may be shown while it is being asked again. */
export type Query<T> = {
  data: T | undefined
  problem: Problem | undefined
  loading: boolean
  reload: () => void
}

const FRESH_MS = 2_000
const KEPT = 80
const entries = new Map<string, Entry>()

const entryOf = (key: string): Entry => {
  const known = entries.get(key)
  if (known) return known
  const entry: Entry = {
    data: undefined,
    problem: undefined,
    loadedAtMs: 0,
    abort: undefined,
    watchers: new Set(),
    load: undefined,
  }
  entries.set(key, entry)
  for (const [old, { watchers }] of entries) {
    if (entries.size <= KEPT) break
    if (watchers.size === 0 && old !== key) entries.delete(old)
  }
  return entry
}

const tell = (entry: Entry): void => {
  for (const watcher of entry.watchers) watcher()
}

const load = async (entry: Entry, ask: (signal: AbortSignal) => Promise<unknown>): Promise<void> => {
  entry.abort?.abort()
  const abort = new AbortController()
  entry.abort = abort
  tell(entry)
  try {
    const data = await ask(abort.signal)
    if (entry.abort !== abort) return
    entry.data = data
    entry.problem = undefined
    entry.loadedAtMs = Date.now()
  } catch (thrown) {
    if (entry.abort !== abort || abort.signal.aborted) return
    entry.problem = asProblem(thrown)
  }
  entry.abort = undefined
  tell(entry)
}

/** Forgets everything, for when the person signs out. */
export const forgetQueries = (): void => {
  for (const entry of entries.values()) entry.abort?.abort()
  entries.clear()
}

/** Forgets what no screen shows, for when the organisation changes: the new screen may have asked already. */
export const forgetUnshown = (): void => {
  for (const [key, { watchers }] of entries) if (watchers.size === 0) entries.delete(key)
}

/** Asks again for everything whose key begins so: at once where it is on screen, else when it is next shown. */
export const reloadQueries = (keyBegins: string): void => {
  for (const [key, entry] of entries) {
    if (!key.startsWith(keyBegins)) continue
    entry.loadedAtMs = 0
    if (entry.watchers.size > 0) entry.load?.()
  }
}

/** Forgets what no screen shows and asks for the rest anew, for when somebody comes in: a screen may be there already. */
export const askAnew = (): void => {
  forgetUnshown()
  reloadQueries('')
}

/** Puts a known answer in place of the cached one, such as the read-back of an edit. */
export const putQuery = <T>(key: string, data: T): void => {
  const entry = entryOf(key)
  entry.data = data
  entry.problem = undefined
  entry.loadedAtMs = Date.now()
  tell(entry)
}

/** Asks for something and keeps it under a key: what is known is shown at once and asked again; null asks nothing. */
export const useQuery = <T>(key: string | null, ask: (signal: AbortSignal) => Promise<T>): Query<T> => {
  const [, draw] = useState(0)
  const latest = useRef(ask)
  latest.current = ask
  const run = useCallback(() => {
    if (key !== null) load(entryOf(key), (signal) => latest.current(signal))
  }, [key])
  useEffect(() => {
    if (key === null) return
    const entry = entryOf(key)
    const watcher = () => draw((n) => n + 1)
    entry.watchers.add(watcher)
    entry.load = run
    if (!entry.abort && Date.now() - entry.loadedAtMs > FRESH_MS) run()
    // It may have come between the first rendering and this.
    else watcher()
    return () => {
      entry.watchers.delete(watcher)
      if (entry.watchers.size > 0) return
      entry.abort?.abort()
      entry.abort = undefined
    }
  }, [key, run])
  const entry = key === null ? undefined : entries.get(key)
  const settled = !entry || entry.loadedAtMs > 0 || entry.problem !== undefined
  return {
    data: entry?.data as T | undefined,
    problem: entry?.problem,
    loading: key !== null && (!settled || entry === undefined || entry.abort !== undefined),
    reload: run,
  }
}

/** Something the person does: `run` answers the result, or undefined after a refusal, which is then `problem`. */
export type Action<A extends unknown[], T> = {
  run: (...input: A) => Promise<T | undefined>
  busy: boolean
  problem: Problem | undefined
  reset: () => void
}

/** Wraps a write: a second `run` while one is under way is ignored, so a double tap acts once. */
export const useAction = <A extends unknown[], T>(act: (...input: A) => Promise<T>): Action<A, T> => {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | undefined>(undefined)
  const running = useRef(false)
  const latest = useRef(act)
  latest.current = act
  const run = useCallback(async (...input: A): Promise<T | undefined> => {
    if (running.current) return undefined
    running.current = true
    setBusy(true)
    setProblem(undefined)
    try {
      return await latest.current(...input)
    } catch (thrown) {
      setProblem(asProblem(thrown))
      return undefined
    } finally {
      running.current = false
      setBusy(false)
    }
  }, [])
  return { run, busy, problem, reset: useCallback(() => setProblem(undefined), []) }
}
