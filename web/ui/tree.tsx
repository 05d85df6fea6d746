import type { ComponentChildren, RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { asProblem } from '../api.ts'
import { common } from '../text/common.ts'
import { useText } from '../text/index.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { type Below, type TreeNode, type TreeRow, treeMove, treeRows, treeTyped } from './tree-rows.ts'

export type { TreeNode } from './tree-rows.ts'

/** Children that came, and where to go on from; null at the end. */
export type TreePage<N extends TreeNode> = { nodes: readonly N[]; after: string | null }

type TreeViewProps<N extends TreeNode> = {
  label: string
  roots: readonly N[]
  /** Asked when a node is first opened, and again for what comes after, if it answers a page. */
  loadChildren: (node: N, after?: string) => Promise<readonly N[] | TreePage<N>>
  selected?: string | undefined
  /** Enter, Space or a tap on the line. */
  onSelect: (node: N) => void
  /** A number or badge at the right of a line; nothing that can be pressed. */
  aside?: ((node: N) => ComponentChildren) | undefined
  /** Ids that are open at first; each must be a root or the child of another. */
  opened?: readonly string[] | undefined
}

const TYPING_MS = 700

const isButton = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button') !== null

const useBranches = <N extends TreeNode>({ roots, loadChildren, opened }: TreeViewProps<N>) => {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(opened))
  const [below, setBelow] = useState<ReadonlyMap<string, Below<N>>>(new Map())
  const [unread, setUnread] = useState<ReadonlyMap<string, string>>(new Map())
  const rows = treeRows(roots, open, below, unread)
  const know = (id: string, what: Below<N>) => setBelow((known) => new Map(known).set(id, what))
  const take = (node: N, before: readonly N[], came: readonly N[] | TreePage<N>) => {
    const { nodes, after } = 'nodes' in came ? came : { nodes: came, after: null }
    know(node.id, [...before, ...nodes])
    setUnread((known) => {
      const next = new Map(known)
      if (after === null) next.delete(node.id)
      else next.set(node.id, after)
      return next
    })
  }
  const fill = (node: N) => {
    know(node.id, 'loading')
    loadChildren(node).then(
      (came) => take(node, [], came),
      (thrown: unknown) => know(node.id, asProblem(thrown)),
    )
  }
  const fillMore = (node: N, came: (first: N | undefined) => void) => {
    const [before, after] = [below.get(node.id), unread.get(node.id)]
    if (!Array.isArray(before) || after === undefined) return
    loadChildren(node, after).then(
      (page) => {
        take(node, before, page)
        came(('nodes' in page ? page.nodes : page)[0])
      },
      (thrown: unknown) => know(node.id, asProblem(thrown)),
    )
  }
  useEffect(() => {
    for (const row of rows) if (row.open && row.below === undefined) fill(row.node)
  })
  const set = (id: string, to: boolean) =>
    setOpen((now) => {
      const next = new Set(now)
      if (to) next.add(id)
      else next.delete(id)
      return next
    })
  return { rows, set, fill, fillMore }
}

type LineProps<N extends TreeNode> = {
  row: TreeRow<N>
  selected: boolean
  focusable: boolean
  aside: ComponentChildren
  onRetry: () => void
}

const Line = <N extends TreeNode>({ row, selected, focusable, aside, onRetry }: LineProps<N>) => {
  const { node, level, below } = row
  const say = useText(common)
  const failed = row.open && below !== undefined && below !== 'loading' && !Array.isArray(below)
  return (
    <div
      role="treeitem"
      class="tree-item"
      data-id={node.id}
      aria-level={level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={node.hasChildren ? row.open : undefined}
      aria-selected={selected}
      aria-busy={below === 'loading'}
      tabIndex={focusable ? 0 : -1}
      style={{ '--level': String(level - 1) }}
    >
      <div class="tree-line">
        <span class={node.hasChildren ? 'tree-toggle' : 'tree-leaf'}>
          {node.hasChildren && <Icon name={row.open ? 'down' : 'right'} size={20} />}
        </span>
        <span class="tree-label">{row.more ? say('tree.more') : node.label}</span>
        {aside && <span class="tree-aside">{aside}</span>}
      </div>
      {row.open && below === 'loading' && <p class="tree-note soft">{say('tree.loading')}</p>}
      {failed && (
        <div class="tree-note">
          <p>{say('tree.failed')}</p>
          <Button icon="reload" onPress={onRetry}>
            {say('retry')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** What the keyboard does in a tree: moves, opens and closes, selects, or looks for the letters typed. */
const useKeys = <N extends TreeNode>(rows: readonly TreeRow<N>[], go: (id: string) => void) => {
  const typed = useRef({ text: '', atMs: 0 })
  const look = (letter: string, from: string) => {
    const nowMs = Date.now()
    const before = nowMs - typed.current.atMs < TYPING_MS ? typed.current.text : ''
    typed.current = { text: before + letter, atMs: nowMs }
    const found = treeTyped(rows, from, typed.current.text)
    if (found) go(found)
  }
  return (key: string, id: string, set: (id: string, to: boolean) => void): boolean => {
    const move = treeMove(rows, id, key)
    if (!move) {
      if (key.length === 1 && key !== ' ') look(key, id)
      return false
    }
    if ('go' in move) go(move.go)
    else if ('open' in move) set(move.open, true)
    else set(move.close, false)
    return true
  }
}

/** Above this many lines only those near the screen are drawn. */
const DRAWN_ALL = 120
const MARGIN = 20

/** Which lines are near the screen, and how high one is, as the page scrolls. */
const useNear = (list: RefObject<HTMLDivElement | null>, count: number) => {
  const [near, setNear] = useState({ from: 0, to: DRAWN_ALL, px: 50 })
  useEffect(() => {
    if (count <= DRAWN_ALL) return
    const look = () => {
      const box = list.current
      if (!box) return
      const px = box.querySelector('.tree-item')?.getBoundingClientRect().height || 50
      const top = -box.getBoundingClientRect().top
      const from = Math.max(0, Math.floor(top / px) - MARGIN)
      const to = Math.ceil((top + innerHeight) / px) + MARGIN
      // Redrawing waits until half of what lies outside the screen is used up.
      setNear((now) =>
        Math.abs(now.from - from) < MARGIN / 2 && Math.abs(now.to - to) < MARGIN / 2 && now.px === px
          ? now
          : { from, to, px },
      )
    }
    look()
    addEventListener('scroll', look, { passive: true })
    addEventListener('resize', look)
    return () => {
      removeEventListener('scroll', look)
      removeEventListener('resize', look)
    }
  }, [list, count])
  return count <= DRAWN_ALL ? { from: 0, to: count, px: near.px } : near
}

/** A tree of units: arrows, Home, End and first letters move, branches load when opened, long ones page by page. */
export const TreeView = <N extends TreeNode>(props: TreeViewProps<N>) => {
  const { label, selected, onSelect, aside } = props
  const { rows, set, fill, fillMore } = useBranches(props)
  const list = useRef<HTMLDivElement>(null)
  const near = useNear(list, rows.length)
  const [active, draw] = useState<string | undefined>(selected)
  // Keys come faster than frames: the next one goes on from here, whatever is drawn.
  const at = useRef(active)
  const setActive = (id: string | undefined) => {
    at.current = id
    draw(id)
  }
  const wanted = useRef<string | undefined>(undefined)
  const focused = useRef(false)
  const rowAt = (id: string | undefined) => rows.find((row) => row.node.id === id) ?? rows[0]
  const current = rowAt(active)
  // Before anything is painted: between a line that went and its successor no key must fall beside the tree.
  useLayoutEffect(() => {
    const line =
      wanted.current && list.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(wanted.current)}"]`)
    if (line) {
      wanted.current = undefined
      line.focus()
    }
    // A line that scrolled away took the focus with it; the tree goes on hearing the keys.
    if (focused.current && document.activeElement === document.body)
      list.current?.focus({ preventScroll: true })
  })
  const go = (id: string) => {
    wanted.current = id
    setActive(id)
    const place = rows.findIndex((row) => row.node.id === id)
    const top = list.current?.getBoundingClientRect().top ?? 0
    if (place >= near.from && place < near.to) return
    // The tree itself hears the keys until the line is drawn.
    list.current?.focus({ preventScroll: true })
    scrollBy(0, top + place * near.px - innerHeight / 2)
  }
  const choose = (row: TreeRow<N>) => {
    if (!row.more) return onSelect(row.node)
    fillMore(row.more, (first) => {
      wanted.current = first?.id
      setActive(first?.id)
    })
  }
  const pressKey = useKeys(rows, go)
  const press = (event: KeyboardEvent) => {
    const elsewhere = event.ctrlKey || event.metaKey || event.altKey || isButton(event.target)
    const row = rowAt(at.current)
    if (!row || elsewhere) return
    const selects = event.key === 'Enter' || event.key === ' '
    if (selects) choose(row)
    if (selects || pressKey(event.key, row.node.id, set)) event.preventDefault()
  }
  const tap = (event: MouseEvent) => {
    if (!(event.target instanceof Element) || isButton(event.target)) return
    const id = event.target.closest<HTMLElement>('.tree-item')?.dataset.id
    const row = rows.find(({ node }) => node.id === id)
    if (!row || !event.target.closest('.tree-line')) return
    setActive(row.node.id)
    if (event.target.closest('.tree-toggle')) set(row.node.id, !row.open)
    else choose(row)
  }
  const after = Math.max(0, rows.length - near.to)
  return (
    <div
      class="tree"
      role="tree"
      tabIndex={-1}
      aria-label={label}
      ref={list}
      onKeyDown={press}
      onClick={tap}
      onFocusIn={() => {
        focused.current = true
      }}
      onFocusOut={({ relatedTarget }) => {
        if (relatedTarget) focused.current = false
      }}
    >
      {near.from > 0 && <div role="none" style={{ height: `${near.from * near.px}px` }} />}
      {rows.slice(near.from, near.to).map((row) => (
        <Line
          key={row.node.id}
          row={row}
          selected={row.node.id === selected}
          focusable={row === current}
          aside={row.more ? undefined : aside?.(row.node)}
          onRetry={() => fill(row.node)}
        />
      ))}
      {after > 0 && <div role="none" style={{ height: `${after * near.px}px` }} />}
    </div>
  )
}
