import * as z from 'zod'
import { Attendee } from '../../attendance/index.ts'
import { UnitRef } from '../../hierarchy/index.ts'
import { Trainer } from '../shapes.ts'

const Names = { id: z.string(), nameEn: z.string(), nameHi: z.string() }
const Hall = z.object({
  ...Names,
  venueEn: z.string().nullable(),
  venueHi: z.string().nullable(),
  startsOn: z.string(),
  unit: UnitRef,
})

/**
 * A credential in the graph of who trained whom. `taught` counts the live credentials of those whom its holder trained by it;
 * `seen` says whether the caller may read it: whoever stands above is named to those he taught, and not opened to them.
 */
const Link = Attendee.extend({
  credentialId: z.string(),
  code: z.string(),
  generation: z.int(),
  issuedAt: z.int(),
  revokedAt: z.int().nullable(),
  validUntil: z.int().nullable(),
  stands: z.enum(['valid', 'expired', 'revoked']),
  taught: z.int(),
  seen: z.boolean(),
  tier: z.object(Names),
  workshop: Hall,
  trainedBy: z.array(Trainer),
})

/** How many hold a live credential of a hall where a line begins, for whoever may read the hall. */
const Begun = z.object({ trained: z.int(), seen: z.boolean() })

/**
 * From credentials up to the first hall: `step` 0 are those asked for, 1 those of their trainers, and so on. Trainers
 * without a `credentialId` are roots; `hall` tells of the workshop of a link above which there is no credential.
 */
export const Lineage = z.object({ chain: z.array(Link.extend({ step: z.int(), hall: Begun.nullable() })) })

/** The lines of a unit's own people: what the caller may not read is counted, what is past a picture too. */
export const UnitLineage = Lineage.extend({ unit: UnitRef, hidden: z.int(), more: z.int() })

/** The lines of a person, and the first halls where he taught without a credential of ours. */
export const PersonLineage = Lineage.extend({
  person: z.object(Names),
  halls: z.array(z.object({ tier: z.object(Names), workshop: Hall, trained: z.int() })),
})

/** Whom a holder or a hall trained, page by page. `hidden` are those whom the caller may not read. */
export const Trainees = z.object({
  trained: z.int(),
  hidden: z.int(),
  trainees: z.array(Link),
  after: z.string().nullable(),
})

/** A workshop, who taught there, and whom. */
export const WorkshopLineage = Trainees.extend({
  workshop: Hall,
  tier: z.object(Names),
  trainers: z.array(Trainer),
})

/** Whom a holder's own trainees and theirs came to: live and revoked credentials by tier, nearest tier first. */
export const Descendants = z.object({
  tiers: z.array(z.object({ tier: z.object(Names), step: z.int(), trained: z.int(), revoked: z.int() })),
})
