import '../planning/planning.css'
import '../coverage/coverage.css'
import './radar.css'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { json } from '../api.ts'
import { Trail } from '../coverage/trail.tsx'
import { useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { formatCount } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { radarText } from '../text/radar.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { SelectField } from '../ui/field.tsx'
import { PageHeader } from '../ui/page.tsx'
import { PrintButton } from '../ui/print.tsx'
import { type Leak, type RadarAsked, type RadarPage, radarApi, radarLink, type TierLeaks } from './api.ts'
import { RadarBelow } from './below.tsx'
import { useFigures } from './figures.ts'
import { LeakList } from './leak-list.tsx'

const DAYS = [7, 14, 30, 60]
const LEAKS = ['idle', 'no-trainer', 'no-batch', 'subject'] as const satisfies readonly Leak[]

type TierProps = {
  slug: string
  unit: string | undefined
  days: number
  of: TierLeaks
  page: RadarPage
  /** The leak that the address names. */
  named: Leak | undefined
}

const TierPanel = ({ slug, unit, days, of, page, named }: TierProps) => {
  const name = useName()
  const language = useLanguage()
  const figures = useFigures(of)
  const [chosen, setChosen] = useState(named)
  const worst = figures.find(({ value }) => value > 0)?.leak ?? 'no-trainer'
  const leak = chosen ?? worst
  return (
    <Panel title={name(of.tier)} hint={`${name(of.programme)}, ${name(of.traineeLevel)}`}>
      <div class="leak-figures">
        {figures.map((figure) => (
          <button
            key={figure.leak}
            type="button"
            class={`leak-figure ${figure.value > 0 ? 'leak-some' : ''}`}
            aria-pressed={figure.leak === leak}
            onClick={() => setChosen(figure.leak)}
          >
            <span class="leak-label">{figure.label}</span>
            <span class="leak-value">{formatCount(figure.value, language)}</span>
            <span class="leak-note">{figure.note}</span>
          </button>
        ))}
      </div>
      <LeakList
        key={`${leak}/${unit ?? ''}/${days}`}
        slug={slug}
        tierId={of.tier.id}
        unit={unit}
        days={days}
        leak={leak}
      />
      {page.unit && <RadarBelow slug={slug} tierId={of.tier.id} unit={page.unit} days={days} />}
    </Panel>
  )
}

/** Where the cascade leaks: at headquarters, or at any level, of what lies below it; and what to do about it. */
export const Radar = ({ params, query }: ScreenProps<'/o/:organisation/radar'>) => {
  const slug = params.organisation
  const say = useText(radarText)
  const { route } = useLocation()
  const unit = query.unit || undefined
  const days = DAYS.find((one) => String(one) === query.days) ?? 14
  const { tier, leak } = query
  const link = (to: Pick<RadarAsked, 'unit' | 'days'>) => radarLink(slug, { unit, days, tier, leak, ...to })
  const page = useQuery(`${slug}/radar/of/${unit ?? ''}/${days}`, (signal) =>
    json(
      radarApi(slug).radar.$get(
        { query: { days: String(days), ...(unit ? { unit } : {}) } },
        { init: { signal } },
      ),
    ),
  )
  return (
    <>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        actions={
          <>
            <LinkButton icon="report" href={`/o/${slug}/fidelity${unit ? `?unit=${unit}` : ''}`}>
              {say('to.fidelity')}
            </LinkButton>
            <PrintButton />
          </>
        }
      />
      <div class="form no-print">
        <SelectField
          label={say('days')}
          required
          value={String(days)}
          onChange={(chosen) => route(link({ days: Number(chosen) }))}
          options={DAYS.map((one) => ({ value: String(one), label: say('days.count', { count: one }) }))}
        />
      </div>
      <Trail slug={slug} unit={unit} to={(to) => link({ unit: to })} />
      <AsyncView
        query={page}
        isEmpty={({ tiers }) => tiers.length === 0}
        empty={() => (
          <EmptyState
            icon="coverage"
            title={say('none')}
            actions={
              <LinkButton kind="main" href={`/o/${slug}/programmes`}>
                {say('none.go')}
              </LinkButton>
            }
          >
            {say('none.next')}
          </EmptyState>
        )}
      >
        {(told) => (
          <div class="stack stack-l">
            {told.tiers
              .filter((of) => !tier || of.tier.id === tier)
              .map((of) => (
                <TierPanel
                  key={`${of.tier.id}/${leak ?? ''}`}
                  slug={slug}
                  unit={unit}
                  days={days}
                  of={of}
                  page={told}
                  named={LEAKS.find((one) => one === leak)}
                />
              ))}
            {tier && (
              <p class="no-print">
                <LinkButton icon="warning" href={radarLink(slug, { unit, days })}>
                  {say('tiers.all')}
                </LinkButton>
              </p>
            )}
          </div>
        )}
      </AsyncView>
    </>
  )
}
