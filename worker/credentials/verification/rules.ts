// What anybody is told of a credential that he was shown. Pure.
import { agrees, type Claims } from '../rules.ts'

/** `altered`: the signature is not ours, or says other than what is stored. `erased`: its holder had his data erased. */
export type State = 'valid' | 'revoked' | 'altered' | 'erased'

/** Whether a stored credential counts; one that was tampered with is not called revoked. */
export function stateOf(
  signed: Record<string, unknown> | undefined,
  claims: Claims,
  { revokedAt, erased }: { revokedAt: number | null; erased: boolean },
): State {
  if (erased) return 'erased'
  if (!agrees(signed, claims)) return 'altered'
  return revokedAt === null ? 'valid' : 'revoked'
}
