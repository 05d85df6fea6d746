import type { PlanWorkshop } from '../planning/api.ts'
import { useCatchmentText } from '../planning/catchment.ts'
import { formatCount } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { planning } from '../text/planning.ts'
import { plansText } from '../text/plans.ts'
import { Badge } from '../ui/badge.tsx'
import { LinkButton } from '../ui/button.tsx'
import { DateText } from '../ui/format.tsx'

type ServedProps = { slug: string; workshop: PlanWorkshop; edits: boolean }

/** One workshop of a plan: when, where, whom it serves and how many units those are. */
export const ServedWorkshop = ({ slug, workshop, edits }: ServedProps) => {
  const say = useText(plansText)
  const shared = useText(planning)
  const name = useName()
  const language = useLanguage()
  const catchment = useCatchmentText(slug)
  const { id, startsOn, endsOn, venueEn, venueHi, capacity, registered, publishedAt, units } = workshop
  const venue = venueEn !== null && venueHi !== null ? name({ nameEn: venueEn, nameHi: venueHi }) : undefined
  return (
    <article class="served">
      <div class="served-head">
        <div>
          <h3>
            <a href={`/o/${slug}/workshops/${id}`}>{name(workshop)}</a>
          </h3>
          <p class="soft">
            <DateText day={startsOn} to={endsOn} />
          </p>
          <p class="soft">{venue}</p>
        </div>
        <p class="served-units">
          <span class="numeral">{formatCount(units, language)}</span>
        </p>
      </div>
      <p>{catchment(workshop)}</p>
      <div class="cluster apart">
        <span class="cluster">
          {publishedAt === null && <Badge tone="warn">{shared('draft')}</Badge>}
          <span class="soft">{say('workshop.seats', { taken: registered, seats: capacity })}</span>
        </span>
        {edits && (
          <LinkButton icon="edit" href={`/o/${slug}/workshops/${id}/catchment`}>
            {shared('edit')}
          </LinkButton>
        )}
      </div>
    </article>
  )
}
