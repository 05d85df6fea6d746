import './teaching.css'
import { useText } from '../text/index.ts'
import { teachingTexts } from '../text/teaching.ts'

type NeedProps = { trained: number; registered: number; nominated: number; minimum: number }

const PARTS = ['trained', 'registered', 'nominated', 'empty'] as const

/** How far a unit, or a whole area, is from the people it needs; told by pattern and in words, not only by colour. */
export const Need = ({ trained, registered, nominated, minimum }: NeedProps) => {
  const say = useText(teachingTexts)
  // Who is trained was registered, and mostly nominated, before.
  const onTheWay = Math.max(0, registered - trained)
  const proposed = Math.max(0, nominated - Math.max(registered, trained))
  const widths = {
    trained,
    registered: onTheWay,
    nominated: proposed,
    empty: Math.max(0, minimum - trained - onTheWay - proposed),
  }
  return (
    <div class="need">
      <div class="need-bar" aria-hidden="true">
        {PARTS.map(
          (part) =>
            widths[part] > 0 && (
              <span key={part} class={`need-part need-${part}`} style={{ flexGrow: widths[part] }} />
            ),
        )}
      </div>
      <p class="need-words">{say('need.words', { trained, minimum, registered, nominated })}</p>
    </div>
  )
}
