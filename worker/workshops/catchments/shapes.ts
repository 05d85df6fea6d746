import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'

/** The units that a workshop serves: everything below the included ones, less everything below the excluded ones. */
export const Catchment = z.object({ include: z.array(UnitRef), exclude: z.array(UnitRef) })

const unitIds = z.array(z.uuid()).max(2000)

/** A new catchment, for a workshop as it was seen at `version`. */
export const CatchmentFields = { version: z.int().positive(), include: unitIds, exclude: unitIds }

/** True when no unit is named twice. */
export const namedOnce = ({ include, exclude }: { include: string[]; exclude: string[] }) =>
  new Set([...include, ...exclude]).size === include.length + exclude.length

/** A workshop's new catchment. */
export const CatchmentEdit = z
  .strictObject(CatchmentFields)
  .refine(namedOnce, { error: 'A unit is named twice', path: ['exclude'] })
