import { useEffect, useState } from 'preact/hooks'
import { common } from '../text/common.ts'
import { useText } from '../text/index.ts'
import { Icon } from './icon.tsx'

type Toast = {
  id: number
  message: string
  undo?: (() => void) | undefined
}

const SHOWN_MS = 6_000
const SHOWN_WITH_UNDO_MS = 12_000

let toasts: readonly Toast[] = []
let nextId = 1
const watchers = new Set<(toasts: readonly Toast[]) => void>()

const set = (next: readonly Toast[]): void => {
  toasts = next
  for (const watcher of watchers) watcher(next)
}

const drop = (id: number): void => set(toasts.filter((toast) => toast.id !== id))

/** Tells that something was done, already in the person's language; with `undo` it can be taken back for a while. */
export const toast = (message: string, undo?: () => void): void => {
  const id = nextId++
  // News replaces news; only what can still be undone stays beside it.
  set([...toasts.filter((shown) => shown.undo).slice(-1), { id, message, undo }])
  setTimeout(() => drop(id), undo ? SHOWN_WITH_UNDO_MS : SHOWN_MS)
}

/** Where toasts appear; part of the shell. */
export const Toasts = () => {
  const [shown, setShown] = useState(toasts)
  const say = useText(common)
  useEffect(() => {
    watchers.add(setShown)
    return () => {
      watchers.delete(setShown)
    }
  }, [])
  return (
    <div class="toasts" role="status" aria-live="polite">
      {shown.map(({ id, message, undo }) => (
        <div key={id} class="toast">
          <Icon name="check" />
          <span>{message}</span>
          {undo && (
            <button
              type="button"
              onClick={() => {
                drop(id)
                undo()
              }}
            >
              {say('undo')}
            </button>
          )}
          <button type="button" class="toast-close" aria-label={say('close')} onClick={() => drop(id)}>
            <Icon name="close" size={20} />
          </button>
        </div>
      ))}
    </div>
  )
}
