import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { open } from '../platform/auth.ts'
import type { Bindings, Env } from '../platform/env.ts'
import { answers, valid } from '../platform/http.ts'
import { Problem } from '../platform/problem.ts'
import { q } from '../platform/sql.ts'
import { factsOf } from './facts.ts'
import { textOf } from './rules.ts'

const Outbox = z.object({
  messages: z.array(
    z.object({
      id: z.string(),
      organisation: z.string().nullable(),
      address: z.string().nullable(),
      subject: z.string(),
      body: z.string(),
      createdAt: z.int(),
      sentAt: z.int().nullable(),
      error: z.string().nullable(),
    }),
  ),
  organisations: z.array(z.object({ slug: z.string(), nameEn: z.string(), nameHi: z.string() })),
})

const Asked = z.object({
  organisation: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .optional(),
})

type Row = {
  id: string
  topic: string
  facts: string
  address: string | null
  language: 'hi' | 'en'
  createdAt: number
  sentAt: number | null
  error: string | null
}

const columns = sql`m.id, m.topic, m.facts, m.created_at as "createdAt", m.sent_at as "sentAt", m.error`

const directoryRows = () =>
  q.all<Row>(
    sql`select ${columns}, m.address, m.language from messages m order by m.created_at desc, m.id desc limit 50`,
  )

const tenantRows = () =>
  q.all<Row>(sql`select ${columns}, coalesce(p.phone, p.email) as address, coalesce(p.language, 'hi') as language
    from outbox m left join people p on p.id = m.person_id order by m.created_at desc, m.id desc limit 50`)

const shown = (env: Bindings, organisation?: string) => async (row: Row) => {
  const { topic, facts, language, ...rest } = row
  const text = textOf(topic, language, await factsOf(env, facts, organisation), env.ORIGIN)
  return {
    ...rest,
    organisation: organisation ?? null,
    subject: text?.subject ?? topic,
    body: text?.body ?? facts,
  }
}

/** What would have been sent, shown while everything runs on one machine. In production it does not exist. */
export const localOutbox = new Hono<Env>().get(
  '/outbox',
  open,
  answers(Outbox, 'Messages on one machine'),
  valid('query', Asked),
  async (c) => {
    if (c.env.ENVIRONMENT === 'production') throw new Problem('not-found')
    const { organisation } = c.req.valid('query')
    const { databases } = c.var
    const listed = q.all<{ slug: string; nameEn: string; nameHi: string }>(
      sql`select slug, name_en as "nameEn", name_hi as "nameHi" from organisations order by name_en`,
    )
    const [codes, organisations] = await databases.directory.read([directoryRows(), listed])
    const [rows] = organisation ? await databases.tenant(organisation).read([tenantRows()]) : [[]]
    const messages = await Promise.all([...codes.map(shown(c.env)), ...rows.map(shown(c.env, organisation))])
    return c.json({ messages: messages.sort((a, b) => b.createdAt - a.createdAt), organisations })
  },
)
