// What an edit came to, and what a tier may look like. Pure.
import type { InputError } from '../platform/problem.ts'

/** A level as the rules need it; depth 0 is the top. */
export type LevelFact = { id: string; depth: number }

type TierAsked = { hostLevelId: string; traineeLevelId: string; taughtBy: string }

const fault = (pointer: string, code: string, detail: string): InputError => ({ pointer, code, detail })

/** What is wrong with a tier's place in the cascade; `first` says that no tier stands above it. */
export function tierFaults(tier: TierAsked, levels: readonly LevelFact[], first: boolean): InputError[] {
  const host = levels.find(({ id }) => id === tier.hostLevelId)
  const trainee = levels.find(({ id }) => id === tier.traineeLevelId)
  const faults: InputError[] = []
  if (!host) faults.push(fault('/hostLevelId', 'unknown-level', 'There is no such level'))
  if (!trainee) faults.push(fault('/traineeLevelId', 'unknown-level', 'There is no such level'))
  if (host && trainee && host.depth > trainee.depth)
    faults.push(fault('/hostLevelId', 'below-trainees', 'It is held below those whom it trains'))
  if (first && tier.taughtBy === 'credential')
    faults.push(fault('/taughtBy', 'first-tier', 'Nobody is trained by a tier above the first'))
  return faults
}
