import { useText } from '../text/index.ts'
import { obligationTexts } from '../text/obligations.ts'
import { Badge } from '../ui/badge.tsx'
import type { Tone } from '../ui/card.tsx'
import type { DutyState } from './api.ts'

const TONES: Record<DutyState, Tone> = {
  due: 'warn',
  asked: 'note',
  registered: 'plain',
  breached: 'bad',
  excused: 'note',
  met: 'good',
}

/** Every way in which a duty stands, in the order of its filter. */
export const STATES = Object.keys(TONES) as readonly DutyState[]

/** How a duty stands, in a word or two. */
export const StateOf = ({ state }: { state: DutyState }) => {
  const say = useText(obligationTexts)
  return <Badge tone={TONES[state]}>{say(`state.${state}`)}</Badge>
}

/** Whether an excuse may still be asked for. */
export const excusable = (state: DutyState) =>
  state === 'due' || state === 'registered' || state === 'breached'
