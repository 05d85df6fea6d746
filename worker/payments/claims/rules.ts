// Links for UPI, and what becomes of a claim. Pure.

/** Where a UPI payment goes, and what for. */
export type UpiAsk = { vpa: string; holder: string; amountMinor: number; reference: string; note: string }

const [REFERENCE_MAX, NOTE_MAX, NAME_MAX] = [35, 50, 50]

/** The link that opens a UPI app with everything filled in (NPCI linking specification 1.6); also what the QR code holds. */
export function upiLink({ vpa, holder, amountMinor, reference, note }: UpiAsk): string {
  const amount = `${Math.floor(amountMinor / 100)}.${String(amountMinor % 100).padStart(2, '0')}`
  const plain = (text: string, max: number) =>
    encodeURIComponent(
      text
        .replace(/[^\p{L}\p{M}\p{N} .,-]/gu, ' ')
        .trim()
        .slice(0, max),
    )
  return `upi://pay?pa=${vpa}&pn=${plain(holder, NAME_MAX)}&am=${amount}&cu=INR&tr=${plain(reference, REFERENCE_MAX)}&tn=${plain(note, NOTE_MAX)}`
}

/** How a registration stands towards a claim, known right after the write. */
export type ClaimFacts = {
  /** The registration and the claimant of the claim of the asked id; null when there is no such claim. */
  claimedFor: string | null
  registrationId: string
  cancelledAt: number | null
  amountMinor: number
  /** What is owed and not claimed by another open claim. */
  openMinor: number
  referenceUsed: boolean
}

/** Why a claim was not written; undefined when it was, now or by an earlier try. */
export function claimRefusal(f: ClaimFacts) {
  if (f.claimedFor === f.registrationId) return undefined
  if (f.claimedFor !== null) return 'state-changed'
  if (f.referenceUsed) return 'reference-used'
  if (f.cancelledAt !== null) return 'not-registered'
  if (f.openMinor <= 0) return 'already-paid'
  return f.amountMinor > f.openMinor ? 'amount-mismatch' : 'state-changed'
}

/** How a claim stands when somebody wants to verify it. */
export type VerifyingFacts = {
  outcome: string | null
  /** Whether this caller verified it or vouched for it, now or by an earlier try. */
  done: boolean
  /** What the caller may do next: verify, vouch for it first, or leave it to another. */
  next: 'verify' | 'vouch' | 'other'
  cancelledAt: number | null
  owedMinor: number
  amountMinor: number
}

/** Why a claim was neither verified nor vouched for; undefined when it was. */
export function verifyingRefusal(f: VerifyingFacts) {
  if (f.done) return undefined
  if (f.outcome !== null) return 'state-changed'
  if (f.cancelledAt !== null) return 'not-registered'
  if (f.next === 'other') return 'two-people'
  if (f.owedMinor <= 0) return 'already-paid'
  return f.amountMinor > f.owedMinor ? 'amount-mismatch' : 'state-changed'
}
