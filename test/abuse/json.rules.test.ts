import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { bytesOf } from '../../worker/platform/body.ts'
import { jsonOf } from '../../worker/platform/json.ts'
import { Problem } from '../../worker/platform/problem.ts'

function refusalOf(text: string) {
  try {
    jsonOf(text)
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown
    const [error] = thrown.extra.errors ?? []
    return `${thrown.type} ${error ? `${error.pointer} ${error.code}` : ''}`.trim()
  }
  return 'accepted'
}

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

test.each([
  ['{"a":1,"a":2}', 'unparsable /a doubled-key'],
  ['{"a":{"b":1,"\\u0062":2}}', 'unparsable /a/b doubled-key'],
  ['[{"x":[0,{"__proto__":{"role":"owner"}}]}]', 'unparsable /0/x/1/__proto__ forbidden-key'],
  ['{"\\u005f_proto__":1}', 'unparsable /__proto__ forbidden-key'],
  ['{"constructor":{"prototype":{}}}', 'unparsable /constructor forbidden-key'],
  ['{"a":9007199254740993}', 'unparsable /a unsafe-number'],
  ['{"a":1e999}', 'unparsable /a unsafe-number'],
  ['{"a":[1,2,-1e300]}', 'unparsable /a/2 unsafe-number'],
  [nested(20), 'accepted'],
  [nested(21), 'unparsable  too-deep'],
  [nested(100_000), 'unparsable  too-deep'],
  [`{${Array.from({ length: 10_001 }, (_, key) => `"k${key}":0`)}}`, 'unparsable  too-many-keys'],
  ['', 'unparsable'],
  ['{"a":', 'unparsable'],
  ['{"a":1}}', 'unparsable'],
  ['{"a":"\\x"}', 'unparsable'],
  ['{"a":"\n"}', 'unparsable'],
  ['NaN', 'unparsable'],
  ['\ufeff{}', 'unparsable'],
  ['{"a":"b","c":[{"a":1},{"a":2}],"a b":"\\"{[,:"}', 'accepted'],
])('%.60s: %s', (text, outcome) => expect(refusalOf(text)).toBe(outcome))

test('what JSON.stringify writes is read back as it was', () => {
  const value = fc.jsonValue({ maxDepth: 6, stringUnit: 'grapheme' })
  fc.assert(
    fc.property(value, (given) => {
      const text = JSON.stringify(given)
      const outcome = refusalOf(text)
      if (outcome === 'accepted') expect(jsonOf(text)).toEqual(JSON.parse(text))
      else expect(outcome).toMatch(/unsafe-number|forbidden-key/)
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['a quote and 200,000 escaped quotes', `"${'\\"'.repeat(100_000)}`],
  ['an unfinished string that ends in a backslash', `"${'\\"'.repeat(100_000)}\\`],
  ['200,000 opening quotes', '"'.repeat(200_001)],
  ['200,000 commas', ','.repeat(200_000)],
  ['one number of 200,000 digits', '1'.repeat(200_000)],
])('%s is refused within a second', (_, hostile) => {
  const start = performance.now()
  expect(refusalOf(hostile)).toMatch(/^unparsable/)
  expect(performance.now() - start).toBeLessThan(1000)
})

test('nothing is polluted: after all of it an empty object has no role', () => {
  for (const key of ['__proto__', 'constructor', 'prototype'])
    expect(refusalOf(`{"${key}":{"prototype":{"role":"owner"},"role":"owner"}}`)).toMatch('forbidden-key')
  expect(Reflect.get({}, 'role')).toBeUndefined()
  expect(Object.keys(Object.prototype)).toEqual([])
})

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A sender that gives one byte every so many milliseconds, and how often it was heard. */
function dripping(everyMs: number, times = Number.POSITIVE_INFINITY) {
  const told = { parts: 0, cancelled: false }
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, everyMs))
      told.parts += 1
      controller.enqueue(new Uint8Array([65]))
      if (told.parts >= times) controller.close()
    },
    cancel() {
      told.cancelled = true
    },
  })
  return { stream, told }
}

const outcome = (read: Promise<Uint8Array>) =>
  read.then(
    (bytes) => bytes.byteLength,
    (refused: unknown) => (refused instanceof Problem ? refused.type : refused),
  )

test('a body that rests for ten seconds is cut off, and its sender is told', async () => {
  const { stream, told } = dripping(60_000)
  const read = outcome(bytesOf(stream, 1000))
  await vi.advanceTimersByTimeAsync(10_001)
  expect([await read, told.parts, told.cancelled]).toEqual(['too-slow', 0, true])
})

test('a byte every five seconds is cut off after a minute', async () => {
  const { stream } = dripping(5000)
  const read = outcome(bytesOf(stream, 1000))
  await vi.advanceTimersByTimeAsync(60_001)
  expect(await read).toBe('too-slow')
})

test('a slow village network is waited for: ten parts in forty seconds arrive', async () => {
  const { stream } = dripping(4000, 10)
  const read = outcome(bytesOf(stream, 1000))
  await vi.advanceTimersByTimeAsync(50_000)
  expect(await read).toBe(10)
})

test('an endless body is read no further than its bound', async () => {
  const { stream, told } = dripping(1)
  const read = outcome(bytesOf(stream, 100))
  await vi.advanceTimersByTimeAsync(1000)
  expect(await read).toBe('too-large')
  expect(told.parts).toBeLessThan(104)
})
