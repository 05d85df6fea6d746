/** Bytes of each half of a signature, by the COSE number of its curve: P-256, P-384, P-521. */
const SIZES = new Map([
  [1, 32],
  [2, 48],
  [3, 66],
])

/**
 * The two halves of an ECDSA signature side by side, as WebCrypto takes them, out of the DER in which authenticators
 * give them: a sequence of two positive integers and nothing else. The bundle has this in place of the library's
 * general parser of certificates (`db/local/build.ts`). @throws Error when it is anything else
 */
export function unwrapEC2Signature(signature: Uint8Array, curve: number): Uint8Array {
  const size = SIZES.get(curve)
  if (!size) throw new Error(`no such curve: ${curve}`)
  const whole = tagged(signature, 0, 0x30)
  if (whole.end !== signature.length) throw new Error('a signature with a tail')
  const r = tagged(signature, whole.begin, 0x02)
  const s = tagged(signature, r.end, 0x02)
  if (s.end !== whole.end) throw new Error('more than two numbers')
  const halves = new Uint8Array(2 * size)
  for (const [at, { begin, end }] of [r, s].entries()) {
    const number = positive(signature.subarray(begin, end))
    if (number.length > size) throw new Error('a number that is too long')
    halves.set(number, (at + 1) * size - number.length)
  }
  return halves
}

/** Where the content of a tag at a place begins and ends. */
function tagged(bytes: Uint8Array, at: number, tag: number): { begin: number; end: number } {
  if (bytes[at] !== tag) throw new Error('not the tag that was expected')
  const short = bytes[at + 1] ?? 0x80
  // Only signatures on P-521 are long enough for a length of two bytes.
  const [begin, length] = short === 0x81 ? [at + 3, bytes[at + 2] ?? 0] : [at + 2, short]
  const isShortest = short === 0x81 ? length >= 0x80 : short < 0x80
  if (!isShortest || begin + length > bytes.length) throw new Error('not the length that was expected')
  return { begin, end: begin + length }
}

/** A positive integer without the zero that keeps it from looking negative. */
function positive(bytes: Uint8Array): Uint8Array {
  const [first, second] = bytes
  if (first === undefined || first >= 0x80) throw new Error('not a positive number')
  if (first !== 0 || bytes.length === 1) return bytes
  if ((second ?? 0) < 0x80) throw new Error('a number with a zero too many')
  return bytes.subarray(1)
}
