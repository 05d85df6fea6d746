import { Failure } from './failure.ts'
import { type Embedded, type EmbeddedOptions, serveEmbedded } from './server.ts'

try {
  const server = await serveEmbedded(optionsFrom(process.env))
  process.stdout.write(`${JSON.stringify({ ready: true, url: server.url })}\n`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void leave(server))
  // Whoever started this with a channel is gone: its port and files are freed even if it was killed.
  process.once('disconnect', () => void leave(server))
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error)
  process.stderr.write(
    error instanceof Failure ? `${reason}\n` : `The embedded database server cannot start: ${reason}\n`,
  )
  process.exitCode = 1
}

async function leave(server: Embedded): Promise<void> {
  await server.close()
  process.exit(0)
}

function optionsFrom(env: NodeJS.ProcessEnv): EmbeddedOptions {
  const port = env.EMBEDDED_PORT ?? '0'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new Failure(
      'PORT_UNUSABLE',
      `EMBEDDED_PORT is ${JSON.stringify(port)}, which is not a port number.`,
    )
  }
  return {
    folder: required(env, 'EMBEDDED_FOLDER'),
    port: Number(port),
    token: required(env, 'EMBEDDED_TOKEN'),
    adminToken: required(env, 'EMBEDDED_ADMIN_TOKEN'),
  }
}

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name]
  if (value === undefined || value === '') throw new Failure('SETTING_MISSING', `${name} is not set.`)
  return value
}
