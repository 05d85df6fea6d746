// Trainers by the units above them, to find the nearest. Pure; it remembers who was found busy in the days last asked for.
import type { Span } from '../diary/rules.ts'

type Standing = { id: string; path: string; named: boolean }

/** Trainers below a unit, those higher in the tree first, and as far as they are known to be busy in `span`. */
type Node = { depth: number; trainers: number[]; busy: number; span: string }

/** Trainers by every unit above them, and how deep in the tree they stand. */
export type Forest = { nodes: Map<string, Node>; depths: number[]; deepest: number; forget: () => void }

const idsOn = (path: string) => path.split('/').filter(Boolean)

/** Puts trainers under the units above them; those who are named come before those who are only expected. */
export function forestOf(trainers: readonly Standing[]): Forest {
  const nodes = new Map<string, Node>()
  const chains = trainers.map(({ path }) => idsOn(path))
  const depths = chains.map((chain) => chain.length)
  const order = [...trainers.keys()].sort(
    (a, b) =>
      (depths[a] ?? 0) - (depths[b] ?? 0) || Number(trainers[b]?.named) - Number(trainers[a]?.named) || a - b,
  )
  for (const one of order)
    for (const [at, id] of (chains[one] ?? []).entries()) {
      const node = nodes.get(id) ?? { depth: at + 1, trainers: [], busy: 0, span: '' }
      node.trainers.push(one)
      nodes.set(id, node)
    }
  const forget = () => {
    for (const node of nodes.values()) node.span = ''
  }
  return { nodes, depths, deepest: depths.reduce((most, depth) => Math.max(most, depth), 0), forget }
}

/** The first who is free below a unit. Whoever is busy in some days stays so while they are asked for. */
function firstFree(node: Node, span: string, free: (one: number) => boolean): number | undefined {
  if (node.span !== span) {
    node.span = span
    node.busy = 0
  }
  while (node.busy < node.trainers.length) {
    const one = node.trainers[node.busy]
    if (one !== undefined && free(one)) return one
    node.busy += 1
  }
  return undefined
}

/** The nearest trainer who is free, within a distance; undefined when there is none. */
export function nearest(
  { nodes, depths }: Forest,
  { path, from, until }: { path: string } & Span,
  within: number,
  free: (one: number) => boolean,
): { trainer: number; distance: number } | undefined {
  const chain = idsOn(path)
  const span = `${from} ${until}`
  let best: { trainer: number; distance: number } | undefined
  for (let up = 0; up < chain.length && up <= Math.min(within, (best?.distance ?? within + 1) - 1); up += 1) {
    const node = nodes.get(chain[chain.length - 1 - up] ?? '')
    if (!node) continue
    const trainer = firstFree(node, span, free)
    if (trainer === undefined) continue
    const distance = up + (depths[trainer] ?? 0) - node.depth
    if (distance <= within && distance < (best?.distance ?? within + 1)) best = { trainer, distance }
  }
  return best
}

/** The distances of the nearest `count` trainers of a place, whoever is busy; fewer where there are fewer. */
export function nearestDistances({ nodes, depths }: Forest, path: string, count: number): number[] {
  const chain = idsOn(path)
  const seen = new Set<number>()
  const found: number[] = []
  for (let up = 0; up < chain.length; up += 1) {
    const node = nodes.get(chain[chain.length - 1 - up] ?? '')
    let taken = 0
    for (const one of node?.trainers ?? []) {
      if (taken >= count) break
      if (seen.has(one)) continue
      seen.add(one)
      taken += 1
      found.push(up + (depths[one] ?? 0) - (node?.depth ?? 0))
    }
  }
  return found.sort((a, b) => a - b).slice(0, count)
}
