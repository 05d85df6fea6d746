import type { Bindings } from '../../platform/env.ts'
import { hashSecret } from '../../platform/seal.ts'

type Where = { env: Pick<Bindings, 'SEALING_KEY' | 'ORIGIN'>; organisation: string }

/** The proof that a registration's code was given out by us for feedback: 132 bits, kept nowhere. */
export const proofOf = async ({ env, organisation }: Where, code: string): Promise<string> =>
  (await hashSecret(env, 'feedback', organisation, code)).slice(0, 22)

/** The personal link of a registration; what is behind the `#` is told to no server by following it. */
export const feedbackLink = async (where: Where, code: string): Promise<string> =>
  `${where.env.ORIGIN}/f/${where.organisation}#${code}.${await proofOf(where, code)}`
