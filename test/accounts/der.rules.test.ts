import { generateKeyPairSync, sign } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unwrapEC2Signature } from '../../worker/accounts/passkeys/der.ts'

test.each([
  [1, 'P-256', 400],
  [2, 'P-384', 100],
  [3, 'P-521', 100],
])('curve %i: what was signed with %s has the same halves as without DER', (curve, namedCurve, numRuns) => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve })
  const size = { 1: 32, 2: 48, 3: 66 }[curve] ?? 0
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), (data) => {
      const der = sign('sha256', data, { key: privateKey, dsaEncoding: 'der' })
      const halves = unwrapEC2Signature(der, curve)
      expect(halves).toHaveLength(2 * size)
      expect(Buffer.from(rewrapped(halves))).toEqual(der)
    }),
    { numRuns },
  )
})

/** The one DER of two halves, made the other way round. */
function rewrapped(halves: Uint8Array): Uint8Array {
  const integer = (half: Uint8Array) => {
    const hex = BigInt(`0x${Buffer.from(half).toString('hex')}`).toString(16)
    const even = hex.length % 2 ? `0${hex}` : hex
    const bytes = Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex')
    return [2, bytes.length, ...bytes]
  }
  const middle = halves.length / 2
  const body = [...integer(halves.subarray(0, middle)), ...integer(halves.subarray(middle))]
  return Uint8Array.from([0x30, ...(body.length < 128 ? [] : [0x81]), body.length, ...body])
}

test('halves that begin with zeros are filled up', () => {
  const halves = unwrapEC2Signature(Uint8Array.from([0x30, 6, 2, 1, 5, 2, 1, 9]), 1)
  expect([halves[31], halves[63], halves.reduce((a, b) => a + b)]).toEqual([5, 9, 14])
})

test.each([
  ['nothing', []],
  ['another tag', [0x31, 6, 2, 1, 5, 2, 1, 9]],
  ['a tail', [0x30, 6, 2, 1, 5, 2, 1, 9, 0]],
  ['a length beyond the end', [0x30, 7, 2, 1, 5, 2, 1, 9]],
  ['a length that is longer than it must be', [0x30, 0x81, 6, 2, 1, 5, 2, 1, 9]],
  ['a third number', [0x30, 9, 2, 1, 5, 2, 1, 9, 2, 1, 1]],
  ['one number', [0x30, 3, 2, 1, 5]],
  ['a negative number', [0x30, 6, 2, 1, 0x85, 2, 1, 9]],
  ['a zero too many', [0x30, 7, 2, 2, 0, 5, 2, 1, 9]],
  ['an empty number', [0x30, 5, 2, 0, 2, 1, 9]],
  ['a number that is too long', [0x30, 38, 2, 33, ...Array(33).fill(1), 2, 1, 9]],
])('%s is refused', (_, bytes) => {
  expect(() => unwrapEC2Signature(Uint8Array.from(bytes), 1)).toThrow()
})

test('a curve that we do not know is refused', () => {
  expect(() => unwrapEC2Signature(Uint8Array.from([0x30, 6, 2, 1, 5, 2, 1, 9]), 8)).toThrow()
})
