import '../planning/planning.css'
import './coverage.css'
import { useLocation } from 'preact-iso'
import { json } from '../api.ts'
import { coverageApi, type Tier } from '../planning/api.ts'
import { today } from '../planning/days.ts'
import { type TierOf, tiersOf, useTiers } from '../planning/tiers.ts'
import { useQuery } from '../query.ts'
import { overviewLink } from '../reach/api.ts'
import { coverageText } from '../text/coverage.ts'
import { formatDay, formatInstant, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner, EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { DateField, SelectField } from '../ui/field.tsx'
import { PageHeader } from '../ui/page.tsx'
import { PrintButton } from '../ui/print.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { Below } from './below.tsx'
import { coverageLink } from './link.ts'
import { useReadable } from './reach.ts'
import { UnitSummary } from './summary.tsx'
import { Trail } from './trail.tsx'

type ShownProps = { slug: string; tier: Tier; unit: string | undefined; on: string | undefined }

const Counted = ({ slug, tier, unit, on }: ShownProps) => {
  const say = useText(coverageText)
  const language = useLanguage()
  const zone = useZone()
  const ask = (after: string | undefined, signal?: AbortSignal) =>
    json(
      coverageApi(slug).coverage[':tierId'].$get(
        {
          param: { tierId: tier.id },
          query: { ...(unit ? { unit } : {}), ...(after ? { after } : {}), ...(on ? { on } : {}) },
        },
        { init: { signal: signal ?? null } },
      ),
    )
  const query = useQuery(`${slug}/coverage/${tier.id}/${unit ?? ''}${on ?? ''}`, (signal) =>
    ask(undefined, signal),
  )
  return (
    <AsyncView query={query}>
      {(page) => (
        <>
          {page.unit && <UnitSummary slug={slug} tier={tier} coverage={page.unit} />}
          <Below
            key={`${tier.id}/${unit ?? ''}${on ?? ''}`}
            slug={slug}
            tier={tier}
            on={on}
            page={page}
            ask={ask}
          />
          <p class="soft small">
            {on
              ? say('counted.past', { day: formatDay(on, 'medium', language) })
              : say('counted', { when: formatInstant(page.countedAt, zone, language) })}
          </p>
        </>
      )}
    </AsyncView>
  )
}

type ChosenProps = { slug: string; all: readonly TierOf[]; query: Record<string, string> }

const Chosen = ({ slug, all, query }: ChosenProps) => {
  const say = useText(coverageText)
  const name = useName()
  const language = useLanguage()
  const present = today(useZone())
  const { route } = useLocation()
  const of = all.find(({ tier }) => tier.id === query.tier) ?? all[0]
  if (!of) return null
  const on = query.on !== undefined && query.on < present ? query.on : undefined
  const unit = query.unit || undefined
  return (
    <>
      <div class="form no-print">
        <SelectField
          label={say('tier')}
          required
          value={of.tier.id}
          onChange={(id) => route(coverageLink(slug, { id }, unit, on))}
          options={all.map(({ programme, tier }) => ({
            value: tier.id,
            label: `${name(tier)} – ${name(programme)}`,
          }))}
        />
        <DateField
          label={say('day')}
          hint={say('day.hint')}
          required
          value={on ?? present}
          max={present}
          onChange={(day) => {
            if (day) route(coverageLink(slug, of.tier, unit, day < present ? day : undefined))
          }}
        />
      </div>
      <p class="strong print-only">
        {name(of.programme)} – {name(of.tier)}
      </p>
      {on && (
        <Banner
          title={say('past', { day: formatDay(on, 'medium', language) })}
          actions={
            <LinkButton icon="reload" href={coverageLink(slug, of.tier, unit)}>
              {say('past.back')}
            </LinkButton>
          }
        />
      )}
      <Trail slug={slug} tier={of.tier} unit={unit} on={on} />
      <div class="cluster no-print">
        <LinkButton icon="coverage" href={overviewLink(slug, of.tier.id, unit, on)}>
          {say('go.overview')}
        </LinkButton>
      </div>
      <Counted slug={slug} tier={of.tier} unit={unit} on={on} />
    </>
  )
}

type CoverageProps = { params: { organisation: string }; query: Record<string, string> }

/** How far a hop has come: from where one's powers begin, unit by unit, down to the last. */
export const Coverage = ({ params, query }: CoverageProps) => {
  const slug = params.organisation
  const say = useText(coverageText)
  const tiers = useTiers(slug)
  const readable = useReadable(slug)
  const mine = tiers.data && readable(tiersOf(tiers.data))
  return (
    <>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        actions={
          <>
            <LinkButton icon="warning" href={`/o/${slug}/radar`}>
              {say('to.radar')}
            </LinkButton>
            <PrintButton />
          </>
        }
      />
      <AsyncView
        query={tiers}
        isEmpty={() => mine?.length === 0}
        empty={() => (
          <EmptyState
            icon="coverage"
            title={say('tiers.none')}
            actions={
              <LinkButton kind="main" href={`/o/${slug}/programmes`}>
                {say('tiers.none.go')}
              </LinkButton>
            }
          >
            {say('tiers.none.next')}
          </EmptyState>
        )}
      >
        {() => (mine ? <Chosen slug={slug} all={mine} query={query} /> : <Skeleton />)}
      </AsyncView>
    </>
  )
}
