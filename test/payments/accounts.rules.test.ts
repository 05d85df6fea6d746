import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { EVENT_TYPES } from '../../worker/payments/rules.ts'
import { forAccount } from '../../worker/payments/stripe.ts'
import type { Bindings } from '../../worker/platform/env.ts'
import { SUBSCRIBED } from '../support/stripe/events.ts'

afterEach(() => vi.unstubAllGlobals())

const env = { STRIPE_SECRET_KEY: 'sk_test_x' } as Bindings

test('everything that can be asked on behalf of an organisation names its account, each call of it', async () => {
  const asked: { address: string; account: string | null }[] = []
  vi.stubGlobal('fetch', async (address: string | URL, init: RequestInit) => {
    asked.push({ address: String(address), account: new Headers(init.headers).get('stripe-account') })
    return new Response(JSON.stringify({ id: 'x', object: 'list', data: [], has_more: false }))
  })
  const ways = Object.entries(forAccount(env, 'acct_1'))
  for (const [name, way] of ways) {
    const before = asked.length
    // Each way takes an id, parameters or both; what is sent besides the header does not matter here.
    await (way as (...given: unknown[]) => PromiseLike<unknown>)('x_1', ['x'], 'key')
    expect(asked.length, name).toBeGreaterThan(before)
  }
  expect(ways.length).toBeGreaterThanOrEqual(7)
  expect(asked.filter(({ account }) => account !== 'acct_1')).toEqual([])
})

test.each(['', 'acct_', 'org-1', 'acct_1 ', 'undefined'])(
  'without an account (%j) nothing can be asked',
  (account) => {
    expect(() => forAccount(env, account)).toThrow('no account')
  },
)

test('no other file of the Worker can reach Stripe', () => {
  const folder = new URL('../../worker/', import.meta.url).pathname
  const reaching = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => /^import (?!type ).*'stripe'/m.test(readFileSync(join(folder, file), 'utf8')))
  expect(reaching).toEqual(['payments/stripe.ts'])
})

test('the sweep looks for what the endpoint is told of', () => {
  expect([...EVENT_TYPES].sort()).toEqual([...SUBSCRIBED].sort())
})
