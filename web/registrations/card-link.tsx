import { daysFrom } from '../planning/days.ts'
import { formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { registrationTexts } from '../text/registrations.ts'
import { Badge } from '../ui/badge.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Card as CardBox, Facts } from '../ui/card.tsx'
import { DateText } from '../ui/format.tsx'
import type { Card } from './api.ts'
import { spacedCode } from './days.ts'
import { useVenue } from './facts.tsx'

/** In a word or two, how a registration stands. */
export const CardState = ({ card }: { card: Card }) => {
  const say = useText(registrationTexts)
  const language = useLanguage()
  if (card.cancelledAt !== null) return <Badge>{say('state.cancelled')}</Badge>
  if (card.workshop.cancelledAt !== null) return <Badge tone="bad">{say('state.off')}</Badge>
  if (card.credential) {
    return (
      <Badge tone="good" icon="certificate">
        {say('state.certificate')}
      </Badge>
    )
  }
  if (card.owedMinor > 0) {
    const amount = formatMoney(card.owedMinor, card.currency, language)
    return <Badge tone="warn">{say('state.owed', { amount })}</Badge>
  }
  return <Badge tone="good">{say(card.dueMinor > 0 ? 'state.paid' : 'state.free')}</Badge>
}

type CardLinkProps = { organisation: string; card: Card; owed?: boolean | undefined }

/** One of a person's registrations, leading to its card; with `owed` as a button that leads to paying. */
export const CardLink = ({ organisation, card, owed }: CardLinkProps) => {
  const say = useText(registrationTexts)
  const name = useName()
  const language = useLanguage()
  const venue = useVenue()
  const { workshop, days } = card
  const href = `/o/${organisation}/registrations/${card.id}`
  if (owed) {
    return (
      <LinkButton kind="main" href={href} icon="money">
        {name(workshop)}: {formatMoney(card.owedMinor, card.currency, language)}
      </LinkButton>
    )
  }
  const all = daysFrom(workshop.startsOn, workshop.endsOn).length
  return (
    <CardBox title={name(workshop)} href={href} icon="qr" aside={<CardState card={card} />}>
      <Facts
        facts={[
          { label: say('when'), value: <DateText day={workshop.startsOn} to={workshop.endsOn} /> },
          { label: say('where'), value: venue(workshop) },
          { label: say('card.code'), value: spacedCode(card.code) },
          {
            label: say('days.title'),
            value: days.length > 0 ? say('days.of', { there: days.length, all }) : undefined,
          },
        ]}
      />
    </CardBox>
  )
}
