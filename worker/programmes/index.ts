/**
 * Programmes: what is taught (subjects, in order, with a version that grows when one is renamed) and in which hops
 * (tiers, from the top of the cascade). A programme is a draft until it is published. Once workshops or nominations
 * rely on a tier, its levels and whether it is planned stay as they are.
 * Words: programme, subject, syllabus (all subjects), tier, host level, trainee level, quota (minimum, target, maximum).
 */
import { Hono } from 'hono'
import type { TenantEnv } from '../platform/env.ts'
import { routes } from './routes.ts'
import { subjects } from './subjects/routes.ts'
import { tiers } from './tiers/routes.ts'

export { tierOf } from './answers.ts'
export { type TierRow, tiersWhere } from './queries.ts'
export { SubjectVersion, Tier } from './shapes.ts'
export { type VersionRow, versionOn, versionsOf } from './subjects/queries.ts'
export { holdAt } from './tiers/queries.ts'

/** Programmes, their syllabus and their tiers. */
export const programmes = new Hono<TenantEnv>().route('/', routes).route('/', subjects).route('/', tiers)
