import * as z from 'zod'
import { Attendee } from '../attendance/index.ts'
import { UnitRef } from '../hierarchy/index.ts'
import { text } from '../platform/text.ts'
import { Taught } from './versions/shapes.ts'

const Named = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })

/** Who taught: with the credential that entitled him, or null when he holds none of ours. */
export const Trainer = Named.extend({ credentialId: z.string().nullable() })

/** Every trainee of a workshop as he stands; `offer` commits the credentials of those who `passed`, null without any. */
export const CredentialOffer = z.object({
  offer: z.string().nullable(),
  offered: z.int(),
  /** How many who hold the credential passed again, and have it renewed with the offer. */
  renewable: z.int(),
  generation: z.int(),
  passDays: z.int(),
  /** How many sessions it takes, of those that teach a subject. */
  passSessions: z.int(),
  ofSessions: z.int(),
  passSubjects: z.int(),
  ofDays: z.int(),
  trainers: z.array(Trainer),
  trainees: z.array(
    Attendee.extend({
      registrationId: z.string(),
      days: z.int(),
      sessions: z.int(),
      subjects: z.int(),
      standing: z.enum(['issued', 'held', 'renewable', 'renewed', 'revoked', 'passed', 'not-yet']),
      credential: z.object({ id: z.string(), code: z.string() }).nullable(),
    }),
  ),
})

/** A sealed list of credentials to issue. */
export const Issuing = z.strictObject({ offer: z.jwt() })

/** What a sealed offer carries. */
export const Decision = z.object({
  workshopId: z.string(),
  tierId: z.string(),
  generation: z.int(),
  trainers: z.array(z.object({ id: z.string(), credentialId: z.string().nullable() })),
  credentials: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      registrationId: z.string(),
      personId: z.string(),
      unitId: z.string(),
    }),
  ),
  // None in an offer that was sealed before there were any.
  renewals: z
    .array(z.object({ id: z.string(), registrationId: z.string(), credentialId: z.string() }))
    .default([]),
})

/** The credentials and renewals of an offer that stand now. */
export const CredentialsIssued = z.object({
  issued: z.array(Attendee.extend({ id: z.string(), code: z.string(), registrationId: z.string() })),
  renewed: z.array(
    z.object({
      id: z.string(),
      credentialId: z.string(),
      registrationId: z.string(),
      validUntil: z.int().nullable(),
    }),
  ),
})

/** What a certificate says. Instants are Unix seconds; `issuedOn` is the day in the organisation's zone. */
export const Credential = Attendee.extend({
  id: z.string(),
  code: z.string(),
  generation: z.int(),
  issuedAt: z.int(),
  issuedOn: z.string(),
  revokedAt: z.int().nullable(),
  revokedReason: z.string().nullable(),
  /** Until when it counts, null for ever; `validUntilOn` is the day. */
  validUntil: z.int().nullable(),
  validUntilOn: z.string().nullable(),
  renewedAt: z.int().nullable(),
  /** A subject was given a new version since: a refresher is wanted. */
  outdated: z.boolean(),
  days: z.int(),
  ofDays: z.int(),
  programme: Named,
  tier: Named,
  workshop: Named.extend({
    venueEn: z.string().nullable(),
    venueHi: z.string().nullable(),
    startsOn: z.string(),
    endsOn: z.string(),
    unit: UnitRef,
  }),
  trainers: z.array(Trainer),
  subjects: z.array(Taught),
  signature: z.string(),
  link: z.string(),
})

/** After which certificate to go on. */
export const CredentialsAsked = z.object({ after: z.uuid().optional() })

/** The certificates of a workshop, newest first; `after` goes on, null at the end. */
export const Credentials = z.object({ credentials: z.array(Credential), after: z.string().nullable() })

/** Why a credential counts no more. */
export const Revoking = z.strictObject({ reason: text(300, { min: 3, lines: true }) })

/** A credential of one's own, newest first. */
export const OwnCredentials = z.object({
  credentials: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      generation: z.int(),
      issuedAt: z.int(),
      revokedAt: z.int().nullable(),
      validUntil: z.int().nullable(),
      outdated: z.boolean(),
      programme: Named,
      tier: Named,
      unit: UnitRef,
      link: z.string(),
    }),
  ),
})
