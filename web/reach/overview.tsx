import '../planning/planning.css'
import '../coverage/coverage.css'
import './reach.css'
import { json } from '../api.ts'
import { Chooser } from '../coverage/chooser.tsx'
import { coverageLink } from '../coverage/link.ts'
import { UnitSummary } from '../coverage/summary.tsx'
import { lineageLink } from '../lineage/api.ts'
import { coverageApi, type Tier } from '../planning/api.ts'
import type { TierOf } from '../planning/tiers.ts'
import { useQuery } from '../query.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { reachText } from '../text/reach.ts'
import { AsyncView } from '../ui/async.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { PrintButton } from '../ui/print.tsx'
import { overviewLink } from './api.ts'
import { CoursePanel } from './course.tsx'
import { Flow } from './flow.tsx'
import { Leaks } from './leaks.tsx'
import { Parts } from './parts.tsx'
import { Picture } from './picture.tsx'
import { Recount } from './recount.tsx'
import { Signatures } from './signatures.tsx'

type ShownProps = { slug: string; of: TierOf; unit: string | undefined; on: string | undefined }

const Pictures = ({ slug, of, unit, on }: ShownProps & { unit: string }) => (
  <>
    <CoursePanel slug={slug} tier={of.tier} unit={unit} on={on} />
    {on === undefined && (
      <>
        <Picture slug={slug} tier={of.tier} unit={unit} />
        <Flow slug={slug} programme={of.programme} tierId={of.tier.id} unit={unit} />
        <Leaks slug={slug} programmeId={of.programme.id} unit={unit} />
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

type OverviewProps = { params: { organisation: string }; query: Record<string, string> }

/** The whole cascade from above: its forecast, its picture, hop by hop, by subject and wing, and who stands by it. */
export const Overview = ({ params, query }: OverviewProps) => {
  const slug = params.organisation
  const say = useText(reachText)
  return (
    <>
      <PageHeader title={say('title')} lead={say('lead')} actions={<PrintButton />} />
      <Chooser slug={slug} query={query} link={(tier, unit, on) => overviewLink(slug, tier, unit, on)}>
        {({ of, unit, on }) => (
          <>
            <Shown slug={slug} of={of} unit={unit} on={on} />
            {on === undefined && <Recount slug={slug} tier={of.tier} />}
            <p class="cluster no-print">
              <LinkButton icon="coverage" href={coverageLink(slug, of.tier, unit, on)}>
                {say('go.list')}
              </LinkButton>
              <LinkButton icon="units" href={lineageLink(slug)}>
                {say('go.lineage')}
              </LinkButton>
            </p>
          </>
        )}
      </Chooser>
    </>
  )
}
