import './registrations.css'
import { json } from '../api.ts'
import { today } from '../planning/days.ts'
import { useQuery } from '../query.ts'
import { type Frame, useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { formatDay, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { registrationTexts } from '../text/registrations.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Facts, Panel } from '../ui/card.tsx'
import { DateText } from '../ui/format.tsx'
import { Icon } from '../ui/icon.tsx'
import { PageHeader } from '../ui/page.tsx'
import { PrintButton, PrintSheet } from '../ui/print.tsx'
import { SpeakButton } from '../ui/speak.tsx'
import { type Card, keys, registrationsApi } from './api.ts'
import { dayMarks } from './days.ts'
import { useVenue } from './facts.tsx'
import { Fee } from './fee.tsx'
import { GiveUp } from './give-up.tsx'
import { PaperCard } from './paper-card.tsx'

type Props = ScreenProps<'/o/:organisation/registrations/:registration'>

/** One registration: the card for the gate, the fee, the days, the certificate. */
export const RegistrationCard = ({ params, query }: Props) => {
  const { organisation, registration: id } = params
  const say = useText(registrationTexts)
  const name = useName()
  const frame = useFrame(organisation)
  const card = useQuery(keys.card(organisation, id), (signal) =>
    json(
      registrationsApi(organisation).registrations[':registrationId'].$get(
        { param: { registrationId: id } },
        { init: { signal } },
      ),
    ),
  )
  const own = !card.data || !frame?.person || card.data.person.id === frame.person.id
  const title = card.data && !own ? say('card.of', { name: name(card.data.person) }) : say('card.title')
  const roster = card.data && `/o/${organisation}/workshops/${card.data.workshop.id}/roster`
  const up = own
    ? { label: say('mine'), href: `/o/${organisation}/me` }
    : { label: say('roster'), href: roster ?? '' }
  return (
    <>
      <PageHeader title={title} crumbs={[up]} lead={card.data && name(card.data.workshop)} />
      <AsyncView query={card}>
        {(shown) => (
          <Shown
            organisation={organisation}
            frame={frame}
            card={shown}
            own={own}
            changes={own || frame?.holds.has('registrations:edit') === true}
            made={query.made === 'yes'}
            back={query.payment}
          />
        )}
      </AsyncView>
    </>
  )
}

type ShownProps = {
  organisation: string
  frame: Frame | undefined
  card: Card
  /** Whether the seat may be paid online or given up by whoever looks: its person, or who registers people. */
  changes: boolean
  /** Whether it is the looker's own. */
  own: boolean
  made: boolean
  back: string | undefined
}

const Shown = ({ organisation, frame, card, own, changes, made, back }: ShownProps) => {
  const say = useText(registrationTexts)
  const live = card.cancelledAt === null && card.workshop.cancelledAt === null
  const over = card.workshop.endsOn < today(useZone())
  // What is still to be paid, or came to an end somewhere else, is said before the way through the gate.
  const first = back !== undefined || (live && !over && card.owedMinor > 0)
  const fee = <Fee organisation={organisation} card={card} pays={changes} back={back} />
  return (
    <div class="stack stack-l">
      {made && live && (
        <Banner tone="good" title={say('card.made')}>
          <p>{say('card.made.text')}</p>
        </Banner>
      )}
      {!live && <NotLive organisation={organisation} card={card} />}
      {first && fee}
      <div class={live && !over ? 'card-page' : undefined}>
        {live && !over && <GateCard frame={frame} card={card} />}
        <div class="stack stack-l">
          {!first && fee}
          {(live || card.days.length > 0) && <Days card={card} />}
          {live && <Afterwards organisation={organisation} card={card} own={own} />}
          {card.credential && <Certificate organisation={organisation} id={card.credential.id} />}
          <About organisation={organisation} card={card} />
          {changes && live && !over && card.days.length === 0 && (
            <GiveUp organisation={organisation} card={card} />
          )}
        </div>
      </div>
    </div>
  )
}

/** What there is to do once one was there: answering questions, logging field stays. */
const Afterwards = ({ organisation, card, own }: { organisation: string; card: Card; own: boolean }) => {
  const say = useText(registrationTexts)
  if (card.days.length === 0) return null
  const path = `/o/${organisation}/registrations/${card.id}`
  return (
    <div class="cluster">
      {own && (
        <LinkButton icon="check" href={`${path}/papers`}>
          {say('to.papers')}
        </LinkButton>
      )}
      {own && (
        <LinkButton icon="teach" href={`${path}/feedback`}>
          {say('to.feedback')}
        </LinkButton>
      )}
      <LinkButton icon="place" href={`${path}/stays`}>
        {say('to.stays')}
      </LinkButton>
    </div>
  )
}

const NotLive = ({ organisation, card }: { organisation: string; card: Card }) => {
  const say = useText(registrationTexts)
  if (card.workshop.cancelledAt !== null) {
    return (
      <Banner tone="bad" title={say('card.off')}>
        <p>{say('card.off.text')}</p>
      </Banner>
    )
  }
  return (
    <Banner
      tone="warn"
      title={say('card.cancelled')}
      actions={
        <LinkButton href={`/o/${organisation}/w/${card.workshop.id}/register`}>
          {say('card.again')}
        </LinkButton>
      }
    >
      <p>{say('card.cancelled.text')}</p>
    </Banner>
  )
}

const GateCard = ({ frame, card }: { frame: Frame | undefined; card: Card }) => {
  const say = useText(registrationTexts)
  const names = frame?.organisation.names
  const code = card.code.split('').join(', ')
  return (
    <div class="stack">
      <p class="soft">{say('card.show')}</p>
      <div class="gate-card">
        <PrintSheet label={say('card.sheet')}>
          <PaperCard
            code={card.code}
            person={card.person}
            unit={card.unit}
            workshop={card.workshop}
            organisation={names && { nameEn: names.en, nameHi: names.hi }}
          />
        </PrintSheet>
      </div>
      <div class="cluster">
        <PrintButton label={say('card.print')} />
        <SpeakButton text={say('card.aloud', { code })} />
      </div>
    </div>
  )
}

const Days = ({ card }: { card: Card }) => {
  const say = useText(registrationTexts)
  const language = useLanguage()
  const now = today(useZone())
  const marks = dayMarks(card.workshop, card.days, now)
  const begun = card.workshop.startsOn <= now || card.days.length > 0
  return (
    <Panel
      title={say('days.title')}
      hint={begun ? say('days.of', { there: card.days.length, all: marks.length }) : say('days.none')}
    >
      {begun && (
        <ul class="days">
          {marks.map(({ day, there }) => (
            <li key={day} class={`day day-${there}`}>
              <span>{formatDay(day, 'short', language)}</span>
              {there === 'yes' && <Icon name="check" />}
              {there === 'no' && <Icon name="close" />}
              {there === 'later' && <Icon name="clock" />}
              <span class="visually-hidden">{say(`days.${there}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

const Certificate = ({ organisation, id }: { organisation: string; id: string }) => {
  const say = useText(registrationTexts)
  return (
    <Panel title={say('certificate.title')} hint={say('certificate.text')}>
      <div>
        <LinkButton href={`/o/${organisation}/credentials/${id}`} icon="certificate">
          {say('certificate.go')}
        </LinkButton>
      </div>
    </Panel>
  )
}

const About = ({ organisation, card }: { organisation: string; card: Card }) => {
  const say = useText(registrationTexts)
  const name = useName()
  const venue = useVenue()
  const { workshop, unit } = card
  return (
    <Panel title={name(workshop)}>
      <Facts
        facts={[
          { label: say('when'), value: <DateText day={workshop.startsOn} to={workshop.endsOn} /> },
          { label: say('where'), value: venue(workshop) ?? say('where.later') },
          { label: say('unit'), value: name(unit) },
        ]}
      />
      {workshop.cancelledAt === null && (
        <div>
          <LinkButton href={`/o/${organisation}/w/${workshop.id}`} icon="hall">
            {say('workshop')}
          </LinkButton>
        </div>
      )}
    </Panel>
  )
}
