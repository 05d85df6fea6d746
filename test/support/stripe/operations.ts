import { accountOperations } from './accounts.ts'
import { balanceOperations } from './balance.ts'
import { disputeOperations } from './disputes.ts'
import { eventOperations } from './events.ts'
import { oauthOperations } from './oauth.ts'
import { onboardingOperations } from './onboarding.ts'
import type { Operation } from './operation.ts'
import { paymentOperations } from './payments.ts'
import { payoutOperations } from './payouts.ts'
import { refundOperations } from './refunds.ts'
import { sessionOperations } from './sessions.ts'

/** Every operation this stand-in serves. */
export const OPERATIONS: readonly Operation[] = [
  ...accountOperations,
  ...onboardingOperations,
  ...oauthOperations,
  ...sessionOperations,
  ...paymentOperations,
  ...refundOperations,
  ...disputeOperations,
  ...balanceOperations,
  ...payoutOperations,
  ...eventOperations,
]

const ROUTES = OPERATIONS.map((operation) => ({
  operation,
  pattern: new RegExp(`^${operation.path.replace(':id', '([A-Za-z0-9_{}.-]+)')}$`),
}))

/** The operation at a path, with the id in it. */
export function route(method: string, path: string): { operation: Operation; id: string } | null {
  for (const { operation, pattern } of ROUTES) {
    const match = operation.method === method ? pattern.exec(path) : null
    if (match) return { operation, id: match[1] ?? '' }
  }
  return null
}
