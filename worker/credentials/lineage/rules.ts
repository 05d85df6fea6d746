// What a credential of the graph is worth. Pure; instants are Unix seconds.

/** Whether a credential counts at an instant, or why not. */
export function standsAt(
  { revokedAt, validUntil }: { revokedAt: number | null; validUntil: number | null },
  now: number,
): 'valid' | 'expired' | 'revoked' {
  if (revokedAt !== null) return 'revoked'
  return validUntil !== null && validUntil <= now ? 'expired' : 'valid'
}
