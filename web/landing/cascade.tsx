import { useText } from '../text/index.ts'
import { landing } from '../text/landing.ts'

const WIDTH = 600
const TOP = { hall: 44, district: 150, mandal: 258, booth: 362 }
const THREE = [-1, 0, 1] as const
/** The mandal of the picture that nobody has reached, counted from the left. */
const MISSED = 7

const middle = (parts: number, index: number): number => (WIDTH / parts) * (index + 0.5)
const every = (parts: number): number[] => Array.from({ length: parts }, (_, index) => index)

const Thread = ({ x, from, to, missed }: { x: number; from: number; to: number; missed?: boolean }) => (
  <path class={missed ? 'cascade-thread cascade-missed' : 'cascade-thread'} d={`M${x} ${from}V${to}`} />
)

const Bar = ({ x, y, reach, kind }: { x: number; y: number; reach: number; kind: string }) => (
  <path class={`cascade-bar ${kind}`} d={`M${x - reach} ${y}H${x + reach}`} />
)

const Mandal = ({ index }: { index: number }) => {
  const x = middle(9, index)
  const missed = index === MISSED
  const state = missed ? 'cascade-missed' : 'cascade-mandal'
  return (
    <g>
      <Thread x={x} from={TOP.district} to={TOP.mandal} missed={missed} />
      <Bar x={x} y={TOP.mandal} reach={28} kind={state} />
      {THREE.map((side) => {
        const at = x + side * (WIDTH / 27)
        return (
          <g key={side}>
            <Thread x={at} from={TOP.mandal} to={TOP.booth - 7} missed={missed} />
            <circle class={`cascade-booth ${state}`} cx={at} cy={TOP.booth} r={7} />
          </g>
        )
      })}
    </g>
  )
}

/** The picture of a cascade: one hall, and everything that hangs from it, down to what was missed. */
export const Cascade = () => {
  const say = useText(landing)
  return (
    <figure class="cascade">
      <svg viewBox={`0 0 ${WIDTH} 380`} role="img" aria-label={say('cascade.alt')}>
        <g class="cascade-tier cascade-tier-3">
          {every(9).map((index) => (
            <Mandal key={index} index={index} />
          ))}
        </g>
        <g class="cascade-tier cascade-tier-2">
          {every(3).map((index) => (
            <g key={index}>
              <Thread x={middle(3, index)} from={TOP.hall} to={TOP.district} />
              <Bar x={middle(3, index)} y={TOP.district} reach={84} kind="cascade-district" />
            </g>
          ))}
        </g>
        <Bar x={WIDTH / 2} y={TOP.hall} reach={236} kind="cascade-hall" />
        <g class="cascade-words">
          <text x={WIDTH / 2} y={24} text-anchor="middle">
            {say('cascade.hall')}
          </text>
          <text x={middle(3, 0) + 14} y={TOP.district - 16}>
            {say('cascade.district')}
          </text>
          <text x={middle(9, 0) + 12} y={TOP.mandal - 16}>
            {say('cascade.mandal')}
          </text>
        </g>
      </svg>
      <figcaption>
        <span>
          <i class="cascade-dot cascade-full" aria-hidden="true" />
          {say('cascade.booth')}
        </span>
        <span>
          <i class="cascade-dot" aria-hidden="true" />
          {say('cascade.missed')}
        </span>
      </figcaption>
    </figure>
  )
}
