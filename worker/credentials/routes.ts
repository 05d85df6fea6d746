import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { attendeeOf, daysOf } from '../attendance/index.ts'
import { record, recordChange } from '../platform/audit.ts'
import { may, mine } from '../platform/auth.ts'
import { LARGE_MAX } from '../platform/body.ts'
import type { Bindings, TenantEnv } from '../platform/env.ts'
import { answers, valid } from '../platform/http.ts'
import { newCode, newId } from '../platform/id.ts'
import { signToken } from '../platform/keys.ts'
import { tellAll } from '../platform/outbox.ts'
import { Problem } from '../platform/problem.ts'
import { type SealFor, seal, unseal } from '../platform/seal.ts'
import { credentialOf, linkOf } from './answers.ts'
import {
  credentialsWhere,
  issue,
  issuedAmong,
  issuedIn,
  PAGE,
  readable,
  revoke,
  revoked,
  standings,
  trace,
} from './queries.ts'
import { renew, renewedAmong } from './renewals/queries.ts'
import { claimsOf, generationAfter, OFFER_MAX, sessionsNeeded, standingOf } from './rules.ts'
import {
  Credential,
  CredentialOffer,
  Credentials,
  CredentialsAsked,
  CredentialsIssued,
  Decision,
  Issuing,
  OwnCredentials,
  Revoking,
} from './shapes.ts'
import { audienceOf } from './verification/keys.ts'

const WorkshopId = z.object({ workshopId: z.uuid() })
const CredentialId = z.object({ credentialId: z.uuid() })

type Here = { env: Bindings; var: { organisation: string; now: number } }

const place = (c: Here) => ({ origin: c.env.ORIGIN, organisation: c.var.organisation })

const sealFor = (c: { var: { organisation: string; actor: { personId: string } } }): SealFor => ({
  organisation: c.var.organisation,
  purpose: 'credentials',
  personId: c.var.actor.personId,
})

/** Signs every credential of a decision, at `now`, for as long as it lives. */
function signAll(c: Here, decision: z.infer<typeof Decision>) {
  const { organisation, now } = c.var
  return Promise.all(
    decision.credentials.map(async (credential) => ({
      ...credential,
      signature: await signToken(c.env, claimsOf({ ...decision, ...credential }), {
        audience: audienceOf(organisation),
        now,
        life: 0,
      }),
    })),
  )
}

/** Who has earned a credential, issuing and revoking them, and showing one. */
export const routes = new Hono<TenantEnv>()
  .get(
    '/workshops/:workshopId/credentials/offer',
    may('credentials:issue'),
    answers(CredentialOffer, 'Who has passed, and who not yet'),
    valid('param', WorkshopId),
    async (c) => {
      const { workshopId } = c.req.valid('param')
      const [[sitting], trainers, rows] = await c.var.db.read(standings(workshopId, c.var.holds))
      if (!sitting) throw new Problem('not-found')
      const trainees = rows.map((row) => ({
        ...attendeeOf(row),
        registrationId: row.registrationId,
        days: row.days,
        sessions: row.sessions,
        subjects: row.subjects,
        standing: standingOf(row, sitting),
        credential:
          row.credentialId && row.credentialCode ? { id: row.credentialId, code: row.credentialCode } : null,
      }))
      const passed = trainees.filter(({ standing }) => standing === 'passed').slice(0, OFFER_MAX)
      const decision: z.infer<typeof Decision> = {
        workshopId,
        tierId: sitting.tierId,
        generation: generationAfter(trainers),
        trainers: trainers.map(({ id, credentialId }) => ({ id, credentialId })),
        renewals: trainees
          .filter(({ standing }) => standing === 'renewable')
          .slice(0, OFFER_MAX)
          .map(({ registrationId, credential }) => ({
            id: newId(),
            registrationId,
            credentialId: credential?.id ?? '',
          })),
        credentials: passed.map(({ registrationId, person, unit }) => ({
          id: newId(),
          code: newCode(10),
          registrationId,
          personId: person.id,
          unitId: unit.id,
        })),
      }
      return c.json({
        offer:
          passed.length + decision.renewals.length > 0
            ? await seal(c.env, decision, sealFor(c), c.var.now)
            : null,
        offered: passed.length,
        renewable: decision.renewals.length,
        generation: decision.generation,
        passDays: sitting.passDays,
        passSessions: sessionsNeeded(sitting),
        ofSessions: sitting.ofSessions,
        passSubjects: sitting.passSubjects,
        ofDays: daysOf(sitting),
        trainers: trainers.map(({ generation: _known, ...trainer }) => trainer),
        trainees,
      })
    },
  )
  .post(
    '/workshops/:workshopId/credentials',
    may('credentials:issue'),
    answers(CredentialsIssued, 'Issue the offered credentials', 201),
    valid('param', WorkshopId),
    valid('json', Issuing, LARGE_MAX),
    async (c) => {
      const { workshopId } = c.req.valid('param')
      const { db, holds, now, actor, organisation } = c.var
      const decision = Decision.parse(await unseal(c.env, c.req.valid('json').offer, sealFor(c), now))
      if (decision.workshopId !== workshopId) throw new Problem('offer-lapsed')
      const ids = decision.credentials.map(({ id }) => id)
      const messages = decision.credentials.map(({ id, code, personId }) => ({
        topic: 'credential-issued',
        key: `credential:${id}`,
        personId,
        facts: { code, link: linkOf(c.env.ORIGIN, organisation, code) },
      }))
      const by = { personId: actor.personId, now }
      const renewalIds = decision.renewals.map(({ id }) => id)
      const [, , , , , , rows, renewed] = await db.write([
        issue(decision, await signAll(c, decision), by, holds),
        record(c, 'credentials.issued', workshopId, { credentialIds: ids }),
        trace(ids, decision.trainers),
        tellAll(
          messages,
          now,
          sql`exists (select 1 from credentials where code = m.value ->> '$.facts.code')`,
        ),
        renew(workshopId, decision.renewals, by, holds),
        record(c, 'credentials.renewed', workshopId, { renewals: decision.renewals }),
        issuedAmong(workshopId, ids, holds),
        renewedAmong(workshopId, renewalIds, holds),
      ])
      if (rows.length + renewed.length === 0) throw new Problem('state-changed')
      const issued = rows.map((row) => ({
        ...attendeeOf(row),
        id: row.id,
        code: row.code,
        registrationId: row.registrationId,
      }))
      return c.json({ issued, renewed }, 201)
    },
  )
  .get(
    '/workshops/:workshopId/credentials',
    may('credentials:issue'),
    answers(Credentials, 'The certificates of a workshop, revoked ones too'),
    valid('param', WorkshopId),
    valid('query', CredentialsAsked),
    async (c) => {
      const { after } = c.req.valid('query')
      const [[sitting], rows] = await c.var.db.read(
        issuedIn(c.req.valid('param').workshopId, after, c.var.holds),
      )
      if (!sitting) throw new Problem('not-found')
      const credentials = rows.slice(0, PAGE).map((row) => credentialOf(row, place(c)))
      return c.json({ credentials, after: rows.length > PAGE ? (credentials.at(-1)?.id ?? null) : null })
    },
  )
  .get('/me/credentials', mine, answers(OwnCredentials, 'My credentials'), async (c) => {
    const [rows] = await c.var.db.read([credentialsWhere(sql`c.person_id = ${c.var.actor.personId}`)])
    const credentials = rows.map((row) => {
      const told = credentialOf(row, place(c))
      const { id, code, generation, issuedAt, revokedAt, validUntil, outdated } = told
      const { programme, tier, unit, link } = told
      return { id, code, generation, issuedAt, revokedAt, validUntil, outdated, programme, tier, unit, link }
    })
    return c.json({ credentials })
  })
  .get(
    '/credentials/:credentialId',
    may('registrations:read'),
    answers(Credential, 'A certificate'),
    valid('param', CredentialId),
    async (c) => {
      const { credentialId } = c.req.valid('param')
      const [[row]] = await c.var.db.read([
        credentialsWhere(sql`c.id = ${credentialId} and ${readable(c.var.actor, c.var.holds)}`),
      ])
      if (!row) throw new Problem('not-found')
      return c.json(credentialOf(row, place(c)))
    },
  )
  .post(
    '/credentials/:credentialId/revocation',
    may('credentials:issue'),
    answers(Credential, 'Revoke a credential', 201),
    valid('param', CredentialId),
    valid('json', Revoking),
    async (c) => {
      const { credentialId } = c.req.valid('param')
      const { reason } = c.req.valid('json')
      const { db, holds, actor, now } = c.var
      const [, , [row]] = await db.write([
        revoke(credentialId, reason, { personId: actor.personId, now }, holds),
        recordChange(c, 'credential.revoked', credentialId),
        revoked(credentialId, holds),
      ])
      if (!row) throw new Problem('not-found')
      return c.json(credentialOf(row, place(c)), 201)
    },
  )
