import type { Tier } from '../planning/api.ts'
import { bothNames } from '../text/names.ts'
import { sharesSent, sharesWritten } from './shares.ts'

/** A tier as its form holds it: days may be empty, numbers half typed. */
export type TierFields = {
  nameEn: string
  nameHi: string
  hostLevelId: string
  traineeLevelId: string
  taughtBy: Tier['taughtBy']
  planned: boolean
  minimum: number | null
  target: number | null
  maximum: number | null
  /** What is asked by wing and subject, as {@link sharesWritten} writes it. */
  shares: string
  batchSize: number | null
  days: number | null
  hoursPerDay: number | null
  passDays: number | null
  passSessions: number | null
  passSubjects: number | null
  validMonths: number | null
  approvals: '0' | '1' | '2'
  nominateBy: string
  skill: string
  startBy: string
  finishBy: string
  feeMinor: number | null
}

/** What the form begins with for a stored tier. */
export const tierFieldsOf = (tier: Tier): TierFields => ({
  nameEn: tier.nameEn,
  nameHi: tier.nameHi,
  hostLevelId: tier.hostLevel.id,
  traineeLevelId: tier.traineeLevel.id,
  taughtBy: tier.taughtBy,
  planned: tier.planned,
  minimum: tier.minimum,
  target: tier.target,
  maximum: tier.maximum,
  shares: sharesWritten(tier.shares),
  batchSize: tier.batchSize,
  days: tier.days,
  hoursPerDay: tier.hoursPerDay,
  passDays: tier.passDays,
  passSessions: tier.passSessions,
  passSubjects: tier.passSubjects,
  validMonths: tier.validMonths,
  approvals: `${tier.approvals as 0 | 1 | 2}`,
  nominateBy: tier.nominateBy ?? '',
  skill: tier.skill ?? '',
  startBy: tier.startBy ?? '',
  finishBy: tier.finishBy ?? '',
  feeMinor: tier.feeMinor,
})

/** What the form begins with for a new tier: it goes on where the last one ended. */
export const blankTier = (
  above: readonly Tier[],
  levels: readonly { id: string; depth: number }[],
): TierFields => {
  const last = above.at(-1)
  const host = last ? last.traineeLevel : levels[0]
  const below = levels.find(({ depth }) => depth > (host?.depth ?? 0))
  return {
    nameEn: '',
    nameHi: '',
    hostLevelId: host?.id ?? '',
    traineeLevelId: below?.id ?? host?.id ?? '',
    taughtBy: last ? 'credential' : 'guest',
    planned: !last,
    minimum: 2,
    target: 2,
    maximum: 4,
    shares: sharesWritten([]),
    batchSize: 60,
    days: 1,
    hoursPerDay: 6,
    passDays: 1,
    passSessions: 0,
    passSubjects: 0,
    validMonths: null,
    approvals: '0',
    nominateBy: '',
    skill: '',
    startBy: '',
    finishBy: '',
    feeMinor: 0,
  }
}

/** The fields as they are sent; a number that is not there becomes 0, which the server refuses where it must. */
export const tierInput = (fields: TierFields) => ({
  ...fields,
  ...bothNames(fields),
  minimum: fields.minimum ?? 0,
  target: fields.target ?? 0,
  maximum: fields.maximum ?? 0,
  shares: sharesSent(fields.shares),
  batchSize: fields.batchSize ?? 0,
  days: fields.days ?? 0,
  hoursPerDay: fields.hoursPerDay ?? 0,
  passDays: fields.passDays ?? 0,
  passSessions: fields.passSessions ?? 0,
  passSubjects: fields.passSubjects ?? 0,
  approvals: Number(fields.approvals),
  nominateBy: fields.nominateBy || null,
  skill: fields.skill.trim() || null,
  startBy: fields.startBy || null,
  finishBy: fields.finishBy || null,
  feeMinor: fields.feeMinor ?? 0,
})
