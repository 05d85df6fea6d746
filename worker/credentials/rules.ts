// Who has earned a credential, and of which generation. Pure. Days are counted, instants are Unix seconds.

/** Credentials offered at once; who is beyond this is offered them next. */
export const OFFER_MAX = 500

/** What a tier asks of a trainee in one of its workshops. */
export type PassRule = {
  passDays: number
  /** Per cent of the sessions that teach a subject; 0 asks for none. */
  passSessions: number
  ofSessions: number
  /** How many subjects must be passed in an assessment. */
  passSubjects: number
}

/** What the database knows of a trainee: days present, sessions, and credentials of this tier that already exist. */
export type Trainee = {
  days: number
  sessions: number
  subjects: number
  registrationId: string
  /** Live credential of the tier, from whichever workshop. */
  credentialId: string | null
  credentialCode: string | null
  /** Registration that the live credential rests on. */
  creditedRegistrationId: string | null
  /** 1 when that credential was issued before this workshop began. */
  older: number | null
  /** 1 when this registration renewed it. */
  renewed: number
  /** 1 when a credential of this very registration was revoked. */
  revoked: number
}

/** How a trainee stands: `held` means a credential of the tier from another workshop; passing again makes it `renewable`. */
export type Standing = 'issued' | 'held' | 'renewable' | 'renewed' | 'revoked' | 'passed' | 'not-yet'

/** How many sessions a rule asks for; more than there are where the timetable has none to be marked in. */
export const sessionsNeeded = ({
  passSessions,
  ofSessions,
}: Pick<PassRule, 'passSessions' | 'ofSessions'>): number =>
  passSessions === 0 ? 0 : Math.max(1, Math.ceil((passSessions * ofSessions) / 100))

const hasPassed = (trainee: Trainee, rule: PassRule): boolean =>
  trainee.days >= rule.passDays &&
  trainee.sessions >= sessionsNeeded(rule) &&
  trainee.subjects >= rule.passSubjects

/** How a trainee stands under a rule. A revoked credential is not issued again for the same attendance. */
export function standingOf(trainee: Trainee, rule: PassRule): Standing {
  if (trainee.creditedRegistrationId === trainee.registrationId) return 'issued'
  if (trainee.renewed) return 'renewed'
  if (trainee.creditedRegistrationId !== null)
    return trainee.older && hasPassed(trainee, rule) ? 'renewable' : 'held'
  if (trainee.revoked) return 'revoked'
  return hasPassed(trainee, rule) ? 'passed' : 'not-yet'
}

/** One more than the youngest generation among the trainers; 1 when none of them holds a credential of ours. */
export const generationAfter = (trainers: readonly { generation: number | null }[]) =>
  1 + Math.max(0, ...trainers.map(({ generation }) => generation ?? 0))

/** What a signature says of a credential; the row must say the same. */
export type Claims = {
  jti: string
  sub: string
  code: string
  tier: string
  workshop: string
  unit: string
  generation: number
}

/** What is signed of a credential. */
export const claimsOf = (c: {
  id: string
  personId: string
  code: string
  tierId: string
  workshopId: string
  unitId: string
  generation: number
}): Claims => ({
  jti: c.id,
  sub: c.personId,
  code: c.code,
  tier: c.tierId,
  workshop: c.workshopId,
  unit: c.unitId,
  generation: c.generation,
})

/** Whether what was signed is what is claimed now; false without a good signature. */
export const agrees = (signed: Record<string, unknown> | undefined, claims: Claims): boolean =>
  signed !== undefined && Object.entries(claims).every(([name, value]) => signed[name] === value)
