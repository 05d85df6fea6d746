import './lineage.css'
import '../reach/reach.css'
import { useEffect, useState } from 'preact/hooks'
import { useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { useText } from '../text/index.ts'
import { lineageText } from '../text/lineage.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { PageHeader } from '../ui/page.tsx'
import { PrintButton } from '../ui/print.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { type Lines, lineageLink, readLines, type Start } from './api.ts'
import { Begin } from './begin.tsx'
import { Generations, Links } from './chosen.tsx'
import { hallKey, type Knot, keyOf, knotsOf, type Opened } from './graph.ts'
import { useOpened } from './opening.ts'
import { Picture } from './picture.tsx'
import { Rows } from './rows.tsx'

const startOf = (query: Record<string, string>): Start | undefined => {
  for (const of of ['credential', 'person', 'unit', 'workshop'] as const) {
    const id = query[of]
    if (id) return { of, id }
  }
  return undefined
}

/** A hall that begins a line is open at once: its first trainees came with it. */
const openAtFirst = ({ hall }: Lines): Map<string, Opened> =>
  hall ? new Map([[hallKey(hall.workshop.id), { ...hall, open: true }]]) : new Map()

const firstChosen = (knots: readonly Knot[], start: Start): string => {
  const wanted = start.of === 'workshop' ? hallKey(start.id) : keyOf(start.id)
  const own = knots.find((knot) => knot.kind === 'person' && knot.own)
  return (knots.find(({ key }) => key === wanted) ?? own ?? knots[0])?.key ?? ''
}

type DrawnProps = { slug: string; start: Start; lines: Lines }

const Drawn = ({ slug, start, lines }: DrawnProps) => {
  const say = useText(lineageText)
  const below = useOpened(slug, openAtFirst(lines))
  const knots = knotsOf(lines, below.opened)
  const [chosen, setChosen] = useState(() => firstChosen(knots, start))
  const now = knots.find(({ key }) => key === chosen) ?? knots[0]
  const leadsDown = start.of === 'credential' || start.of === 'workshop'
  useEffect(() => {
    if (leadsDown && now && below.isOpen(now) === false) below.toggle(now)
  }, [])
  if (!now)
    return (
      <EmptyState
        icon="teach"
        title={say('none')}
        actions={<LinkButton href={lineageLink(slug)}>{say('begin')}</LinkButton>}
      >
        {say(lines.hidden > 0 ? 'none.hidden' : 'none.next', { count: lines.hidden })}
      </EmptyState>
    )
  const more = async (key: string) => {
    const of = knots.find((knot) => knot.key === key)
    const first = of && (await below.read(of))
    return first && keyOf(first)
  }
  return (
    <>
      <Panel title={say('picture')} hint={say('picture.hint')}>
        <Picture
          label={say('picture')}
          knots={knots}
          chosen={now.key}
          onChoose={setChosen}
          isOpen={below.isOpen}
          onToggle={below.toggle}
          onMore={more}
          busy={below.busy}
          links={(knot) => <Links slug={slug} knot={knot} />}
        />
        {below.problem && <ProblemView problem={below.problem} />}
        {lines.hidden > 0 && <p class="soft">{say('unit.hidden', { count: lines.hidden })}</p>}
        {lines.more > 0 && <p class="soft">{say('unit.more', { count: lines.more })}</p>}
        <Rows knots={knots} />
      </Panel>
      <Generations key={now.key} slug={slug} knot={now} />
    </>
  )
}

const Head = ({
  slug,
  start,
  lines,
}: {
  slug: string
  start: Start | undefined
  lines: Lines | undefined
}) => {
  const say = useText(lineageText)
  const name = useName()
  const holds = useFrame(slug)?.holds
  const own = lines?.chain.find(({ step }) => step === 0)
  const of = lines?.title ?? own?.person
  return (
    <PageHeader
      kind={of && say('title')}
      title={of ? name(of) : say('title')}
      lead={say(start?.of === 'unit' ? 'lead.unit' : 'lead')}
      actions={
        <>
          {start && (
            <LinkButton icon="search" href={lineageLink(slug)}>
              {say('begin')}
            </LinkButton>
          )}
          {!start && holds?.has('coverage:read') && (
            <LinkButton icon="coverage" href={`/o/${slug}/coverage/overview`}>
              {say('go.overview')}
            </LinkButton>
          )}
          {start && <PrintButton />}
        </>
      }
    />
  )
}

/** Who trained whom, drawn: from a person, a certificate, a unit or a hall up to the first hall and down to the last. */
export const LineageScreen = ({ params, query }: ScreenProps<'/o/:organisation/lineage'>) => {
  const slug = params.organisation
  const frame = useFrame(slug)
  const seesMore = frame?.holds.has('workshops:read') || frame?.holds.has('people:read')
  const own = frame?.person && !seesMore ? ({ of: 'person', id: frame.person.id } as const) : undefined
  const start = startOf(query) ?? own
  const key = start && `${slug}/lineage/${start.of}/${start.id}`
  const lines = useQuery(key ?? null, (signal) =>
    readLines(slug, start ?? { of: 'credential', id: '' }, signal),
  )
  return (
    <>
      <Head slug={slug} start={start} lines={start && lines.data} />
      {start ? (
        <AsyncView query={lines}>
          {(told) => <Drawn key={key} slug={slug} start={start} lines={told} />}
        </AsyncView>
      ) : (
        <Begin slug={slug} />
      )}
    </>
  )
}
