/**
 * Changes: how the tree gets another shape. A unit moves, goes up in another, is split or closes; a level is inserted or
 * removed. Each is one write, tried out beforehand, and can be undone within a day. A change is made of steps: inserting
 * a step does it (triggers of the schema), and the reverse steps undo it.
 * Words: change, step, preview, undoing, load (what stands in units that move), coming (planned for a day ahead).
 */
import { Hono } from 'hono'
import type { TenantEnv } from '../platform/env.ts'
import { days } from './days/routes.ts'
import { levels } from './levels/routes.ts'
import { routes } from './routes.ts'
import { undoing } from './undoing/routes.ts'

export { dueTreeJobs, runTreeJob, TreeJob } from './days/jobs.ts'

/** Changes of the tree and of its levels. */
export const changes = new Hono<TenantEnv>()
  .route('/', routes)
  .route('/', levels)
  .route('/', undoing)
  .route('/', days)
