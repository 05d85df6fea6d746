import { json } from '../api.ts'
import { unitsApi } from '../planning/api.ts'
import { useQuery } from '../query.ts'
import { coverageText } from '../text/coverage.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Icon } from '../ui/icon.tsx'

type TrailProps = {
  slug: string
  unit: string | undefined
  on?: string | undefined
  /** Where a step leads. */
  to: (unit: string | undefined) => string
}

/** The way up from a unit, each step leading to the same screen there. */
export const Trail = ({ slug, unit, on, to: link }: TrailProps) => {
  const say = useText(coverageText)
  const name = useName()
  const page = useQuery(unit ? `${slug}/unit/${unit}${on ?? ''}` : null, (signal) =>
    json(
      unitsApi(slug).units[':unitId'].$get(
        { param: { unitId: unit ?? '' }, query: on ? { on } : {} },
        { init: { signal } },
      ),
    ),
  )
  if (!unit) return null
  return (
    <nav class="crumbs trail" aria-label={say('path')}>
      <ol>
        <li>
          <a href={link(undefined)}>{say('all')}</a>
          <Icon name="right" size={16} />
        </li>
        {page.data?.ancestors.map((above) => (
          <li key={above.id}>
            <a href={link(above.id)}>{name(above)}</a>
            <Icon name="right" size={16} />
          </li>
        ))}
        {page.data && (
          <li aria-current="page" class="strong">
            {name(page.data)}
          </li>
        )}
      </ol>
    </nav>
  )
}
