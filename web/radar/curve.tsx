import { useWidth } from '../reach/width.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { radarText } from '../text/radar.ts'
import type { Generation } from './api.ts'

const [WIDEST, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [704, 300, 52, 12, 16, 44]
const y = (share: number) => TOP + (1 - share) * (HEIGHT - TOP - BOTTOM)

/** A share in percent, in the reader's language. */
export const usePercent = () => {
  const language = useLanguage()
  return (share: number) =>
    new Intl.NumberFormat(`${language}-IN`, { style: 'percent', maximumFractionDigits: 0 }).format(share)
}

const LETTER = 8.5

/** A name in at most two lines of a width. */
const linesOf = (text: string, room: number): string[] => {
  const letters = Math.floor(room / LETTER)
  if (text.length <= letters) return [text]
  const words = text.split(' ')
  const first = words.findLastIndex((_, n) => words.slice(0, n + 1).join(' ').length <= letters)
  const lines = first < 0 ? [text] : [words.slice(0, first + 1).join(' '), words.slice(first + 1).join(' ')]
  return lines
    .filter(Boolean)
    .map((line) => (line.length > letters ? `${line.slice(0, letters - 1)}…` : line))
}

type Known = Generation & { interval: NonNullable<Generation['interval']> }
const isKnown = (one: Generation): one is Known => one.interval !== null

type CurveProps = { generations: readonly Generation[]; threshold: number }

/** The share of those who still know, step by step, each with the bar in which the truth lies; the table says the same. */
export const Curve = ({ generations, threshold }: CurveProps) => {
  const say = useText(radarText)
  const name = useName()
  const percent = usePercent()
  const told = generations.filter(isKnown)
  const [frame, room] = useWidth()
  const width = Math.min(room, WIDEST)
  const step = (width - LEFT - RIGHT) / Math.max(1, told.length)
  const x = (place: number) => LEFT + step * (place + 0.5)
  const line = told
    .map(({ interval }, place) => `${place ? 'L' : 'M'}${x(place)},${y(interval.share)}`)
    .join('')
  if (told.length === 0) return null
  return (
    <div ref={frame}>
      <svg class="curve" viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={say('fidelity.chart')}>
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <line class="curve-grid" x1={LEFT} x2={width - RIGHT} y1={y(share)} y2={y(share)} />
            <text x={LEFT - 8} y={y(share) + 5} text-anchor="end">
              {percent(share)}
            </text>
          </g>
        ))}
        <line class="curve-due" x1={LEFT} x2={width - RIGHT} y1={y(threshold)} y2={y(threshold)} />
        {told.map((one, place) => (
          <rect
            key={`${one.tier.id}/${one.generation}`}
            class={`curve-bar ${one.refresher ? 'curve-low' : ''}`}
            x={x(place) - 22}
            width={44}
            y={y(one.interval.upper)}
            height={Math.max(2, y(one.interval.lower) - y(one.interval.upper))}
          />
        ))}
        <path class="curve-line" d={line} />
        {told.map((one, place) => (
          <g key={`${one.tier.id}/${one.generation}`}>
            <circle class="curve-dot" cx={x(place)} cy={y(one.interval.share)} r={6} />
            <text x={x(place)} y={HEIGHT - 26} text-anchor="middle">
              {linesOf(told.length > 4 ? String(one.generation) : name(one.tier), step).map((text, n) => (
                <tspan key={text} x={x(place)} dy={n === 0 ? 0 : 18}>
                  {text}
                </tspan>
              ))}
            </text>
          </g>
        ))}
      </svg>
    </div>
  )
}
