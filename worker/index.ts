import { app } from './app.ts'
import type { Bindings } from './platform/env.ts'

export default {
  fetch: app.fetch,
} satisfies { fetch: (request: Request, env: Bindings) => Response | Promise<Response> }
