import { base64url } from 'jose'
import type { Bindings } from '../../platform/env.ts'
import { hashSecret } from '../../platform/seal.ts'

/** Wrong secrets that a card survives. */
export const TRIES_MAX = 5

/** What was typed from a card, as it is stored: capitals, without blanks and dashes. */
export const typedCode = (typed: string): string => typed.toUpperCase().replace(/[^0-9A-Z]/g, '')

/** What is kept of a card's secret; bound to its organisation and number. */
export const hashCard = (
  env: Pick<Bindings, 'SEALING_KEY'>,
  organisation: string,
  number: string,
  secret: string,
) => hashSecret(env, 'card', organisation, number, secret)

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 8

/** Letters that are read off a hash, two bytes each: no letter is more than a thousandth likelier than another. */
function lettersOf(hash: string): string {
  const bytes = base64url.decode(hash)
  const pairs = Array.from({ length: LENGTH }, (_, i) => (bytes[2 * i] ?? 0) * 256 + (bytes[2 * i + 1] ?? 0))
  return pairs.map((pair) => ALPHABET[pair % ALPHABET.length]).join('')
}

/**
 * Number and secret of a card, read off a keyed hash of its id, so that printing it again after a lost answer gives the
 * same card. Nobody without the sealing key can work them out.
 */
export async function cardOf(env: Pick<Bindings, 'SEALING_KEY'>, organisation: string, id: string) {
  const [number, secret] = await Promise.all(
    ['number', 'secret'].map((what) => hashSecret(env, 'card', organisation, id, what)),
  )
  return { number: lettersOf(number ?? ''), secret: lettersOf(secret ?? '') }
}
