import * as z from 'zod'
import { UnitRef } from '../../hierarchy/index.ts'

/** The units that a workshop serves: everything below the included ones, less everything below the excluded ones. */
export const Catchment = z.object({ include: z.array(UnitRef), exclude: z.array(UnitRef) })

const unitIds = z.array(z.uuid()).max(2000)

/** A workshop's new catchment, for the workshop as it was seen at `version`. */
export const CatchmentEdit = z
  .strictObject({ version: z.int().positive(), include: unitIds, exclude: unitIds })
  .refine(
    ({ include, exclude }) => new Set([...include, ...exclude]).size === include.length + exclude.length,
    {
      error: 'A unit is named twice',
      path: ['exclude'],
    },
  )
