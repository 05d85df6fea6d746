import { useText } from '../text/index.ts'
import { radarText } from '../text/radar.ts'
import type { Leak, TierLeaks } from './api.ts'

/** How much is lost in one way, and out of how many. */
export type Figure = { leak: Leak; label: string; value: number; note: string }

/** The four leaks of a tier in words and figures. */
export const useFigures = (of: TierLeaks): Figure[] => {
  const say = useText(radarText)
  const units = say('noTrainer.of', { count: of.units })
  return [
    { leak: 'idle', label: say('idle.label'), value: of.idle, note: say('idle.of', { count: of.teachers }) },
    { leak: 'no-trainer', label: say('noTrainer.label'), value: of.withoutTrainer, note: units },
    { leak: 'no-batch', label: say('noBatch.label'), value: of.withoutBatch, note: units },
    { leak: 'subject', label: say('subject.label'), value: of.subjects.length, note: say('subject.note') },
  ]
}
