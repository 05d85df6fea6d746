import { useCatchmentText } from '../planning/catchment.ts'
import { useFrame } from '../shell/frame.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { redrawTexts } from '../text/redrawing.ts'
import { Choice } from '../ui/choice.tsx'
import type { Preview } from './api.ts'

type Redraws = Preview['redraws']
type Way = Redraws[number]['way']

type RedrawingProps = {
  organisation: string
  redraws: Redraws
  way: Way | undefined
  onChange: (way: Way | undefined) => void
}

const said = { '1': 'includes', '-1': 'leaves', null: 'forgets' } as const

/** A term in words: its unit, and its limits if it has any. */
const useTermWords = (organisation: string) => {
  const name = useName()
  const sentence = useCatchmentText(organisation)
  const frame = useFrame(organisation)?.organisation
  const of = (list: readonly { id: string; names: { en: string; hi: string } }[] | undefined, id: string) => {
    const found = list?.find((one) => one.id === id)
    return found ? { id, nameEn: found.names.en, nameHi: found.names.hi } : null
  }
  return ({ unit, each, wing }: Redraws[number]['catchments'][number]['changes'][number]) =>
    each || wing
      ? sentence({
          include: [{ ...unit, each: of(frame?.levels, each), wing: of(frame?.wings, wing) }],
          exclude: [],
        })
      : name(unit)
}

/** How a published plan is redrawn along with a move, and what changes in whose catchment. */
export const Redrawing = ({ organisation, redraws, way, onChange }: RedrawingProps) => {
  const say = useText(redrawTexts)
  const name = useName()
  const words = useTermWords(organisation)
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
              catchment.changes.map((change) => (
                <li key={`${catchment.workshopId} ${change.unit.id} ${change.each} ${change.wing}`}>
                  {say(said[`${change.sign}`], { workshop: name(catchment), unit: words(change) })}
                </li>
              )),
            )}
          </ul>
        </div>
      )}
    </div>
  )
}
