import type { InferResponseType } from 'hono/client'
import type { approvals } from '../../worker/approvals/index.ts'
import { client, json } from '../api.ts'

/** What needs two people in an organisation. */
export const approvalsApi = (organisation: string) =>
  client<typeof approvals>(`/api/o/${encodeURIComponent(organisation)}`)

type Api = ReturnType<typeof approvalsApi>

/** Something asked, and what became of it. */
export type Approval = InferResponseType<Api['approvals']['$get'], 200>['approvals'][number]

/** The key of a list; the shell's count and the screen share the open one. */
export const approvalsKey = (organisation: string, state: 'open' | 'decided') =>
  `${organisation}/approvals/${state}`

/** A page of questions. */
export const approvalsPage = async (
  organisation: string,
  state: 'open' | 'decided',
  after?: string,
  signal?: AbortSignal,
) => {
  const query = { state, ...(after ? { after } : {}) }
  const page = await json(
    approvalsApi(organisation).approvals.$get({ query }, { init: { signal: signal ?? null } }),
  )
  return { items: page.approvals, after: page.after }
}
