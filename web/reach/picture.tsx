import { useId, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { json } from '../api.ts'
import type { Tier } from '../planning/api.ts'
import { useQuery } from '../query.ts'
import { formatCount, formatShare } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { reachText } from '../text/reach.ts'
import { AsyncView } from '../ui/async.tsx'
import { Panel } from '../ui/card.tsx'
import { coverageApi, overviewLink, type Spot } from './api.ts'
import { type Block, blocksOf, shadeOf, stepFrom } from './layout.ts'
import { Rows } from './rows.tsx'
import { useWidth } from './width.ts'

/** Below this width the picture is as tall as a phone's screen. */
const NARROW = 720
const HEIGHT = { narrow: 620, wide: 1060 } as const
const ROW = 16
const LETTER = 7

type PlaceProps = { slug: string; tier: Tier; unit: string; on?: string | undefined }

const useSpoken = (tier: Tier) => {
  const say = useText(reachText)
  const name = useName()
  const language = useLanguage()
  return (spot: Spot) => {
    const reached = spot.unitsOne + spot.unitsMore
    return spot.levelId === tier.traineeLevel.id
      ? say('picture.leaf', { unit: name(spot), trained: formatCount(spot.trained, language) })
      : say('picture.spot', {
          unit: name(spot),
          reached: formatCount(reached, language),
          units: formatCount(spot.units, language),
          zero: formatCount(spot.units - reached, language),
          share: formatShare(spot.units === 0 ? 0 : reached / spot.units, language),
        })
  }
}

const Label = ({ block }: { block: Block }) => {
  const name = useName()
  if (block.height < ROW || block.depth === 0) return null
  const letters = Math.floor((block.width - 10) / LETTER)
  const text = name(block.spot)
  return (
    <text x={block.x + 6} y={block.y + Math.min(block.height / 2, 24) + 4.5}>
      {text.length > letters ? `${text.slice(0, letters - 1)}…` : text}
    </text>
  )
}

const Icicle = ({ slug, tier, on, spots }: PlaceProps & { spots: readonly Spot[] }) => {
  const say = useText(reachText)
  const spoken = useSpoken(tier)
  const id = useId()
  const { route } = useLocation()
  const [frame, width] = useWidth()
  const [chosen, setChosen] = useState(0)
  const height = width < NARROW ? HEIGHT.narrow : HEIGHT.wide
  const blocks = blocksOf(spots, width, height)
  const open = (block: Block | undefined) => {
    if (!block || block.depth === 0) return
    if (block.spot.levelId === tier.traineeLevel.id) route(`/o/${slug}/units/${block.spot.id}`)
    else route(overviewLink(slug, tier.id, block.spot.id, on))
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') return open(blocks[chosen])
    if (!event.key.startsWith('Arrow')) return
    event.preventDefault()
    setChosen(stepFrom(blocks, chosen, event.key))
  }
  const now = blocks[chosen] ?? blocks[0]
  return (
    <div ref={frame} class="icicle">
      <div
        class="icicle-list"
        role="listbox"
        tabIndex={0}
        aria-label={say('picture')}
        aria-activedescendant={`${id}-${chosen}`}
        onKeyDown={press}
      >
        <svg viewBox={`0 0 ${width} ${height}`} role="none">
          <defs>
            <pattern
              id={`${id}-none`}
              width="7"
              height="7"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(-45)"
            >
              <path d="M0 0H7" class="icicle-hatch" />
            </pattern>
          </defs>
          {blocks.map((block, at) => (
            <g
              key={block.spot.id}
              id={`${id}-${at}`}
              role="option"
              aria-selected={at === chosen}
              aria-label={spoken(block.spot)}
              class={`icicle-${shadeOf(block.spot)}`}
              onClick={() => open(block)}
              onMouseEnter={() => setChosen(at)}
            >
              <rect x={block.x} y={block.y} width={block.width} height={block.height} />
              {shadeOf(block.spot) === 0 && (
                <rect
                  x={block.x}
                  y={block.y}
                  width={block.width}
                  height={block.height}
                  style={{ fill: `url(#${id}-none)` }}
                />
              )}
              <Label block={block} />
            </g>
          ))}
          {now && (
            <rect
              class="icicle-chosen"
              x={now.x + 1}
              y={now.y + 1}
              width={now.width - 2}
              height={Math.max(2, now.height - 2)}
            />
          )}
        </svg>
      </div>
      <p class="strong" aria-live="polite">
        {now && spoken(now.spot)}
      </p>
      <Key />
    </div>
  )
}

const Key = () => {
  const say = useText(reachText)
  return (
    <ul class="icicle-key" aria-hidden="true">
      <li>
        <span class="icicle-swatch icicle-swatch-0" /> {say('key.none')}
      </li>
      <li>
        {[1, 2, 3, 4].map((n) => (
          <span key={n} class={`icicle-swatch icicle-swatch-${n}`} />
        ))}
        {say('key.some')}
      </li>
      <li>
        <span class="icicle-swatch icicle-swatch-5" /> {say('key.all')}
      </li>
    </ul>
  )
}

/** A unit and the levels below it as blocks, each as tall as what it has to reach and as dark as what it has. */
export const Picture = ({ slug, tier, unit, on }: PlaceProps) => {
  const say = useText(reachText)
  const query = useQuery(`${slug}/coverage/${tier.id}/picture/${unit}`, (signal) =>
    json(
      coverageApi(slug).coverage[':tierId'].picture.$get(
        { param: { tierId: tier.id }, query: { unit } },
        { init: { signal } },
      ),
    ),
  )
  return (
    <Panel title={say('picture')} hint={say('picture.hint')}>
      <AsyncView query={query}>
        {({ units }) => (
          <>
            <Icicle key={unit} slug={slug} tier={tier} unit={unit} on={on} spots={units} />
            <Rows slug={slug} tier={tier} on={on} spots={units} />
          </>
        )}
      </AsyncView>
    </Panel>
  )
}
