import { stratify } from 'd3-hierarchy'
import { linkHorizontal } from 'd3-shape'
import type { Knot } from './graph.ts'

/** A knot in its place. */
export type Placed = {
  knot: Knot
  level: number
  position: number
  siblings: number
  parent: string | undefined
  children: readonly string[]
  x: number
  y: number
  height: number
}

/** A picture of knots: in the order of reading, with the lines between them. */
export type Drawing = {
  placed: Placed[]
  edges: { key: string; path: string; second: boolean }[]
  width: number
  height: number
  /** How wide a card is. */
  card: number
}

const ALL = 'all'
const CARD_HEIGHT = 164
const SMALL_HEIGHT = 52
/** What the chosen card is taller by: where one goes on from it stands at its foot. */
const LINKS_HEIGHT = 52
const GAP = 14
const COLUMN_GAP = 36
const INDENT = 20
/** How far below its top a card is joined. */
const JOINT = 28
/** Below this width the tree stands upright. */
const NARROW = 720

/** A frame to draw in, and the knot that is chosen. */
export type Frame = { width: number; chosen: string }

const heightOf = ({ key, kind }: Knot, chosen: string) => {
  if (kind === 'more' || kind === 'hidden') return SMALL_HEIGHT
  return CARD_HEIGHT + (key === chosen ? LINKS_HEIGHT : 0)
}

const hierarchyOf = (knots: readonly Knot[]) => {
  const known = new Set(knots.map(({ key }) => key))
  const above = (knot: Knot) => knot.parents.find((key) => known.has(key)) ?? ALL
  const root: Knot = { key: ALL, kind: 'hidden', parents: [], count: 0 }
  return stratify<Knot>()
    .id(({ key }) => key)
    .parentId((knot) => (knot.key === ALL ? undefined : above(knot)))([root, ...knots])
}

type Node = ReturnType<typeof hierarchyOf>

const placedOf = (node: Node, place: Pick<Placed, 'x' | 'y' | 'height'>): Placed => {
  const peers = node.parent?.children ?? []
  return {
    knot: node.data,
    level: node.depth,
    position: peers.indexOf(node) + 1,
    siblings: peers.length,
    parent: node.parent && node.parent.data.key !== ALL ? node.parent.data.key : undefined,
    children: (node.children ?? []).map(({ data }) => data.key),
    ...place,
  }
}

const preorder = (root: Node): Node[] => {
  const all: Node[] = []
  root.eachBefore((node) => {
    if (node.depth > 0) all.push(node)
  })
  return all
}

/** One below another, further in at each remove: for a phone. */
const upright = (root: Node, { width, chosen }: Frame): Drawing => {
  const card = width - INDENT * Math.max(0, root.height - 1)
  let y = 0
  const placed = preorder(root).map((node) => {
    const one = placedOf(node, { x: (node.depth - 1) * INDENT, y, height: heightOf(node.data, chosen) })
    y += one.height + GAP
    return one
  })
  const elbow = (from: Placed, to: Placed) =>
    `M${from.x + INDENT / 2} ${from.y + from.height}V${to.y + JOINT}H${to.x}`
  return { placed, edges: edgesOf(placed, elbow), width, height: Math.max(0, y - GAP), card }
}

/** From left to right, a column for each remove, everybody beside the first of those whom he trained: for a desk. */
const lying = (root: Node, { width, chosen }: Frame): Drawing => {
  const columns = Math.max(1, root.height)
  const room = (width - (columns - 1) * COLUMN_GAP) / columns
  const card = Math.floor(Math.min(300, Math.max(212, room)))
  const rooms = new Map<Node, number>()
  root.eachAfter((node) => {
    const below = (node.children ?? []).reduce((sum, child) => sum + (rooms.get(child) ?? 0), 0)
    rooms.set(node, Math.max(heightOf(node.data, chosen) + GAP, below))
  })
  const tops = new Map<Node, number>([[root, 0]])
  root.eachBefore((node) => {
    let y = tops.get(node) ?? 0
    for (const child of node.children ?? []) {
      tops.set(child, y)
      y += rooms.get(child) ?? 0
    }
  })
  const placed = preorder(root).map((node) =>
    placedOf(node, {
      x: (node.depth - 1) * (card + COLUMN_GAP),
      y: tops.get(node) ?? 0,
      height: heightOf(node.data, chosen),
    }),
  )
  const curve = linkHorizontal<{ source: [number, number]; target: [number, number] }, [number, number]>()
  const bend = (from: Placed, to: Placed) =>
    curve({ source: [from.x + card, from.y + JOINT], target: [to.x, to.y + JOINT] }) ?? ''
  return {
    placed,
    edges: edgesOf(placed, bend),
    width: columns * card + (columns - 1) * COLUMN_GAP,
    height: Math.max(0, ...placed.map(({ y, height }) => y + height)),
    card,
  }
}

const edgesOf = (placed: readonly Placed[], path: (from: Placed, to: Placed) => string): Drawing['edges'] => {
  const at = new Map(placed.map((one) => [one.knot.key, one]))
  return placed.flatMap((to) =>
    to.knot.parents.flatMap((key) => {
      const from = at.get(key)
      if (!from) return []
      return [{ key: `${key} ${to.knot.key}`, path: path(from, to), second: key !== to.parent }]
    }),
  )
}

/** Places knots in a frame: upright where it is narrow, else lying. */
export const drawingOf = (knots: readonly Knot[], frame: Frame): Drawing =>
  (frame.width < NARROW ? upright : lying)(hierarchyOf(knots), frame)

/** What a key does at a knot: goes to another, or opens or closes this one; `open` is undefined where nothing can be opened. */
export function moveFrom(
  placed: readonly Placed[],
  from: string,
  key: string,
  open: boolean | undefined,
): { go: string } | { toggle: string } | undefined {
  const at = placed.findIndex(({ knot }) => knot.key === from)
  const here = placed[at]
  if (!here) return undefined
  const targets: Record<string, string | undefined> = {
    ArrowDown: placed[at + 1]?.knot.key,
    ArrowUp: placed[at - 1]?.knot.key,
    Home: placed[0]?.knot.key,
    End: placed.at(-1)?.knot.key,
    ArrowLeft: here.parent,
    ArrowRight: here.children[0],
  }
  if ((key === 'ArrowRight' && open === false) || (key === 'ArrowLeft' && open)) return { toggle: from }
  const to = targets[key]
  return to === undefined ? undefined : { go: to }
}
