import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { Miniflare } from 'miniflare'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { workerOptions } from '../../db/local/worker.ts'
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

type Sent = { method?: string; headers?: Record<string, string>; body?: string }

/** Sends a request as written, headers that a browser forbids included. */
const send = (path: string, { method = 'GET', headers = {}, body = '' }: Sent = {}) =>
  new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; text: string }>(
    (resolve, reject) => {
      const { hostname, port } = new URL(w.address)
      const sending = request({ agent: false, hostname, port, path, method, headers }, async (answer) => {
        let text = ''
        for await (const part of answer) text += part
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text })
      })
      sending.on('error', reject)
      sending.end(body)
    },
  )

const wings = async () => (await o.rows('select count(*) as n from wings'))[0]?.n
const wing = () => JSON.stringify({ id: v7(), nameEn: 'Youth', nameHi: 'युवा' })
const asOwner = () => ({ authorization: `Bearer ${owner.token}`, 'content-type': 'application/json' })
const add = (headers: Record<string, string>) =>
  send('/api/o/hall/wings', { method: 'POST', headers, body: wing() })

test.each([
  ['another site', { origin: 'https://evil.example' }],
  ['a sandboxed frame (null)', { origin: 'null' }],
  ['our name on another port', { origin: 'http://prashikshan.test:81' }],
  ['our name as a beginning', { origin: 'http://prashikshan.test.evil.example' }],
  ['a subdomain', { origin: 'http://a.prashikshan.test' }],
  ['our name over https', { origin: 'https://prashikshan.test' }],
  ['a browser on another site', { 'sec-fetch-site': 'cross-site' }],
  ['a browser on a sister site', { 'sec-fetch-site': 'same-site' }],
  [
    'a browser on another site that hides it',
    { origin: 'http://prashikshan.test', 'sec-fetch-site': 'cross-site' },
  ],
])('a write from %s is refused, and nothing is written', async (_, headers) => {
  const before = await wings()
  const answer = await add({ ...asOwner(), ...headers })
  expect([answer.status, JSON.parse(answer.text).type]).toEqual([400, '/problems/foreign-origin'])
  expect(await wings()).toBe(before)
})

test.each([
  ['our own page', { origin: 'http://prashikshan.test', 'sec-fetch-site': 'same-origin' }],
  ['a program with a token', {}],
])('a write from %s is done', async (_, headers) => {
  const before = Number(await wings())
  expect((await add({ ...asOwner(), ...headers })).status).toBe(201)
  expect(await wings()).toBe(before + 1)
})

test('a cookie alone writes nothing: whoever sends it must say that the page is ours', async () => {
  const cookie = `__Host-access-hall=${owner.token}`
  const before = Number(await wings())
  const json = { 'content-type': 'application/json', cookie }
  expect((await add(json)).status).toBe(400)
  expect((await add({ ...json, 'sec-fetch-site': 'none' })).status).toBe(400)
  expect(await wings()).toBe(before)
  expect((await add({ ...json, origin: 'http://prashikshan.test' })).status).toBe(201)
})

test('no answer allows another site to read it', async () => {
  const asked = { origin: 'https://evil.example', 'access-control-request-method': 'POST' }
  for (const method of ['GET', 'OPTIONS', 'HEAD'])
    for (const path of ['/api/o/hall', '/api/openapi.json', '/api/session/refresh', '/api/nothing']) {
      const { headers } = await send(path, { method, headers: asked })
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
    }
})

const GUARDS = {
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

test.each([
  ['an answer', '/api/o/hall', {}],
  ['a 404', '/api/nothing', {}],
  ['a 401', '/api/o/hall/units', {}],
  [
    'a request that is refused at the door',
    '/api/o/hall/wings',
    { method: 'POST', headers: { origin: 'null' } },
  ],
  ['a broken address', '/api/%ff', {}],
])('%s carries every guarding header, and says that it is not a page', async (_, path, sent) => {
  const { headers } = await send(path, sent)
  expect(headers).toMatchObject(GUARDS)
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'.*frame-ancestors 'none'/)
  expect(headers['content-type']).toMatch(/^application\/(problem\+)?json/)
  expect([headers.server, headers['x-powered-by']]).toEqual([undefined, undefined])
})

test('every header of the pages is strict: no inline script or style, no frame, the camera for ourselves alone', () => {
  const lines = readFileSync('web/public/_headers', 'utf8').trim().split('\n')
  const [pattern, ...rest] = lines
  const said = Object.fromEntries(
    rest.map((line) =>
      line
        .trim()
        .split(/:\s(.*)/)
        .slice(0, 2),
    ),
  )
  expect(pattern).toBe('/*')
  const policy = said['Content-Security-Policy'] ?? ''
  expect(policy).toMatch(/^default-src 'none';/)
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toContain("base-uri 'none'")
  expect(policy).toContain("require-trusted-types-for 'script'")
  expect(policy).not.toMatch(/unsafe|\*|https?:|data:|blob:/)
  expect(said['Permissions-Policy']).toMatch(/^camera=\(self\), /)
  const { 'cache-control': _, ...shared } = GUARDS
  for (const [name, value] of Object.entries(shared))
    expect(Object.entries(said).find(([key]) => key.toLowerCase() === name)?.[1]).toBe(value)
})

test.each(['PUT', 'PATCH', 'DELETE', 'PROPFIND'])(
  '%s where nobody offers it: 404, nothing done',
  async (method) => {
    const before = await wings()
    expect((await send('/api/o/hall/wings', { method, headers: asOwner(), body: wing() })).status).toBe(404)
    expect(await wings()).toBe(before)
  },
)

test('TRACE gives nothing back', async () => {
  const { status, text } = await send('/api/o/hall', { method: 'TRACE', headers: { 'x-secret': 'abc' } })
  expect(status).toBeGreaterThanOrEqual(400)
  expect(text).not.toContain('abc')
})

test('HEAD is a GET without its body, and OPTIONS tells nothing', async () => {
  const head = await send('/api/o/hall', { method: 'HEAD' })
  expect([head.status, head.text]).toEqual([200, ''])
  const options = await send('/api/o/hall/wings', { method: 'OPTIONS', headers: asOwner() })
  expect([options.status, options.headers.allow]).toEqual([404, undefined])
})

test('no header and no parameter makes a read a write', async () => {
  const before = await wings()
  for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override'])
    expect(
      (await send('/api/o/hall/wings?_method=POST', { headers: { ...asOwner(), [name]: 'POST' } })).status,
    ).not.toBe(201)
  expect(await wings()).toBe(before)
})

const FORGED = {
  host: 'evil.example',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'gopher',
  'x-original-url': '/api/openapi.json',
  'x-rewrite-url': '/api/openapi.json',
  forwarded: 'host=evil.example',
}

test('the host that a request names stands in no link', async () => {
  const description = await send('/api/openapi.json', { headers: FORGED })
  expect(description.status).toBe(200)
  expect(description.text).not.toContain('evil.example')
  expect(JSON.parse(description.text).servers).toEqual([{ url: w.origin }])
  const face = await send('/api/o/hall', { headers: FORGED })
  expect([face.status, JSON.parse(face.text).slug]).toEqual([200, 'hall'])
})

test.each([
  ['an address of 5,000 characters', `/api/o/hall/units?q=${'x'.repeat(5000)}`, 414],
  ['a segment of 600 characters', `/api/o/${'x'.repeat(600)}`, 414],
  ['a broken escape', '/api/o/hall/units/%zz', 400],
  ['half an escape', '/api/o/hall/units/%', 400],
  ['escapes that are no UTF-8', '/api/o/hall/units/%ff%fe', 400],
  ['an overlong escape', '/api/o/hall/%c0%ae%c0%ae/x', 400],
  ['NUL in the path', '/api/o/hall/units/a%00b', 400],
  ['a line feed in the path', '/api/o/hall/units/a%0d%0aset-cookie:x', 400],
  ['a broken escape in the question', '/api/o/hall/public/workshops?after=%', 400],
  ['a polluting question', '/api/o/hall/public/workshops?__proto__[role]=owner&__proto__=1', 400],
  ['a question asked twice', '/api/o/hall/public/workshops?after=a&after=b', 422],
  ['an id of another kind', '/api/o/hall/verify/%e2%80%ae', 404],
  ['a way up', '/api/o/hall/%2e%2e/%2e%2e/account', 401],
  ['an escaped slash', '/api/o/hall%2funits', 404],
])('%s is answered %s', async (_, path, status) => expect((await send(path)).status).toBe(status))

test('in production nothing is answered over an open connection, not even with a redirect', async () => {
  await w.rekey({ ENVIRONMENT: 'production', ORIGIN: 'https://prashikshan.example' })
  const answer = await send('/api/o/hall')
  await w.rekey({})
  expect([answer.status, JSON.parse(answer.text).type, answer.headers.location]).toEqual([
    400,
    '/problems/not-secure',
    undefined,
  ])
})

test('60 kB of headers are refused', async () => {
  const many = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`x-${n}`, 'x'.repeat(5000)]))
  expect((await send('/api/o/hall', { headers: many })).status).toBe(431)
})

test('a request smuggled with two lengths is not two requests', async () => {
  const { hostname, port } = new URL(w.address)
  const text = await new Promise<string>((resolve) => {
    const socket = connect(Number(port), hostname)
    let got = ''
    const done = () => {
      socket.destroy()
      resolve(got)
    }
    socket.on('data', (data) => {
      got += data.toString()
    })
    socket.on('close', done).on('error', done)
    setTimeout(done, 2000)
    socket.write(
      `POST /api/o/hall/wings HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /api/openapi.json HTTP/1.1\r\nhost: x\r\n\r\n`,
    )
  })
  expect(text).not.toContain('"openapi"')
})

test('every cookie is for this host alone, over TLS, out of reach of scripts and not sent by other sites', async () => {
  const contact = '+919999900555'
  await w.call('POST', '/codes', { json: { contact, language: 'hi' } })
  const { rows } = await w.database('directory').execute({
    sql: "select facts ->> 'code' as code from messages where address = ? order by id desc limit 1",
    args: [contact],
  })
  const opened = await w.call('POST', '/sessions', { json: { contact, code: String(rows[0]?.code) } })
  const cookies = opened.headers.getSetCookie()
  expect(cookies.length).toBe(2)
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__Host-[a-z-]+=[\w.-]+; /)
    for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/', 'Max-Age='])
      expect(cookie).toContain(attribute)
    expect(cookie).not.toMatch(/domain=/i)
  }
})

test('the Worker speaks to nobody but the hosts that it is configured with, whatever it is sent', async () => {
  const spoken = new Set<string>()
  const watched = new Miniflare({
    ...workerOptions({
      script: inject('workerScript'),
      bindings: w.bindings,
      serviceBindings: { CLOCK: () => new Response(String(w.clock.now)) },
    }),
    outboundService: (outgoing: Request) => {
      spoken.add(new URL(outgoing.url).host)
      return fetch(outgoing.url, {
        method: outgoing.method,
        headers: [...outgoing.headers],
        ...(outgoing.body ? { body: outgoing.body, duplex: 'half' } : {}),
      } as RequestInit)
    },
  } as unknown as ConstructorParameters<typeof Miniflare>[0])
  const address = await watched.ready
  const evil = [
    'http://169.254.169.254/latest',
    'https://evil.example/x',
    'file:///etc/passwd',
    '//evil.example',
  ]
  const contact = { contact: 'http://evil.example@127.0.0.1', language: 'hi' }
  const tries = [
    ...evil.map((url) => ['GET', `/api/o/hall/public/workshops?after=${encodeURIComponent(url)}`] as const),
    ...evil.map((url) => ['GET', `/api/o/${encodeURIComponent(url)}`] as const),
    ...evil.map(
      (url) =>
        [
          'PATCH',
          '/api/o/hall',
          { nameEn: url, nameHi: url, aboutEn: url, aboutHi: url, language: 'hi', version: 1 },
        ] as const,
    ),
    ['POST', '/api/codes', contact] as const,
  ]
  for (const [method, path, json] of tries)
    await fetch(new URL(path, address), {
      method,
      headers: { ...asOwner(), host: 'evil.example' },
      ...(json ? { body: JSON.stringify(json) } : {}),
    }).then((answer) => answer.text())
  await watched.dispose()
  expect([...spoken]).toEqual([new URL(w.embedded.url).host])
})
