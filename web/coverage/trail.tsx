import { json } from '../api.ts'
import { type Tier, unitsApi } from '../planning/api.ts'
import { useQuery } from '../query.ts'
import { coverageText } from '../text/coverage.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Icon } from '../ui/icon.tsx'
import { coverageLink } from './link.ts'

type TrailProps = {
  slug: string
  tier: Tier
  unit: string | undefined
  on: string | undefined
  /** Where a step leads: the coverage there, unless said otherwise. */
  to?: ((unit: string | undefined) => string) | undefined
}

/** The way up from a unit, each step leading to the coverage there. */
export const Trail = (props: TrailProps) => {
  const { slug, tier, unit, on } = props
  const link = props.to ?? ((id: string | undefined) => coverageLink(slug, tier, id, on))
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
