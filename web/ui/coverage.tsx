import { common } from '../text/common.ts'
import { formatCount, formatShare } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'

type CoverageBarProps = {
  /** How many units have nobody, exactly one, and two or more. */
  none: number
  one: number
  full: number
  /** What is counted, already in words: "65,400 booths, 6 March". */
  of?: string | undefined
  /** Without the counts under the bar, for rows of a table. */
  brief?: boolean | undefined
}

const PARTS = ['full', 'one', 'none'] as const

/** How far a training has reached, as units with 0, 1 and 2 or more; told by pattern, place and number, not only colour. */
export const CoverageBar = ({ none, one, full, of, brief }: CoverageBarProps) => {
  const say = useText(common)
  const language = useLanguage()
  const counts = { none, one, full }
  const total = none + one + full
  const share = (part: number) => (total === 0 ? 0 : part / total)
  const words = { none: say('coverage.none'), one: say('coverage.one'), full: say('coverage.full') }
  const summary = say('coverage.summary', { reached: one + full, total })
  const spoken = PARTS.map((part) => `${words[part]}: ${formatCount(counts[part], language)}`).join(', ')
  return (
    <div class={brief ? 'coverage coverage-brief' : 'coverage'}>
      {!brief && (
        <p class="coverage-head">
          <span class="numeral">{formatShare(share(one + full), language)}</span>
          <span>
            <span class="strong">{summary}</span>
            {of && <span class="coverage-of">{of}</span>}
          </span>
        </p>
      )}
      <div class="coverage-bar" role="img" aria-label={`${summary}. ${spoken}`}>
        {PARTS.map(
          (part) =>
            counts[part] > 0 && (
              <span key={part} class={`coverage-part coverage-${part}`} style={{ flexGrow: counts[part] }} />
            ),
        )}
      </div>
      {brief ? (
        <p class="coverage-line" aria-hidden="true">
          <span class="strong">{formatShare(share(one + full), language)}</span> <span>{summary}</span>
        </p>
      ) : (
        <ul class="coverage-key" aria-hidden="true">
          {PARTS.map((part) => (
            <li key={part}>
              <span class={`coverage-swatch coverage-${part}`} />
              <span class="coverage-count">{formatCount(counts[part], language)}</span>
              <span class="coverage-word">{words[part]}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
