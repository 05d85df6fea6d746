import { Hono } from 'hono'
import * as z from 'zod'
import { attendeeOf } from '../../attendance/index.ts'
import { unitRef } from '../../people/index.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { trainersFrom } from '../answers.ts'
import { chainOf, descendantsOf, type LinkRow } from './queries.ts'
import { Descendants, Lineage } from './shapes.ts'

const CredentialId = z.object({ credentialId: z.uuid() })

const stepOf = (row: LinkRow) => ({
  ...attendeeOf(row),
  step: row.step,
  credentialId: row.credentialId,
  code: row.code,
  generation: row.generation,
  issuedAt: row.issuedAt,
  revokedAt: row.revokedAt,
  tier: { id: row.tierId, nameEn: row.tierEn, nameHi: row.tierHi },
  workshop: {
    id: row.workshopId,
    nameEn: row.workshopEn,
    nameHi: row.workshopHi,
    startsOn: row.startsOn,
    unit: unitRef(row.hostUnit),
  },
  trainedBy: trainersFrom(row.trainers),
})

/** Who trained whom: up to the first hall, and down to the last unit. */
export const lineage = new Hono<TenantEnv>()
  .get(
    '/credentials/:credentialId/lineage',
    may('registrations:read'),
    answers(Lineage, 'The chain of trainers up to the first hall'),
    valid('param', CredentialId),
    async (c) => {
      const { db, actor, holds } = c.var
      const [rows] = await db.read([chainOf(c.req.valid('param').credentialId, actor, holds)])
      if (rows.length === 0) throw new Problem('not-found')
      return c.json({ chain: rows.map(stepOf) })
    },
  )
  .get(
    '/credentials/:credentialId/descendants',
    may('registrations:read'),
    answers(Descendants, 'How many were trained below, by tier'),
    valid('param', CredentialId),
    async (c) => {
      const { db, actor, holds } = c.var
      const [[own, ...below]] = await db.read([
        descendantsOf(c.req.valid('param').credentialId, actor, holds),
      ])
      if (!own) throw new Problem('not-found')
      const tiers = below.map(({ tierId, tierEn, tierHi, ...counted }) => ({
        tier: { id: tierId, nameEn: tierEn, nameHi: tierHi },
        ...counted,
      }))
      return c.json({ tiers })
    },
  )
