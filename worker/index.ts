import { app } from './app.ts'
import { type Delivered, queue, scheduled } from './jobs.ts'
import type { Bindings } from './platform/env.ts'

export default { fetch: app.fetch, queue, scheduled } satisfies {
  fetch: (request: Request, env: Bindings) => Response | Promise<Response>
  queue: (batch: { messages: readonly Delivered[] }, env: Bindings) => Promise<void>
  scheduled: (cause: unknown, env: Bindings) => Promise<void>
}
