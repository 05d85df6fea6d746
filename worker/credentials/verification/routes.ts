import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { open } from '../../platform/auth.ts'
import { dayOf } from '../../platform/calendar.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { verifyToken } from '../../platform/keys.ts'
import { q } from '../../platform/sql.ts'
import { type CredentialRow, credentialsWhere } from '../queries.ts'
import { claimsOf } from '../rules.ts'
import { audienceOf } from './keys.ts'
import { stateOf } from './rules.ts'
import { CodeAsked, Verified } from './shapes.ts'

type Organisation = { nameEn: string; nameHi: string }

const names = (nameEn: string, nameHi: string) => ({ nameEn, nameHi })

const shownOf = (row: CredentialRow, organisation: Organisation) => ({
  nameEn: row.personNameEn,
  nameHi: row.personNameHi,
  organisation,
  programme: names(row.programmeEn, row.programmeHi),
  tier: names(row.tierEn, row.tierHi),
  workshop: { ...names(row.workshopEn, row.workshopHi), startsOn: row.startsOn, endsOn: row.endsOn },
  unit: names(row.unitNameEn, row.unitNameHi),
  generation: row.generation,
  issuedOn: dayOf(row.issuedAt, row.timeZone),
  revokedOn: row.revokedAt === null ? null : dayOf(row.revokedAt, row.timeZone),
  validUntilOn: row.validUntil === null ? null : dayOf(row.validUntil, row.timeZone),
  signature: row.signature,
})

/** Verifying a credential by its code: for anybody. */
export const verification = new Hono<TenantEnv>().get(
  '/public/credentials/:code',
  open,
  answers(Verified, 'Verify a credential'),
  valid('param', CodeAsked),
  async (c) => {
    const { code } = c.req.valid('param')
    const { db, organisation, now } = c.var
    const [[row], [own]] = await db.read([
      credentialsWhere(sql`c.code = ${code}`),
      q.all<Organisation>(sql`select name_en as "nameEn", name_hi as "nameHi" from organisation`),
    ])
    if (!row || !own) return c.json({ valid: false, state: 'unknown' as const, code, credential: null })
    const signed = await verifyToken(c.env, row.signature, audienceOf(organisation), now)
    const claims = claimsOf({ ...row, personId: row.signedPersonId, unitId: row.signedUnitId })
    const state = stateOf(signed, claims, {
      revokedAt: row.revokedAt,
      validUntil: row.validUntil,
      now,
      erased: row.signature === '',
    })
    const credential = state === 'altered' || state === 'erased' ? null : shownOf(row, own)
    return c.json({ valid: state === 'valid', state, code, credential })
  },
)
