import * as z from 'zod'
import type { JobDesk } from '../platform/desk.ts'
import type { Bindings } from '../platform/env.ts'
import { log } from '../platform/log.ts'
import { q } from '../platform/sql.ts'
import { type Letter, sender } from './channels.ts'
import { factsOf } from './facts.ts'
import { forgetCodes, settle, type Told, waitingDirectory, waitingTenant } from './queries.ts'
import { textOf } from './rules.ts'

type Ready = Omit<Letter, 'subject' | 'body'> & { topic: string; facts: string; language: 'hi' | 'en' }

async function send(env: Bindings, row: Ready, organisation?: string): Promise<Told> {
  const facts = await factsOf(env, row.facts, organisation)
  const text = textOf(row.topic, row.language, facts, env.ORIGIN)
  if (!text) return { id: row.id, error: `no text for ${row.topic}` }
  const outcome = await sender(env, row.channel)({ ...row, ...text })
  return { id: row.id, error: outcome.sent ? null : outcome.error }
}

/** Sending what waits: in one organisation, or in the directory when none is named. */
export const DeliveryJob = z.object({ kind: z.literal('deliver'), organisation: z.string().optional() })
type DeliveryJob = z.infer<typeof DeliveryJob>

/** Does a delivery. */
export const runDelivery = ({ organisation }: DeliveryJob, desk: JobDesk): Promise<void> =>
  organisation === undefined ? deliverDirectory(desk) : deliverTenant(desk, organisation)

/** A delivery for the directory and for every organisation: whatever is due by the clock. */
export async function dueDeliveries({ databases }: JobDesk): Promise<DeliveryJob[]> {
  const [rows] = await databases.directory.read([q.all<{ slug: string }>('select slug from organisations')])
  return [
    { kind: 'deliver' },
    ...rows.map(({ slug }): DeliveryJob => ({ kind: 'deliver', organisation: slug })),
  ]
}

/** Sends what waits in the directory: one-time codes. */
async function deliverDirectory({ env, databases, now }: JobDesk): Promise<void> {
  const db = databases.directory
  const [rows] = await db.read([waitingDirectory()])
  const told = await Promise.all(rows.map((row) => send(env, row)))
  if (told.length > 0) await db.write([settle('messages', told, now), forgetCodes(now)])
  report('directory', told)
}

/** Sends what waits in one organisation. Somebody with neither phone nor e-mail is reached by the printed card. */
async function deliverTenant({ env, databases, now }: JobDesk, slug: string): Promise<void> {
  const db = databases.tenant(slug)
  const [rows] = await db.read([waitingTenant()])
  const told = await Promise.all(
    rows.map(({ phone, email, ...row }) => {
      const channel = phone ? 'phone' : 'email'
      const address = phone ?? email
      return address ? send(env, { ...row, channel, address }, slug) : { id: row.id, error: null }
    }),
  )
  if (told.length > 0) await db.write([settle('outbox', told, now)])
  report(slug, told)
}

function report(where: string, told: readonly Told[]) {
  const failed = told.filter(({ error }) => error !== null)
  if (failed.length > 0) log('error', { where, unsent: failed.length, first: failed[0]?.error })
}
