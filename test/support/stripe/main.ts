import { serveStripe } from './server.ts'

const { env } = process
const setting = (name: string): string | undefined => env[`STRIPE_STANDIN_${name}`] || undefined

function portOf(text: string | undefined): number {
  const port = Number(text ?? '0')
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new Error(`STRIPE_STANDIN_PORT must be a port number, not ${text}.`)
}

async function main(): Promise<void> {
  const secretKey = setting('SECRET_KEY')
  if (!secretKey) throw new Error('Set STRIPE_STANDIN_SECRET_KEY to a key that begins with sk_test_.')
  const webhookUrl = setting('WEBHOOK_URL')
  const webhookSecret = setting('WEBHOOK_SECRET')
  const statePath = setting('STATE')
  const publicUrl = setting('PUBLIC_URL')
  const standIn = await serveStripe({
    port: portOf(setting('PORT')),
    secretKey,
    ...(webhookUrl ? { webhookUrl } : {}),
    ...(webhookSecret ? { webhookSecret } : {}),
    ...(statePath ? { statePath } : {}),
    ...(publicUrl ? { publicUrl } : {}),
  })
  const stop = () => {
    standIn.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  process.once('disconnect', stop)
  process.stdout.write(`${JSON.stringify({ ready: true, url: standIn.url })}\n`)
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

main().catch(fail)
