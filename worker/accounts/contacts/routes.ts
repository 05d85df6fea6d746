import { Hono } from 'hono'
import { account } from '../../platform/auth.ts'
import type { Env } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { newId } from '../../platform/id.ts'
import { knock } from '../../platform/limits.ts'
import { Problem } from '../../platform/problem.ts'
import { CODE_LIFE, sendCode } from '../codes.ts'
import { contactIn, hashCode, mustBeProven, mustBeStored, newCode } from '../knocking.ts'
import { proofOf, proven } from '../sessions/queries.ts'
import { CodeSent } from '../shapes.ts'
import { addContact, removeContact } from './queries.ts'
import { AddingContact, ConfirmingContact, Contacts, RemovingContact } from './shapes.ts'

/** More phones and e-mails of one account. */
export const contactRoutes = new Hono<Env>()
  .post(
    '/account/contact-codes',
    account,
    answers(CodeSent, 'Send a code to a contact that is to be added', 202),
    valid('json', AddingContact),
    async (c) => {
      const { contact: typed, language } = c.req.valid('json')
      const asking = c.var.account
      const contact = contactIn(typed)
      await knock(c, 'contacts', contact.value)
      const use = { purpose: 'contact', contact, accountId: asking.accountId } as const
      const { databases, now } = c.var
      // Whose the contact is, if anybody's, is not asked here: it would be told.
      const [, , stored, [full], [proof]] = await databases.directory.write([
        ...sendCode(await newCode(c, use, language), now, proven(asking, now)),
        proofOf(asking),
      ])
      mustBeProven(proof, now)
      mustBeStored(stored, full?.nextAt, now)
      await c.env.JOBS?.send({ kind: 'deliver' })
      return c.json({ expiresInSeconds: CODE_LIFE }, 202)
    },
  )
  .post(
    '/account/contacts',
    account,
    answers(Contacts, 'Add a contact with the code that was sent to it', 201),
    valid('json', ConfirmingContact),
    async (c) => {
      const { contact: typed, code } = c.req.valid('json')
      const asking = c.var.account
      const contact = contactIn(typed)
      await knock(c, 'contacts', contact.value)
      const use = { purpose: 'contact', contact, accountId: asking.accountId } as const
      const adding = { contact, hash: await hashCode(c, use, code), usedBy: newId() }
      const { databases, now } = c.var
      const [, , , [spent], [proof], contacts] = await databases.directory.write(
        addContact(asking, adding, now),
      )
      mustBeProven(proof, now)
      if (!spent) throw new Problem('code-wrong')
      // Whoever has the right code holds the contact, and may know that it signs in to another account.
      if (spent.owner !== asking.accountId) throw new Problem('contact-taken')
      return c.json({ contacts }, 201)
    },
  )
  .post(
    '/account/contact-removals',
    account,
    answers(Contacts, 'Take a contact off the account', 201),
    valid('json', RemovingContact),
    async (c) => {
      const contact = contactIn(c.req.valid('json').contact)
      const { databases, now } = c.var
      const [before, , , [proof], contacts] = await databases.directory.write(
        removeContact(c.var.account, contact, now),
      )
      const among = (list: typeof contacts) => list.some(({ value }) => value === contact.value)
      mustBeProven(proof, now)
      if (!among(before)) throw new Problem('not-found')
      if (among(contacts)) throw new Problem('last-way-in')
      return c.json({ contacts }, 201)
    },
  )
