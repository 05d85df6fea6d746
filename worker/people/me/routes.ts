import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { contactsAndMemberships } from '../../accounts/index.ts'
import { agreed, agreeing } from '../../consents/index.ts'
import { record } from '../../platform/audit.ts'
import { mine } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { ROLES } from '../../platform/roles.ts'
import { q } from '../../platform/sql.ts'
import { add, change, type PersonColumns, personFrom, unitRef } from '../queries.ts'
import { Profile } from '../shapes.ts'
import { me, openUnit, type PowerRow } from './queries.ts'
import { Me } from './shapes.ts'

const UNSAID = { id: '', noticeId: '', language: 'hi', guardian: null, witness: null } as const

/** Who the caller is: person, powers, profile. */
export const self = new Hono<TenantEnv>()
  .get('/me', mine, answers(Me, 'Who I am here'), async (c) => {
    const { personId } = c.var.actor
    const [rows, powers, [own]] = await c.var.db.read(me(personId, c.var.now))
    return c.json(shown(personId, rows, powers, own?.language))
  })
  .put(
    '/me/profile',
    mine,
    answers(Me, 'Say who I am: makes the person the first time'),
    valid('json', Profile),
    async (c) => {
      const { actor, databases, db, now } = c.var
      const { personId } = actor
      const { unitId, consent, ...about } = c.req.valid('json')
      const [contacts] = await databases.directory.read(contactsAndMemberships(actor))
      const own = (kind: 'phone' | 'email') =>
        contacts.find((contact) => contact.kind === kind)?.value ?? null
      const draft = { ...about, id: personId, unitId, phone: own('phone'), email: own('email'), code: null }
      const willing = agreed(personId, consent?.noticeId)
      const said = { ...(consent ?? UNSAID), personId, given: true, channel: 'app' as const }
      const [, , , , , , [stands], rows, powers, [organisation]] = await db.write([
        add(draft, now, sql`${openUnit(unitId)} and ${willing}`),
        record(c, 'person.joined', personId, { unitId }),
        change(personId, about, sql`unit_id = ${unitId} and ${willing}`),
        record(c, 'person.profile', personId),
        agreeing(said, { personId, now }, sql`${consent !== null} and p.unit_id = ${unitId} and ${willing}`),
        record(c, 'consent.given', personId, { consentId: consent?.id, channel: 'app' }),
        q.all<{ willing: number }>(sql`select ${willing} as willing`),
        ...me(personId, now),
      ])
      if (stands?.willing !== 1) throw new Problem(consent ? 'version-changed' : 'consent-needed')
      const answer = shown(personId, rows, powers, organisation?.language)
      if (answer.person?.unit.id === unitId) return c.json(answer)
      const detail = answer.person
        ? 'Only an officer moves somebody to another unit'
        : 'There is no such unit'
      throw new Problem('invalid', { errors: [{ pointer: '/unitId', code: 'unit', detail }] })
    },
  )

function shown(
  personId: string,
  rows: PersonColumns[],
  powers: PowerRow[],
  language: 'hi' | 'en' | undefined,
) {
  const [row] = rows
  const person = row ? personFrom(row) : null
  return {
    personId,
    complete: person !== null,
    language: person?.language ?? language ?? 'hi',
    person,
    powers: powers.map(({ unit, ...power }) => ({
      ...power,
      capabilities: [...ROLES[power.role]],
      unit: unitRef(unit),
    })),
  }
}
