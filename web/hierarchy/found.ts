import { hierarchyTexts } from '../text/hierarchy.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import type { UnitFound } from './api.ts'

/** What is said below the name of a unit that was found: where it lies, and what it was called when it was looked for so. */
export const useFoundNote = (): ((unit: UnitFound) => string) => {
  const say = useText(hierarchyTexts)
  const name = useName()
  return (unit) =>
    [
      name({ nameEn: unit.trailEn, nameHi: unit.trailHi }),
      unit.formerly && say('formerly', { name: name(unit.formerly) }),
    ]
      .filter(Boolean)
      .join(' · ')
}
