import '../planning/planning.css'
import './coverage.css'
import { json } from '../api.ts'
import { coverageApi, type Tier } from '../planning/api.ts'
import { useQuery } from '../query.ts'
import { overviewLink } from '../reach/api.ts'
import { coverageText } from '../text/coverage.ts'
import { formatDay, formatInstant, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { AsyncView } from '../ui/async.tsx'
import { LinkButton } from '../ui/button.tsx'
import { PageHeader } from '../ui/page.tsx'
import { PrintButton } from '../ui/print.tsx'
import { Below } from './below.tsx'
import { Chooser } from './chooser.tsx'
import { coverageLink } from './link.ts'
import { UnitSummary } from './summary.tsx'

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

type CoverageProps = { params: { organisation: string }; query: Record<string, string> }

/** How far a hop has come: from where one's powers begin, unit by unit, down to the last. */
export const Coverage = ({ params, query }: CoverageProps) => {
  const slug = params.organisation
  const say = useText(coverageText)
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
      <Chooser
        slug={slug}
        query={query}
        link={(tier, unit, on) => coverageLink(slug, { id: tier }, unit, on)}
      >
        {({ of, unit, on }) => (
          <>
            <div class="cluster no-print">
              <LinkButton icon="coverage" href={overviewLink(slug, of.tier.id, unit, on)}>
                {say('go.overview')}
              </LinkButton>
            </div>
            <Counted slug={slug} tier={of.tier} unit={unit} on={on} />
          </>
        )}
      </Chooser>
    </>
  )
}
