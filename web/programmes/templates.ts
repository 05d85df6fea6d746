import { v7 } from 'uuid'
import type { Frame } from '../shell/frame.ts'

/** The shapes with which a programme may begin. */
export const SHAPES = ['speakers', 'everywhere', 'camp', 'villages', 'convention'] as const

/** A shape, by its key. */
export type Shape = (typeof SHAPES)[number]

type Levels = Frame['organisation']['levels']
type Level = Levels[number]

/** How deep a level stands, as a share of the way from the top (0) to the lowest (1). */
type Depth = number
type HopShape = {
  host: Depth
  trainee: Depth
  taughtBy: 'guest' | 'credential' | 'office'
  planned?: true
  quota: readonly [minimum: number, target: number, maximum: number]
  batchSize: number
  days?: number
  fee?: true
  /** Beside its sums it asks for people of every wing, or for speakers on every subject. */
  by?: 'wing' | 'subject'
}

const ALL: Record<Shape, { subjects: number; hops: readonly HopShape[] }> = {
  speakers: {
    subjects: 14,
    hops: [
      {
        host: 0,
        trainee: 0.4,
        taughtBy: 'guest',
        planned: true,
        quota: [2, 18, 28],
        batchSize: 500,
        by: 'subject',
      },
      { host: 0.4, trainee: 0.8, taughtBy: 'credential', quota: [2, 2, 4], batchSize: 40 },
      { host: 0.8, trainee: 1, taughtBy: 'credential', quota: [2, 2, 4], batchSize: 40 },
    ],
  },
  everywhere: {
    subjects: 1,
    hops: [{ host: 0.2, trainee: 1, taughtBy: 'office', planned: true, quota: [2, 2, 3], batchSize: 500 }],
  },
  camp: {
    subjects: 7,
    hops: [
      { host: 0, trainee: 0.5, taughtBy: 'guest', quota: [1, 2, 4], batchSize: 300, days: 7, fee: true },
    ],
  },
  villages: {
    subjects: 3,
    hops: [
      { host: 0, trainee: 0.35, taughtBy: 'guest', quota: [2, 10, 20], batchSize: 100 },
      { host: 0.35, trainee: 1, taughtBy: 'credential', quota: [1, 1, 2], batchSize: 40 },
    ],
  },
  convention: {
    subjects: 5,
    hops: [
      { host: 0, trainee: 0.5, taughtBy: 'guest', quota: [2, 10, 50], batchSize: 1_000, by: 'wing' },
      { host: 0.5, trainee: 1, taughtBy: 'credential', quota: [1, 1, 2], batchSize: 50 },
    ],
  },
}

/** Whether a shape asks for a fee. */
export const hasFee = (shape: Shape) => ALL[shape].hops.some(({ fee }) => fee)

const levelAt = (levels: Levels, depth: Depth): Level | undefined => {
  const sorted = [...levels].sort((a, b) => a.depth - b.depth)
  const last = sorted.length - 1
  // The first step down is never the top itself, or nobody would be trained there.
  return sorted[depth === 0 ? 0 : Math.max(Math.min(1, last), Math.round(depth * last))]
}

const sharesOf = ({ by, quota }: HopShape, of: Record<'wing' | 'subject', readonly { id: string }[]>) => {
  if (!by) return []
  // Wings need no more places together than a unit has.
  const minimum = by === 'wing' && of.wing.length <= quota[2] ? 1 : 0
  return of[by].map(({ id }) => ({ kind: by, id, minimum, target: by === 'wing' ? 2 : 1, maximum: null }))
}

const hopOf = (shape: HopShape, host: Level, trainee: Level, feeMinor: number) => {
  const [minimum, target, maximum] = shape.quota
  const days = shape.days ?? 1
  return {
    id: v7(),
    nameEn: `${host.names.en} to ${trainee.names.en}`,
    nameHi: `${host.names.hi} से ${trainee.names.hi}`,
    hostLevelId: host.id,
    traineeLevelId: trainee.id,
    taughtBy: shape.taughtBy,
    planned: shape.planned ?? false,
    ...{ minimum, target, maximum, days },
    batchSize: shape.batchSize,
    hoursPerDay: 6,
    passDays: Math.max(1, days - 1),
    startBy: null,
    finishBy: null,
    feeMinor: shape.fee ? feeMinor : 0,
  }
}

/**
 * The hops and subjects that a shape comes to in an organisation's own levels. Hops that fall together in a tree of few
 * levels are left out.
 */
export function shaped(
  shape: Shape,
  levels: Levels,
  feeMinor: number,
  wings: readonly { id: string }[] = [],
) {
  const { subjects, hops } = ALL[shape]
  const slots = Array.from({ length: subjects }, (_, at) => ({
    id: v7(),
    nameEn: `Subject ${at + 1}`,
    nameHi: `विषय ${at + 1}`,
  }))
  const tiers = hops.flatMap((hop) => {
    const [at, trainee] = [levelAt(levels, hop.host), levelAt(levels, hop.trainee)]
    // The only hop of a shape is held at the top where there is no level between.
    const host = at?.id === trainee?.id && hops.length === 1 ? levelAt(levels, 0) : at
    if (!host || !trainee || host.id === trainee.id) return []
    return [
      { ...hopOf(hop, host, trainee, feeMinor), shares: sharesOf(hop, { wing: wings, subject: slots }) },
    ]
  })
  return { tiers, subjects: slots }
}
