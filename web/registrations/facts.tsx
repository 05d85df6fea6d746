import { formatDays, formatInstant, formatMoney, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { registrationTexts } from '../text/registrations.ts'
import { Facts } from '../ui/card.tsx'
import { DateText, Money } from '../ui/format.tsx'
import type { PublicWorkshop } from './api.ts'

type Place = { venueEn: string | null; venueHi: string | null }

/** Where a workshop is held, in the language shown; undefined while that is not decided. */
export const useVenue = () => {
  const name = useName()
  return ({ venueEn, venueHi }: Place): string | undefined =>
    name({ nameEn: venueEn ?? '', nameHi: venueHi ?? '' }) || undefined
}

/** When and where, in one line. */
export const WhenWhere = ({ workshop }: { workshop: PublicWorkshop }) => {
  const say = useText(registrationTexts)
  const venue = useVenue()
  return (
    <p>
      <DateText day={workshop.startsOn} to={workshop.endsOn} />. {venue(workshop) ?? say('where.later')}.
    </p>
  )
}

/** What else somebody may want to know before he registers: who holds it, the fee, whether there is room. */
export const WorkshopFacts = ({ workshop }: { workshop: PublicWorkshop }) => {
  const say = useText(registrationTexts)
  const name = useName()
  const language = useLanguage()
  const zone = useZone()
  const { feeMinor, currency, seatsLeft, closesAt } = workshop
  const room = seatsLeft > 0 ? say('seats.left', { count: seatsLeft }) : say('seats.none')
  return (
    <Facts
      facts={[
        {
          label: say('fee'),
          value: feeMinor > 0 ? <Money amountMinor={feeMinor} currency={currency} /> : say('free'),
        },
        { label: say('seats'), value: room },
        { label: say('host'), value: name(workshop.host) },
        { label: say('closes'), value: formatInstant(closesAt, zone, language) },
      ]}
    />
  )
}

/** The same, and whom it is for, as it is read out to somebody who does not read. */
export const useOfferAloud = () => {
  const say = useText(registrationTexts)
  const language = useLanguage()
  const name = useName()
  const venue = useVenue()
  return (workshop: PublicWorkshop, amountMinor: number, person: { nameEn: string; nameHi: string }) =>
    say('aloud', {
      workshop: name(workshop),
      days: formatDays(workshop.startsOn, workshop.endsOn, language),
      place: venue(workshop) ?? say('where.later'),
      fee: amountMinor > 0 ? formatMoney(amountMinor, workshop.currency, language) : say('free'),
      person: name(person),
    })
}
