// What anybody is told of a credential that he was shown. Pure.
import { agrees, type Claims } from '../rules.ts'

/** `altered`: the signature is not ours, or says other than what is stored. `erased`: its holder had his data erased. */
export type State = 'valid' | 'expired' | 'revoked' | 'altered' | 'erased'

/** Whether a stored credential counts; one that was tampered with is not called revoked, one that was revoked not expired. */
export function stateOf(
  signed: Record<string, unknown> | undefined,
  claims: Claims,
  {
    revokedAt,
    validUntil,
    erased,
    now,
  }: { revokedAt: number | null; validUntil: number | null; erased: boolean; now: number },
): State {
  if (erased) return 'erased'
  if (!agrees(signed, claims)) return 'altered'
  if (revokedAt !== null) return 'revoked'
  return validUntil !== null && validUntil <= now ? 'expired' : 'valid'
}
