import { partition, stratify } from 'd3-hierarchy'
import type { Spot } from './api.ts'

/** A unit's place in the picture; `at` is its row in what is shown. */
export type Block = {
  spot: Spot
  depth: number
  x: number
  y: number
  width: number
  height: number
  parent: number
  first: number
}

const ROOT_WIDTH = 30
/** A last column whose blocks are lower than this has no names: a part of another's width is enough for it. */
const [NAMED, LAST] = [16, 0.4]

/** Lays units out as an icicle: a column for each level, each unit as tall as the number of units in it. */
export function blocksOf(spots: readonly Spot[], width: number, height: number): Block[] {
  const shown = spots.filter(({ units }, at) => at === 0 || units > 0)
  const top = shown[0]
  if (!top) return []
  const parents = new Set(shown.map(({ parentId }) => parentId))
  const tree = stratify<Spot>()
    .id(({ id }) => id)
    .parentId(({ id, parentId }) => (id === top.id ? undefined : parentId))([...shown])
    .sum(({ id, units }) => (parents.has(id) && id !== undefined ? 0 : units))
  const nodes = partition<Spot>().size([height, 1])(tree).descendants()
  const fine = tree.height > 1 && height / tree.leaves().length < NAMED
  const columns = fine ? tree.height - 1 + LAST : tree.height
  const column = tree.height === 0 ? width : (width - ROOT_WIDTH) / columns
  const widthAt = (depth: number) => (fine && depth === tree.height ? column * LAST : column)
  const at = new Map(nodes.map((node, n) => [node, n]))
  return nodes.map((node) => ({
    spot: node.data,
    depth: node.depth,
    x: node.depth === 0 ? 0 : ROOT_WIDTH + (node.depth - 1) * column,
    y: node.x0,
    width: node.depth === 0 && tree.height > 0 ? ROOT_WIDTH : widthAt(node.depth),
    height: node.x1 - node.x0,
    parent: node.parent ? (at.get(node.parent) ?? 0) : -1,
    first: node.children?.[0] ? (at.get(node.children[0]) ?? -1) : -1,
  }))
}

/** Where an arrow key leads from a block: in, out, or to the neighbour in the same column. */
export function stepFrom(blocks: readonly Block[], from: number, key: string): number {
  const block = blocks[from]
  if (!block) return 0
  if (key === 'ArrowRight') return block.first >= 0 ? block.first : from
  if (key === 'ArrowLeft') return block.parent >= 0 ? block.parent : from
  const sign = key === 'ArrowDown' ? 1 : -1
  const next = from + sign
  return blocks[next]?.depth === block.depth ? next : from
}

/** How full a unit is, in six steps: 0 nobody anywhere, 5 everywhere. */
export function shadeOf({ units, unitsOne, unitsMore }: Spot): number {
  const reached = unitsOne + unitsMore
  if (reached === 0) return 0
  return reached >= units ? 5 : 1 + Math.floor((reached / units) * 4)
}
