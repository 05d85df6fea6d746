import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { teachingTexts } from '../text/teaching.ts'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { DateText } from '../ui/format.tsx'
import type { Batch } from './api.ts'
import { byTime } from './batches.ts'

type BatchesProps = { organisation: string; batches: readonly Batch[]; now: string; central: boolean }

/** One's batches: those of today first, with what is done today one tap away. */
export const Batches = ({ organisation, batches, now, central }: BatchesProps) => {
  const say = useText(teachingTexts)
  const { running, coming, past } = byTime(batches, now)
  if (batches.length === 0) {
    return (
      <EmptyState icon="hall" title={say('batches.none')}>
        {say(central ? 'batch.central' : 'batches.none.hint')}
      </EmptyState>
    )
  }
  return (
    <>
      <Group title={say('batches.today')} organisation={organisation} batches={running} does="check-in" />
      <Group title={say('batches.coming')} organisation={organisation} batches={coming} does="register" />
      <Group title={say('batches.past')} organisation={organisation} batches={past} does="credentials" />
    </>
  )
}

const DOES = {
  'check-in': { icon: 'gate', path: 'desk' },
  register: { icon: 'plus', path: undefined },
  credentials: { icon: 'certificate', path: 'credentials' },
} as const

type GroupProps = {
  title: string
  organisation: string
  batches: readonly Batch[]
  does: keyof typeof DOES
}

const Group = ({ title, organisation, batches, does }: GroupProps) => {
  const say = useText(teachingTexts)
  const name = useName()
  if (batches.length === 0) return null
  const { icon, path } = DOES[does]
  return (
    <section class="stack stack-s">
      <h3>{title}</h3>
      <div class="grid">
        {batches.map((batch) => {
          const { id, capacity, registered, startsOn, endsOn, venueEn, venueHi } = batch
          const page = `/o/${organisation}/teach/batches/${id}`
          return (
            <Card
              key={id}
              title={name(batch)}
              href={page}
              icon="hall"
              aside={<Badge>{say('batch.seats', { registered, capacity })}</Badge>}
            >
              <p class="soft">
                <DateText day={startsOn} to={endsOn} />
                {venueEn && venueHi && <>, {name({ nameEn: venueEn, nameHi: venueHi })}</>}
              </p>
              <div class="batch-do">
                <LinkButton icon={icon} href={path ? `/o/${organisation}/workshops/${id}/${path}` : page}>
                  {say(does)}
                </LinkButton>
              </div>
            </Card>
          )
        })}
      </div>
    </section>
  )
}
