import { changesTexts } from '../text/changes.ts'
import { formatDay } from '../text/format.ts'
import { hierarchyTexts } from '../text/hierarchy.ts'
import { useLanguage, useText } from '../text/index.ts'
import { Banner } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import type { UnitPage } from './api.ts'

/** What a unit was called, and until when. */
export const Formerly = ({ names }: { names: UnitPage['formerly'] }) => {
  const say = useText(hierarchyTexts)
  const language = useLanguage()
  return (
    <ul class="plain">
      {names.map(({ nameEn, nameHi, untilOn }) => (
        <li key={untilOn}>
          {say('formerly.until', {
            name: nameEn === nameHi ? nameHi : `${nameHi} (${nameEn})`,
            day: formatDay(untilOn, 'medium', language),
          })}
        </li>
      ))}
    </ul>
  )
}

type PastProps = { organisation: string; unitId: string; on: string; none: boolean }

/** Says that a past day is shown, with the way back to today. */
export const Past = ({ organisation, unitId, on, none }: PastProps) => {
  const say = useText(changesTexts)
  const language = useLanguage()
  const day = formatDay(on, 'medium', language)
  return (
    <Banner
      title={say(none ? 'past.none' : 'past.note', { day })}
      actions={
        <LinkButton icon="reload" href={`/o/${organisation}/units/${unitId}`}>
          {say('past.back')}
        </LinkButton>
      }
    />
  )
}
