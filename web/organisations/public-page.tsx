import './organisations.css'
import type { InferResponseType } from 'hono/client'
import { useState } from 'preact/hooks'
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
import { EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Card, Facts, Panel, type Tone } from '../ui/card.tsx'
import { DateText, Money } from '../ui/format.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { SearchBox } from '../ui/search.tsx'
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
      <Upcoming organisation={organisation} setsUp={frame?.holds.has('organisation:edit') ?? false} />
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

/** As many workshops as are shown as cards; more become rows that can be searched. */
const CARDS = 6

type UpcomingProps = { organisation: string; setsUp: boolean }

const Upcoming = ({ organisation, setsUp }: UpcomingProps) => {
  const say = useText(organisationTexts)
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
          <EmptyState
            icon="hall"
            title={say('workshops.none')}
            actions={
              setsUp && (
                <LinkButton icon="go" href={`/o/${organisation}/start`}>
                  {say('setup.go')}
                </LinkButton>
              )
            }
          >
            {say(setsUp ? 'setup.text' : 'workshops.none.text')}
          </EmptyState>
        )}
      >
        {() =>
          pages.items.length > CARDS ? (
            <Rows organisation={organisation} workshops={pages.items} />
          ) : (
            <div class="grid">
              {pages.items.map((workshop) => (
                <WorkshopCard key={workshop.id} organisation={organisation} workshop={workshop} />
              ))}
            </div>
          )
        }
      </AsyncView>
      <More pages={pages} />
    </Panel>
  )
}

type Listed = InferResponseType<
  ReturnType<typeof workshopsApi>['public']['workshops']['$get'],
  200
>['workshops'][number]

const usePlace = () => {
  const say = useText(organisationTexts)
  const name = useName()
  return (workshop: Listed): string =>
    name({ nameEn: workshop.venueEn ?? '', nameHi: workshop.venueHi ?? '' }) ||
    `${name(workshop.host)}, ${say('workshop.undecided')}`
}

const Rows = ({ organisation, workshops }: { organisation: string; workshops: readonly Listed[] }) => {
  const say = useText(organisationTexts)
  const name = useName()
  const place = usePlace()
  const [typed, setTyped] = useState('')
  const shown = workshops.filter((each) =>
    [each.nameEn, each.nameHi, each.venueEn, each.venueHi, each.host.nameEn, each.host.nameHi].some((text) =>
      text?.toLocaleLowerCase().includes(typed.toLocaleLowerCase()),
    ),
  )
  return (
    <>
      <SearchBox
        label={say('workshops.search')}
        value={typed}
        onSearch={setTyped}
        result={say('workshops.found', { count: shown.length })}
      />
      {shown.length === 0 ? (
        <p class="soft">{say('workshops.found', { count: 0 })}</p>
      ) : (
        <List label={say('workshops')}>
          {shown.map((workshop) => (
            <Row
              key={workshop.id}
              title={name(workshop)}
              note={
                <>
                  <DateText day={workshop.startsOn} to={workshop.endsOn} />, {place(workshop)}
                </>
              }
              aside={
                workshop.opening !== 'open' && (
                  <Badge tone={TONES[workshop.opening]}>{say(`brief.${workshop.opening}`)}</Badge>
                )
              }
              href={`/o/${organisation}/w/${workshop.id}`}
            />
          ))}
        </List>
      )}
    </>
  )
}

const WorkshopCard = ({ organisation, workshop }: { organisation: string; workshop: Listed }) => {
  const say = useText(organisationTexts)
  const name = useName()
  const place = usePlace()
  return (
    <Card
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
          { label: say('workshop.where'), value: place(workshop) },
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
  )
}
