import './verdict.css'
import { attendanceTexts } from '../text/attendance.ts'
import { formatMoney, formatTime, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import type { IconName } from '../ui/icons.ts'
import type { Outcome } from './verdict.ts'

type Look = { tone: 'ready' | 'good' | 'warn' | 'bad'; icon: IconName }

const LOOKS: Record<Outcome['kind'], Look> = {
  asking: { tone: 'ready', icon: 'search' },
  present: { tone: 'good', icon: 'check' },
  already: { tone: 'warn', icon: 'clock' },
  noted: { tone: 'warn', icon: 'offline' },
  'not-registered': { tone: 'bad', icon: 'stop' },
  'outside-dates': { tone: 'bad', icon: 'calendar' },
  'state-changed': { tone: 'bad', icon: 'reload' },
}

const lookOf = (outcome: Outcome): Look =>
  outcome.kind === 'present' && outcome.owedMinor > 0 ? { tone: 'warn', icon: 'money' } : LOOKS[outcome.kind]

/** What a mark came to, in a few words. */
const useVerdict = () => {
  const say = useText(attendanceTexts)
  const language = useLanguage()
  const zone = useZone()
  return (outcome: Outcome): string => {
    const { kind, owedMinor, currency, markedAt } = outcome
    if (kind === 'present') {
      return owedMinor > 0
        ? say('owes', { amount: formatMoney(owedMinor, currency, language) })
        : say('present')
    }
    if (kind === 'already' && markedAt !== undefined)
      return say('already.at', { time: formatTime(markedAt, zone, language) })
    return say(kind)
  }
}

const useHint = () => {
  const say = useText(attendanceTexts)
  const language = useLanguage()
  return ({ kind, code, owedMinor, currency }: Outcome): string | undefined => {
    if (kind === 'not-registered' || kind === 'noted') return say(`${kind}.hint`, { code })
    if (kind === 'outside-dates' || kind === 'state-changed') return say(`${kind}.hint`)
    if (owedMinor === 0) return undefined
    return kind === 'present'
      ? say('owes.hint')
      : say('owes.short', { amount: formatMoney(owedMinor, currency, language) })
  }
}

type ResultProps = { outcome: Outcome | undefined; ofDays: number; onUndo: (outcome: Outcome) => void }

/** The last verdict, as big as it can be: colour, icon, words; it is also read out. */
export const Result = ({ outcome, ofDays, onUndo }: ResultProps) => {
  const say = useText(attendanceTexts)
  const name = useName()
  const verdict = useVerdict()
  const hint = useHint()
  const look = outcome ? lookOf(outcome) : undefined
  const tellsDays = outcome?.days !== undefined && ofDays > 1
  return (
    <section class={`verdict verdict-${look?.tone ?? 'ready'}`} aria-label={say('result')}>
      <div class="verdict-words" role="status" aria-live="assertive" aria-atomic="true" key={outcome?.markId}>
        <Icon name={look?.icon ?? 'qr'} size={64} />
        <div>
          <p class="verdict-title">{outcome ? verdict(outcome) : say('ready')}</p>
          {outcome?.person && (
            <p class="verdict-name">
              {name(outcome.person)}
              {outcome.unit && <span class="verdict-unit">{name(outcome.unit)}</span>}
            </p>
          )}
          <p class="verdict-hint">{outcome ? hint(outcome) : say('ready.hint')}</p>
          {tellsDays && <p class="verdict-hint">{say('days.of', { days: outcome.days ?? 0, of: ofDays })}</p>}
        </div>
      </div>
      {outcome?.kind === 'present' && (
        <div class="verdict-undo">
          <Button
            icon="undo"
            label={say('undo.last', { name: outcome.person ? name(outcome.person) : outcome.code })}
            onPress={() => onUndo(outcome)}
          >
            {say('undo')}
          </Button>
        </div>
      )}
    </section>
  )
}

/** The verdicts before the last one, smaller. */
export const Recent = ({ outcomes }: { outcomes: readonly Outcome[] }) => {
  const say = useText(attendanceTexts)
  const name = useName()
  const verdict = useVerdict()
  if (outcomes.length === 0) return null
  return (
    <section class="gate-recent stack stack-s" aria-label={say('recent')}>
      <h2 class="recent-title">{say('recent')}</h2>
      <ol class="recent">
        {outcomes.map((outcome) => {
          const { tone, icon } = lookOf(outcome)
          return (
            <li key={outcome.markId} class={`recent-${tone}`}>
              <Icon name={icon} size={20} />
              <span class="strong">{outcome.person ? name(outcome.person) : outcome.code}</span>
              <span>{verdict(outcome)}</span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
