import type { Context } from 'hono'
import type { Env } from './env.ts'

/** Notes something of a request that matters to whoever watches for attacks: who came in, who was refused. */
export function note<E extends Env>(c: Context<E>, fields: Record<string, unknown>) {
  const requestId = c.get('requestId')
  if (c.env.ENVIRONMENT !== 'test')
    log('info', { requestId, method: c.req.method, path: c.req.path, ...fields })
}

/** Writes one line of JSON about something that happened, with the instant in UTC; never names, numbers or tokens of people. */
export function log(level: 'info' | 'error', fields: Record<string, unknown>) {
  const line = JSON.stringify({ level, at: new Date().toISOString(), ...fields })
  // biome-ignore lint/suspicious/noConsole: the one place that writes the Worker's log
  if (level === 'error') console.error(line)
  // biome-ignore lint/suspicious/noConsole: the one place that writes the Worker's log
  else console.log(line)
}
