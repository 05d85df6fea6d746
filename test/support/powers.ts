import { type Capability, ROLES, type Role } from '../../worker/platform/roles.ts'

// What a power is, in plain words and loops, written from the product's words; it knows no SQL.

/** A unit; the root has no parent. */
export type UnitFact = { id: string; parent: UnitFact | null }

/** A role of somebody below a unit, for a while; where a wing, workshop or tier is named it is limited to that one. */
export type GrantFact = {
  personId: string
  role: Role
  unit: UnitFact
  wing: string | null
  workshop: string | null
  tier: string | null
  from: number
  until: number | null
}

/** A tier of a programme; who passed the tier before teaches it where `taughtBy` says so. */
export type TierFact = {
  id: string
  programme: string
  position: number
  taughtBy: 'guest' | 'credential' | 'office'
}

/** That somebody passed a tier for a unit, and when it was taken back. */
export type CredentialFact = {
  personId: string
  tier: TierFact
  unit: UnitFact
  issued: number
  revoked: number | null
}

/** All that decides what people may do. */
export type Facts = {
  units: UnitFact[]
  tiers: TierFact[]
  grants: GrantFact[]
  credentials: CredentialFact[]
}

/** What a limit is asked about: nothing, one thing, or that a limited power counts as well. */
export type Asked = string | null | 'any'

/** Where something is asked: a unit, and which wing, workshop and tier it concerns. */
export type Where = { unit: UnitFact | null; wing: Asked; workshop: Asked; tier: Asked }

function liesBelow(unit: UnitFact, top: UnitFact): boolean {
  for (let at: UnitFact | null = unit; at !== null; at = at.parent) if (at === top) return true
  return false
}

const allows = (limit: string | null, asked: Asked) => asked === 'any' || limit === null || limit === asked

/** A credential makes its holder a trainer of the next tier, below the unit he stands for, until it is revoked. */
function taught({ tiers }: Facts, { personId, tier, unit, issued, revoked }: CredentialFact): GrantFact[] {
  const next = tiers.filter(
    (other) => other.programme === tier.programme && other.position === tier.position + 1,
  )
  return next
    .filter(({ taughtBy }) => taughtBy === 'credential')
    .map(({ id }) => ({
      personId,
      role: 'trainer',
      unit,
      wing: null,
      workshop: null,
      tier: id,
      from: issued,
      until: revoked,
    }))
}

/** The live powers of somebody that include a capability. */
export function powersOf(facts: Facts, personId: string, capability: Capability, now: number): GrantFact[] {
  const all = [...facts.grants, ...facts.credentials.flatMap((credential) => taught(facts, credential))]
  return all.filter((power) => {
    const can: readonly Capability[] = ROLES[power.role]
    const begun = power.from <= now
    const over = power.until !== null && power.until <= now
    return power.personId === personId && begun && !over && can.includes(capability)
  })
}

/** Whether somebody may, there and then. */
export function mayThere(
  facts: Facts,
  personId: string,
  capability: Capability,
  where: Where,
  now: number,
): boolean {
  const { unit } = where
  if (unit === null) return false
  return powersOf(facts, personId, capability, now).some(
    (power) =>
      liesBelow(unit, power.unit) &&
      allows(power.wing, where.wing) &&
      allows(power.workshop, where.workshop) &&
      allows(power.tier, where.tier),
  )
}
