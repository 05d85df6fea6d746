/**
 * Privacy: what people may ask about their own data, and the desk that answers. Stands late, because erasing and the
 * copy of everything reach the tables of every domain before it; the erasing itself is one list in the schema, run by
 * the approved question of a second person, so that there is no other way to it.
 * Words: request (access, correction, erasure, nomination of somebody who acts for the person, grievance), copy,
 * erasure, retention rule, breach.
 */
import { Hono } from 'hono'
import type { TenantEnv } from '../platform/env.ts'
import { breaches } from './breaches/routes.ts'
import { copies } from './copy/routes.ts'
import { ledger } from './ledger/routes.ts'
import { requests } from './requests/routes.ts'
import { retention } from './retention/routes.ts'

export { duePrivacyJobs, PrivacyJob, runPrivacyJob } from './jobs.ts'

/** Consents, requests, copies, retention and breaches. */
export const privacy = new Hono<TenantEnv>()
  .route('/', ledger)
  .route('/', requests)
  .route('/', copies)
  .route('/', retention)
  .route('/', breaches)
