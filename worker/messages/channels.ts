import type { Bindings } from '../platform/env.ts'

/** One text to one address. */
export type Letter = {
  channel: 'phone' | 'email'
  address: string
  subject: string
  body: string
  id: string
}

/** What became of a letter: taken by a provider, kept in the local outbox, or not sent and why. */
export type Outcome = { sent: true } | { sent: false; error: string }

/** An adapter of the sending port. */
type Send = (letter: Letter) => Promise<Outcome>

const post = async (url: string, token: string, body: unknown, id: string): Promise<Outcome> => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': id },
    body: JSON.stringify(body),
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
  }).catch((error: unknown) => ({ ok: false, status: 0, statusText: String(error) }))
  return answer.ok ? { sent: true } : { sent: false, error: `${answer.status} ${answer.statusText}`.trim() }
}

/** E-mail by an HTTP API that takes `{ from, to, subject, text }`. */
const mail =
  (url: string, token: string, from: string): Send =>
  ({ address, subject, body, id }) =>
    post(url, token, { from, to: [address], subject, text: body }, id)

/** SMS by an HTTP API that takes `{ sender, to, text }`. */
const sms =
  (url: string, token: string, sender: string): Send =>
  ({ address, body, id }) =>
    post(url, token, { sender, to: address, text: body }, id)

const nowhere: Send = async () => ({ sent: false, error: 'no provider is configured for this channel' })

/** The outbox page is the provider on one machine. */
const kept: Send = async () => ({ sent: true })

/** The sender for a channel, by configuration. */
export function sender(env: Bindings, channel: Letter['channel']): Send {
  const {
    MAIL_API_URL,
    MAIL_API_TOKEN = '',
    MAIL_FROM = '',
    SMS_API_URL,
    SMS_API_TOKEN = '',
    SMS_SENDER = '',
  } = env
  if (channel === 'email' && MAIL_API_URL) return mail(MAIL_API_URL, MAIL_API_TOKEN, MAIL_FROM)
  if (channel === 'phone' && SMS_API_URL) return sms(SMS_API_URL, SMS_API_TOKEN, SMS_SENDER)
  return env.ENVIRONMENT === 'production' ? nowhere : kept
}
