import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Miniflare } from 'miniflare'
import { workerOptions } from '../../db/local/worker.ts'
import type { Delivered } from '../../worker/jobs.ts'
import type { Bindings } from '../../worker/platform/env.ts'
import type { Host, Worker } from './bundle.ts'

async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return chunks.length > 0 ? Buffer.concat(chunks) : null
}

/** Serves over HTTP what the Worker finds around it: `/db/…` is the databases, all else Stripe. */
async function serve(host: Host) {
  const server = createServer(async (request, response) => {
    const { url = '/', method = 'GET', headers } = request
    const body = await bodyOf(request)
    const to = url.startsWith('/db/')
      ? `http://db.test${url.slice('/db'.length)}`
      : `http://stripe.test${url}`
    const own = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' && !['connection', 'host', 'transfer-encoding'].includes(name)
        ? [[name, value]]
        : [],
    )
    try {
      const answer = await host.fetch(to, { method, headers: own, body: body && new Uint8Array(body) })
      const bytes = Buffer.from(await answer.arrayBuffer())
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(bytes)
    } catch {
      // The connection breaks, as the outage wants it.
      response.destroy()
    }
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

/** A queue that hands every message to us at once, instead of bringing it by itself. */
const QUEUE = `export default (env) => ({
  async send(body, options) {
    const answer = await env.OUT.fetch('http://queue/', { method: 'POST', body: JSON.stringify({ body, options }) })
    if (!answer.ok) throw new Error('the queue is down')
  },
})`

/** The same Worker on workerd, spoken to over HTTP; databases, Stripe, clock and queue are those of the open world. */
export function onWorkerd(script: string, keys: Record<string, string>) {
  const closing: (() => Promise<unknown>)[] = []
  let present: Bindings | undefined

  async function load(host: Host): Promise<Worker> {
    const { server, address } = await serve(host)
    const bindings = {
      ...keys,
      ENVIRONMENT: 'test',
      ORIGIN: 'http://camp.test',
      DATABASE_URL: `${address}/db/{database}/`,
      DATABASE_TOKEN: 'token',
      DATABASE_PROVIDER: 'embedded',
      DATABASE_ADMIN_URL: address,
      DATABASE_ADMIN_TOKEN: 'token',
      STRIPE_SECRET_KEY: 'sk_test_schedules',
      STRIPE_WEBHOOK_SECRETS: 'whsec_schedules',
      STRIPE_BASE_URL: address,
    }
    const clock = async () => new Response(await (await present?.CLOCK?.fetch('http://clock/'))?.text())
    const { queueConsumers, queueProducers, ratelimits, assets, ...options } = workerOptions({
      script,
      bindings,
    }) as Record<string, unknown>
    const out = async (request: { json(): Promise<unknown> }) => {
      const { body, options: how } = (await request.json()) as { body: unknown; options?: object }
      const sent = present?.JOBS?.send(body, how).then(
        () => 204,
        () => 503,
      )
      return new Response(null, { status: (await sent) ?? 503 })
    }
    const miniflare = new Miniflare({
      workers: [
        {
          name: 'main',
          ...options,
          serviceBindings: { CLOCK: clock },
          wrappedBindings: { JOBS: { scriptName: 'queue' } },
        },
        {
          name: 'queue',
          modules: [{ type: 'ESModule', path: 'index.js', contents: QUEUE }],
          serviceBindings: { OUT: out },
        },
      ],
    } as ConstructorParameters<typeof Miniflare>[0])
    await miniflare.ready
    closing.push(
      () => miniflare.dispose(),
      async () => server.close(),
    )
    return worker(miniflare)
  }

  const worker = (miniflare: Miniflare): Worker => ({
    async fetch(request, env) {
      present = env
      const { method, url, headers } = request
      const body = method === 'GET' ? null : await request.text()
      const answer = await miniflare.dispatchFetch(url, {
        method,
        headers: Object.fromEntries(headers),
        body,
      })
      return new Response(await answer.text(), { status: answer.status })
    },
    async queue({ messages }, env) {
      present = env
      for (const [at, message] of messages.entries()) await one(miniflare, message, String(at))
    },
    async scheduled(_cause, env) {
      present = env
      const { outcome } = await (await miniflare.getWorker('main')).scheduled({ cron: '*/5 * * * *' })
      if (outcome !== 'ok') throw new Error(`the cron ended as ${outcome}`)
    },
  })

  async function one(miniflare: Miniflare, message: Delivered, id: string) {
    const { retryMessages, outcome } = await (await miniflare.getWorker('main')).queue('jobs', [
      { id, timestamp: new Date(), attempts: 1, body: message.body },
    ])
    if (outcome === 'ok' && retryMessages.length === 0) message.ack()
    else message.retry()
  }
  return {
    load,
    async close() {
      for (const end of closing) await end()
    },
  }
}
