import { sql } from 'drizzle-orm'
import { jsonList, q } from '../platform/sql.ts'

/** A row is given up after this many tries. */
export const TRIES_MAX = 10
const BATCH = 50

/** A message of the directory that waits to be sent: its address is known. */
export type DirectoryRow = {
  id: string
  topic: string
  channel: 'phone' | 'email'
  address: string
  language: 'hi' | 'en'
  facts: string
}

/** Messages of the directory that wait, oldest first. */
export const waitingDirectory = () =>
  q.all<DirectoryRow>(sql`select id, topic, channel, address, language, facts from messages
    where sent_at is null and tries < ${TRIES_MAX} order by created_at limit ${BATCH}`)

/** A message of an organisation that waits, with how its person can be reached. */
export type TenantRow = {
  id: string
  topic: string
  facts: string
  personId: string
  phone: string | null
  email: string | null
  language: 'hi' | 'en'
}

/** Messages of an organisation that wait, oldest first. */
export const waitingTenant = () =>
  q.all<TenantRow>(sql`select o.id, o.topic, o.facts, o.person_id as "personId", p.phone, p.email,
      coalesce(p.language, 'hi') as language
    from outbox o left join people p on p.id = o.person_id
    where o.sent_at is null and o.tries < ${TRIES_MAX} order by o.created_at limit ${BATCH}`)

/** What became of a row: `error` null when it was sent. */
export type Told = { id: string; error: string | null; facts?: string }

/** Writes down what became of rows, all in one statement. */
export const settle = (table: 'messages' | 'outbox', told: readonly Told[], now: number) =>
  q.run(sql`update ${sql.identifier(table)} set tries = tries + 1, error = t.error,
      sent_at = case when t.error is null then ${now} end
    from (select value ->> 'id' as id, value ->> 'error' as error from json_each(${jsonList(told)})) t
    where ${sql.identifier(table)}.id = t.id`)

/** Sent one-time codes are not kept in clear for longer than they live. */
export const forgetCodes = (now: number) =>
  q.run(
    sql`update messages set facts = '{}' where topic in ('one-time-code', 'proof-code', 'contact-code') and created_at < ${now - 600} and facts <> '{}'`,
  )
