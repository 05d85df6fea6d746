import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { returnPath } from '../../web/accounts/return-path.ts'

const sources = (pattern: string) =>
  globSync(pattern).map((path) => [path.replaceAll('\\', '/'), readFileSync(path, 'utf8')] as const)
const worker = sources('worker/**/*.ts')
const web = sources('web/**/*.{ts,tsx}')

/** The only places that speak to the outside, each with an address that the deployment configures. */
const SPEAKERS = {
  'worker/messages/channels.ts': /\bMAIL_API_URL\b[\s\S]*\bSMS_API_URL\b/,
  'worker/organisations/provisioning.ts': /fetch\(env\.DATABASE_ADMIN_URL \+ path/,
  'worker/payments/stripe.ts': /createFetchHttpClient\(/,
  'worker/platform/sql.ts': /url: env\.DATABASE_URL\.replace/,
  'worker/platform/clock.ts': /env\.CLOCK\.fetch\('http:\/\/clock\/'\)/,
}

test('the sources are there to look at', () =>
  expect([worker.length > 100, web.length > 100]).toEqual([true, true]))

test('the Worker fetches in five places, and each takes its address from a binding', () => {
  const fetching = worker.filter(([, source]) => /\bfetch\s*\(/.test(source)).map(([path]) => path)
  expect(fetching.sort()).toEqual(Object.keys(SPEAKERS).sort())
  for (const [path, bound] of Object.entries(SPEAKERS))
    expect(worker.find(([file]) => file === path)?.[1]).toMatch(bound)
})

test('no answer from outside sends the Worker on to another address', () => {
  const { 'worker/platform/clock.ts': _, ...outward } = SPEAKERS
  for (const path of Object.keys(outward))
    expect(worker.find(([file]) => file === path)?.[1]).toMatch(/redirect: 'manual'/)
})

test('no other way out is used: no socket, no XMLHttpRequest, no import of an address', () => {
  const out = /cloudflare:sockets|XMLHttpRequest|WebSocket|EventSource|import\(/
  expect(worker.filter(([, source]) => out.test(source)).map(([path]) => path)).toEqual([])
})

test('links and return addresses are made of ORIGIN: nothing reads the host that a request names', () => {
  const host =
    /header\(\s*'(?:host|x-forwarded-\w+|forwarded|x-original-\w+|referer|x-http-method-override)'|\.url\)\.(?:host|origin)/i
  expect(worker.filter(([, source]) => host.test(source)).map(([path]) => path)).toEqual([])
  const urls = worker.flatMap(([path, source]) =>
    [...source.matchAll(/(?:success_url|cancel_url|return_url|refresh_url): *([^,\n]+)/g)].map(
      ([, value = '']) => `${path} ${value}`,
    ),
  )
  expect(urls.length).toBeGreaterThan(2)
})

test('the Worker redirects nobody', () =>
  expect(worker.filter(([, source]) => /\.redirect\(|location:/i.test(source)).map(([path]) => path)).toEqual(
    [],
  ))

test('the web app leaves its site in the three places where Stripe takes over, with an address from our API', () => {
  const leaving = web.filter(([, source]) => /location\.(?:assign|replace|href ?=).*url/.test(source))
  expect(leaving.map(([path]) => path).sort()).toEqual([
    'web/payments/connection.tsx',
    'web/payments/pay-together.tsx',
    'web/registrations/fee.tsx',
  ])
})

test('the web app writes no markup from text', () => {
  const raw =
    /dangerouslySetInnerHTML|\.(?:inner|outer)HTML|insertAdjacentHTML|document\.write|\beval\(|new Function/
  expect(web.filter(([, source]) => raw.test(source)).map(([path]) => path)).toEqual([])
})

test.each([
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  ' //evil.example',
  '/..//evil.example',
  '/o/../..//evil.example',
  '/./\\evil.example',
  'https:evil.example',
  'https://evil.example/',
  'HTTPS://evil.example',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,x',
  'blob:https://evil.example/1',
  '@evil.example',
  '.evil.example',
  'evil.example',
  '\u2044\u2044evil.example',
  '/sign-in?return=/sign-in',
  '/o/../sign-in',
  '',
])('%j leads nowhere', (given) => expect(returnPath(given)).toBeUndefined())

test.each([
  '/%2f/evil.example',
  '/%5cevil.example',
  '/\uff0fevil.example',
  '/@evil.example',
  '/javascript:alert(1)',
])('%s stays on this site', (given) => {
  const back = returnPath(given)
  expect(back).toBeDefined()
  expect(new URL(back ?? '//', 'https://ours.example').origin).toBe('https://ours.example')
})
