import type { Bindings } from './env.ts'
import type { Databases } from './sql.ts'

/** What a job has at hand: the deployment, its databases, the instant, and the id that its audit rows carry. */
export type JobDesk = { env: Bindings; databases: Databases; now: number; requestId: string }
