import type { Tier } from '../planning/api.ts'

/** The address of a tier's coverage, of one unit or where one's powers begin, as it is or as of the end of a day. */
export const coverageLink = (slug: string, tier: Pick<Tier, 'id'>, unit?: string, on?: string): string =>
  `/o/${slug}/coverage?tier=${tier.id}${unit ? `&unit=${unit}` : ''}${on ? `&on=${on}` : ''}`
