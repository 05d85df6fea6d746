import '../planning/planning.css'
import './simulation.css'
import { useEffect, useState } from 'preact/hooks'
import { asProblem, json } from '../api.ts'
import { type ProgrammePage, programmesApi } from '../planning/api.ts'
import { useQuery } from '../query.ts'
import { type Frame, useFrame } from '../shell/frame.ts'
import { formatCount } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { programmesText } from '../text/programmes.ts'
import { simulationText } from '../text/simulation.ts'
import { stampingText } from '../text/stamping.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { PageHeader } from '../ui/page.tsx'
import { PrintButton } from '../ui/print.tsx'
import { Compare } from './compare.tsx'
import { useKept } from './keeping.tsx'
import { type Asked, higherPlan, type Kept, type Outcome, planOf, type Side, simulationApi } from './plan.ts'
import { PlanPanel, type Tried } from './plan-panel.tsx'

/** A slider is let go of before the server is asked, ms. */
const SETTLED_MS = 250

/** What a plan comes to; the last answer stays in sight until the next one is there. */
function useTrial(slug: string, programmeId: string, asked: Asked): Tried {
  const [tried, setTried] = useState<Tried>({ outcome: undefined, problem: undefined })
  const text = JSON.stringify(asked)
  useEffect(() => {
    const abort = new AbortController()
    const ask = async () => {
      const input = { param: { programmeId }, json: JSON.parse(text) as Asked }
      try {
        const outcome = await json(simulationApi(slug).$post(input, { init: { signal: abort.signal } }))
        setTried({ outcome, problem: undefined })
      } catch (thrown) {
        if (!abort.signal.aborted) setTried((now) => ({ ...now, problem: asProblem(thrown) }))
      }
    }
    const timer = setTimeout(ask, SETTLED_MS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [slug, programmeId, text])
  return tried
}

type TrialsProps = {
  slug: string
  programme: ProgrammePage
  organisation: Frame['organisation']
  kept: readonly Kept[]
}

const ASSUMED = ['assume.1', 'assume.2', 'assume.3', 'assume.4', 'assume.5'] as const

/** What both figures rest on, and what they cost. */
const Assumptions = ({ outcome }: { outcome: Outcome | undefined }) => {
  const say = useText(simulationText)
  const language = useLanguage()
  const most = (of: (hop: Outcome['tiers'][number]) => number) =>
    formatCount(outcome?.tiers.reduce((sum, hop) => sum + of(hop), 0) ?? 0, language)
  return (
    <Panel title={say('assumptions')}>
      <ul>
        {ASSUMED.map((one) => (
          <li key={one}>{say(one)}</li>
        ))}
        {outcome && (
          <li>
            {say('assume.cost', { units: most(({ units }) => units), places: most(({ hosts }) => hosts) })}
          </li>
        )}
      </ul>
    </Panel>
  )
}

const Trials = ({ slug, programme, organisation, kept }: TrialsProps) => {
  const say = useText(simulationText)
  const name = useName()
  const own = () => planOf(programme, programme.tiers[0]?.startBy ?? programme.startsOn)
  const higher = () => higherPlan(own(), organisation.levels)
  const first = (at: number, otherwise: () => Asked): Side =>
    kept[at] ? { plan: kept[at].plan, kept: kept[at] } : { plan: otherwise() }
  const [a, setA] = useState(() => first(0, own))
  const [b, setB] = useState(() => first(1, higher))
  const tried = [useTrial(slug, programme.id, a.plan), useTrial(slug, programme.id, b.plan)] as const
  const stamps = useFrame(slug)?.holds.has('workshops:edit') ?? false
  const title = (side: Side, letter: string) => (side.kept ? `${letter}: ${name(side.kept)}` : letter)
  const titles = [title(a, say('plan.a')), title(b, say('plan.b'))] as const
  const shared = { slug, programme, organisation, stamps, kept, rules: { own, higher } }
  return (
    <>
      <Panel title={say('compare')}>
        <Compare
          a={{ title: titles[0], outcome: tried[0].outcome }}
          b={{ title: titles[1], outcome: tried[1].outcome }}
        />
      </Panel>
      <div class="plans-beside">
        <PlanPanel {...shared} title={titles[0]} side={a} tried={tried[0]} onChange={setA} />
        <PlanPanel {...shared} title={titles[1]} side={b} tried={tried[1]} onChange={setB} />
      </div>
      <Assumptions outcome={tried[0].outcome} />
    </>
  )
}

/** Trying a programme's cascade out: two plans, their sliders, and what each comes to. */
export const Simulator = ({ params }: { params: { organisation: string; programme: string } }) => {
  const slug = params.organisation
  const say = useText(simulationText)
  const sayProgrammes = useText(programmesText)
  const name = useName()
  const sayStamping = useText(stampingText)
  const frame = useFrame(slug)
  const organisation = frame?.organisation
  const stamps = frame?.holds.has('workshops:edit')
  const query = useQuery(`${slug}/programmes/${params.programme}`, (signal) =>
    json(
      programmesApi(slug).programmes[':programmeId'].$get(
        { param: { programmeId: params.programme } },
        { init: { signal } },
      ),
    ),
  )
  const kept = useKept(slug, params.programme)
  const here = `/o/${slug}/programmes/${params.programme}`
  return (
    <>
      <PageHeader
        kind={query.data ? name(query.data) : say('kind')}
        title={say('title')}
        lead={say('lead')}
        crumbs={[
          { label: sayProgrammes('title'), href: `/o/${slug}/programmes` },
          ...(query.data ? [{ label: name(query.data), href: here }] : []),
        ]}
        actions={
          <>
            {stamps && (
              <LinkButton icon="calendar" href={`${here}/drafts`}>
                {sayStamping('open')}
              </LinkButton>
            )}
            <PrintButton />
          </>
        }
      />
      <AsyncView query={query}>
        {(programme) =>
          programme.tiers.length === 0 || !organisation ? (
            <EmptyState
              icon="units"
              title={say('empty')}
              actions={<LinkButton href={here}>{name(programme)}</LinkButton>}
            >
              {say('empty.next')}
            </EmptyState>
          ) : (
            <AsyncView query={kept}>
              {({ plans }) => (
                <Trials slug={slug} programme={programme} organisation={organisation} kept={plans} />
              )}
            </AsyncView>
          )
        }
      </AsyncView>
    </>
  )
}
