import * as z from 'zod'
import { UnitRef } from '../hierarchy/index.ts'
import { code, text } from '../platform/text.ts'
import { Kind } from './reading/rows.ts'

/** Most rows of an import, and of one chunk. */
export const [ROWS_MAX, CHUNK_MAX] = [500_000, 2000]

/** Where an import stands. `naming` and `checking` judge it, `committing` writes it, `reverting` takes it back. */
export const State = z.enum([
  'open',
  'naming',
  'checking',
  'ready',
  'committing',
  'done',
  'cancelled',
  'reverting',
  'reverted',
])

/** What a heading of somebody's file stands for: a column of ours. */
const Mapping = z.record(text(100), text(40))

/** A table to be brought: `columns` are ours, in the order in which cells are sent. */
export const ImportDraft = z.strictObject({
  id: z.uuidv7(),
  kind: Kind,
  /** For whose subtree it is brought: whoever may edit there follows it and goes on with it. */
  unitId: z.uuid(),
  fileName: text(200),
  bytes: z.int().min(0).max(1e10),
  rows: z.int().min(1).max(ROWS_MAX),
  columns: z.array(text(40)).min(1).max(30),
  mapping: Mapping.default({}),
})

/** An import and how far it has come: `passed` of `rows` in the pass that `state` names. */
export const Import = z.object({
  id: z.string(),
  kind: Kind,
  unitId: z.string(),
  fileName: z.string(),
  bytes: z.int(),
  rows: z.int(),
  columns: z.array(z.string()),
  state: State,
  received: z.int(),
  passed: z.int(),
  added: z.int(),
  changed: z.int(),
  same: z.int(),
  refused: z.int(),
  written: z.int(),
  /** Rows that were not written, or not taken back, because something had changed meanwhile. */
  kept: z.int(),
  madeBy: z.string(),
  madeAt: z.int(),
  endedAt: z.int().nullable(),
})

/** Imports, the newest first, and what headings stood for the last time, by kind. */
export const Imports = z.object({
  imports: z.array(Import),
  mappings: z.array(z.object({ kind: Kind, mapping: z.record(z.string(), z.string()) })),
})

/** A row as sent: its number in the file, and its cells in the order of the import's columns. */
const SentRow = z.tuple([
  z
    .int()
    .min(1)
    .max(2 ** 31),
  z.array(z.string().max(20_000)).max(30),
])

/** Some rows of the file, each number once. */
export const Chunk = z.strictObject({
  kind: Kind,
  columns: z.array(text(40)).min(1).max(30),
  rows: z.array(SentRow).min(1).max(CHUNK_MAX),
})

/** How many rows of an import have come. */
export const Received = z.object({ received: z.int() })

/** Whether the rows that are refused are left out; without that an import with any is not written. */
export const Commitment = z.strictObject({ leaveOut: z.boolean() })

/** Which unit a text means, for this import and every later one, and whom a text means in this one. */
export const Answers = z.strictObject({
  answers: z
    .array(z.strictObject({ place: text(600, { lines: true }), unitId: z.uuid() }))
    .max(200)
    .default([]),
  people: z
    .array(z.strictObject({ who: text(1200, { lines: true }), personId: z.uuid() }))
    .max(200)
    .default([]),
})

const Example = z.object({
  row: z.int(),
  column: z.string(),
  value: z.string(),
  after: z.string().nullable(),
})
const Counted = z.object({ code: z.string(), count: z.int(), examples: z.array(Example) })

/** Somebody who may be meant by a text. */
export const Possible = z.object({
  id: z.string(),
  nameEn: z.string(),
  nameHi: z.string(),
  guardianName: z.string().nullable(),
  bornYear: z.int().nullable(),
  unit: UnitRef,
})

/** What an import would do: what is wrong, what was mended, what changes, and which texts may mean several units or people. */
export const Report = z.object({
  import: Import,
  faults: z.array(Counted),
  repairs: z.array(Counted),
  changes: z.array(Counted),
  asked: z.array(
    z.object({ place: z.string(), rows: z.int(), choices: z.array(UnitRef.extend({ trail: z.string() })) }),
  ),
  askedPeople: z.array(z.object({ who: z.string(), rows: z.int(), choices: z.array(Possible) })),
})

/** Rows that were refused or left, each with its fault, to be corrected and loaded again. */
export const Refused = z.object({
  rows: z.array(
    z.object({
      row: z.int(),
      cells: z.array(z.string()),
      column: z.string(),
      code: z.string(),
      value: z.string(),
    }),
  ),
  after: z.int().nullable(),
})

/** After which row to go on. */
export const RefusedAsked = z.object({ after: z.coerce.number().int().min(0).default(0) })

/** The path of an import. */
export const ImportId = z.object({ importId: z.uuid() })

/** The path of a chunk, by whatever key its sender gives it. */
export const ChunkPath = ImportId.extend({ chunk: code() })
