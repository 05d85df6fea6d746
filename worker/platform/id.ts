import { v7 } from 'uuid'

/** A new UUIDv7: sorts by the time it was made. Minted here, never by the database, so that a retry is the same row. */
export const newId = (): string => v7()

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A short code that people read aloud and type: `length` characters, none easily mistaken for another. */
export function newCode(length: number): string {
  let code = ''
  while (code.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length * 2))) {
      if (byte < 240 && code.length < length) code += ALPHABET[byte % ALPHABET.length]
    }
  }
  return code
}
