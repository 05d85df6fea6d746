import '../planning/planning.css'
import './workshops.css'
import './public.css'
import type { ComponentChildren } from 'preact'
import { json } from '../api.ts'
import { type PublicWorkshop, workshopsApi } from '../planning/api.ts'
import { useCatchmentText } from '../planning/catchment.ts'
import { daysFrom, today } from '../planning/days.ts'
import { useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import { formatDay, formatDays, formatInstant, formatMoney, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { noticeText } from '../text/notice.ts'
import { waitingTexts } from '../text/waiting.ts'
import { workshopsText } from '../text/workshops.ts'
import { useHeading } from '../ui/arrival.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Count, Money } from '../ui/format.tsx'
import { Icon } from '../ui/icon.tsx'
import type { IconName } from '../ui/icons.ts'
import { PageHeader } from '../ui/page.tsx'
import { PrintButton } from '../ui/print.tsx'
import { QrCode } from '../ui/qr.tsx'
import { SpeakButton } from '../ui/speak.tsx'
import { useVenue } from './parts.tsx'
import { SessionLine } from './sessions.tsx'
import { publicLink, ShareButtons, useShareText } from './share.tsx'

type PartProps = { slug: string; workshop: PublicWorkshop }

const Leaf = ({ from, to }: { from: string; to: string }) => {
  const language = useLanguage()
  const part = (day: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(`${language}-IN`, { ...options, timeZone: 'UTC' }).format(
      new Date(`${day}T00:00:00Z`),
    )
  const number = (day: string) => part(day, { day: 'numeric' })
  const one = from.slice(0, 7) === to.slice(0, 7)
  const days = from === to ? number(from) : one ? `${number(from)}–${number(to)}` : number(from)
  return (
    <p class="leaf" aria-hidden="true">
      <span class="leaf-month">{part(from, { month: 'short', year: 'numeric' })}</span>
      <span class={days.length > 2 ? 'leaf-days leaf-range' : 'leaf-days'}>{days}</span>
      <span class="leaf-week">{part(from, { weekday: 'long' })}</span>
    </p>
  )
}

const Fact = ({ icon, label, children }: { icon: IconName; label: string; children: ComponentChildren }) => (
  <div class="notice-fact">
    <dt>
      <Icon name={icon} size={28} />
      {label}
    </dt>
    <dd>{children}</dd>
  </div>
)

const useOpening = ({ workshop }: PartProps) => {
  const say = useText(noticeText)
  const language = useLanguage()
  const zone = useZone()
  const when = (at: number) => formatInstant(at, zone, language)
  if (workshop.endsOn < today(zone)) return { open: false, words: say('over') }
  switch (workshop.opening) {
    case 'soon':
      return { open: false, words: say('soon', { when: when(workshop.opensAt) }) }
    case 'full':
      return { open: false, full: true, words: say('full'), detail: say('full.detail') }
    case 'closed':
      return { open: false, words: say('closed') }
    default:
      return { open: true, words: say('until', { when: when(workshop.closesAt) }) }
  }
}

const Register = (props: PartProps) => {
  const { slug, workshop } = props
  const say = useText(noticeText)
  const sayWaiting = useText(waitingTexts)
  const opening = useOpening(props)
  if (!opening.open) {
    return (
      <Banner tone="note" title={opening.words}>
        {opening.detail && <p>{opening.detail}</p>}
        {opening.full && (
          <LinkButton kind="main" icon="clock" href={`/o/${slug}/w/${workshop.id}/register`}>
            {sayWaiting('join')}
          </LinkButton>
        )}
      </Banner>
    )
  }
  return (
    <div class="notice-register no-print">
      <LinkButton kind="main" large wide icon="go" href={`/o/${slug}/w/${workshop.id}/register`}>
        {say('register')}
      </LinkButton>
      <p class="small">{opening.words}</p>
    </div>
  )
}

const Hero = ({ slug, workshop }: PartProps) => {
  const say = useText(noticeText)
  const name = useName()
  const language = useLanguage()
  const venue = useVenue()(workshop)
  const title = name(workshop)
  const heading = useHeading(title)
  const organisation = useFrame(slug)?.organisation.names[language] ?? ''
  const days = daysFrom(workshop.startsOn, workshop.endsOn).length
  return (
    <section class="bleed notice">
      <div class="notice-inside">
        <Leaf from={workshop.startsOn} to={workshop.endsOn} />
        <div class="notice-words">
          <p class="notice-kind">{organisation || say('kind')}</p>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          <p class="notice-line">
            <Icon name="calendar" />
            <span>
              {formatDays(workshop.startsOn, workshop.endsOn, language)} ({say('days', { count: days })})
            </span>
          </p>
          <p class="notice-line">
            <Icon name="place" />
            <span>{venue}</span>
          </p>
        </div>
      </div>
    </section>
  )
}

const Facts = ({ workshop }: PartProps) => {
  const say = useText(workshopsText)
  const sayNotice = useText(noticeText)
  const name = useName()
  const sentence = useCatchmentText()
  const level = name({ nameEn: workshop.traineeLevelEn, nameHi: workshop.traineeLevelHi })
  const { feeMinor, currency, seatsLeft, minimum, maximum, catchment } = workshop
  return (
    <dl class="notice-facts">
      <Fact icon="money" label={sayNotice('fee')}>
        <span class="notice-big">
          {feeMinor === 0 ? sayNotice('fee.none') : <Money amountMinor={feeMinor} currency={currency} />}
        </span>
      </Fact>
      <Fact icon="person" label={sayNotice('seats')}>
        <span class="notice-big">
          <Count value={seatsLeft} />
        </span>{' '}
        <span class="soft">{say('seats.of', { count: workshop.capacity })}</span>
      </Fact>
      <Fact icon="people" label={sayNotice('who')}>
        <p>{sayNotice('who.level', { level })}</p>
        <p>{sentence(catchment)}</p>
        <p class="small soft">{sayNotice('quota', { level, minimum, maximum })}</p>
      </Fact>
    </dl>
  )
}

const Timetable = ({ workshop }: PartProps) => {
  const say = useText(workshopsText)
  const sayNotice = useText(noticeText)
  const language = useLanguage()
  const days = daysFrom(workshop.startsOn, workshop.endsOn)
  const told = days.filter((day) => workshop.sessions.some(({ dayOn }) => dayOn === day))
  return (
    <Panel title={sayNotice('timetable')}>
      {told.length === 0 && <p class="soft">{say('timetable.to.come')}</p>}
      {told.map((day) => (
        <section key={day} class="day-plan">
          <h3>
            <span class="soft">{say('timetable.day', { number: days.indexOf(day) + 1 })}</span> –{' '}
            {formatDay(day, 'long', language)}
          </h3>
          <ul class="sessions">
            {workshop.sessions
              .filter(({ dayOn }) => dayOn === day)
              .map((session) => (
                <SessionLine key={session.id} session={session} />
              ))}
          </ul>
        </section>
      ))}
    </Panel>
  )
}

/** What is read out to somebody who does not read. */
const useSpoken = ({ slug, workshop }: PartProps): string => {
  const say = useText(noticeText)
  const name = useName()
  const language = useLanguage()
  const sentence = useCatchmentText()
  const venue = useVenue()(workshop)
  const { feeMinor, currency, startsOn, endsOn } = workshop
  const fee = feeMinor === 0 ? say('fee.none') : formatMoney(feeMinor, currency, language)
  const organisation = useFrame(slug)?.organisation.names[language]
  return [
    organisation,
    name(workshop),
    formatDays(startsOn, endsOn, language),
    venue,
    `${say('fee')}: ${fee}`,
    `${say('who')}: ${sentence(workshop.catchment)}`,
  ]
    .filter(Boolean)
    .join('. ')
}

const Shown = (props: PartProps) => {
  const { slug, workshop } = props
  const say = useText(noticeText)
  const name = useName()
  const text = useShareText(slug)(workshop)
  const spoken = useSpoken(props)
  return (
    <>
      <Hero {...props} />
      <Register {...props} />
      <Facts {...props} />
      <div class="cluster no-print">
        <SpeakButton text={spoken} />
        <PrintButton />
      </div>
      <Timetable {...props} />
      <Panel title={say('share')}>
        <div class="share">
          <div class="stack">
            <ShareButtons text={text} title={name(workshop)} />
            <p class="print-only strong">
              {say('share.text.register')}
              <br />
              {publicLink(slug, workshop.id)}
            </p>
            <p class="no-print">
              <a href={`/o/${slug}`}>{say('others')}</a>
            </p>
          </div>
          <QrCode text={publicLink(slug, workshop.id)} label={say('share.qr')} />
        </div>
      </Panel>
    </>
  )
}

/** A workshop as anybody may see it: what, when, where, for whom, for how much, and the way to register. */
export const PublicWorkshopScreen = ({ params }: { params: { organisation: string; workshop: string } }) => {
  const slug = params.organisation
  const say = useText(noticeText)
  const query = useQuery(`${slug}/public/${params.workshop}`, (signal) =>
    json(
      workshopsApi(slug).public.workshops[':workshopId'].$get(
        { param: { workshopId: params.workshop } },
        { init: { signal } },
      ),
    ),
  )
  return (
    <>
      {query.data === undefined && query.problem && <PageHeader title={say('kind')} />}
      <AsyncView query={query} words={{ 'not-found': say('gone'), invalid: say('gone') }}>
        {(workshop) => <Shown slug={slug} workshop={workshop} />}
      </AsyncView>
    </>
  )
}
