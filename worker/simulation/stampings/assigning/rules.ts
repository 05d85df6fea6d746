// Who teaches which batch. Pure.
//
// Batches of a hop are served in the order of their days; those that begin on one day, nearest pair first: at each distance,
// from 0 up, every batch takes trainers that near, so that nobody is called from afar to where somebody stands. Plain
// greedy (each batch takes the nearest who is free) is tried as well, and the better of the two is kept: more batches
// whole, then more places filled, then less travel. Distance is steps of the tree, up and down again.
// A search climbs from the host and skips whoever was found busy in the same days, so that a day costs at most
// O(places × depth × distances + trainers): about linear in batches and trainers.
import { trainersBound, travelBound } from './bound/rules.ts'
import { type Diary, diaryOf, enter, freeIn, leave, type Span } from './diary/rules.ts'
import { type Forest, forestOf, nearest } from './forest/rules.ts'

/** Somebody who may teach; `named` is false for those who are only expected: trained by the hop above, or guests. */
export type Trainer = { id: string; path: string; named: boolean }

/** A batch that wants trainers: where, and its teaching days (the last one not included). */
export type Batch = { path: string } & Span

/** What may be asked of one trainer, and how far one is called. */
export type Caps = { perWeek: number; inAll: number; daysPerWeek: number; farthest: number }

/** Who teaches: for each batch the trainers by their place in the list, and how far each comes. */
export type Assignment = { trainers: number[][]; distances: number[][] }

type Stage = { forest: Forest; diaries: Diary[]; caps: Caps; each: number }
type Made = Assignment & { diaries: Diary[] }

/** What no assignment of as many places can be better than. */
export type Bounds = { travelBound: number; trainersBound: number }

const empty = (batches: readonly Batch[]): Assignment => ({
  trainers: batches.map(() => []),
  distances: batches.map(() => []),
})

/** Batches by their first day, the order of each day kept. */
const byDay = (batches: readonly Batch[]) =>
  [...Map.groupBy(batches.keys(), (at) => batches[at]?.from ?? 0)].sort(([a], [b]) => a - b)

/** Gives a batch one more trainer within a distance; false when there is none. */
function takeOne(stage: Stage, made: Assignment, batches: readonly Batch[], at: number, within: number) {
  const batch = batches[at]
  if (!batch) return false
  const { forest, diaries, caps } = stage
  const found = nearest(forest, batch, within, (one) => freeIn(diaries[one], batch, caps))
  if (!found) return false
  enter(diaries[found.trainer], batch, caps)
  made.trainers[at]?.push(found.trainer)
  made.distances[at]?.push(found.distance)
  return true
}

const lacks = ({ each }: Stage, made: Assignment, at: number) => (made.trainers[at]?.length ?? 0) < each

function greedy(stage: Stage, batches: readonly Batch[]): Assignment {
  const made = empty(batches)
  for (const [, places] of byDay(batches))
    for (const at of places)
      while (lacks(stage, made, at)) if (!takeOne(stage, made, batches, at, stage.caps.farthest)) break
  return made
}

function nearestPairs(stage: Stage, batches: readonly Batch[]): Assignment {
  const made = empty(batches)
  const hosts = batches.reduce((most, { path }) => Math.max(most, path.split('/').length), 0)
  const most = Math.min(stage.caps.farthest, hosts + stage.forest.deepest)
  for (const [, places] of byDay(batches)) {
    let open = places
    for (let within = 0; within <= most && open.length > 0; within += 1)
      open = open.filter((at) => {
        while (lacks(stage, made, at)) if (!takeOne(stage, made, batches, at, within)) return true
        return false
      })
    consolidate(stage, made, batches, open)
  }
  return made
}

/** Of batches that are short, trainers of some make others whole: half a team teaches nobody. */
function consolidate(stage: Stage, made: Assignment, batches: readonly Batch[], short: readonly number[]) {
  const donors = short.filter((at) => (made.trainers[at]?.length ?? 0) > 0)
  if (donors.length < 2) return
  for (const at of donors) {
    const batch = batches[at]
    for (const one of made.trainers[at] ?? []) if (batch) leave(stage.diaries[one], batch, stage.caps)
    made.trainers[at] = []
    made.distances[at] = []
  }
  stage.forest.forget()
  for (const at of donors) {
    while (lacks(stage, made, at)) if (!takeOne(stage, made, batches, at, stage.caps.farthest)) break
  }
}

const filled = ({ trainers }: Assignment) => trainers.reduce((sum, each) => sum + each.length, 0)
const whole = ({ trainers }: Assignment, each: number) => trainers.filter((t) => t.length >= each).length

/** How far all trainers of an assignment come together. */
export const travelOf = ({ distances }: Assignment) => distances.flat().reduce((sum, one) => sum + one, 0)

const better = (a: Assignment, b: Assignment, each: number) =>
  whole(a, each) - whole(b, each) || filled(a) - filled(b) || travelOf(b) - travelOf(a)

/**
 * Gives each batch `each` trainers as far as there are any. Nobody teaches two batches at once, more than his caps, or
 * farther than he is called from. Entries of the trainers' diaries from hops before count.
 */
export function assign(
  batches: readonly Batch[],
  trainers: readonly Trainer[],
  { each, caps, diaries }: { each: number; caps: Caps; diaries: readonly Diary[] },
): Made & Bounds {
  const forest = forestOf(trainers)
  const tries = [greedy, nearestPairs].map((way) => {
    const stage = { forest, diaries: diaries.map(diaryOf), caps, each }
    forest.forget()
    return { ...way(stage, batches), diaries: stage.diaries }
  })
  const best = tries.reduce((best, one) => (better(one, best, each) > 0 ? one : best))
  const served = batches.map((batch, at) => ({ batch, trainers: best.trainers[at]?.length ?? 0 }))
  return {
    ...best,
    travelBound: travelBound(served, each, forest),
    trainersBound: trainersBound(served, caps),
  }
}
