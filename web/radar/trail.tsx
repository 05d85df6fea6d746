import { json } from '../api.ts'
import { unitsApi } from '../planning/api.ts'
import { useQuery } from '../query.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { radarText } from '../text/radar.ts'
import { Icon } from '../ui/icon.tsx'

type TrailProps = { slug: string; unit: string | undefined; link: (unit?: string) => string }

/** The way up from a unit, each step leading to the same page there. */
export const Trail = ({ slug, unit, link }: TrailProps) => {
  const say = useText(radarText)
  const name = useName()
  const page = useQuery(unit ? `${slug}/unit/${unit}` : null, (signal) =>
    json(
      unitsApi(slug).units[':unitId'].$get(
        { param: { unitId: unit ?? '' }, query: {} },
        { init: { signal } },
      ),
    ),
  )
  if (!unit) return null
  return (
    <nav class="crumbs trail" aria-label={say('path')}>
      <ol>
        <li>
          <a href={link()}>{say('all')}</a>
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
