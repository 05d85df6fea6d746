import type { Tier } from '../planning/api.ts'
import type { Frame } from '../shell/frame.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { simulationText } from '../text/simulation.ts'
import { DateField, SelectField } from '../ui/field.tsx'
import { Slider } from '../ui/slider.tsx'
import { BatchSize, HeldAt, TrainersInBatch } from './hop-fields.tsx'
import type { HopAsked } from './plan.ts'

type HopFormProps = {
  tier: Tier
  hop: HopAsked
  levels: Frame['organisation']['levels']
  onChange: (hop: HopAsked) => void
}

type Teachers = 'trained' | 'given'

/** The sliders of one hop. */
export const HopForm = ({ tier, hop, levels, onChange }: HopFormProps) => {
  const say = useText(simulationText)
  const name = useName()
  const set = (change: Partial<HopAsked>) => onChange({ ...hop, ...change })
  const given = hop.trainersPerPool !== null
  return (
    <details class="filters form-part">
      <summary>{say('hop', { number: tier.position, name: name(tier) })}</summary>
      <div class="form">
        <HeldAt
          tier={tier}
          levels={levels}
          value={hop.hostLevelId}
          onChange={(hostLevelId) => set({ hostLevelId })}
        />
        <Slider
          label={say('each', { level: name(tier.traineeLevel) })}
          value={hop.perUnit}
          min={1}
          max={Math.max(10, tier.maximum)}
          onChange={(perUnit) => set({ perUnit })}
        />
        <BatchSize value={hop.batchSize} onChange={(batchSize) => set({ batchSize })} />
        <Slider
          label={say('halls')}
          value={hop.hallsPerHost}
          min={1}
          max={20}
          onChange={(hallsPerHost) => set({ hallsPerHost })}
        />
        <TrainersInBatch
          value={hop.trainersPerBatch}
          onChange={(trainersPerBatch) => set({ trainersPerBatch })}
        />
        <SelectField<Teachers>
          label={say('pool.who')}
          required
          value={given ? 'given' : 'trained'}
          onChange={(who) => set({ trainersPerPool: who === 'given' ? 4 : null })}
          options={[
            { value: 'trained', label: say('pool.trained') },
            { value: 'given', label: say('pool.given') },
          ]}
        />
        {hop.trainersPerPool !== null && (
          <Slider
            label={say('pool')}
            value={hop.trainersPerPool}
            min={0}
            max={400}
            onChange={(trainersPerPool) => set({ trainersPerPool })}
          />
        )}
        <DateField
          label={say('by-day')}
          value={hop.finishBy ?? ''}
          onChange={(day) => set({ finishBy: day || null })}
        />
      </div>
    </details>
  )
}
