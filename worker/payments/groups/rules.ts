// Several people paid for at once. Pure. Money is integer minor units.
import { CONTRIBUTION_CASH_MAX } from '../rules.ts'

/** One of several registrations that a sum is for, as it stands right after the write. */
export type Share = {
  registrationId: string
  cancelledAt: number | null
  owedMinor: number
  amountMinor: number
  /** Cash that its person, or this payer, paid for the workshop, the larger. */
  cashMinor: number
}

/** Why a share could not be taken. */
export type ShareRefusal = 'not-registered' | 'already-paid' | 'amount-mismatch' | 'cash-limit'

/** Why one sum for several was not taken, each share with its own reason; empty when every one can be. */
export function shareRefusals(shares: readonly Share[], how: { provider: string; isContribution: boolean }) {
  const inCash = how.provider === 'cash' && how.isContribution
  const total = shares.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  const reasonFor = (s: Share): ShareRefusal | undefined => {
    if (s.cancelledAt !== null) return 'not-registered'
    if (s.owedMinor <= 0) return 'already-paid'
    if (s.amountMinor > s.owedMinor) return 'amount-mismatch'
    return inCash && s.cashMinor + total > CONTRIBUTION_CASH_MAX ? 'cash-limit' : undefined
  }
  return shares.flatMap((share) => {
    const reason = reasonFor(share)
    return reason ? [{ registrationId: share.registrationId, reason }] : []
  })
}

/** The facts that a group payment's state follows from; a decision is null while it is open. */
export type Group = {
  decision: string | null
  complete: boolean
  lines: readonly { decision: string | null }[]
}

/** How a payment for several people stands. */
export function groupState({
  decision,
  complete,
  lines,
}: Group): 'open' | 'confirming' | 'paid' | 'partly' | 'expired' | 'review' {
  if (decision === null) return complete ? 'confirming' : 'open'
  if (decision === 'expired') return 'expired'
  if (decision !== 'allocated') return 'review'
  return lines.every((line) => line.decision === 'allocated' || line.decision === 'reseated')
    ? 'paid'
    : 'partly'
}
