import type { Frame } from '../shell/frame.ts'
import { useLanguage, useText } from '../text/index.ts'
import { quotasText } from '../text/quotas.ts'
import { Choice } from '../ui/choice.tsx'
import { SelectField } from '../ui/field.tsx'
import { Slider } from '../ui/slider.tsx'
import type { Template } from './stamp-api.ts'

type Kept = Exclude<Template['quota'], undefined>

type QuotaProps = {
  quota: Kept
  onChange: (quota: Kept) => void
  levels: Frame['organisation']['levels']
  /** At which level drafts are held, and how deep those stand whom they train. */
  above: string
  lowest: number
}

/** Seats that every draft keeps for the units of a level below it. */
export const Quota = ({ quota, onChange, levels, above, lowest }: QuotaProps) => {
  const say = useText(quotasText)
  const language = useLanguage()
  const from = levels.find(({ id }) => id === above)?.depth ?? 0
  const below = levels.filter(({ depth }) => depth > from && depth <= lowest)
  const last = below.at(-1)
  if (!last) return null
  return (
    <>
      <Choice<'no' | 'yes'>
        label={say('local')}
        required
        inline
        value={quota ? 'yes' : 'no'}
        onChange={(which) => onChange(which === 'yes' ? { levelId: last.id, each: 2, releaseDays: 3 } : null)}
        options={(['no', 'yes'] as const).map((value) => ({ value, label: say(`local.${value}`) }))}
      />
      {quota && (
        <>
          <SelectField
            label={say('stamp.level')}
            required
            value={quota.levelId}
            onChange={(levelId) => onChange({ ...quota, levelId })}
            options={below.map(({ id, names }) => ({ value: id, label: names[language] }))}
          />
          <Slider
            label={say('stamp.seats')}
            value={quota.each}
            min={1}
            max={50}
            onChange={(each) => onChange({ ...quota, each })}
          />
          <Slider
            label={say('local.release')}
            value={quota.releaseDays ?? 0}
            min={0}
            max={30}
            onChange={(releaseDays) => onChange({ ...quota, releaseDays })}
          />
        </>
      )}
    </>
  )
}
