import { Hono } from 'hono'
import * as z from 'zod'
import { attendeeOf } from '../../attendance/index.ts'
import { unitRef } from '../../people/index.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { trainersFrom } from '../answers.ts'
import {
  chainOf,
  credentialSeen,
  descendantsIn,
  descendantsOf,
  fromCredential,
  fromPerson,
  fromUnit,
  hallOf,
  hallsOf,
  type LinkRow,
  leftOut,
  PAGE,
  personSeen,
  toldIn,
  toldOf,
  traineesIn,
  traineesOf,
  unitHeld,
} from './queries.ts'
import { standsAt } from './rules.ts'
import { Descendants, Lineage, PersonLineage, Trainees, UnitLineage, WorkshopLineage } from './shapes.ts'

const CredentialId = z.object({ credentialId: z.uuid() })
const WorkshopId = z.object({ workshopId: z.uuid() })
const After = z.object({ after: z.uuid().optional() })

type Hall = Pick<
  LinkRow,
  | 'tierId'
  | 'tierEn'
  | 'tierHi'
  | 'workshopId'
  | 'workshopEn'
  | 'workshopHi'
  | 'venueEn'
  | 'venueHi'
  | 'startsOn'
  | 'hostUnit'
>

const hallFrom = (row: Hall) => ({
  tier: { id: row.tierId, nameEn: row.tierEn, nameHi: row.tierHi },
  workshop: {
    id: row.workshopId,
    nameEn: row.workshopEn,
    nameHi: row.workshopHi,
    venueEn: row.venueEn,
    venueHi: row.venueHi,
    startsOn: row.startsOn,
    unit: unitRef(row.hostUnit),
  },
})

const linkOf = (now: number) => (row: LinkRow) => ({
  ...attendeeOf(row),
  ...hallFrom(row),
  credentialId: row.credentialId,
  code: row.code,
  generation: row.generation,
  issuedAt: row.issuedAt,
  revokedAt: row.revokedAt,
  validUntil: row.validUntil,
  stands: standsAt(row, now),
  taught: row.taught,
  seen: row.seen === 1,
  trainedBy: trainersFrom(row.trainers),
})

type ChainRow = LinkRow & { step: number; hallTrained: number | null; hallSeen: number }

const chainFrom = (rows: readonly ChainRow[], now: number) =>
  rows.map((row) => ({
    ...linkOf(now)(row),
    step: row.step,
    hall: row.hallTrained === null ? null : { trained: row.hallTrained, seen: row.hallSeen === 1 },
  }))

const pageFrom = (
  rows: readonly LinkRow[],
  told: { trained: number; hidden: number } | undefined,
  now: number,
) => {
  const trainees = rows.slice(0, PAGE).map(linkOf(now))
  return {
    trained: told?.trained ?? 0,
    hidden: told?.hidden ?? 0,
    trainees,
    after: rows.length > PAGE ? (trainees.at(-1)?.credentialId ?? null) : null,
  }
}

type CountedRow = {
  tierId: string
  tierEn: string
  tierHi: string
  step: number
  trained: number
  revoked: number
}

const tiersFrom = (rows: readonly CountedRow[]) => ({
  tiers: rows.map(({ tierId, tierEn, tierHi, ...counted }) => ({
    tier: { id: tierId, nameEn: tierEn, nameHi: tierHi },
    ...counted,
  })),
})

const up = new Hono<TenantEnv>()
  .get(
    '/credentials/:credentialId/lineage',
    may('registrations:read'),
    answers(Lineage, 'The chain of trainers up to the first hall'),
    valid('param', CredentialId),
    async (c) => {
      const [rows] = await c.var.db.read([
        chainOf(fromCredential(c.req.valid('param').credentialId, c.var), c.var),
      ])
      if (rows.length === 0) throw new Problem('not-found')
      return c.json({ chain: chainFrom(rows, c.var.now) })
    },
  )
  .get(
    '/people/:personId/lineage',
    may('registrations:read'),
    answers(PersonLineage, 'The lines of a person up to the first halls'),
    valid('param', z.object({ personId: z.uuid() })),
    async (c) => {
      const { personId } = c.req.valid('param')
      const [[person], rows, halls] = await c.var.db.read([
        personSeen(personId, c.var),
        chainOf(fromPerson(personId, c.var), c.var),
        hallsOf(personId, c.var),
      ])
      if (!person) throw new Problem('not-found')
      return c.json({
        person,
        chain: chainFrom(rows, c.var.now),
        halls: halls.map((row) => ({ ...hallFrom(row), trained: row.trained })),
      })
    },
  )
  .get(
    '/units/:unitId/lineage',
    may('registrations:read'),
    answers(UnitLineage, "Who trained a unit's own people, up to the first halls"),
    valid('param', z.object({ unitId: z.uuid() })),
    async (c) => {
      const { unitId } = c.req.valid('param')
      const [[of], rows] = await c.var.db.read([
        unitHeld(unitId, c.var),
        chainOf(fromUnit(unitId, c.var), c.var),
      ])
      if (!of) throw new Problem('not-found')
      return c.json({
        unit: unitRef(of.unit),
        chain: chainFrom(rows, c.var.now),
        hidden: of.held - of.readable,
        more: leftOut(of.readable),
      })
    },
  )

const down = new Hono<TenantEnv>()
  .get(
    '/credentials/:credentialId/trainees',
    may('registrations:read'),
    answers(Trainees, 'Whom the holder of a credential trained by it'),
    valid('param', CredentialId),
    valid('query', After),
    async (c) => {
      const { credentialId } = c.req.valid('param')
      const [[own], [told], rows] = await c.var.db.read([
        credentialSeen(credentialId, c.var),
        toldOf(credentialId, c.var),
        traineesOf(credentialId, c.req.valid('query').after, c.var),
      ])
      if (!own) throw new Problem('not-found')
      return c.json(pageFrom(rows, told, c.var.now))
    },
  )
  .get(
    '/workshops/:workshopId/lineage',
    may('registrations:read'),
    answers(WorkshopLineage, 'Whom a hall trained, and who taught there'),
    valid('param', WorkshopId),
    valid('query', After),
    async (c) => {
      const { workshopId } = c.req.valid('param')
      const [[hall], [told], rows] = await c.var.db.read([
        hallOf(workshopId, c.var),
        toldIn(workshopId, c.var),
        traineesIn(workshopId, c.req.valid('query').after, c.var),
      ])
      if (!hall) throw new Problem('not-found')
      return c.json({
        ...hallFrom(hall),
        trainers: trainersFrom(hall.trainers ?? '[]'),
        ...pageFrom(rows, told, c.var.now),
      })
    },
  )
  .get(
    '/credentials/:credentialId/descendants',
    may('registrations:read'),
    answers(Descendants, 'How many were trained below, by tier'),
    valid('param', CredentialId),
    async (c) => {
      const [[own, ...below]] = await c.var.db.read([descendantsOf(c.req.valid('param').credentialId, c.var)])
      if (!own) throw new Problem('not-found')
      return c.json(tiersFrom(below))
    },
  )
  .get(
    '/workshops/:workshopId/descendants',
    may('registrations:read'),
    answers(Descendants, 'How many a hall trained, and those below, by tier'),
    valid('param', WorkshopId),
    async (c) => {
      const { workshopId } = c.req.valid('param')
      const [[hall], rows] = await c.var.db.read([
        hallOf(workshopId, c.var),
        descendantsIn(workshopId, c.var),
      ])
      if (!hall) throw new Problem('not-found')
      return c.json(tiersFrom(rows))
    },
  )

/** Who trained whom: up to the first hall, and down to the last unit. */
export const lineage = new Hono<TenantEnv>().route('/', up).route('/', down)
