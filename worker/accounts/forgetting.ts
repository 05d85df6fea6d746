import { sql } from 'drizzle-orm'
import { jsonList, q } from '../platform/sql.ts'

/** Somebody whom an organisation has erased: what it knew him by here. */
export type Forgotten = {
  slug: string
  personId: string
  contacts: readonly string[]
  /** Stripe's names of what he paid with. */
  stripeIds: readonly string[]
}

/** The accounts by which somebody came in, or could have. */
export const accountsOf = ({ slug, personId, contacts }: Forgotten) =>
  q.all<{
    id: string
  }>(sql`select account_id as id from memberships where slug = ${slug} and person_id = ${personId}
    union select account_id from contacts where value in (select value from json_each(${jsonList(contacts)}))`)

/**
 * Forgets a person of an organisation. An account goes, with its contacts, sessions and codes, when nothing else uses
 * it; a login in another organisation stays whole. Safe to repeat.
 */
export function forget({ slug, personId, contacts, stripeIds }: Forgotten, accountIds: readonly string[]) {
  const own = sql`slug = ${slug} and person_id = ${personId}`
  const unused = sql`(select a.id from accounts a where a.id in (select value from json_each(${jsonList(accountIds)}))
    and not exists (select 1 from memberships m where m.account_id = a.id))`
  const addresses = sql`(select value from json_each(${jsonList(contacts)})
      where value not in (select c.value from contacts c where c.account_id not in ${unused})
    union select value from contacts where account_id in ${unused})`
  const sessions = sql`(select id from sessions where account_id in ${unused})`
  return [
    q.run(sql`delete from memberships where ${own}`),
    q.run(sql`delete from session_entries where ${own}`),
    q.run(sql`update stripe_inbox set payload = '{}'
      where state <> 'received' and object_id in (select value from json_each(${jsonList(stripeIds)}))`),
    q.run(sql`delete from messages where address in ${addresses}`),
    q.run(sql`delete from codes where contact in ${addresses}`),
    q.run(sql`delete from contacts where account_id in ${unused}`),
    q.run(sql`delete from session_entries where session_id in ${sessions}`),
    q.run(sql`delete from sessions where account_id in ${unused}`),
    q.run(sql`delete from passkeys where account_id in ${unused}`),
    q.run(sql`delete from challenges where account_id in ${unused}`),
    q.run(sql`delete from accounts where id in ${unused}`),
  ] as const
}

/** Takes away codes and the messages that carried them, ended sessions, and what Stripe told, when their days are over. */
export const tidy = (now: number) =>
  [
    q.run(sql`delete from codes where expires_at <= ${now - 86_400}`),
    q.run(sql`delete from messages where created_at <= ${now - 86_400} and topic = 'one-time-code'`),
    q.run(sql`delete from session_entries where session_id in (
      select id from sessions where coalesce(ended_at, expires_at) <= ${now - 400 * 86_400})`),
    q.run(sql`delete from sessions where coalesce(ended_at, expires_at) <= ${now - 400 * 86_400}`),
    q.run(sql`update stripe_inbox set payload = '{}'
      where state in ('done', 'ignored') and payload <> '{}' and received_at <= ${now - 30 * 86_400}`),
  ] as const
