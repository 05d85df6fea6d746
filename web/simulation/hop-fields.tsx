import type { Tier } from '../planning/api.ts'
import type { Frame } from '../shell/frame.ts'
import { useLanguage, useText } from '../text/index.ts'
import { simulationText } from '../text/simulation.ts'
import { SelectField } from '../ui/field.tsx'
import { Slider } from '../ui/slider.tsx'

type HeldAtProps = {
  tier: Tier
  levels: Frame['organisation']['levels']
  value: string
  onChange: (levelId: string) => void
  label?: string | undefined
  error?: string | undefined
}

/** At which level a hop is held: its trainees' own or one above it. */
export const HeldAt = ({ tier, levels, value, onChange, label, error }: HeldAtProps) => {
  const say = useText(simulationText)
  const language = useLanguage()
  return (
    <SelectField
      label={label ?? say('host')}
      required
      value={value}
      error={error}
      onChange={onChange}
      options={levels
        .filter(({ depth }) => depth <= tier.traineeLevel.depth)
        .map(({ id, names }) => ({ value: id, label: names[language] }))}
    />
  )
}

type CountProps = { value: number; onChange: (value: number) => void }

/** How many people a batch takes in. */
export const BatchSize = ({ value, onChange }: CountProps) => {
  const say = useText(simulationText)
  // Halls of a thousand there are; a plan that somebody kept may ask for more.
  return (
    <Slider
      label={say('batch')}
      value={value}
      min={10}
      max={Math.max(1_000, value)}
      step={5}
      onChange={onChange}
    />
  )
}

/** How many teach a batch together. */
export const TrainersInBatch = ({ value, onChange }: CountProps) => {
  const say = useText(simulationText)
  return (
    <Slider label={say('teachers')} value={value} min={1} max={Math.max(20, value)} onChange={onChange} />
  )
}

/** On how many days of a week is taught. */
export const DaysOfWeek = ({ value, onChange }: CountProps) => {
  const say = useText(simulationText)
  return <Slider label={say('week')} value={value} min={1} max={7} onChange={onChange} />
}
