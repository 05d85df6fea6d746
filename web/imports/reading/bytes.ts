import { FileFault, type FileFaultCode } from './fault.ts'

/** How a text file was written; `windows-1252` is a guess that the person is told of. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** How files begin that are no text. */
const OTHERS: readonly (readonly [string, FileFaultCode])[] = [
  ['d0cf11e0', 'file-xls'],
  ['25504446', 'file-pdf'],
  ['1f8b', 'file-gzip'],
  ['89504e47', 'file-picture'],
  ['ffd8ff', 'file-picture'],
]
const ZIPS = ['504b0304', '504b0506', '504b0708']

const begins = (bytes: Uint8Array) =>
  Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** What a file is by its bytes, whatever its name. */
export function sortOf(bytes: Uint8Array): 'workbook' | 'text' {
  const head = begins(bytes)
  if (bytes.length === 0) throw new FileFault('file-empty')
  const other = OTHERS.find(([start]) => head.startsWith(start))
  if (other) throw new FileFault(other[1])
  return ZIPS.some((start) => head === start) ? 'workbook' : 'text'
}

/** Without a mark of its own UTF-16 shows in NULs at every other place. */
function unmarked16(bytes: Uint8Array): Encoding | undefined {
  const some = bytes.subarray(0, 400 - (bytes.length % 2))
  const pairs = Math.floor(some.length / 2)
  if (pairs < 4) return undefined
  let [low, high] = [0, 0]
  for (let at = 0; at < pairs; at += 1) {
    if (some[at * 2] === 0) high += 1
    if (some[at * 2 + 1] === 0) low += 1
  }
  if (low > pairs * 0.4 && high === 0) return 'utf-16le'
  return high > pairs * 0.4 && low === 0 ? 'utf-16be' : undefined
}

function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return unmarked16(bytes) ?? 'utf-8'
}

const decoded = (bytes: Uint8Array, encoding: Encoding, fatal: boolean) =>
  new TextDecoder(encoding, { fatal }).decode(bytes)

/** The text of a file, and how it was written. @throws FileFault for what is no table's text */
export function textOf(bytes: Uint8Array): { text: string; encoding: Encoding } {
  let encoding = encodingOf(bytes)
  let text: string
  try {
    text = decoded(bytes, encoding, true)
  } catch {
    encoding = encoding === 'utf-8' ? 'windows-1252' : encoding
    text = decoded(bytes, encoding, false)
  }
  text = text.replace(/^\ufeff/, '')
  if (text.trim() === '') throw new FileFault('file-empty')
  if (text.includes('\0'))
    throw new FileFault('file-nul', { row: text.slice(0, text.indexOf('\0')).split(/\r\n?|\n/).length })
  const start = text.slice(0, 200).trimStart().toLowerCase()
  if (/^<(!doctype|html|table|\?xml)/.test(start)) throw new FileFault('file-html')
  if (/^[[{]/.test(start)) throw new FileFault('file-json')
  return { text, encoding }
}
