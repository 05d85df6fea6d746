import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { redrawTexts } from '../text/redrawing.ts'
import { Choice } from '../ui/choice.tsx'
import type { Preview } from './api.ts'

type Redraws = Preview['redraws']
type Way = Redraws[number]['way']

type RedrawingProps = { redraws: Redraws; way: Way | undefined; onChange: (way: Way | undefined) => void }

const said = { '1': 'includes', '-1': 'leaves', null: 'forgets' } as const

/** How a published plan is redrawn along with a move, and what changes in whose catchment. */
export const Redrawing = ({ redraws, way, onChange }: RedrawingProps) => {
  const say = useText(redrawTexts)
  const name = useName()
  const chosen = redraws.find((one) => one.way === way)
  return (
    <div class="stack">
      <Choice
        label={say('label')}
        required
        value={way ?? 'none'}
        onChange={(next: Way | 'none') => onChange(next === 'none' ? undefined : next)}
        options={[
          ...redraws.map((one) => ({ value: one.way, label: say(one.way), hint: say(`${one.way}.hint`) })),
          { value: 'none' as const, label: say('none') },
        ]}
      />
      {chosen && (
        <div class="change-preview stack" role="status">
          <p class="strong">{say('changes')}</p>
          <ul class="change-shifts">
            {chosen.catchments.flatMap((catchment) =>
              catchment.changes.map(({ unit, sign }) => (
                <li key={`${catchment.workshopId} ${unit.id}`}>
                  {say(said[`${sign}`], { workshop: name(catchment), unit: name(unit) })}
                </li>
              )),
            )}
          </ul>
        </div>
      )}
    </div>
  )
}
