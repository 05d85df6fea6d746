import { useCatchmentText } from '../planning/catchment.ts'
import { useFrame } from '../shell/frame.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { planning } from '../text/planning.ts'
import { plansText } from '../text/plans.ts'
import { workshopsText } from '../text/workshops.ts'
import { Banner } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Facts, Panel, Stat, Stats } from '../ui/card.tsx'
import { Count, InstantText, Money } from '../ui/format.tsx'
import type { WorkshopPartProps } from './part.ts'

/** The name of a level, from the frame; empty while it is not known. */
export const useLevelName = (slug: string) => {
  const language = useLanguage()
  const levels = useFrame(slug)?.organisation.levels
  return (id: string): string => levels?.find((level) => level.id === id)?.names[language] ?? ''
}

/** Seats taken and left, the fee, and how many units the workshop serves. */
export const WorkshopStats = ({ slug, workshop }: WorkshopPartProps) => {
  const say = useText(workshopsText)
  const shared = useText(planning)
  const level = useLevelName(slug)(workshop.traineeLevelId)
  const { capacity, registered, feeMinor, currency, units } = workshop
  const left = Math.max(0, capacity - registered)
  return (
    <Stats>
      <Stat
        label={say('seats.taken')}
        value={<Count value={registered} />}
        note={say('seats.of', { count: capacity })}
      />
      <Stat label={say('seats.left')} value={<Count value={left} />} tone={left === 0 ? 'warn' : 'good'} />
      <Stat label={say('units')} value={<Count value={units} />} note={say('units.of', { level })} />
      <Stat
        label={say('fee')}
        value={feeMinor === 0 ? shared('free') : <Money amountMinor={feeMinor} currency={currency} />}
      />
    </Stats>
  )
}

/** Which units the workshop serves, in one sentence, and the way to change it. */
export const CatchmentPanel = ({ slug, workshop, edits }: WorkshopPartProps) => {
  const say = useText(workshopsText)
  const sayPlans = useText(plansText)
  const sentence = useCatchmentText(slug)
  const level = useLevelName(slug)(workshop.traineeLevelId)
  const holds = useFrame(slug)?.holds
  const none = workshop.catchment.include.length === 0
  const live = workshop.cancelledAt === null
  return (
    <Panel
      title={say('catchment')}
      actions={
        <>
          {workshop.planned && holds?.has('workshops:read') && (
            <LinkButton kind="quiet" href={`/o/${slug}/tiers/${workshop.tierId}/plan`}>
              {sayPlans('kind')}
            </LinkButton>
          )}
          {edits && live && (
            <LinkButton icon="edit" href={`/o/${slug}/workshops/${workshop.id}/catchment`}>
              {say(none ? 'catchment.choose' : 'edit')}
            </LinkButton>
          )}
        </>
      }
    >
      {none ? (
        <Banner tone="warn" title={say('catchment.none')} />
      ) : (
        <div class="stack stack-s prose">
          <p class="strong">{sentence(workshop.catchment)}</p>
          <p class="soft">{sayPlans('catchment.count', { count: workshop.units, level })}</p>
        </div>
      )}
    </Panel>
  )
}

/** Host, quota and when registration opens and closes. */
export const WorkshopFacts = ({ slug, workshop }: WorkshopPartProps) => {
  const say = useText(workshopsText)
  const name = useName()
  const level = useLevelName(slug)(workshop.traineeLevelId)
  const { host, opensAt, closesAt, minimum, maximum } = workshop
  return (
    <Facts
      facts={[
        { label: say('host'), value: <a href={`/o/${slug}/units/${host.id}`}>{name(host)}</a> },
        { label: say('quota', { level }), value: say('quota.value', { minimum, maximum }) },
        { label: say('opens'), value: <InstantText at={opensAt} /> },
        { label: say('closes'), value: <InstantText at={closesAt} /> },
      ]}
    />
  )
}
