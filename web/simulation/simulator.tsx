import '../planning/planning.css'
import './simulation.css'
import { useEffect, useState } from 'preact/hooks'
import { asProblem, json, type Problem } from '../api.ts'
import { type ProgrammePage, programmesApi } from '../planning/api.ts'
import { useQuery } from '../query.ts'
import { type Frame, useFrame } from '../shell/frame.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { programmesText } from '../text/programmes.ts'
import { simulationText } from '../text/simulation.ts'
import { stampingText } from '../text/stamping.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { DateField } from '../ui/field.tsx'
import { MoneyField } from '../ui/number-field.tsx'
import { PageHeader } from '../ui/page.tsx'
import { PrintButton } from '../ui/print.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Slider } from '../ui/slider.tsx'
import { Compare } from './compare.tsx'
import { HopForm } from './hop-form.tsx'
import { OutcomeView } from './outcome.tsx'
import { type Asked, higherPlan, type Outcome, planOf, simulationApi } from './plan.ts'
import { StampPlan } from './stamp-plan.tsx'

/** A slider is let go of before the server is asked, ms. */
const SETTLED_MS = 250

type Tried = { outcome: Outcome | undefined; problem: Problem | undefined }

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

const COSTS = ['trainee', 'trainer', 'hall', 'trip'] as const
const FIELD = { trainee: 'traineeDay', trainer: 'trainerDay', hall: 'hallDay', trip: 'trip' } as const

type PlanPanelProps = {
  title: string
  /** The organisation's short name, for whoever may make drafts. */
  stamps: string | undefined
  programme: ProgrammePage
  organisation: Frame['organisation']
  plan: Asked
  tried: Tried
  onChange: (plan: Asked) => void
}

const PlanPanel = ({ title, stamps, programme, organisation, plan, tried, onChange }: PlanPanelProps) => {
  const say = useText(simulationText)
  const set = (change: Partial<Asked>) => onChange({ ...plan, ...change })
  return (
    <Panel title={title}>
      {tried.problem && <ProblemView problem={tried.problem} />}
      {tried.outcome && <OutcomeView outcome={tried.outcome} tiers={programme.tiers} />}
      {stamps && <StampPlan slug={stamps} programme={programme} plan={plan} />}
      <div class="form">
        <DateField
          label={say('starts')}
          required
          value={plan.startsOn}
          onChange={(day) => day && set({ startsOn: day })}
        />
        <Slider
          label={say('week')}
          value={plan.daysPerWeek}
          min={1}
          max={7}
          onChange={(daysPerWeek) => set({ daysPerWeek })}
        />
        {programme.tiers.map((tier) => {
          const hop = plan.hops.find(({ tierId }) => tierId === tier.id)
          return (
            hop && (
              <HopForm
                key={tier.id}
                tier={tier}
                hop={hop}
                levels={organisation.levels}
                onChange={(next) => set({ hops: plan.hops.map((one) => (one === hop ? next : one)) })}
              />
            )
          )
        })}
        <details class="filters">
          <summary>{say('costs')}</summary>
          <div class="pair">
            {COSTS.map((cost) => (
              <MoneyField
                key={cost}
                label={say(`cost.${cost}`)}
                required
                currency={organisation.currency}
                amountMinor={plan.costs[FIELD[cost]]}
                onChange={(amount) =>
                  amount !== null && set({ costs: { ...plan.costs, [FIELD[cost]]: amount } })
                }
              />
            ))}
          </div>
        </details>
      </div>
    </Panel>
  )
}

type TrialsProps = { slug: string; programme: ProgrammePage; organisation: Frame['organisation'] }

const Trials = ({ slug, programme, organisation }: TrialsProps) => {
  const say = useText(simulationText)
  const [a, setA] = useState(() => planOf(programme, programme.tiers[0]?.startBy ?? programme.startsOn))
  const [b, setB] = useState(() => higherPlan(a, organisation.levels))
  const tried = [useTrial(slug, programme.id, a), useTrial(slug, programme.id, b)] as const
  const stamps = useFrame(slug)?.holds.has('workshops:edit') ? slug : undefined
  const shared = { programme, organisation, stamps }
  return (
    <>
      <Panel title={say('compare')}>
        <Compare a={tried[0].outcome} b={tried[1].outcome} />
      </Panel>
      <div class="plans-beside">
        <PlanPanel {...shared} title={say('plan.a')} plan={a} tried={tried[0]} onChange={setA} />
        <PlanPanel {...shared} title={say('plan.b')} plan={b} tried={tried[1]} onChange={setB} />
      </div>
      <Panel title={say('assumptions')}>
        <ul>
          <li>{say('assume.1')}</li>
          <li>{say('assume.2')}</li>
          <li>{say('assume.3')}</li>
          <li>{say('assume.4')}</li>
        </ul>
      </Panel>
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
            <Trials slug={slug} programme={programme} organisation={organisation} />
          )
        }
      </AsyncView>
    </>
  )
}
