import { Hono } from 'hono'
import * as z from 'zod'
import { accounts } from './accounts/index.ts'
import { approvals } from './approvals/index.ts'
import { assessments } from './assessments/index.ts'
import { attendance } from './attendance/index.ts'
import { auditing } from './audit/index.ts'
import { changes } from './changes/index.ts'
import { consents } from './consents/index.ts'
import { coverage } from './coverage/index.ts'
import { credentials, publicKeys } from './credentials/index.ts'
import { exports } from './exports/index.ts'
import { faculty } from './faculty/index.ts'
import { hierarchy } from './hierarchy/index.ts'
import { imports } from './imports/index.ts'
import { localOutbox } from './messages/index.ts'
import { obligations } from './obligations/index.ts'
import { onboarding } from './onboarding/index.ts'
import { organisations } from './organisations/index.ts'
import { payments, webhooks } from './payments/index.ts'
import { people } from './people/index.ts'
import { open } from './platform/auth.ts'
import type { Env, TenantEnv } from './platform/env.ts'
import { answers, onError } from './platform/http.ts'
import { openApi } from './platform/openapi.ts'
import { Problem, problemResponse } from './platform/problem.ts'
import { enterTenant, everyRequest, refuseAbuse } from './platform/request.ts'
import { routeTable } from './platform/routes.ts'
import { privacy } from './privacy/index.ts'
import { programmes } from './programmes/index.ts'
import { radar } from './radar/index.ts'
import { registrations } from './registrations/index.ts'
import { simulation } from './simulation/index.ts'
import { visits } from './visits/index.ts'
import { workshops } from './workshops/index.ts'

/** Everything of one organisation, below `/api/o/:organisation`. */
const tenant = new Hono<TenantEnv>()
tenant.use(enterTenant)
tenant.route('/', organisations)
tenant.route('/', hierarchy)
tenant.route('/', approvals)
tenant.route('/', consents)
tenant.route('/', people)
tenant.route('/', imports)
tenant.route('/', programmes)
tenant.route('/', workshops)
tenant.route('/', payments)
tenant.route('/', registrations)
tenant.route('/', attendance)
tenant.route('/', assessments)
tenant.route('/', visits)
tenant.route('/', credentials)
tenant.route('/', obligations)
tenant.route('/', coverage)
tenant.route('/', radar)
tenant.route('/', faculty)
tenant.route('/', simulation)
tenant.route('/', exports)
tenant.route('/', changes)
tenant.route('/', privacy)
tenant.route('/', auditing)

/** The whole API. */
export const app = new Hono<Env>({ strict: false })
app.use(everyRequest, refuseAbuse)
app.route('/api', accounts)
app.route('/api', publicKeys)
app.route('/api', localOutbox)
app.route('/api', webhooks)
app.route('/api', onboarding)
app.route('/api/o/:organisation', tenant)
app.get('/api/openapi.json', open, answers(z.looseObject({ openapi: z.string() }), 'This description'), (c) =>
  c.json(openApi(routeTable(app), c.env.ORIGIN)),
)

app.onError(onError)
app.notFound(() => problemResponse(new Problem('not-found')))
