import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'
import { code, text } from '../../platform/text.ts'
import { SimulationAsked } from '../shapes.ts'

/** How many drafts one stamping may have: a larger plan is stamped tier by tier, or below one unit after the other. */
export const DRAFTS_MAX = 20_000

const count = (most: number) => z.int().min(1).max(most)

/** What may be asked of one trainer: batches in a week and in all, and from how many steps of the tree he is called. */
const Caps = z.strictObject({ perWeek: count(7), inAll: count(1_000), farthest: z.int().min(0).max(40) })

/** A simulated plan; its hops that `tierIds` name become drafts. `planId`: under which it is kept. */
const FromPlan = z.strictObject({
  kind: z.literal('plan'),
  planId: z.uuid().nullish(),
  plan: SimulationAsked,
  tierIds: z.array(z.uuid()).min(1).max(8),
})

/** How a template's drafts are spread: all from one day, so many begin a day, or evenly over weeks. */
const Spread = z.discriminatedUnion('way', [
  z.strictObject({ way: z.literal('same') }),
  z.strictObject({ way: z.literal('daily'), perDay: count(10_000) }),
  z.strictObject({ way: z.literal('weekly'), weeks: count(104) }),
])

/**
 * Seats that each draft keeps for every unit of a level that it serves, as far as its hall goes; let go so many days before
 * it begins, or by hand.
 */
const LocalQuota = z.strictObject({
  levelId: code(),
  each: count(1_000),
  releaseDays: z.int().min(0).max(90).nullable(),
})

/** One draft at every unit of a level below a unit (null: the whole organisation); `{unit}` in a venue is the unit's name. */
const FromTemplate = z.strictObject({
  kind: z.literal('template'),
  tierId: z.uuid(),
  hostLevelId: code(),
  underId: z.uuid().nullable(),
  startsOn: z.iso.date(),
  daysPerWeek: z.int().min(1).max(7),
  spread: Spread,
  capacity: count(100_000),
  trainersPerBatch: count(50),
  venueEn: text(200).nullable(),
  venueHi: text(200).nullable(),
  quota: LocalQuota.nullable().default(null),
})

/** What is to be stamped. */
export const StampingAsked = z.strictObject({
  id: z.uuidv7(),
  caps: Caps,
  by: z.discriminatedUnion('kind', [FromPlan, FromTemplate]),
})

/**
 * What is told of a tier before it is written. `taken`: units that workshops serve which stay; `outside`: units below no
 * host. Trainers' places are `named`, `awaited` (those still to be trained, or guests) or `lacking`; `unserved` drafts
 * lack some. No assignment of as many places has fewer trainers or less travel (steps of the tree) than the bounds.
 */
export const TierTold = z.object({
  tierId: z.string(),
  drafts: z.int(),
  hosts: z.int(),
  units: z.int(),
  taken: z.int(),
  outside: z.int(),
  replaces: z.int(),
  stays: z.int(),
  firstOn: z.string().nullable(),
  lastOn: z.string().nullable(),
  startsLate: z.int(),
  endsLate: z.int(),
  named: z.int(),
  awaited: z.int(),
  lacking: z.int(),
  unserved: z.int(),
  trainers: z.int(),
  trainersBound: z.int(),
  travel: z.int(),
  travelBound: z.int(),
})

/** How far a stamping has come. */
export const StampingState = z.enum([
  'ready',
  'clearing',
  'writing',
  'done',
  'reverting',
  'reverted',
  'dropped',
])

/**
 * A stamping. `at` of the pass that its state names is done; `replaced` are drafts of earlier stampings that were cleared
 * away, `kept` those of this one that were touched and stayed when it was taken back.
 */
export const Stamping = z.object({
  id: z.string(),
  programmeId: z.string(),
  kind: z.enum(['plan', 'template']),
  state: StampingState,
  drafts: z.int(),
  at: z.int(),
  replaced: z.int(),
  written: z.int(),
  kept: z.int(),
  published: z.int(),
  madeAt: z.int(),
  endedAt: z.int().nullable(),
  tiers: z.array(TierTold),
})

/** The stampings of a programme, the newest first. */
export const Stampings = z.object({ stampings: z.array(Stamping) })

/** A draft of a stamping; `workshop`: whether it is there by now. */
const StampDraft = z.object({
  at: z.int(),
  workshopId: z.string(),
  workshop: z.boolean(),
  tierId: z.string(),
  unit: UnitRef,
  part: z.int(),
  parts: z.int(),
  units: z.int(),
  startsOn: z.string(),
  endsOn: z.string(),
  capacity: z.int(),
  people: z.array(z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })),
  awaited: z.int(),
  lacking: z.int(),
})

/** Drafts of a stamping in their order; `after` goes on, null at the end. */
export const StampDrafts = z.object({ drafts: z.array(StampDraft), after: z.int().nullable() })

/** Which drafts: only those for which nobody was found (`lacking`), and after which one to go on. */
export const StampDraftsAsked = z.object({
  lacking: z.literal('true').optional(),
  after: z.coerce.number().int().min(-1).default(-1),
})
