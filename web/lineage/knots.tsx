import { formatDay } from '../text/format.ts'
import { type Language, useLanguage, useText } from '../text/index.ts'
import { lineageText } from '../text/lineage.ts'
import { useName } from '../text/names.ts'
import { Icon } from '../ui/icon.tsx'
import type { Link } from './api.ts'
import type { Hall, Knot } from './graph.ts'

const venueOf = ({ venueEn, venueHi }: Hall['workshop'], language: Language) =>
  (language === 'hi' ? (venueHi ?? venueEn) : (venueEn ?? venueHi)) || undefined

/** What a credential is worth, in a word with a sign. */
export const Stands = ({ stands }: Pick<Link, 'stands'>) => {
  const say = useText(lineageText)
  const icon = { valid: 'check', expired: 'clock', revoked: 'stop' } as const
  return (
    <span class={`knot-stands knot-${stands}`}>
      <Icon name={icon[stands]} size={16} />
      {say(stands)}
    </span>
  )
}

const PersonKnot = ({ link }: { link: Link }) => {
  const say = useText(lineageText)
  const name = useName()
  const language = useLanguage()
  const { tier, workshop, unit, taught } = link
  return (
    <>
      <span class="knot-name">{name(link.person)}</span>
      <span class="knot-line">{name(unit)}</span>
      <span class="knot-line soft">{name(workshop)}</span>
      <span class="knot-line soft">
        {name(tier)}, {formatDay(workshop.startsOn, 'medium', language)}
      </span>
      <span class="knot-foot">
        <Stands stands={link.stands} />
        <span>{taught > 0 ? say('taught', { count: taught }) : say('taught.none')}</span>
      </span>
    </>
  )
}

const HallKnot = ({ hall }: { hall: Hall }) => {
  const say = useText(lineageText)
  const name = useName()
  const language = useLanguage()
  const { workshop, teachers, tier, trained } = hall
  return (
    <>
      <span class="knot-name">{name(workshop)}</span>
      <span class="knot-line">{venueOf(workshop, language) ?? name(workshop.unit)}</span>
      <span class="knot-line soft">
        {name(tier)}, {formatDay(workshop.startsOn, 'medium', language)}
      </span>
      <span class="knot-line soft">
        {teachers.length > 0 ? say('hall.by', { names: teachers.map(name).join(', ') }) : say('hall')}
      </span>
      <span class="knot-foot">
        <span class="knot-stands">
          <Icon name="hall" size={16} />
          {say('hall')}
        </span>
        <span>{say('trained', { count: trained })}</span>
      </span>
    </>
  )
}

/** What stands on the card of a knot. */
export const KnotText = ({ knot }: { knot: Knot }) => {
  const say = useText(lineageText)
  switch (knot.kind) {
    case 'person':
      return <PersonKnot link={knot.link} />
    case 'hall':
      return <HallKnot hall={knot.hall} />
    case 'more':
      return (
        <span class="knot-more">
          <Icon name="down" size={20} />
          {say('more', { count: knot.left })}
        </span>
      )
    case 'hidden':
      return (
        <span class="knot-more">
          <Icon name="lock" size={20} />
          {say('hidden', { count: knot.count })}
        </span>
      )
  }
}
