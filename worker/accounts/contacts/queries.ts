import { sql } from 'drizzle-orm'
import { contacts } from '../../../db/directory/schema.ts'
import { insertIf, q } from '../../platform/sql.ts'
import { spendCode, spentBy } from '../codes.ts'
import { type Asking, contactsOf, proofOf, proven } from '../sessions/queries.ts'
import type { Contact } from './typed.ts'

type Adding = { contact: Contact; hash: string; usedBy: string }

/** Spends a code on a contact of the account, unless it belongs to another; `owner` is whose it is afterwards. */
export function addContact(asking: Asking, { contact, hash, usedBy }: Adding, now: number) {
  const row = { value: contact.value, kind: contact.kind, accountId: asking.accountId, verifiedAt: now }
  return [
    ...spendCode({ purpose: 'contact', contact, hash, usedBy }, now, proven(asking, now)),
    insertIf(contacts, row, spentBy(usedBy)),
    q.all<{ owner: string }>(sql`select account_id as owner from contacts
      where value = ${contact.value} and ${spentBy(usedBy)}`),
    proofOf(asking),
    contactsOf(asking),
  ] as const
}

/** Takes a contact off the account, never the last one. Codes that were sent to it open nothing any more. */
export function removeContact(asking: Asking, { value }: Contact, now: number) {
  const { accountId } = asking
  return [
    contactsOf(asking),
    q.run(sql`delete from contacts where value = ${value} and account_id = ${accountId} and ${proven(asking, now)}
      and (select count(*) from contacts where account_id = ${accountId}) > 1`),
    q.run(
      sql`update codes set used_at = ${now} where contact = ${value} and used_at is null and changes() > 0`,
    ),
    proofOf(asking),
    contactsOf(asking),
  ] as const
}
