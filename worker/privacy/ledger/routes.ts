import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { agreeing, consentsOf, noticeNow } from '../../consents/index.ts'
import { unitRef } from '../../people/index.ts'
import { record } from '../../platform/audit.ts'
import { type Actor, may, mine, powersTable } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { requestOf } from '../requests/answers.ts'
import { overPersonId, requestsWhere } from '../requests/queries.ts'
import { counted, keep, keeping, kept, lacking, PAGE, standing } from './queries.ts'
import { Desk, LackingAsked, LackingPeople, OwnPrivacy, OwnWord, Words, WordsKept } from './shapes.ts'

const PersonId = z.object({ personId: z.uuid() })

type Rows = { [K in keyof ReturnType<typeof about>]: Awaited<ReturnType<typeof about>[K]> }

/** Everything that a page about a person's consents and requests shows, where the guard holds. */
const about = (personId: string, now: number, guard = sql`true`) =>
  [
    noticeNow(),
    standing(personId, now),
    consentsOf(personId, guard),
    requestsWhere(sql`r.person_id = ${personId} and ${guard}`),
  ] as const

const truth = (stored: number | null | undefined) =>
  stored === null || stored === undefined ? null : stored === 1

function shown(
  [notice]: Rows[0],
  [stands]: Rows[1],
  consents: Rows[2],
  requests: Rows[3],
  now: number,
): z.infer<typeof OwnPrivacy> {
  return {
    notice: notice ?? null,
    given: truth(stands?.given),
    minor: stands?.minor === 1,
    canRead: truth(stands?.canRead),
    consents: consents.map((row) => ({ ...row, given: row.given === 1, byHimself: row.byHimself === 1 })),
    requests: requests.map((row) => requestOf(row, now)),
  }
}

const by = ({ actor, now }: { actor: Actor; now: number }) => ({ personId: actor.personId, now })

/** The ledger of consents: one's own word, words that officers write down, and who has not been asked. */
export const ledger = new Hono<TenantEnv>()
  .get('/me/privacy', mine, answers(OwnPrivacy, 'What I agreed to and asked'), async (c) => {
    const { actor, db, now } = c.var
    return c.json(shown(...(await db.read(about(actor.personId, now))), now))
  })
  .post(
    '/me/consents',
    mine,
    answers(OwnPrivacy, 'Agree to the notice in force, or take consent back', 201),
    valid('json', OwnWord),
    async (c) => {
      const said = c.req.valid('json')
      const { actor, db, now } = c.var
      const newest = sql`(select id from notices order by version desc limit 1)`
      const noticeId = said.given ? said.noticeId : newest
      const word = { guardian: null, witness: null, ...said, noticeId, personId: actor.personId }
      const [, , ...rows] = await db.write([
        agreeing({ ...word, channel: 'app' }, by(c.var), sql`n.id = ${newest}`),
        record(c, said.given ? 'consent.given' : 'consent.withdrawn', actor.personId, {
          consentId: said.id,
          channel: 'app',
        }),
        ...about(actor.personId, now),
      ])
      const answer = shown(...rows, now)
      if (answer.consents.some(({ id }) => id === said.id)) return c.json(answer, 201)
      throw new Problem(answer.notice ? 'version-changed' : 'not-found')
    },
  )
  .get(
    '/privacy/desk',
    may('privacy:manage'),
    answers(Desk, 'Requests and consents by number'),
    async (c) => {
      const { actor, db, now, scopes } = c.var
      const powers = powersTable(actor, 'privacy:manage', now, 'privacy_powers')
      const [held, [notice], [count]] = await db.read([scopes, noticeNow(), counted(powers, now)])
      if (held.length === 0 || !count) throw new Problem('not-found')
      const never = count.people - count.agreed - count.withdrawn
      return c.json({ notice: notice ?? null, never, ...count })
    },
  )
  .get(
    '/privacy/people/:personId',
    may('privacy:manage'),
    answers(OwnPrivacy, 'What a person agreed to and asked'),
    valid('param', PersonId),
    async (c) => {
      const { personId } = c.req.valid('param')
      const { db, holds, now } = c.var
      const guard = overPersonId(personId, holds)
      const [[allowed], ...rows] = await db.read([standing(personId, now), ...about(personId, now, guard)])
      const answer = shown(...rows, now)
      if (!allowed || (answer.consents.length === 0 && answer.requests.length === 0))
        throw new Problem('not-found')
      return c.json(answer)
    },
  )
  .get(
    '/privacy/lacking',
    may('people:edit'),
    answers(LackingPeople, 'People who have not agreed to the privacy notice'),
    valid('query', LackingAsked),
    async (c) => {
      const { unit, after } = c.req.valid('query')
      const [rows] = await c.var.db.read([lacking({ unit, after }, c.var)])
      const people = rows.slice(0, PAGE).map((row) => ({
        ...row,
        unit: unitRef(row.unit),
        minor: row.minor === 1,
        canRead: truth(row.canRead),
      }))
      return c.json({ people, after: rows.length > PAGE ? (people.at(-1)?.id ?? null) : null })
    },
  )
  .post(
    '/privacy/consents',
    may('people:edit'),
    answers(WordsKept, 'Write down what people said on paper or aloud', 201),
    valid('json', Words),
    async (c) => {
      const { consents } = c.req.valid('json')
      const { actor, db, now } = c.var
      const holds = keeping(actor, now)
      const people = consents.map(({ personId, given }) => ({ personId, given }))
      const [, , [stood]] = await db.write([
        keep(consents, by(c.var), holds),
        record(c, 'consents.recorded', consents[0]?.id ?? '', { people }),
        kept(consents, holds),
      ])
      if (stood?.allowed !== 1) throw new Problem('not-found')
      if (stood.recorded !== consents.length) {
        throw new Problem(stood.published ? 'state-changed' : 'not-found')
      }
      return c.json({ recorded: stood.recorded }, 201)
    },
  )
