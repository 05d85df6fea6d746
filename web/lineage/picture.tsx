import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useWidth } from '../reach/width.ts'
import { useText } from '../text/index.ts'
import { lineageText } from '../text/lineage.ts'
import { Icon } from '../ui/icon.tsx'
import type { Knot } from './graph.ts'
import { KnotText } from './knots.tsx'
import { drawingOf, moveFrom, type Placed } from './layout.ts'

type PictureProps = {
  label: string
  knots: readonly Knot[]
  chosen: string
  onChoose: (key: string) => void
  /** Whether a knot is open; undefined where nothing can be opened. */
  isOpen: (knot: Knot) => boolean | undefined
  onToggle: (knot: Knot) => void
  /** Asks for what comes after; says the key of the first of it. */
  onMore: (key: string) => Promise<string | undefined>
  busy: string | undefined
  /** Where one goes on from the chosen knot. */
  links: (knot: Knot) => ComponentChildren
}

type CardProps = {
  at: Placed
  width: number
  children: ComponentChildren
  open: boolean | undefined
  chosen: boolean
  busy: boolean
}

const Card = ({ at, width, open, chosen, busy, children }: CardProps) => {
  const { knot } = at
  const own = knot.kind === 'person' && knot.own
  const worth = knot.kind === 'person' ? `knot-is-${knot.link.stands}` : ''
  return (
    <div
      role="treeitem"
      class={`knot knot-${knot.kind} ${own ? 'knot-own' : ''} ${worth}`}
      data-key={knot.key}
      aria-level={at.level}
      aria-posinset={at.position}
      aria-setsize={at.siblings}
      aria-expanded={
        open === undefined && at.children.length === 0 ? undefined : open || at.children.length > 0
      }
      aria-selected={chosen}
      aria-busy={busy}
      tabIndex={chosen ? 0 : -1}
      style={{
        '--level': String(at.level - 1),
        '--x': `${at.x}px`,
        '--y': `${at.y}px`,
        '--width': `${width}px`,
        '--height': `${at.height}px`,
      }}
    >
      <KnotText knot={knot} />
      {children}
      {open !== undefined && (
        <span class="knot-toggle" aria-hidden="true">
          <Icon name={open ? 'minus' : 'plus'} size={20} />
        </span>
      )}
    </div>
  )
}

/** Who trained whom as a tree, from the first hall: lying on a desk, upright on a phone; arrows move, Enter opens. */
export const Picture = (props: PictureProps) => {
  const { label, knots, chosen, onChoose, isOpen, onToggle, onMore, busy, links } = props
  const say = useText(lineageText)
  const [frame, width] = useWidth()
  const list = useRef<HTMLDivElement>(null)
  const [wanted, setWanted] = useState<string | undefined>(undefined)
  const drawing = drawingOf(knots, { width, chosen })
  const at = (key: string) => drawing.placed.find(({ knot }) => knot.key === key)
  const current = at(chosen) ?? drawing.placed[0]
  useLayoutEffect(() => {
    if (wanted === undefined) return
    const found = list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(wanted)}"]`)
    if (!found) return
    setWanted(undefined)
    found.focus()
  })
  const go = (key: string) => {
    onChoose(key)
    setWanted(key)
  }
  const press = async (knot: Knot) => {
    if (knot.kind !== 'more') return onToggle(knot)
    const first = await onMore(knot.of)
    if (first) go(first)
  }
  const onKey = (event: KeyboardEvent) => {
    const onLink = event.target instanceof Element && event.target.closest('a') !== null
    if (!current || onLink || event.ctrlKey || event.metaKey || event.altKey) return
    const move = moveFrom(drawing.placed, current.knot.key, event.key, isOpen(current.knot))
    if (move && 'go' in move) go(move.go)
    else if (move) onToggle(current.knot)
    else if (event.key === 'Enter' || event.key === ' ') press(current.knot)
    else return
    event.preventDefault()
  }
  const onTap = (event: MouseEvent) => {
    if (!(event.target instanceof Element) || event.target.closest('a')) return
    const key = event.target.closest<HTMLElement>('.knot')?.dataset.key
    const hit = key === undefined ? undefined : at(key)
    if (!hit) return
    onChoose(hit.knot.key)
    press(hit.knot)
  }
  return (
    <div ref={frame} class="lines-frame">
      <div
        ref={list}
        class="lines"
        role="tree"
        aria-label={label}
        onKeyDown={onKey}
        onClick={onTap}
        style={{ '--width': `${drawing.width}px`, '--height': `${drawing.height}px` }}
      >
        <svg aria-hidden="true" width={drawing.width} height={drawing.height}>
          {drawing.edges.map(({ key, path, second }) => (
            <path key={key} class={second ? 'lines-edge lines-second' : 'lines-edge'} d={path} />
          ))}
        </svg>
        {drawing.placed.map((one) => (
          <Card
            key={one.knot.key}
            at={one}
            width={drawing.card}
            open={isOpen(one.knot)}
            chosen={one === current}
            busy={busy === one.knot.key}
          >
            {one === current && links(one.knot)}
          </Card>
        ))}
      </div>
      <p class="visually-hidden" role="status">
        {busy && say('opening')}
      </p>
    </div>
  )
}
