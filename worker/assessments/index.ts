/**
 * Assessments: what somebody knows of a subject. A paper is a quiz, an oral one that an assessor asks, or one of
 * pictures for those who do not read; it belongs to a subject at one version. A result is one sitting, scored by the
 * database, so that nobody is told the answers; a tier may ask for so many subjects passed.
 * Words: paper, question, option, result, sitting, assessor (whoever marks at the workshop).
 */
import { Hono } from 'hono'
import type { TenantEnv } from '../platform/env.ts'
import { papers } from './papers/routes.ts'
import { taking } from './taking/routes.ts'

export { subjectsPassed } from './queries.ts'

/** Writing papers, and taking them. */
export const assessments = new Hono<TenantEnv>().route('/', papers).route('/', taking)
