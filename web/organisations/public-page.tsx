import './organisations.css'
import { withReturn } from '../accounts/return-path.ts'
import { json } from '../api.ts'
import { workshopsApi } from '../planning/api.ts'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { type Frame, useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { hasSession } from '../shell/session.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { organisationTexts } from '../text/organisations.ts'
import { useHeading } from '../ui/arrival.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { Banner, EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Card, Facts, Panel, type Tone } from '../ui/card.tsx'
import { DateText, Money } from '../ui/format.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { type Face, useFace } from './api.ts'

/** An organisation as anybody may see it: its name, what it says of itself, its upcoming workshops, the way in. */
export const PublicPage = ({ params }: ScreenProps<'/o/:organisation'>) => {
  const { organisation } = params
  const say = useText(organisationTexts)
  const face = useFace(organisation)
  const frame = useFrame(organisation)
  if (face.problem?.status === 404) {
    return (
      <>
        <PageHeader title={say('missing')} lead={say('missing.text')} />
        <div>
          <LinkButton href="/">{say('missing.go')}</LinkButton>
        </div>
      </>
    )
  }
  if (!face.data) {
    return (
      <>
        <PageHeader title={organisation} />
        {face.problem ? <ProblemView problem={face.problem} onRetry={face.reload} /> : <Skeleton />}
      </>
    )
  }
  return (
    <>
      <Head face={face.data} frame={frame} />
      {frame?.holds.has('organisation:edit') && (
        <Banner
          title={say('setup.title')}
          actions={
            <LinkButton icon="go" href={`/o/${organisation}/start`}>
              {say('setup.go')}
            </LinkButton>
          }
        >
          <p>{say('setup.text')}</p>
        </Banner>
      )}
      <Upcoming organisation={organisation} />
    </>
  )
}

const Head = ({ face, frame }: { face: Face; frame: Frame | undefined }) => {
  const say = useText(organisationTexts)
  const name = useName()
  const heading = useHeading(name(face))
  const about = name({ nameEn: face.aboutEn, nameHi: face.aboutHi })
  const inside = `/o/${face.slug}/me`
  return (
    <section class="bleed organisation-hero">
      <div class="stack stack-l">
        <h1 ref={heading} tabIndex={-1}>
          {name(face)}
        </h1>
        {about && <p class="organisation-about">{about}</p>}
        <div class="cluster">
          {frame?.person ? (
            <LinkButton kind="main" icon="person" href={inside}>
              {say('mine')}
            </LinkButton>
          ) : (
            <>
              <LinkButton kind="main" href={withReturn('/sign-in', inside)}>
                {say(hasSession() ? 'enter.again' : 'enter')}
              </LinkButton>
              <LinkButton icon="qr" href={`/o/${face.slug}/card`}>
                {say('card')}
              </LinkButton>
            </>
          )}
        </div>
      </div>
    </section>
  )
}

const TONES: Record<'soon' | 'open' | 'full' | 'closed', Tone> = {
  open: 'good',
  soon: 'note',
  full: 'warn',
  closed: 'plain',
}

const Upcoming = ({ organisation }: { organisation: string }) => {
  const say = useText(organisationTexts)
  const name = useName()
  const pages = usePages(`${organisation}/public/workshops`, async (after, signal) => {
    const page = await json(
      workshopsApi(organisation).public.workshops.$get(
        { query: after ? { after } : {} },
        { init: { signal: signal ?? null } },
      ),
    )
    return { items: page.workshops, after: page.after }
  })
  return (
    <Panel title={say('workshops')}>
      <AsyncView
        query={pages.query}
        isEmpty={({ items }) => items.length === 0}
        skeleton={<Skeleton kind="cards" />}
        empty={() => (
          <EmptyState icon="hall" title={say('workshops.none')}>
            {say('workshops.none.text')}
          </EmptyState>
        )}
      >
        {() => (
          <div class="grid">
            {pages.items.map((workshop) => (
              <Card
                key={workshop.id}
                title={name(workshop)}
                href={`/o/${organisation}/w/${workshop.id}`}
                aside={<Badge tone={TONES[workshop.opening]}>{say(`opening.${workshop.opening}`)}</Badge>}
              >
                <Facts
                  facts={[
                    {
                      label: say('workshop.when'),
                      value: <DateText day={workshop.startsOn} to={workshop.endsOn} />,
                    },
                    {
                      label: say('workshop.where'),
                      value:
                        name({ nameEn: workshop.venueEn ?? '', nameHi: workshop.venueHi ?? '' }) ||
                        `${name(workshop.host)}, ${say('workshop.undecided')}`,
                    },
                    {
                      label: say('workshop.fee'),
                      value:
                        workshop.feeMinor > 0 ? (
                          <Money amountMinor={workshop.feeMinor} currency={workshop.currency} />
                        ) : (
                          say('workshop.free')
                        ),
                    },
                  ]}
                />
                {workshop.opening === 'open' && (
                  <p class="soft">{say('workshop.seats', { count: workshop.seatsLeft })}</p>
                )}
              </Card>
            ))}
          </div>
        )}
      </AsyncView>
      <More pages={pages} />
    </Panel>
  )
}
