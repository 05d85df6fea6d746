import './registrations.css'
import { useEffect } from 'preact/hooks'
import { json } from '../api.ts'
import { First } from '../faculty/first.tsx'
import { OwnDuties } from '../obligations/own-duties.tsx'
import { today } from '../planning/days.ts'
import { putQuery, useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { formatMoney, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { registrationTexts } from '../text/registrations.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner, EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { type Card, keys, registrationsApi } from './api.ts'
import { CardLink } from './card-link.tsx'
import { OpenWorkshops, useOpenWorkshops } from './open-workshops.tsx'

/** The participant's own page: what is coming, what is owed, what is open, what was. */
export const Me = ({ params }: ScreenProps<'/o/:organisation/me'>) => {
  const { organisation } = params
  const say = useText(registrationTexts)
  const language = useLanguage()
  const frame = useFrame(organisation)
  const mine = useQuery(keys.mine(organisation), (signal) =>
    json(registrationsApi(organisation).me.registrations.$get(undefined, { init: { signal } })),
  )
  useEffect(() => {
    // A card that was listed opens at the gate without a network.
    for (const card of mine.data?.registrations ?? []) putQuery(keys.card(organisation, card.id), card)
    if (mine.data) import('./card.tsx')
  }, [mine.data])
  return (
    <>
      <PageHeader
        title={say('me.title')}
        lead={frame?.person?.names[language]}
        actions={
          <LinkButton href={`/o/${organisation}/profile`} icon="edit">
            {say('profile')}
          </LinkButton>
        }
      />
      <First organisation={organisation} />
      <AsyncView query={mine}>
        {({ registrations }) => <Mine organisation={organisation} cards={registrations} />}
      </AsyncView>
    </>
  )
}

type MineProps = { organisation: string; cards: readonly Card[] }

const Mine = ({ organisation, cards }: MineProps) => {
  const say = useText(registrationTexts)
  const now = today(useZone())
  const isNext = (card: Card) =>
    card.workshop.endsOn >= now && card.cancelledAt === null && card.workshop.cancelledAt === null
  const next = cards.filter(isNext).toSorted((a, b) => a.workshop.startsOn.localeCompare(b.workshop.startsOn))
  const over = cards.filter((card) => !isNext(card))
  const passed = cards.flatMap(({ credential, workshop }) =>
    credential ? [{ ...credential, workshop }] : [],
  )
  const registered = cards
    .filter(({ cancelledAt }) => cancelledAt === null)
    .map(({ workshop }) => workshop.id)
  return (
    <div class="stack stack-l">
      <Owed organisation={organisation} cards={cards} />
      <OwnDuties organisation={organisation} />
      {next.length === 0 ? (
        <NoneComing organisation={organisation} />
      ) : (
        <Cards title={say('me.next')} organisation={organisation} cards={next} />
      )}
      <OpenWorkshops organisation={organisation} title={say('me.open')} except={registered} />
      {passed.length > 0 && <Passed organisation={organisation} passed={passed} />}
      {over.length > 0 && <Cards title={say('me.over')} organisation={organisation} cards={over} />}
    </div>
  )
}

const Owed = ({ organisation, cards }: MineProps) => {
  const say = useText(registrationTexts)
  const language = useLanguage()
  const owing = cards.filter(({ owedMinor, workshop }) => owedMinor > 0 && workshop.cancelledAt === null)
  const [first] = owing
  if (!first) return null
  const sum = owing.reduce((total, { owedMinor }) => total + owedMinor, 0)
  return (
    <Banner
      tone="warn"
      title={say('me.owed', { amount: formatMoney(sum, first.currency, language) })}
      actions={owing.map((card) => <CardLink key={card.id} organisation={organisation} card={card} owed />)}
    >
      <p>{say('me.owed.why')}</p>
    </Banner>
  )
}

const NoneComing = ({ organisation }: { organisation: string }) => {
  const say = useText(registrationTexts)
  const open = useOpenWorkshops(organisation)
  const nameless = useFrame(organisation)?.person?.complete === false
  return (
    <EmptyState icon="calendar" title={say('me.none')}>
      {nameless && say('profile.text')}
      {!nameless && open && say(open.length > 0 ? 'me.none.text' : 'me.none.closed')}
    </EmptyState>
  )
}

const Cards = ({ title, organisation, cards }: MineProps & { title: string }) => (
  <section class="stack">
    <h2>{title}</h2>
    <div class="grid">
      {cards.map((card) => (
        <CardLink key={card.id} organisation={organisation} card={card} />
      ))}
    </div>
  </section>
)

type PassedProps = {
  organisation: string
  passed: readonly { id: string; code: string; workshop: Card['workshop'] }[]
}

const Passed = ({ organisation, passed }: PassedProps) => {
  const say = useText(registrationTexts)
  const language = useLanguage()
  return (
    <section class="stack">
      <h2>{say('me.passed')}</h2>
      <List label={say('me.passed')}>
        {passed.map(({ id, code, workshop }) => (
          <Row
            key={id}
            icon="certificate"
            title={language === 'hi' ? workshop.nameHi : workshop.nameEn}
            note={code}
            href={`/o/${organisation}/credentials/${id}`}
          />
        ))}
      </List>
    </section>
  )
}
