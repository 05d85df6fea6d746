import '../planning/planning.css'
import '../coverage/coverage.css'
import './reach.css'
import { useLocation } from 'preact-iso'
import { json } from '../api.ts'
import { coverageLink } from '../coverage/link.ts'
import { useReadable } from '../coverage/reach.ts'
import { UnitSummary } from '../coverage/summary.tsx'
import { Trail } from '../coverage/trail.tsx'
import { coverageApi, type Tier } from '../planning/api.ts'
import { today } from '../planning/days.ts'
import { type TierOf, tiersOf, useTiers } from '../planning/tiers.ts'
import { useQuery } from '../query.ts'
import { coverageText } from '../text/coverage.ts'
import { formatDay, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { reachText } from '../text/reach.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner, EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { DateField, SelectField } from '../ui/field.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { PrintButton } from '../ui/print.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { overviewLink } from './api.ts'
import { CoursePanel } from './course.tsx'
import { Flow } from './flow.tsx'
import { Parts } from './parts.tsx'
import { Picture } from './picture.tsx'
import { Signatures } from './signatures.tsx'

type ShownProps = { slug: string; of: TierOf; unit: string | undefined; on: string | undefined }

const Pictures = ({ slug, of, unit, on }: ShownProps & { unit: string }) => (
  <>
    <CoursePanel slug={slug} tier={of.tier} unit={unit} on={on} />
    {on === undefined && (
      <>
        <Picture slug={slug} tier={of.tier} unit={unit} />
        <Flow slug={slug} programme={of.programme} tierId={of.tier.id} unit={unit} />
      </>
    )}
    <Parts slug={slug} tier={of.tier} unit={unit} on={on} />
    {on === undefined && <Signatures slug={slug} tier={of.tier} unit={unit} />}
  </>
)

const useCoverage = (slug: string, tier: Tier, unit: string | undefined, on: string | undefined) =>
  useQuery(`${slug}/coverage/${tier.id}/${unit ?? ''}${on ?? ''}`, (signal) =>
    json(
      coverageApi(slug).coverage[':tierId'].$get(
        { param: { tierId: tier.id }, query: { ...(unit ? { unit } : {}), ...(on ? { on } : {}) } },
        { init: { signal } },
      ),
    ),
  )

/** A unit from above; without one, where one's powers begin, or a choice of those. */
const Shown = ({ slug, of, unit, on }: ShownProps) => {
  const say = useText(reachText)
  const name = useName()
  const query = useCoverage(slug, of.tier, unit, on)
  return (
    <AsyncView query={query}>
      {(page) =>
        page.unit ? (
          <>
            <UnitSummary slug={slug} tier={of.tier} coverage={page.unit} />
            <Pictures slug={slug} of={of} unit={page.unit.unit.id} on={on} />
          </>
        ) : (
          <Panel title={say('choose')}>
            <List label={say('choose')}>
              {page.children.map(({ unit: one }) => (
                <Row
                  key={one.id}
                  icon="units"
                  title={name(one)}
                  href={overviewLink(slug, of.tier.id, one.id, on)}
                />
              ))}
            </List>
          </Panel>
        )
      }
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
          onChange={(id) => route(overviewLink(slug, id, unit, on))}
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
            if (day) route(overviewLink(slug, of.tier.id, unit, day < present ? day : undefined))
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
            <LinkButton icon="reload" href={overviewLink(slug, of.tier.id, unit)}>
              {say('past.back')}
            </LinkButton>
          }
        />
      )}
      <Trail
        slug={slug}
        tier={of.tier}
        unit={unit}
        on={on}
        to={(id) => overviewLink(slug, of.tier.id, id, on)}
      />
      <Shown slug={slug} of={of} unit={unit} on={on} />
      <p class="no-print">
        <LinkButton icon="coverage" href={coverageLink(slug, of.tier, unit, on)}>
          {useText(reachText)('go.list')}
        </LinkButton>
      </p>
    </>
  )
}

type OverviewProps = { params: { organisation: string }; query: Record<string, string> }

/** The whole cascade from above: its forecast, its picture, hop by hop, by subject and wing, and who stands by it. */
export const Overview = ({ params, query }: OverviewProps) => {
  const slug = params.organisation
  const say = useText(reachText)
  const words = useText(coverageText)
  const tiers = useTiers(slug)
  const readable = useReadable(slug)
  const mine = tiers.data && readable(tiersOf(tiers.data))
  return (
    <>
      <PageHeader title={say('title')} lead={say('lead')} actions={<PrintButton />} />
      <AsyncView
        query={tiers}
        isEmpty={() => mine?.length === 0}
        empty={() => (
          <EmptyState icon="coverage" title={words('tiers.none')}>
            {words('tiers.none.next')}
          </EmptyState>
        )}
      >
        {() => (mine ? <Chosen slug={slug} all={mine} query={query} /> : <Skeleton />)}
      </AsyncView>
    </>
  )
}
