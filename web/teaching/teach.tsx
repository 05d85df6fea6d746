import { Today, useToday } from '../faculty/today.tsx'
import { today } from '../planning/days.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { formatCount, formatDay } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { teachingTexts } from '../text/teaching.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Panel, Stat, Stats } from '../ui/card.tsx'
import { PageHeader } from '../ui/page.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { type Power, useTeaching } from './api.ts'
import { Batches } from './batch-cards.tsx'
import { LackingUnits } from './lacking-units.tsx'
import { Need } from './need.tsx'

/** The trainer's page: what he may teach, his batches, and which units below still lack people. */
export const Teach = ({ params }: ScreenProps<'/o/:organisation/teach'>) => {
  const { organisation } = params
  const say = useText(teachingTexts)
  const frame = useFrame(organisation)
  const query = useTeaching(organisation)
  const busy = (useToday(organisation).data?.batches.length ?? 0) > 0
  if (!frame) return <Skeleton />
  const now = today(frame.organisation.timeZone)
  return (
    <>
      <PageHeader title={say('title')} lead={busy ? undefined : say('lead')} />
      <Today organisation={organisation} />
      <AsyncView
        query={query}
        empty={() => (
          <EmptyState
            icon="teach"
            title={say('none')}
            actions={
              <LinkButton icon="person" href={`/o/${organisation}/me`}>
                {say('none.go')}
              </LinkButton>
            }
          >
            {say('none.hint')}
          </EmptyState>
        )}
      >
        {(powers) => (
          <div class="stack stack-l">
            {powers.map((power) => (
              <Teaching
                key={`${power.tier.id}/${power.unit.id}`}
                organisation={organisation}
                power={power}
                now={now}
              />
            ))}
          </div>
        )}
      </AsyncView>
    </>
  )
}

type TeachingProps = { organisation: string; power: Power; now: string }

const Teaching = ({ organisation, power, now }: TeachingProps) => {
  const say = useText(teachingTexts)
  const name = useName()
  const language = useLanguage()
  const { tier, unit, programme } = power
  const path = `/o/${organisation}/teach/${tier.id}`
  const hint = [
    name(programme),
    tier.finishBy && say('until', { day: formatDay(tier.finishBy, 'medium', language) }),
  ]
  return (
    <Panel
      title={`${name(tier)}, ${say('where', { unit: name(unit) })}`}
      hint={hint.filter(Boolean).join(', ')}
      actions={
        power.opensBatches && (
          <LinkButton kind="main" icon="plus" href={`${path}/open?unit=${unit.id}`}>
            {say('open')}
          </LinkButton>
        )
      }
    >
      <Reached power={power} />
      <Batches organisation={organisation} batches={power.batches} now={now} central={!power.opensBatches} />
      <LackingUnits organisation={organisation} power={power} />
    </Panel>
  )
}

const Reached = ({ power }: { power: Power }) => {
  const say = useText(teachingTexts)
  const language = useLanguage()
  const { units, lacking, trained, registered, nominated, tier } = power
  return (
    <>
      <Stats>
        <Stat
          label={say('units')}
          value={formatCount(units - lacking, language)}
          note={say('of.units', { count: units })}
          tone={lacking > 0 ? 'warn' : 'good'}
        />
        <Stat label={say('trained')} value={formatCount(trained, language)} />
        <Stat label={say('registered')} value={formatCount(registered, language)} />
        <Stat label={say('nominated')} value={formatCount(nominated, language)} />
      </Stats>
      {units > 0 && (
        <Need
          trained={trained}
          registered={registered}
          nominated={nominated}
          minimum={units * tier.minimum}
        />
      )}
    </>
  )
}
