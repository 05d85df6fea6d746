import { request } from 'node:http'
import { connect } from 'node:net'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { judged } from '../support/importing.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'

let w: World
let o: TestOrganisation
let owner: { id: string; token: string }
beforeAll(async () => {
  w = await world()
  o = await w.organisation({ slug: 'hall' })
  owner = await o.person('Owner', { grants: ['owner@ST'] })
})
afterAll(() => w.close())

const UNITS = '/api/o/hall/units'
const CHUNK = `/api/o/hall/imports/${v7()}/chunks/0`
const unit = (over: object = {}) => ({
  id: v7(),
  code: `N-${v7().slice(-6)}`,
  parentId: o.unitId('D1'),
  levelId: 'booth',
  nameEn: 'New',
  nameHi: 'नया',
  ...over,
})
const count = async () => (await o.rows('select count(*) as n from units'))[0]?.n

type Sent = {
  type?: string
  path?: string
  body: string | Uint8Array<ArrayBuffer>
  headers?: Record<string, string>
  method?: string
}

/** Sends bytes as they are, with what is said of them. */
async function send({ type = 'application/json', path = UNITS, body, headers = {}, method = 'POST' }: Sent) {
  const answer = await fetch(new URL(path, w.address), {
    method,
    headers: { authorization: `Bearer ${owner.token}`, 'content-type': type, ...headers },
    body,
  })
  const problem = (await answer.json()) as { type?: string; detail?: string; errors?: object[] }
  return { status: answer.status, slug: problem.type?.replace('/problems/', ''), ...problem }
}

/** Sends a body in chunks that announce no length and never end; what is left unsent cannot hide the answer. */
const chunked = (path: string, type: string, parts: number, part: string, method = 'POST') =>
  new Promise<number>((resolve, reject) => {
    const headers = { authorization: `Bearer ${owner.token}`, 'content-type': type }
    const sending = request(new URL(path, w.address), { method, headers }, (answer) => {
      resolve(answer.statusCode ?? 0)
      sending.destroy()
    })
    sending.on('error', reject)
    for (let sent = 0; sent < parts; sent += 1) sending.write(part)
  })

test('a body past 256 kB is refused though it announces no length, and nothing is written', async () => {
  const before = await count()
  const padding = ' '.repeat(10_000)
  expect(await chunked(UNITS, 'application/json', 27, padding)).toBe(413)
  expect(await count()).toBe(before)
})

test('a chunk of a table past 2 MB is refused though it announces no length', async () => {
  expect(await chunked(CHUNK, 'application/json', 210, ' '.repeat(10_000), 'PUT')).toBe(413)
})

test('250 kB of JSON are read, 257 kB are not', async () => {
  const padded = (size: number) => JSON.stringify(unit()).padEnd(size, ' ')
  expect((await send({ body: padded(250 * 1024) })).status).toBe(201)
  expect((await send({ body: padded(257 * 1024) })).slug).toBe('too-large')
})

test('a body that stops half-way is answered 408 after ten seconds, and the next request is served', async () => {
  const { hostname, port } = new URL(w.address)
  const start = Date.now()
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), hostname)
    let heard = ''
    socket.setTimeout(25_000, () => reject(new Error('no answer')))
    socket.on('error', reject)
    // Head and body may come in pieces.
    socket.on('data', (data) => {
      heard += data.toString()
    })
    socket.on('end', () => resolve(heard))
    socket.write(
      `POST ${UNITS} HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: Bearer ${owner.token}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"id":`,
    )
  })
  expect(answer).toMatch(/^HTTP\/1.1 408 /)
  expect(answer).toContain('/problems/too-slow')
  expect(Date.now() - start).toBeGreaterThan(9_000)
  expect((await send({ body: JSON.stringify(unit()) })).status).toBe(201)
})

test.each([
  ['no type', ''],
  ['a form', 'application/x-www-form-urlencoded'],
  ['plain text, which a form can send', 'text/plain'],
  ['a form with files', 'multipart/form-data; boundary=x'],
  ['JSON in another charset', 'application/json; charset=utf-7'],
  ['another JSON', 'application/ld+json'],
])('JSON sent as %s is refused: 415', async (_, type) =>
  expect((await send({ type, body: JSON.stringify(unit()) })).slug).toBe('wrong-type'),
)

test('JSON in UTF-8 by name is accepted', async () =>
  expect(
    (await send({ type: 'Application/JSON; charset="UTF-8"', body: JSON.stringify(unit()) })).status,
  ).toBe(201))

test('compressed bodies are refused: a small one may unfold to gigabytes', async () => {
  for (const encoding of ['gzip', 'br', 'deflate', 'gzip, gzip'])
    expect((await send({ body: '{}', headers: { 'content-encoding': encoding } })).slug).toBe('wrong-type')
})

test.each([
  ['broken UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 'unparsable'],
  ['an overlong slash', new Uint8Array([0x22, 0xc0, 0xaf, 0x22]), 'unparsable'],
  ['a byte order mark', new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d]), 'unparsable'],
  ['nothing', '', 'unparsable'],
  ['a list instead of an object', '[]', 'invalid'],
  ['null', 'null', 'invalid'],
  ['a number', '7', 'invalid'],
  ['a thousand levels', '['.repeat(1000) + ']'.repeat(1000), 'unparsable'],
  ['a doubled key', '{"code":"A","code":"B"}', 'unparsable'],
  ['a key that pollutes', '{"__proto__":{"role":"owner"}}', 'unparsable'],
  ['a key that nobody asked for', '{"role":"owner"}', 'invalid'],
])('%s: refused, and nothing is written', async (_, body, slug) => {
  const before = await count()
  expect((await send({ body })).slug).toBe(slug)
  expect(await count()).toBe(before)
})

test('a polluting key leaves nothing behind: the next person still has no powers', async () => {
  for (const key of ['__proto__', 'constructor'])
    await send({ body: `{"${key}":{"prototype":{"personId":"${owner.id}"},"personId":"${owner.id}"}}` })
  const nobody = await o.person('Nobody', { unit: 'B1' })
  const { body } = await nobody.get<{ powers: object[] }>('/me')
  expect(body.powers).toEqual([])
})

test('a fault of letters is told where it stands', async () => {
  const answer = await send({ body: JSON.stringify(unit({ nameEn: 'R\u0430m', nameHi: 'रा\u202eम' })) })
  expect([answer.status, answer.errors]).toMatchObject([
    422,
    [
      { pointer: '/nameEn', code: 'mixed-scripts' },
      { pointer: '/nameHi', code: 'unreadable-characters' },
    ],
  ])
})

test('two spellings of one name are stored as one: composed, with single blanks', async () => {
  const draft = unit({ nameEn: '  Jose\u0301   Nagar ' })
  expect((await send({ body: JSON.stringify(draft) })).status).toBe(201)
  expect(await o.rows('select name_en from units where id = ?', [draft.id])).toEqual([
    { name_en: 'José Nagar' },
  ])
})

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex.padEnd(64, '0'), 'hex'))

test.each([
  ['an XLSX file', '504b0304'],
  ['an XLS file', 'd0cf11e0a1b11ae1'],
  ['a PDF', '255044462d312e37'],
  ['something gzipped', '1f8b08'],
])('%s is no chunk of a table, whatever it is called', async (_, hex) => {
  const answer = await send({ path: CHUNK, method: 'PUT', body: bytes(hex) })
  expect([answer.status, answer.slug]).toEqual([400, 'unparsable'])
})

test('a chunk sent as a spreadsheet, a page or CSV is refused', async () => {
  for (const type of ['application/vnd.ms-excel', 'text/html', 'text/csv', 'application/zip'])
    expect((await send({ path: CHUNK, method: 'PUT', type, body: 'code,level\n' })).slug).toBe('wrong-type')
})

test('cells are held to the same rules as fields, and each fault is told with its row and column', async () => {
  const names = [
    ['N1', '=HYPERLINK("http://evil")', 'नया'],
    ['N2', 'R\u0430m', 'नया'],
    ['N3', 'Ram\u202e', 'नया'],
    ['N4', 'Ram', 'रा\u200bम'],
    ['न5', 'Ram', 'राम'],
    ['N6', 'x'.repeat(501), 'राम'],
    ['N7', '+1', 'राम'],
    ['N8', '@x', 'राम'],
  ]
  const table = [
    ['code', 'parent_code', 'level', 'name_en', 'name_hi'],
    ...names.map(([code = '', en = '', hi = '']) => [code, 'D1', 'booth', en, hi]),
  ]
  const { faults } = await judged(o.client(owner.token), { kind: 'units', unitId: o.unitId('ST'), table })
  const told = faults.flatMap(({ code, examples }) =>
    examples.map(({ row, column }) => `${row} ${column} ${code}`),
  )
  expect(told.sort()).toEqual([
    '2 name_en bad-characters',
    '3 name_en mixed-scripts',
    '4 name_en unreadable-characters',
    '5 name_hi unreadable-characters',
    '6 code code-letters',
    '7 name_en too_big',
    '8 name_en bad-characters',
    '9 name_en bad-characters',
  ])
})

test('a table of 300,000 columns is refused within two seconds', async () => {
  const columns = Array.from({ length: 300_000 }, (_, n) => n.toString(36))
  const start = performance.now()
  const answer = await send({ path: '/api/o/hall/imports', body: JSON.stringify({ columns }) })
  expect([answer.status, performance.now() - start < 2000]).toEqual([413, true])
})
