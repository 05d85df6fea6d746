import * as z from 'zod'
import { code, cursor, text } from '../platform/text.ts'

const name = text(120)
const Names = { nameEn: name, nameHi: name }
const version = z.int().positive()

/** A programme in a list; drafts have no `publishedAt`. */
export const Programme = z.object({
  id: z.string(),
  nameEn: z.string(),
  nameHi: z.string(),
  aboutEn: z.string(),
  aboutHi: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  publishedAt: z.int().nullable(),
  version: z.int(),
})

/** Programmes, the latest first; `after` goes on, null at the end. */
export const Programmes = z.object({ programmes: z.array(Programme), after: z.string().nullable() })

/** Where to go on in the list of programmes. */
export const ProgrammesAsked = z.object({ after: cursor().optional() })

/** A subject of the syllabus; its version grows when it is renamed. */
export const Subject = z.object({
  id: z.string(),
  position: z.int(),
  nameEn: z.string(),
  nameHi: z.string(),
  syllabusVersion: z.int(),
})

const LevelRef = z.object({ id: z.string(), depth: z.int(), nameEn: z.string(), nameHi: z.string() })

/** How the teachers of a tier come to teach: as guests, by the credential of the tier before, or by their office. */
export const TaughtBy = z.enum(['guest', 'credential', 'office'])

/** What is asked of a unit by wing or subject, beside its sums; a maximum is held for wings alone. */
export const Share = z.object({
  kind: z.enum(['wing', 'subject']),
  id: z.string(),
  minimum: z.int(),
  target: z.int(),
  maximum: z.int().nullable(),
})

/** A hop of the cascade. Quotas are per unit of the trainee level; a planned tier has one plan that leaves nobody out. */
export const Tier = z.object({
  id: z.string(),
  programmeId: z.string(),
  position: z.int(),
  nameEn: z.string(),
  nameHi: z.string(),
  hostLevel: LevelRef,
  traineeLevel: LevelRef,
  taughtBy: TaughtBy,
  planned: z.boolean(),
  minimum: z.int(),
  target: z.int(),
  maximum: z.int(),
  shares: z.array(Share),
  batchSize: z.int(),
  days: z.int(),
  hoursPerDay: z.int(),
  passDays: z.int(),
  /** Per cent of the sessions that teach a subject. */
  passSessions: z.int(),
  /** How many subjects must be passed in an assessment. */
  passSubjects: z.int(),
  /** For how long its credentials count; null for ever. */
  validMonths: z.int().nullable(),
  /** How many people must agree to a nomination; `nominateBy`: until when units nominate by themselves. */
  approvals: z.int(),
  nominateBy: z.string().nullable(),
  /** What must have been verified of whoever is seated. */
  skill: z.string().nullable(),
  startBy: z.string().nullable(),
  finishBy: z.string().nullable(),
  feeMinor: z.int(),
  planPublishedAt: z.int().nullable(),
  workshops: z.int(),
  version: z.int(),
})

/** A programme's page: its syllabus and its tiers from the top of the cascade. */
export const ProgrammePage = Programme.extend({ subjects: z.array(Subject), tiers: z.array(Tier) })

const fields = {
  ...Names,
  aboutEn: text(4000, { min: 0, lines: true }),
  aboutHi: text(4000, { min: 0, lines: true }),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
}
const inOrder = { error: 'It ends before it starts', path: ['endsOn'] }

/** What a planner may change of a programme, as he saw it at `version`. */
export const ProgrammeEdit = z
  .strictObject({ ...fields, version })
  .refine((p) => p.endsOn >= p.startsOn, inOrder)

/** A new subject, put last. */
export const SubjectDraft = z.strictObject({ id: z.uuidv7(), ...Names })

/** The whole syllabus in its new order; subjects left out are dropped, new ids are added. */
export const SyllabusEdit = z
  .strictObject({ version, subjects: z.array(SubjectDraft).max(200) })
  .refine(({ subjects }) => new Set(subjects.map(({ id }) => id)).size === subjects.length, {
    error: 'A subject stands there twice',
    path: ['subjects'],
  })

const count = (max: number) => z.int().min(1).max(max)
const share = z
  .strictObject({
    kind: z.enum(['wing', 'subject']),
    id: code(),
    minimum: z.int().min(0).max(10_000),
    target: z.int().min(0).max(10_000),
    maximum: z.int().min(1).max(10_000).nullable(),
  })
  .refine((s) => s.target >= s.minimum && (s.maximum === null || s.maximum >= s.target), {
    error: 'Minimum, target and maximum are out of order',
  })
const shares = z
  .array(share)
  .max(220)
  .refine((list) => new Set(list.map(({ kind, id }) => `${kind} ${id}`)).size === list.length, {
    error: 'A wing or subject stands there twice',
  })
  .default([])

const tierFields = {
  ...Names,
  hostLevelId: code(),
  traineeLevelId: code(),
  taughtBy: TaughtBy,
  planned: z.boolean(),
  minimum: count(10_000),
  target: count(10_000),
  maximum: count(10_000),
  shares,
  batchSize: count(100_000),
  days: count(60),
  hoursPerDay: count(24),
  passDays: count(60),
  passSessions: z.int().min(0).max(100).default(0),
  passSubjects: z.int().min(0).max(200).default(0),
  validMonths: z.int().min(1).max(240).nullable().default(null),
  approvals: z.int().min(0).max(2).default(0),
  nominateBy: z.iso.date().nullable().default(null),
  skill: text(60).nullable().default(null),
  startBy: z.iso.date().nullable(),
  finishBy: z.iso.date().nullable(),
  feeMinor: z.int().min(0).max(100_000_000),
}
type TierFields = {
  shares: readonly { kind: string; minimum: number }[]
  minimum: number
  target: number
  maximum: number
  days: number
  passDays: number
  startBy: string | null
  finishBy: string | null
}

const tierFaults = (t: TierFields): [string, string][] => [
  ...(t.target < t.minimum ? [['target', 'The target is below the minimum'] as [string, string]] : []),
  ...(t.maximum < t.target ? [['maximum', 'The maximum is below the target'] as [string, string]] : []),
  ...(t.shares.reduce((sum, { kind, minimum }) => sum + (kind === 'wing' ? minimum : 0), 0) > t.maximum
    ? [['shares', 'The wings need more places than there are'] as [string, string]]
    : []),
  ...(t.passDays > t.days ? [['passDays', 'More days than are taught'] as [string, string]] : []),
  ...(t.startBy && t.finishBy && t.finishBy < t.startBy
    ? [['finishBy', 'It finishes before it starts'] as [string, string]]
    : []),
]

const consistent = (t: TierFields, context: z.core.$RefinementCtx) => {
  for (const [field, message] of tierFaults(t)) context.addIssue({ code: 'custom', path: [field], message })
}

/** A new tier, put below the last one. */
export const TierDraft = z.strictObject({ id: z.uuidv7(), ...tierFields }).superRefine(consistent)

/** What a planner may change of a tier, as he saw it at `version`. */
export const TierEdit = z.strictObject({ ...tierFields, version }).superRefine(consistent)

const once = (list: readonly { id: string }[]) => new Set(list.map(({ id }) => id)).size === list.length

/** A new programme, a draft until it is published; a template brings its subjects and tiers, from the top, at once. */
export const ProgrammeDraft = z
  .strictObject({
    id: z.uuidv7(),
    ...fields,
    subjects: z
      .array(SubjectDraft)
      .max(200)
      .refine(once, { error: 'A subject stands there twice' })
      .default([]),
    tiers: z.array(TierDraft).max(8).refine(once, { error: 'A tier stands there twice' }).default([]),
  })
  .refine((p) => p.endsOn >= p.startsOn, inOrder)

const note = text(1000, { lines: true })

/** A new version of a subject, seen at `version`, with what is new in it. */
export const VersionDraft = z.strictObject({ version, noteEn: note, noteHi: note })

/** A version of a subject: taught so from a day on, until the next begins. */
export const SubjectVersion = z.object({
  version: z.int(),
  fromOn: z.string(),
  nameEn: z.string(),
  nameHi: z.string(),
  noteEn: z.string().nullable(),
  noteHi: z.string().nullable(),
})

/** The versions of a subject, the newest first. */
export const SubjectVersions = z.object({ versions: z.array(SubjectVersion) })
