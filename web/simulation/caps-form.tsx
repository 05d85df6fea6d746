import { useText } from '../text/index.ts'
import { stampingText } from '../text/stamping.ts'
import { Slider } from '../ui/slider.tsx'
import type { Caps } from './stamp-api.ts'

/** What is asked of a trainer unless a planner says otherwise. */
export const CAPS: Caps = { perWeek: 6, inAll: 30, farthest: 4 }

/** How much is asked of one trainer, and from how far he is called. */
export const CapsForm = ({ caps, onChange }: { caps: Caps; onChange: (caps: Caps) => void }) => {
  const say = useText(stampingText)
  const set = (change: Partial<Caps>) => onChange({ ...caps, ...change })
  return (
    <details class="filters">
      <summary>{say('caps')}</summary>
      <div class="form">
        <Slider
          label={say('caps.week')}
          value={caps.perWeek}
          min={1}
          max={7}
          onChange={(perWeek) => set({ perWeek })}
        />
        <Slider
          label={say('caps.all')}
          value={caps.inAll}
          min={1}
          max={100}
          onChange={(inAll) => set({ inAll })}
        />
        <Slider
          label={say('caps.far')}
          hint={say('caps.far.hint')}
          value={caps.farthest}
          min={0}
          max={12}
          onChange={(farthest) => set({ farthest })}
        />
      </div>
    </details>
  )
}
