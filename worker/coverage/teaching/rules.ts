// What a trainer has to do, and what became of opening a batch. Pure.

/** A power to teach a tier below a unit, with what is expected there and what came of it. */
export type PowerRow = {
  tierId: string
  tierEn: string
  tierHi: string
  programmeId: string
  programmeEn: string
  programmeHi: string
  planned: number
  minimum: number
  target: number
  maximum: number
  batchSize: number
  tierDays: number
  passDays: number
  startBy: string | null
  finishBy: string | null
  hostLevelId: string
  traineeLevelId: string
  unit: string
  unitPath: string
  units: number
  unitsMet: number
  nominated: number
  registered: number
  trained: number
}

/** Units of the trainee level that have not reached the tier's minimum. */
export const lackingOf = ({ units, unitsMet, minimum }: Pick<PowerRow, 'units' | 'unitsMet' | 'minimum'>) =>
  minimum === 0 ? 0 : units - unitsMet

/** The batches of a power: those of its tier that are held in its unit's subtree. */
export const within = <B extends { tierId: string; hostPath: string }>(
  { tierId, unitPath }: { tierId: string; unitPath: string },
  batches: readonly B[],
): B[] => batches.filter((batch) => batch.tierId === tierId && batch.hostPath.startsWith(unitPath))

/** What the database says of a tier, a host and the caller's power over both after a batch was tried. */
export type Ground = {
  planned: number
  batchSize: number
  /** 1 when the host is of the tier's host level. */
  hosts: number
  /** 1 when the caller may open workshops of this tier anywhere. */
  qualified: number
  /** 1 when he may do so at this host. */
  here: number
}

/** Why a batch was not opened; undefined when nothing stood in its way. */
export function refusalOf(ground: Ground | undefined, capacity: number) {
  if (!ground) return 'not-found'
  if (!ground.qualified) return 'not-qualified'
  if (!ground.here) return 'not-found'
  if (ground.planned) return 'not-a-partition'
  if (!ground.hosts) return 'host-level'
  if (capacity > ground.batchSize) return 'capacity'
  return undefined
}

/** What the database says of somebody and a tier after a nomination was tried. */
export type Proposal = { slotId: string | null; maximum: number; live: number; nominationId: string | null }

/** Why somebody was not nominated; undefined when he is. */
export function unproposed(proposal: Proposal) {
  if (proposal.nominationId !== null) return undefined
  if (proposal.slotId === null) return 'outside-catchment'
  return proposal.live >= proposal.maximum ? 'quota-full' : 'state-changed'
}
