import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authenticator } from '../support/authenticator.ts'
import { signIn } from '../support/signing-in.ts'
import { SOURCE, type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const phones = (function* () {
  for (let n = 9_999_960_000; ; n += 1) yield `+91${n}`
})()
const newPhone = () => String(phones.next().value)
const code = '123456'

/** What is sent to a door: `n` names whom it is about; each door answers without a limit as `usual`. */
type Knock = { usual: number[]; about: boolean; at: () => Promise<(n: number) => [string, unknown, string?]> }

const DOORS: Record<string, Knock> = {
  codes: {
    usual: [202, 429],
    about: true,
    at: async () => (n) => ['/codes', { contact: `+9199988${10_000 + n}` }],
  },
  sessions: {
    usual: [401],
    about: true,
    at: async () => (n) => ['/sessions', { contact: `+9199987${10_000 + n}`, code }],
  },
  'passkey challenges': {
    usual: [201],
    about: false,
    at: async () => () => ['/passkey-challenges', undefined],
  },
  'passkey sessions': {
    usual: [401],
    about: true,
    at: async () => {
      const response = await (await authenticator(w.origin)).sign(
        { challenge: 'bm9uZQ' },
        { userHandle: 'bm8' },
      )
      // Another passkey each time: its id is all that is known of whom it is about.
      const named = (n: number) => `${response.id.slice(0, -4)}${String(n).padStart(4, '0')}`
      return (n) => ['/passkey-sessions', { response: { ...response, id: named(n), rawId: named(n) } }]
    },
  },
  'printed cards': {
    usual: [401],
    about: true,
    at: async () => {
      const { slug } = await w.organisation()
      return (n) => [`/o/${slug}/card-entry`, { number: String(100_000 + n), secret: 'ABCDEFGH' }]
    },
  },
  'contact codes': {
    usual: [202, 429],
    about: true,
    at: async () => {
      const as = await signIn(w, newPhone())
      return (n) => ['/account/contact-codes', { contact: `+9199986${10_000 + n}` }, as]
    },
  },
  'added contacts': {
    usual: [401],
    about: true,
    at: async () => {
      const as = await signIn(w, newPhone())
      return (n) => ['/account/contacts', { contact: `+9199985${10_000 + n}`, code }, as]
    },
  },
}

const send = ([path, json, as]: [string, unknown, string?], source?: string) =>
  w.call('POST', path, { json, as, ...(source ? { headers: { [SOURCE]: source } } : {}) })

/** The seconds that a limit asks to wait, once it answers; undefined while it does not. */
const waits = ({ status, headers }: { status: number; headers: Headers }) =>
  status === 429 ? Number(headers.get('retry-after')) : undefined

describe.each(Object.entries(DOORS))('%s', (name, { about, at, usual }) => {
  test('one source is stopped after sixty knocks a minute, whomever they are about; another is not', async () => {
    const of = await at()
    const source = `192.0.2.${Object.keys(DOORS).indexOf(name)}`
    // The limiter counts by the minute of the clock, which may turn once on the way.
    const answers: Awaited<ReturnType<typeof send>>[] = []
    while (answers.length < 136 && !answers.some((each) => waits(each) === 60)) {
      const eight = Array.from({ length: 8 }, (_, n) => send(of(answers.length + n), source))
      answers.push(...(await Promise.all(eight)))
    }
    expect(answers.filter((each) => waits(each) !== 60).length).toBeGreaterThanOrEqual(60)
    expect(answers.length).toBeLessThan(136)
    expect(usual).toContain((await send(of(99), '198.51.100.7')).status)
  })

  if (about)
    test('one address is stopped after twenty knocks a minute, wherever they come from; another is not', async () => {
      const of = await at()
      const answers = []
      while (answers.length < 48 && answers.at(-1)?.status !== 429) answers.push(await send(of(1_000)))
      expect(answers.slice(0, 6).map(({ status }) => usual.includes(status))).toEqual(Array(6).fill(true))
      const stopped = answers.at(-1)
      expect([stopped?.status, stopped?.body.type]).toEqual([429, '/problems/too-many-requests'])
      expect(waits(stopped ?? { status: 0, headers: new Headers() })).toBeGreaterThan(0)
      expect(usual.slice(0, 1)).toContain((await send(of(2_000))).status)
    })
})

test('a code that is refused for the hour says when the next one may be asked for', async () => {
  const contact = newPhone()
  const ask = () => w.call('POST', '/codes', { json: { contact } })
  for (let i = 0; i < 6; i++) expect((await ask()).status).toBe(202)
  w.clock.now += 1_000
  const refused = await ask()
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2600'])
  w.clock.now += 2_600
  expect((await ask()).status).toBe(202)
})

test('a stopped door reads and writes nothing', async () => {
  const contact = newPhone()
  const tried = []
  while (tried.length < 48 && tried.at(-1)?.status !== 429)
    tried.push(await w.call('POST', '/sessions', { json: { contact, code } }))
  const last = tried.at(-1)
  expect([last?.status, last?.trips]).toEqual([429, 0])
})

test('known and unknown contacts are answered with the same bytes', async () => {
  const [known, unknown] = [newPhone(), newPhone()]
  await signIn(w, known)
  const send = async (path: string, contact: string, more = {}) => {
    const { status, text } = await w.call('POST', path, { json: { contact, ...more } })
    return [status, text]
  }
  expect(await send('/sessions', known, { code })).toEqual(await send('/sessions', unknown, { code }))
  expect(await send('/codes', known)).toEqual(await send('/codes', unknown))
})
