// A cut plan with its trainers, and what is told of it before anything is written. Pure.
import { blank, type Diary, type Span } from './assigning/diary/rules.ts'
import { assign, type Caps, type Trainer, travelOf } from './assigning/rules.ts'
import type { Cut } from './cutting/rules.ts'

/** Somebody who may teach a hop: he holds what it asks for, at a unit. */
export type Candidate = { personId: string; path: string }

/** Trainers that stand together and have no names yet: those whom the hop above is to train, or guests. */
export type Expected = { poolId: string; path: string; trainers: number }

/** A hop that is to be stamped. Days are teaching days from the plan's start; null where nothing is due. */
export type Hop = {
  tierId: string
  each: number
  cuts: readonly Cut[]
  candidates: readonly Candidate[]
  expected: readonly Expected[]
  startBy: number | null
  finishBy: number | null
}

/** A draft with its trainers: people, how many are still expected, and how many nobody can be found for. */
export type Staffed = Cut & { people: string[]; awaited: number; lacking: number }

const named = (candidates: readonly Candidate[]): Trainer[] => {
  const once = new Map(candidates.map((one) => [one.personId, one]))
  return [...once.values()].map(({ personId, path }) => ({ id: personId, path, named: true }))
}

/** The trainers of a hop: those who are there, and in each pool those still expected beside them. */
function trainersOf({ candidates, expected }: Hop): Trainer[] {
  const people = named(candidates)
  const standing = new Map<string, number>()
  for (const { path } of people) standing.set(path, (standing.get(path) ?? 0) + 1)
  const others = expected.flatMap(({ poolId, path, trainers }) =>
    Array.from({ length: Math.max(0, trainers - (standing.get(path) ?? 0)) }, (_, at) => ({
      id: `${poolId} ${at}`,
      path,
      named: false,
    })),
  )
  return [...people, ...others]
}

const sum = <T>(items: readonly T[], of: (item: T) => number) =>
  items.reduce((total, item) => total + of(item), 0)

function staff(hop: Hop, caps: Caps, diaries: Map<string, Diary>) {
  const trainers = trainersOf(hop)
  const batches = hop.cuts.map(({ hostPath, from, until }) => ({ path: hostPath, from, until }))
  const before = trainers.map(({ id }) => diaries.get(id) ?? blank())
  const made = assign(batches, trainers, { each: hop.each, caps, diaries: before })
  for (const [at, { id, named: known }] of trainers.entries()) {
    const diary = made.diaries[at]
    if (known && diary) diaries.set(id, diary)
  }
  const rows = hop.cuts.map((cut, at): Staffed => {
    const team = (made.trainers[at] ?? []).flatMap((one) => trainers[one] ?? [])
    const people = team.filter((one) => one.named).map(({ id }) => id)
    return { ...cut, people, awaited: team.length - people.length, lacking: hop.each - team.length }
  })
  const used = new Set(made.trainers.flat())
  return {
    rows,
    told: {
      tierId: hop.tierId,
      drafts: rows.length,
      hosts: new Set(rows.map(({ hostId }) => hostId)).size,
      units: sum(rows, ({ units }) => units),
      named: sum(rows, ({ people }) => people.length),
      awaited: sum(rows, ({ awaited }) => awaited),
      lacking: sum(rows, ({ lacking }) => lacking),
      unserved: rows.filter(({ lacking }) => lacking > 0).length,
      trainers: used.size,
      trainersBound: made.trainersBound,
      travel: travelOf(made),
      travelBound: made.travelBound,
      startsLate: rows.filter(({ from }) => hop.startBy !== null && from >= hop.startBy).length,
      endsLate: rows.filter(({ until }) => hop.finishBy !== null && until > hop.finishBy).length,
    },
  }
}

/** The diary of somebody who teaches elsewhere already; every span is a batch of his, and counts in its weeks. */
function known(spans: readonly Span[], daysPerWeek: number): Diary {
  const diary = blank()
  for (const { from, until } of spans) {
    diary.spans.push({ from, until })
    diary.batches += 1
    for (let week = Math.floor(from / daysPerWeek); week * daysPerWeek < until; week += 1)
      diary.weeks.set(week, (diary.weeks.get(week) ?? 0) + 1)
  }
  return diary
}

/** Finds trainers for every draft, hop by hop; who teaches in one hop is not called by the next on the same days. */
export function staffAll(hops: readonly Hop[], caps: Caps, busy: ReadonlyMap<string, readonly Span[]>) {
  const diaries = new Map([...busy].map(([id, spans]) => [id, known(spans, caps.daysPerWeek)]))
  return hops.map((hop) => staff(hop, caps, diaries))
}
