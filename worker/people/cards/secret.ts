import type { Bindings } from '../../platform/env.ts'
import { hashSecret } from '../../platform/seal.ts'

/** What was typed from a card, as it is stored: capitals, without blanks and dashes. */
export const typedCode = (typed: string): string => typed.toUpperCase().replace(/[^0-9A-Z]/g, '')

/** What is kept of a card's secret; bound to its organisation and number. */
export const hashCard = (
  env: Pick<Bindings, 'SEALING_KEY'>,
  organisation: string,
  number: string,
  secret: string,
) => hashSecret(env, 'card', organisation, number, secret)
