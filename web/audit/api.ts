import type { InferResponseType } from 'hono/client'
import type { auditing } from '../../worker/audit/index.ts'
import { client } from '../api.ts'

/** The audit of an organisation. */
export const auditApi = (organisation: string) =>
  client<typeof auditing>(`/api/o/${encodeURIComponent(organisation)}`)

type Api = ReturnType<typeof auditApi>

/** A row of the audit. */
export type Entry = InferResponseType<Api['audit']['$get'], 200>['rows'][number]

/** How far checking came. */
export type Checked = InferResponseType<Api['audit']['verification']['$get'], 200>
