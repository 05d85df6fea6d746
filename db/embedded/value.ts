import { Failure } from './failure.ts'

/** A value as the driver binds it: number is REAL, bigint is INTEGER. */
export type Argument = null | bigint | number | string | Buffer

const SMALLEST = -(2n ** 63n)
const LARGEST = 2n ** 63n - 1n
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/
const ESCAPED_UNIT = /\\(?:u([0-9a-fA-F]{4})|[\s\S])/g

/** Says in words why the driver could not give this text back unharmed, or null when it can. */
export function harm(text: string): string | null {
  if (text.includes('\0')) return 'contains a NUL character'
  if (!text.isWellFormed() || escapesHalfPair(text)) return 'contains half of a surrogate pair'
  return null
}

/** The driver aborts the whole process on text that is not UTF-8, and SQLite's JSON functions make such
 *  text out of a lone `\ud800` escape, so that escape is not let in. */
function escapesHalfPair(text: string): boolean {
  if (!text.includes('\\u')) return false
  let high = -1
  for (const match of text.matchAll(ESCAPED_UNIT)) {
    const unit = match[1] === undefined ? 0 : Number.parseInt(match[1], 16)
    const low = unit >= 0xdc00 && unit <= 0xdfff
    const follows = high === match.index
    if (high >= 0 && !(follows && low)) return true
    if (low && !follows) return true
    high = unit >= 0xd800 && unit <= 0xdbff ? match.index + match[0].length : -1
  }
  return high >= 0
}

/** Reads a Hrana value; an unreadable one is refused with `ARGS_INVALID`. */
export function decodeValue(json: unknown): Argument {
  if (typeof json !== 'object' || json === null || !('type' in json)) throw invalid('is not a Hrana value')
  const value = 'value' in json ? json.value : undefined
  switch (json.type) {
    case 'null':
      return null
    case 'integer':
      return decodeInteger(value)
    case 'float':
      if (typeof value !== 'number') throw invalid('of type float is not a number')
      return value
    case 'text':
      return decodeText(value)
    case 'blob':
      return decodeBlob('base64' in json ? json.base64 : undefined)
    default:
      throw invalid('has an unknown type')
  }
}

function decodeInteger(value: unknown): bigint {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value)
  if (typeof value !== 'string' || !/^-?\d{1,19}$/.test(value)) throw invalid('is not a 64-bit integer')
  const integer = BigInt(value)
  if (integer < SMALLEST || integer > LARGEST) throw invalid('is not a 64-bit integer')
  return integer
}

function decodeText(value: unknown): string {
  if (typeof value !== 'string') throw invalid('of type text is not a string')
  const reason = harm(value)
  if (reason !== null) throw invalid(`${reason}, which this database cannot give back`)
  return value
}

function decodeBlob(base64: unknown): Buffer {
  if (typeof base64 !== 'string' || !BASE64.test(base64)) throw invalid('of type blob is not base64')
  return Buffer.from(base64, 'base64')
}

function invalid(reason: string): Failure {
  return new Failure('ARGS_INVALID', `An argument ${reason}.`)
}

/** The JSON text of a value read from the driver. */
export function encodeValue(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `{"type":"text","value":${JSON.stringify(value)}}`
    case 'bigint':
      return `{"type":"integer","value":"${value}"}`
    case 'number':
      return `{"type":"float","value":${encodeFloat(value)}}`
    default:
      if (value === null || value === undefined) return '{"type":"null"}'
      if (Buffer.isBuffer(value)) return `{"type":"blob","base64":"${value.toString('base64')}"}`
      throw new Failure('INTERNAL_ERROR', `The driver gave a ${typeof value}, which is not a value.`, 500)
  }
}

/** JSON has no infinity, but a JSON reader turns a too large number into one. */
function encodeFloat(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0.0' : String(value)
  if (Number.isNaN(value)) return 'null'
  return value > 0 ? '1e999' : '-1e999'
}
