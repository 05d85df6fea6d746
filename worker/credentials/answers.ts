import * as z from 'zod'
import { attendeeOf, daysOf } from '../attendance/index.ts'
import { unitRef } from '../people/index.ts'
import { dayOf } from '../platform/calendar.ts'
import type { CredentialRow } from './queries.ts'
import { type Credential, Trainer } from './shapes.ts'
import { Taught } from './versions/shapes.ts'

/** Address where anybody verifies a credential; it is what the QR code on a certificate holds. */
export const linkOf = (origin: string, organisation: string, code: string) =>
  `${origin}/v/${organisation}/${code}`

const Trainers = z.array(Trainer)
const Subjects = z.array(Taught)

/** Reads the trainers that a statement gathered. */
export const trainersFrom = (json: string) => Trainers.parse(JSON.parse(json))

/** A certificate as it is told. */
export const credentialOf = (
  row: CredentialRow,
  { origin, organisation }: { origin: string; organisation: string },
): z.infer<typeof Credential> => ({
  ...attendeeOf(row),
  id: row.id,
  code: row.code,
  generation: row.generation,
  issuedAt: row.issuedAt,
  issuedOn: dayOf(row.issuedAt, row.timeZone),
  revokedAt: row.revokedAt,
  revokedReason: row.revokedReason,
  validUntil: row.validUntil,
  validUntilOn: row.validUntil === null ? null : dayOf(row.validUntil, row.timeZone),
  renewedAt: row.renewedAt,
  outdated: row.outdated === 1,
  days: row.days,
  ofDays: daysOf(row),
  programme: { id: row.programmeId, nameEn: row.programmeEn, nameHi: row.programmeHi },
  tier: { id: row.tierId, nameEn: row.tierEn, nameHi: row.tierHi },
  workshop: {
    id: row.workshopId,
    nameEn: row.workshopEn,
    nameHi: row.workshopHi,
    venueEn: row.venueEn,
    venueHi: row.venueHi,
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    unit: unitRef(row.hostUnit),
  },
  trainers: trainersFrom(row.trainers),
  subjects: Subjects.parse(JSON.parse(row.subjects)),
  signature: row.signature,
  link: linkOf(origin, organisation, row.code),
})
