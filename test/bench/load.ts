import { Agent, request } from 'node:http'

/** One request to send. */
export type Shot = {
  method: string
  path: string
  token?: string
  body?: string
  headers?: Record<string, string>
}

/** What a run came to: answers per second, latencies in ms, and how many answers had another status than expected. */
export type Run = { perSecond: number; p50: number; p99: number; sent: number; wrong: number }

const percentile = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

/**
 * Sends one request over kept-alive connections; answers its status, once the whole body came. A connection that the
 * server had closed meanwhile is not an error of the server: the request is sent once more, as browsers do.
 */
export function fire(agent: Agent, base: URL, shot: Shot, again = true): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...(shot.token ? { authorization: `Bearer ${shot.token}` } : {}),
      ...(shot.body
        ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(shot.body) }
        : {}),
      ...shot.headers,
    }
    const sent = request(
      { agent, host: base.hostname, port: base.port, method: shot.method, path: shot.path, headers },
      (answer) => {
        answer.resume()
        answer.once('end', () => resolve(answer.statusCode ?? 0))
        answer.once('error', reject)
      },
    )
    sent.once('error', (error: NodeJS.ErrnoException) => {
      if (again && sent.reusedSocket && error.code === 'ECONNRESET')
        fire(agent, base, shot, false).then(resolve, reject)
      else reject(error)
    })
    sent.end(shot.body)
  })
}

/** Fires shots with a number of connections until they are used up or the time is over. */
export async function run(
  base: URL,
  shots: Iterator<Shot>,
  expected: number,
  { connections = 32, seconds = 5 } = {},
): Promise<Run> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const latencies: number[] = []
  let wrong = 0
  const began = performance.now()
  const worker = async () => {
    while (performance.now() - began < seconds * 1000) {
      const { value, done } = shots.next()
      if (done) return
      const at = performance.now()
      const status = await fire(agent, base, value)
      latencies.push(performance.now() - at)
      if (status !== expected) wrong += 1
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
  const elapsed = (performance.now() - began) / 1000
  agent.destroy()
  latencies.sort((a, b) => a - b)
  const round = (n: number) => Math.round(n * 10) / 10
  return {
    perSecond: Math.round(latencies.length / elapsed),
    p50: round(percentile(latencies, 0.5)),
    p99: round(percentile(latencies, 0.99)),
    sent: latencies.length,
    wrong,
  }
}
