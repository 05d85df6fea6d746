import type { Problem } from '../api.ts'

/** A node of a tree that loads its children when opened. */
export type TreeNode = {
  id: string
  label: string
  hasChildren: boolean
}

/** What is known below a node: its children, that they are being loaded, or why they are not there. */
export type Below<N extends TreeNode> = readonly N[] | 'loading' | Problem

/** One visible line of a tree, in order from the top. */
export type TreeRow<N extends TreeNode> = {
  node: N
  level: number
  position: number
  siblings: number
  parentId: string | undefined
  open: boolean
  below: Below<N> | undefined
  /** The line that brings more children of this node; its own id is `<node>/more`. */
  more?: N
}

/**
 * The visible lines of a tree, top to bottom: children follow their parent while it is open. `unread` names nodes that
 * have more children than are known: a line at their end brings more, and their number of siblings is not known (-1).
 */
export const treeRows = <N extends TreeNode>(
  roots: readonly N[],
  open: ReadonlySet<string>,
  below: ReadonlyMap<string, Below<N>>,
  unread: ReadonlyMap<string, string> = new Map(),
): TreeRow<N>[] => {
  const rows: TreeRow<N>[] = []
  const add = (nodes: readonly N[], level: number, parent: N | undefined): void => {
    const more = parent && unread.has(parent.id) ? parent : undefined
    const siblings = more ? -1 : nodes.length
    const parentId = parent?.id
    nodes.forEach((node, index) => {
      const known = below.get(node.id)
      const isOpen = node.hasChildren && open.has(node.id)
      rows.push({ node, level, position: index + 1, siblings, parentId, open: isOpen, below: known })
      if (isOpen && Array.isArray(known)) add(known, level + 1, node)
    })
    if (!more) return
    const node = { ...more, id: `${more.id}/more`, hasChildren: false }
    const position = nodes.length + 1
    rows.push({ node, level, position, siblings, parentId, open: false, below: undefined, more })
  }
  add(roots, 1, undefined)
  return rows
}

/** What a key means on a line: another line to go to, or opening or closing this one. */
export type TreeMove = { go: string } | { open: string } | { close: string } | undefined

/** What an arrow, Home or End does on the line of an id (the WAI-ARIA tree pattern). */
export const treeMove = <N extends TreeNode>(
  rows: readonly TreeRow<N>[],
  id: string,
  key: string,
): TreeMove => {
  const at = rows.findIndex((row) => row.node.id === id)
  const row = rows[at]
  if (!row) return undefined
  const go = (target: TreeRow<N> | undefined): TreeMove => target && { go: target.node.id }
  switch (key) {
    case 'ArrowDown':
      return go(rows[at + 1])
    case 'ArrowUp':
      return go(rows[at - 1])
    case 'Home':
      return go(rows[0])
    case 'End':
      return go(rows.at(-1))
    case 'ArrowRight':
      if (!row.node.hasChildren) return undefined
      if (!row.open) return { open: id }
      return rows[at + 1]?.parentId === id ? go(rows[at + 1]) : undefined
    case 'ArrowLeft':
      if (row.open) return { close: id }
      return row.parentId === undefined ? undefined : { go: row.parentId }
    default:
      return undefined
  }
}

/** The next line after an id whose label begins with what was typed, going round; undefined when none does. */
export const treeTyped = <N extends TreeNode>(
  rows: readonly TreeRow<N>[],
  id: string,
  typed: string,
): string | undefined => {
  const at = rows.findIndex((row) => row.node.id === id)
  const from = typed.length > 1 ? at : at + 1
  const round = [...rows.slice(from), ...rows.slice(0, from)]
  const begins = typed.toLocaleLowerCase()
  return round.find((row) => row.node.label.toLocaleLowerCase().startsWith(begins))?.node.id
}
