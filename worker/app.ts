import { Hono } from 'hono'
import { accounts } from './accounts/index.ts'
import { hierarchy } from './hierarchy/index.ts'
import { organisations } from './organisations/index.ts'
import type { Env, TenantEnv } from './platform/env.ts'
import { onError } from './platform/http.ts'
import { Problem, problemResponse } from './platform/problem.ts'
import { enterTenant, everyRequest } from './platform/request.ts'

/** Everything of one organisation, below `/api/o/:organisation`. */
const tenant = new Hono<TenantEnv>().use(enterTenant).route('/', organisations).route('/', hierarchy)

/** The whole API. */
export const app = new Hono<Env>()
  .use(everyRequest)
  .route('/api', accounts)
  .route('/api/o/:organisation', tenant)

app.onError(onError)
app.notFound(() => problemResponse(new Problem('not-found')))
