import type { Frame } from '../shell/frame.ts'
import { useLanguage, useText } from '../text/index.ts'
import { templateText } from '../text/templates.ts'
import { Choice } from '../ui/choice.tsx'
import { MoneyField } from '../ui/number-field.tsx'
import { hasFee, SHAPES, type Shape, type shaped } from './templates.ts'

type TemplateChoiceProps = {
  organisation: Frame['organisation']
  shape: Shape | 'blank'
  made: ReturnType<typeof shaped>
  feeMinor: number
  onShape: (shape: Shape | 'blank') => void
  onFee: (feeMinor: number) => void
}

/** With what a programme begins: nothing, or a shape and what it brings in one's own levels. */
export const TemplateChoice = (props: TemplateChoiceProps) => {
  const { organisation, shape, made, feeMinor, onShape, onFee } = props
  const say = useText(templateText)
  const language = useLanguage()
  const level = (id: string) => organisation.levels.find((one) => one.id === id)?.names[language] ?? ''
  const options = (['blank', ...SHAPES] as const).map((value) => ({
    value,
    label: say(value),
    hint: say(`${value}.hint`),
  }))
  return (
    <div class="form">
      <Choice<Shape | 'blank'>
        label={say('begin')}
        hint={say('begin.hint')}
        required
        value={shape}
        onChange={onShape}
        options={options}
      />
      {shape !== 'blank' && hasFee(shape) && (
        <MoneyField
          label={say('fee.each')}
          required
          currency={organisation.currency}
          amountMinor={feeMinor}
          onChange={(amount) => amount !== null && onFee(amount)}
        />
      )}
      {shape !== 'blank' && (
        <section aria-label={say('hops')}>
          <ul>
            {made.tiers.map(({ id, hostLevelId, traineeLevelId, minimum, maximum, days }) => (
              <li key={id}>
                {say(days === 1 ? 'hop.line.one' : 'hop.line', {
                  ...{ host: level(hostLevelId), trainee: level(traineeLevelId) },
                  ...{ minimum, maximum, days },
                })}
              </li>
            ))}
            <li>{say('subjects.line', { count: made.subjects.length })}</li>
          </ul>
        </section>
      )}
    </div>
  )
}
