import { useLocation } from 'preact-iso'
import { json, type Problem } from '../api.ts'
import { GoesBack } from '../payments/goes-back.tsx'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { formatInstant, formatTime, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { quotasText } from '../text/quotas.ts'
import { registrationTexts } from '../text/registrations.ts'
import { Banner } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Money } from '../ui/format.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { SpeakButton } from '../ui/speak.tsx'
import { keys, type Offer, type PublicWorkshop, registrationsApi } from './api.ts'
import { useOfferAloud } from './facts.tsx'
import { OpenWorkshops } from './open-workshops.tsx'
import { JoinWaiting } from './waiting.tsx'
import { cellIn, WhyNoSeat } from './why-no-seat.tsx'

type OwnSeatProps = { organisation: string; workshop: PublicWorkshop }

/** The seat that is offered to oneself, or the honest reason why there is none. */
export const OwnSeat = ({ organisation, workshop }: OwnSeatProps) => {
  const offer = useQuery(keys.offer(organisation, workshop.id), (signal) =>
    json(
      registrationsApi(organisation).workshops[':workshopId'].offer.$get(
        { param: { workshopId: workshop.id }, query: {} },
        { init: { signal } },
      ),
    ),
  )
  if (offer.problem) return <Refused organisation={organisation} workshop={workshop} {...offer} />
  if (!offer.data) return <Skeleton rows={2} />
  return <Seat organisation={organisation} workshop={workshop} offer={offer.data} reload={offer.reload} />
}

type SeatProps = OwnSeatProps & { offer: Offer; reload: () => void }

const Seat = ({ organisation, workshop, offer, reload }: SeatProps) => {
  const say = useText(registrationTexts)
  const name = useName()
  const aloud = useOfferAloud()
  const { route } = useLocation()
  const take = useAction(async () => {
    const seat = await json(
      registrationsApi(organisation).registrations.$post({ json: { offer: offer.offer } }),
    )
    reloadQueries(keys.all(organisation))
    reloadQueries(keys.workshops(organisation))
    route(`/o/${organisation}/registrations/${seat.id}?made=yes`)
  })
  const { amountMinor, baseMinor, why, currency, person, unit, expiresAt, goesBack } = offer
  return (
    <section class="seat">
      <div>
        <p class="soft">{say('who.title')}</p>
        <p class="seat-name">{name(person)}</p>
        <p>{say('who.unit', { unit: name(unit) })}</p>
      </div>
      <p class="numeral">
        {amountMinor > 0 ? <Money amountMinor={amountMinor} currency={currency} /> : say('free')}
      </p>
      {why && (
        <p class="soft">
          {name(why)}
          {baseMinor !== amountMinor && (
            <>
              {' · '}
              <s>
                <Money amountMinor={baseMinor} currency={currency} />
              </s>
            </>
          )}
        </p>
      )}
      {take.problem && <ProblemView problem={take.problem} onRetry={reload} />}
      <Button kind="main" large wide icon="check" busy={take.busy} onPress={take.run}>
        {say('go')}
      </Button>
      {amountMinor > 0 && <p class="soft">{say('pay.later')}</p>}
      {amountMinor > 0 && <GoesBack steps={goesBack} />}
      <div class="cluster">
        <SpeakButton text={aloud(workshop, amountMinor, person)} />
        <OfferedUntil at={expiresAt} />
      </div>
    </section>
  )
}

const OfferedUntil = ({ at }: { at: number }) => {
  const say = useText(registrationTexts)
  const time = formatTime(at, useZone(), useLanguage())
  return <p class="soft small">{say('offer.until', { time })}</p>
}

type RefusedProps = OwnSeatProps & { problem: Problem | undefined; reload: () => void }

const Refused = ({ organisation, workshop, problem, reload }: RefusedProps) => {
  const say = useText(registrationTexts)
  const page = `/o/${organisation}/w/${workshop.id}/register`
  switch (problem?.slug) {
    case undefined:
      return null
    case 'already-registered':
      return <Already organisation={organisation} workshop={workshop} />
    case 'profile-incomplete':
      return (
        <Banner
          title={say('profile.title')}
          actions={
            <LinkButton
              kind="main"
              href={`/o/${organisation}/profile?return=${encodeURIComponent(page)}`}
              icon="edit"
            >
              {say('profile.go')}
            </LinkButton>
          }
        >
          <p>{say('profile.text')}</p>
        </Banner>
      )
    case 'cell-full':
      return <CellFull organisation={organisation} workshop={workshop} problem={problem} />
    case 'registration-closed':
    case 'outside-catchment':
    case 'quota-full':
    case 'workshop-full':
      return (
        <div class="stack stack-l">
          <Why organisation={organisation} slug={problem.slug} workshop={workshop} />
          {(problem.slug === 'workshop-full' || problem.slug === 'quota-full') && (
            <JoinWaiting organisation={organisation} workshopId={workshop.id} />
          )}
          <OpenWorkshops organisation={organisation} except={workshop.id} title={say('other.workshops')} />
        </div>
      )
    default:
      return problem && <ProblemView problem={problem} onRetry={reload} />
  }
}

const CellFull = ({ organisation, workshop, problem }: OwnSeatProps & { problem: Problem }) => {
  const say = useText(registrationTexts)
  const sayQuotas = useText(quotasText)
  const cell = cellIn(problem)
  return (
    <div class="stack stack-l">
      <Banner tone="warn" title={sayQuotas('full.title')}>
        {cell && <WhyNoSeat cells={[cell]} />}
        <p>{sayQuotas('full.text')}</p>
      </Banner>
      <JoinWaiting organisation={organisation} workshopId={workshop.id} />
      <OpenWorkshops organisation={organisation} except={workshop.id} title={say('other.workshops')} />
    </div>
  )
}

type WhyProps = OwnSeatProps & {
  slug: 'registration-closed' | 'outside-catchment' | 'quota-full' | 'workshop-full'
}

const Why = ({ organisation, slug, workshop }: WhyProps) => {
  const say = useText(registrationTexts)
  const language = useLanguage()
  const zone = useZone()
  const soon = workshop.opening === 'soon'
  const at = formatInstant(soon ? workshop.opensAt : workshop.closesAt, zone, language)
  const words = {
    'registration-closed': {
      title: soon ? say('closed.soon', { at }) : say('closed.over', { at }),
      text: say(soon ? 'closed.soon.text' : 'closed.text'),
    },
    'outside-catchment': { title: say('outside.title'), text: say('outside.text') },
    'quota-full': { title: say('quota.title'), text: say('quota.text', { count: workshop.maximum }) },
    'workshop-full': { title: say('full.title'), text: say('full.text') },
  }[slug]
  return (
    <Banner
      tone="warn"
      title={words.title}
      actions={<LinkButton href={`/o/${organisation}/me`}>{say('mine')}</LinkButton>}
    >
      <p>{words.text}</p>
    </Banner>
  )
}

const Already = ({ organisation, workshop }: OwnSeatProps) => {
  const say = useText(registrationTexts)
  const mine = useQuery(keys.mine(organisation), (signal) =>
    json(registrationsApi(organisation).me.registrations.$get(undefined, { init: { signal } })),
  )
  const card = mine.data?.registrations.find(
    (each) => each.workshop.id === workshop.id && each.cancelledAt === null,
  )
  return (
    <Banner
      tone="good"
      title={say('already.title')}
      actions={
        <LinkButton
          kind="main"
          icon="qr"
          href={`/o/${organisation}/${card ? `registrations/${card.id}` : 'me'}`}
        >
          {say('already.go')}
        </LinkButton>
      }
    />
  )
}
