import type { Tier } from '../planning/api.ts'
import { formatCount, formatDay } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { simulationText } from '../text/simulation.ts'
import { Badge } from '../ui/badge.tsx'
import { Facts } from '../ui/card.tsx'
import { Count, DateText, Money } from '../ui/format.tsx'
import type { HopOutcome, Outcome } from './plan.ts'

const LIMITS = { trainers: 'trainers', halls: 'halls.few', both: 'both', nothing: 'nothing' } as const

/** How many trainers are at work in each week, as numbers with a bar behind each. */
const Weeks = ({ weeks, there }: { weeks: readonly number[]; there: number }) => {
  const say = useText(simulationText)
  const language = useLanguage()
  const most = Math.max(1, ...weeks)
  return (
    <details class="filters">
      <summary>{say('weeks')}</summary>
      <ol class="weeks">
        {weeks.map((busy, at) => (
          <li key={at}>
            <span>{say('week.number', { number: at + 1 })}</span>
            <span class="weeks-bar" style={{ inlineSize: `${(busy / most) * 100}%` }} aria-hidden="true" />
            <span>
              {say('week.busy', { busy: formatCount(busy, language), there: formatCount(there, language) })}
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}

const Short = ({ hop }: { hop: HopOutcome }) => {
  const say = useText(simulationText)
  const name = useName()
  const more = hop.shortUnits - hop.short.length
  return (
    <details class="filters">
      <summary>{say('short')}</summary>
      <ul>
        {hop.short.map(({ unit, missing, needed, there }) => (
          <li key={unit.id}>
            {name(unit)}: {say('short.one', { count: missing, needed, there })}
          </li>
        ))}
        {more > 0 && <li class="soft">{say('short.more', { count: more })}</li>}
      </ul>
    </details>
  )
}

const HopResult = ({ tier, hop, currency }: { tier: Tier; hop: HopOutcome; currency: string }) => {
  const say = useText(simulationText)
  const language = useLanguage()
  const name = useName()
  const units = formatCount(hop.units, language)
  const hosts = formatCount(hop.hosts, language)
  return (
    <li class="stack">
      <div class="cluster">
        <h3>{say('hop', { number: tier.position, name: name(tier) })}</h3>
        {hop.late && <Badge tone="bad">{say('too-late')}</Badge>}
        {!hop.late && tier.finishBy && <Badge tone="good">{say('in-time')}</Badge>}
      </div>
      <Facts
        facts={[
          { label: say('fact.who'), value: say('trainees', { count: hop.trainees, units }) },
          { label: say('fact.where'), value: say('places', { count: hop.batches, hosts }) },
          { label: say('fact.trainers'), value: <Count value={hop.trainersAvailable} /> },
          { label: say('fact.needed'), value: <Count value={hop.trainersNeeded} /> },
          { label: say('fact.missing'), value: <Count value={hop.trainersMissing} /> },
          { label: say('fact.halls'), value: <Count value={hop.hallDays} /> },
          { label: say('fact.days'), value: <Count value={hop.traineeDays + hop.trainerDays} /> },
          { label: say('fact.trips'), value: <Count value={hop.trips} /> },
          { label: say('cost'), value: <Money amountMinor={hop.costMinor} currency={currency} /> },
          {
            label: say('finishes'),
            value: hop.finishesOn ? <DateText day={hop.finishesOn} /> : say('never'),
          },
          { label: say('fact.limits'), value: say(LIMITS[hop.binding]) },
        ]}
      />
      {hop.short.length > 0 && <Short hop={hop} />}
      {hop.trainersByWeek.length > 0 && <Weeks weeks={hop.trainersByWeek} there={hop.trainersAvailable} />}
    </li>
  )
}

const Reliefs = ({ outcome, tiers }: { outcome: Outcome; tiers: readonly Tier[] }) => {
  const say = useText(simulationText)
  const language = useLanguage()
  const name = useName()
  const tierName = (id: string) => name(tiers.find((tier) => tier.id === id) ?? { nameEn: '', nameHi: '' })
  return (
    <>
      <h3>{say('relief')}</h3>
      {outcome.reliefs.length === 0 && <p>{say('relief.none')}</p>}
      <ul>
        {outcome.reliefs.map(({ tierId, relief, finishesOn }) => (
          <li key={`${tierId} ${relief}`}>
            {say(`relief.${relief}`, { name: tierName(tierId) })}:{' '}
            {say('relief.ends', { day: formatDay(finishesOn, 'medium', language) })}
          </li>
        ))}
      </ul>
    </>
  )
}

/** What a plan comes to, hop by hop, and what would help it. */
export const OutcomeView = ({ outcome, tiers }: { outcome: Outcome; tiers: readonly Tier[] }) => {
  const say = useText(simulationText)
  return (
    <div class="stack">
      <p class="strong">
        {outcome.finishesOn ? (
          <>
            {say('finishes')} <DateText day={outcome.finishesOn} />,{' '}
            <Money amountMinor={outcome.costMinor} currency={outcome.currency} />
          </>
        ) : (
          say('never')
        )}
      </p>
      <ol class="plain stack">
        {outcome.tiers.map((hop) => {
          const tier = tiers.find(({ id }) => id === hop.tierId)
          return tier && <HopResult key={hop.tierId} tier={tier} hop={hop} currency={outcome.currency} />
        })}
      </ol>
      <Reliefs outcome={outcome} tiers={tiers} />
    </div>
  )
}
