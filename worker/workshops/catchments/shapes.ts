import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'
import { code } from '../../platform/text.ts'
import { termKey } from './rules.ts'

const Limit = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() }).nullable()

/** A level or a wing to which a term is limited; null: it is not. */
export const Limits = { each: Limit, wing: Limit }

/** A unit that a catchment names. `each`: only the units of that level there. `wing`: only people of that wing. */
export const NamedTerm = UnitRef.extend(Limits)

/** Whom a workshop serves: everybody below what is included, less everybody below what is excluded. */
export const Catchment = z.object({ include: z.array(NamedTerm), exclude: z.array(NamedTerm) })

/** A term as it is asked for: a unit as a whole, or with a level or a wing. */
const TermDraft = z.union([
  z.uuid(),
  z.strictObject({
    unitId: z.uuid(),
    each: code().nullable().optional(),
    wing: code().nullable().optional(),
  }),
])

/** Terms of one sign. */
export const TermDrafts = z.array(TermDraft).max(2000)

/** A new catchment, for a workshop as it was seen at `version`. */
export const CatchmentFields = { version: z.int().positive(), include: TermDrafts, exclude: TermDrafts }

type Terms = z.infer<typeof TermDrafts>

/** True when nothing is named twice. */
export const namedOnce = ({ include, exclude }: { include: Terms; exclude: Terms }) =>
  new Set([...include, ...exclude].map(termKey)).size === include.length + exclude.length

/** A workshop's new catchment. */
export const CatchmentEdit = z
  .strictObject(CatchmentFields)
  .refine(namedOnce, { error: 'The same is named twice', path: ['exclude'] })
