/**
 * Faculty: who teaches what, and when; how much that is in a week, whether it can be, and how far apart it lies; what those
 * who sat there say of it; and a trainer's own day. A duty is a row; whoever has one is in the workshop's faculty. Nobody
 * is in two places at a time (the schema refuses it), and results are told of five people or more.
 * Words: duty (a person for a session or a whole workshop), presence (where he is to be, and when), load, cap, target (of
 * whom something may be said: a trainer or guest in a session, a trainer in a workshop), personal link.
 */
import { Hono } from 'hono'
import type { TenantEnv } from '../platform/env.ts'
import { caps } from './caps/routes.ts'
import { declining } from './declining/routes.ts'
import { duties } from './duties/routes.ts'
import { feedbackLinks } from './feedback/links.ts'
import { feedback } from './feedback/routes.ts'
import { roster } from './roster/routes.ts'
import { today } from './today/routes.ts'

export { feedbackLink } from './feedback/secret.ts'

/** The roster of duties, feedback on trainers, and a trainer's day. */
export const faculty = new Hono<TenantEnv>()
  .route('/', roster)
  .route('/', duties)
  .route('/', declining)
  .route('/', caps)
  .route('/', feedback)
  .route('/', feedbackLinks)
  .route('/', today)
