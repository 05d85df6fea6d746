import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { asProblem } from '../api.ts'
import { common } from '../text/common.ts'
import { useText } from '../text/index.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { type Below, type TreeNode, type TreeRow, treeMove, treeRows, treeTyped } from './tree-rows.ts'

export type { TreeNode } from './tree-rows.ts'

type TreeViewProps<N extends TreeNode> = {
  label: string
  roots: readonly N[]
  /** Asked once for each node, when it is first opened. */
  loadChildren: (node: N) => Promise<readonly N[]>
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
  const rows = treeRows(roots, open, below)
  const know = (id: string, what: Below<N>) => setBelow((known) => new Map(known).set(id, what))
  const fill = (node: N) => {
    know(node.id, 'loading')
    loadChildren(node).then(
      (children) => know(node.id, children),
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
  return { rows, set, fill }
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
        <span class="tree-label">{node.label}</span>
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

/** A tree of units: arrows, Home, End and first letters move, branches load when opened. */
export const TreeView = <N extends TreeNode>(props: TreeViewProps<N>) => {
  const { label, selected, onSelect, aside } = props
  const { rows, set, fill } = useBranches(props)
  const list = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<string | undefined>(selected)
  const current = rows.find((row) => row.node.id === active) ?? rows[0]
  const go = (id: string) => {
    setActive(id)
    list.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus()
  }
  const pressKey = useKeys(rows, go)
  const press = (event: KeyboardEvent) => {
    const elsewhere = event.ctrlKey || event.metaKey || event.altKey || isButton(event.target)
    if (!current || elsewhere) return
    const selects = event.key === 'Enter' || event.key === ' '
    if (selects) onSelect(current.node)
    if (selects || pressKey(event.key, current.node.id, set)) event.preventDefault()
  }
  const tap = (event: MouseEvent) => {
    if (!(event.target instanceof Element) || isButton(event.target)) return
    const id = event.target.closest<HTMLElement>('.tree-item')?.dataset.id
    const row = rows.find(({ node }) => node.id === id)
    if (!row || !event.target.closest('.tree-line')) return
    setActive(row.node.id)
    if (event.target.closest('.tree-toggle')) set(row.node.id, !row.open)
    else onSelect(row.node)
  }
  return (
    <div class="tree" role="tree" tabIndex={-1} aria-label={label} ref={list} onKeyDown={press} onClick={tap}>
      {rows.map((row) => (
        <Line
          key={row.node.id}
          row={row}
          selected={row.node.id === selected}
          focusable={row === current}
          aside={aside?.(row.node)}
          onRetry={() => fill(row.node)}
        />
      ))}
    </div>
  )
}
