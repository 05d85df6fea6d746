import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'

/** One tab: a short label, perhaps a count. */
export type Tab<K extends string> = { key: K; label: string; count?: string | undefined }

type TabsProps<K extends string> = {
  label: string
  tabs: readonly Tab<K>[]
  shown: K
  onShow: (key: K) => void
  /** The content of the shown tab. */
  children: ComponentChildren
}

/** What is seen of the tab before the shown one. */
const EDGE = 40

const STEP: Record<string, (at: number, last: number) => number> = {
  ArrowRight: (at, last) => (at === last ? 0 : at + 1),
  ArrowLeft: (at, last) => (at === 0 ? last : at - 1),
  Home: () => 0,
  End: (_at, last) => last,
}

/** Views of one thing; arrows move between them. */
export const Tabs = <K extends string>({ label, tabs, shown, onShow, children }: TabsProps<K>) => {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // On a phone the tabs scroll sideways; whoever comes by a link sees where he is.
    const one = list.current?.querySelector<HTMLElement>('[aria-selected=true]')
    if (list.current && one) list.current.scrollLeft = one.offsetLeft - list.current.offsetLeft - EDGE
  }, [shown])
  const move = (event: KeyboardEvent) => {
    const step = STEP[event.key]
    if (!step) return
    event.preventDefault()
    const at = tabs.findIndex((tab) => tab.key === shown)
    const next = tabs[step(at, tabs.length - 1)]
    if (!next) return
    onShow(next.key)
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.key}"]`)?.focus()
  }
  return (
    <div class="tabs">
      <div class="tab-list" role="tablist" aria-label={label} ref={list} onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            data-tab={tab.key}
            class="tab"
            aria-selected={tab.key === shown}
            aria-controls={`${id}-panel`}
            tabIndex={tab.key === shown ? 0 : -1}
            onClick={() => onShow(tab.key)}
          >
            {tab.label}
            {tab.count !== undefined && <span class="tab-count">{tab.count}</span>}
          </button>
        ))}
      </div>
      <div class="tab-panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${shown}`}>
        {children}
      </div>
    </div>
  )
}
