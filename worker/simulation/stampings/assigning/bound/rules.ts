// What no assignment can be better than. Pure.
import type { Span } from '../diary/rules.ts'
import { type Forest, nearestDistances } from '../forest/rules.ts'

type Batch = { path: string } & Span
type Filled = { batch: Batch; trainers: number }
type Caps = { perWeek: number; inAll: number; daysPerWeek: number }

const idsOn = (path: string) => path.split('/').filter(Boolean)
const sum = (items: readonly number[]) => items.reduce((total, one) => total + one, 0)

/** Trainers of a day's batches who must come from outside a unit cross its edge: units that want more than stand below. */
function crossings(day: readonly Filled[], { nodes }: Forest): number {
  const wanted = new Map<string, number>()
  for (const { batch, trainers } of day)
    for (const id of idsOn(batch.path)) wanted.set(id, (wanted.get(id) ?? 0) + trainers)
  return sum([...wanted].map(([id, count]) => Math.max(0, count - (nodes.get(id)?.trainers.length ?? 0))))
}

/**
 * No assignment that fills as many places on each day comes from less far together. A batch's trainers come at least as
 * far as those nearest to it, whoever else wants them; on a day whose places are all filled, also as many edges are
 * crossed as units want more trainers than stand below them. The larger of both, day by day.
 */
export function travelBound(filled: readonly Filled[], each: number, forest: Forest): number {
  const nearestOf = new Map<string, number[]>()
  const distances = ({ path }: Batch) => {
    const known = nearestOf.get(path) ?? nearestDistances(forest, path, each)
    nearestOf.set(path, known)
    return known
  }
  const days = Map.groupBy(filled, ({ batch }) => batch.from)
  return sum(
    [...days.values()].map((day) => {
      const places = sum(day.map(({ trainers }) => trainers))
      const each_ = day.flatMap(({ batch }) => distances(batch)).sort((a, b) => a - b)
      const near = sum(each_.slice(0, places))
      return places < day.length * each ? near : Math.max(near, crossings(day, forest))
    }),
  )
}

/** No fewer trainers fill as many places: those at work at once, and what the caps allow each in a week and in all. */
export function trainersBound(filled: readonly Filled[], { perWeek, inAll, daysPerWeek }: Caps): number {
  const [days, weeks] = [new Map<number, number>(), new Map<number, number>()]
  const add = (to: Map<number, number>, key: number, count: number) => to.set(key, (to.get(key) ?? 0) + count)
  for (const { batch, trainers } of filled) {
    for (let day = batch.from; day < batch.until; day += 1) add(days, day, trainers)
    const [first, last] = [batch.from, batch.until - 1].map((day) => Math.floor(day / daysPerWeek))
    for (let week = first ?? 0; week <= (last ?? 0); week += 1) add(weeks, week, trainers)
  }
  const most = (of: Map<number, number>) => [...of.values()].reduce((a, b) => Math.max(a, b), 0)
  return Math.max(
    most(days),
    Math.ceil(most(weeks) / perWeek),
    Math.ceil(sum(filled.map(({ trainers }) => trainers)) / inAll),
  )
}
