import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { apiFetch, json, jsonIfSignedIn, keepSession, Problem } from '../../web/api.ts'

type Reply = { status: number; body?: unknown } | 'broken'

const SIGNED_OUT: Reply = { status: 401, body: { type: '/problems/not-signed-in', title: 'Sign in first' } }
const closing: (() => void)[] = []

afterEach(() => {
  keepSession({})
  for (const close of closing.splice(0)) close()
})

/** A server that gives these replies in turn, the last one again and again; `seen` are the requests it got. */
const replying = async (...replies: Reply[]) => {
  const seen: string[] = []
  const server = createServer(async (request: IncomingMessage, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    seen.push(`${request.method} ${Buffer.concat(chunks)}`.trim())
    const reply = replies.length > 1 ? replies.shift() : replies[0]
    if (!reply || reply === 'broken') {
      request.socket.destroy()
      return
    }
    response.writeHead(reply.status, { 'content-type': 'application/problem+json' })
    response.end(reply.body === undefined ? '' : JSON.stringify(reply.body))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  closing.push(() => server.close())
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, seen }
}

const refusal = (asked: Promise<unknown>) => asked.then(() => undefined).catch((thrown: unknown) => thrown)

test('a read is tried twice when the network breaks', async () => {
  const { url, seen } = await replying('broken', { status: 200, body: { ok: 1 } })
  expect(await json(apiFetch(url))).toEqual({ ok: 1 })
  expect(seen).toHaveLength(2)
})

test('a write is tried once, and the network is named', async () => {
  const { url, seen } = await replying('broken')
  const problem = await refusal(json(apiFetch(url, { method: 'POST', body: '{}' })))
  expect(problem).toMatchObject({ slug: 'network', status: 0 })
  expect(seen).toHaveLength(1)
})

test('a refusal keeps its slug, faults and facts', async () => {
  const errors = [{ pointer: '/phone', code: 'too_small', detail: 'Too small' }]
  const body = { type: '/problems/invalid', title: 'No', status: 422, errors, firstScannedAt: 7 }
  const { url } = await replying({ status: 422, body })
  const problem = await refusal(json(apiFetch(url)))
  expect(problem).toBeInstanceOf(Problem)
  expect(problem).toMatchObject({ slug: 'invalid', status: 422, errors, extra: { firstScannedAt: 7 } })
})

test('an answer that is no JSON is still a refusal', async () => {
  const { url } = await replying({ status: 502 })
  expect(await refusal(json(apiFetch(url)))).toMatchObject({ slug: 'status-502', status: 502 })
})

test('a lapsed session is renewed once and the write is sent again whole', async () => {
  const { url, seen } = await replying(SIGNED_OUT, { status: 201, body: { id: 'a' } })
  keepSession({ refresh: async () => true })
  expect(await json(apiFetch(url, { method: 'POST', body: '{"n":1}' }))).toEqual({ id: 'a' })
  expect(seen).toEqual(['POST {"n":1}', 'POST {"n":1}'])
})

test('five requests at once renew a lapsed session once', async () => {
  const { url, seen } = await replying(...Array<Reply>(5).fill(SIGNED_OUT), { status: 200, body: 1 })
  let renewals = 0
  keepSession({
    refresh: async () => {
      renewals += 1
      // It lasts until all five were refused, and a little longer.
      while (seen.length < 5) await new Promise((resolve) => setTimeout(resolve, 5))
      await new Promise((resolve) => setTimeout(resolve, 50))
      return true
    },
  })
  const answers = await Promise.all(Array.from({ length: 5 }, () => json(apiFetch(url))))
  expect(answers).toEqual([1, 1, 1, 1, 1])
  expect(renewals).toBe(1)
})

test('who cannot be renewed is sent to sign in', async () => {
  const { url } = await replying(SIGNED_OUT)
  let sent = 0
  keepSession({ refresh: async () => false, signedOut: () => (sent += 1) })
  expect(await refusal(json(apiFetch(url)))).toMatchObject({ slug: 'not-signed-in' })
  expect(sent).toBe(1)
  expect(await jsonIfSignedIn(apiFetch(url))).toBeNull()
  expect(sent).toBe(1)
})

test('a wrong code neither renews the session nor sends anybody away', async () => {
  const { url, seen } = await replying({ status: 401, body: { type: '/problems/code-wrong', title: 'No' } })
  const done: string[] = []
  const refresh = async () => done.push('renewed') > 0
  keepSession({ refresh, signedOut: () => done.push('sent') })
  expect(await refusal(json(apiFetch(url, { method: 'POST', body: '{}' })))).toMatchObject({
    slug: 'code-wrong',
  })
  expect([seen.length, done]).toEqual([1, []])
})

test('an empty answer is null', async () => {
  const { url } = await replying({ status: 204 })
  expect(await json(apiFetch(url, { method: 'DELETE' }))).toBeNull()
})
