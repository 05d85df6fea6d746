import { today } from '../planning/days.ts'
import { useZone } from '../text/format.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { workshopsText } from '../text/workshops.ts'
import { Badge } from '../ui/badge.tsx'
import { stateOf, TONES, wordOf } from './state.ts'

/** The state of a workshop now, in the zone of its organisation. */
export const useStateOf = () => {
  const zone = useZone()
  return (workshop: Parameters<typeof stateOf>[0]) =>
    stateOf(workshop, Math.floor(Date.now() / 1000), today(zone))
}

/** Where a workshop stands, in a word or two. */
export const StateOf = ({ workshop }: { workshop: Parameters<typeof stateOf>[0] }) => {
  const say = useText(workshopsText)
  const state = useStateOf()(workshop)
  return <Badge tone={TONES[state]}>{say(wordOf(state))}</Badge>
}

type Venue = { venueEn: string | null; venueHi: string | null }

/** Where a workshop is held, or that nobody has decided yet. */
export const useVenue = () => {
  const say = useText(workshopsText)
  const name = useName()
  return ({ venueEn, venueHi }: Venue): string =>
    name({ nameEn: venueEn ?? '', nameHi: venueHi ?? '' }) || say('venue.none')
}
