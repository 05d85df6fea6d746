// What each kind of question needs of the second person. Pure data.
import type { Capability } from '../platform/roles.ts'

/** The capability that deciding a kind needs, at the question's unit. */
export const DECIDED_WITH = {
  owner: 'owners:approve',
  waiver: 'waivers:approve',
  refund: 'refunds:approve',
  'cash-close': 'cash:confirm',
  erasure: 'privacy:manage',
  excuse: 'approvals:decide',
} as const satisfies Record<string, Capability>

/** A kind of question. */
export type ApprovalKind = keyof typeof DECIDED_WITH
