import type { ComponentChildren } from 'preact'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { visitTexts } from '../text/visits.ts'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { DateText } from '../ui/format.tsx'
import type { Stay } from './api.ts'

type StayCardProps = { stay: Stay; children?: ComponentChildren }

/** One stay: where, when, what was done. */
export const StayCard = ({ stay, children }: StayCardProps) => {
  const say = useText(visitTexts)
  const name = useName()
  return (
    <li>
      <Card title={name(stay.unit)} aside={<Badge>{say('days', { count: stay.days })}</Badge>}>
        <p class="strong">
          <DateText day={stay.fromOn} to={stay.untilOn} />
        </p>
        <p>{stay.done}</p>
        {stay.byProxy && <p class="soft">{say('proxy')}</p>}
        {children && <div class="cluster">{children}</div>}
      </Card>
    </li>
  )
}
